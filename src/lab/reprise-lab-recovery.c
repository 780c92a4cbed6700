/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore request's values on their way to a command line. */

#include "config.h"

#include "lab/reprise-lab-recovery.h"

#include "base/reprise-instant.h"
#include "engine/reprise-engine-error.h"

#include <string.h>

/* What PostgreSQL allows for the name of a restore point. */
#define MAX_NAME_BYTES 63

/* Values go into postgresql.auto.conf as well, where pgBackRest escapes nothing: a quote would
 * break the file (LSN, transaction and name targets are matched whole). */
static const char *const target_patterns[] = {
  [REPRISE_RECOVERY_TYPE_LSN] = "^[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}$",
  [REPRISE_RECOVERY_TYPE_XID] = "^[0-9]{1,10}$",
  [REPRISE_RECOVERY_TYPE_NAME] = "^[^'\"\\\\\\p{Cc}]+$",
};

#define LABEL_PATTERN "^[0-9]{8}-[0-9]{6}F(_[0-9]{8}-[0-9]{6}[DI])?$"

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (REPRISE_ENGINE_ERROR,
                                         REPRISE_ENGINE_ERROR_NOT_FOUND,
                                         format,
                                         arguments));
  va_end (arguments);
  return FALSE;
}

static gboolean
check_target (RepriseRecoveryType type, const char *target, GError **error)
{
  const char *pattern =
      (gsize) type < G_N_ELEMENTS (target_patterns) ? target_patterns[type] : NULL;

  if (pattern == NULL && target == NULL)
    return TRUE;
  if (pattern == NULL)
    return fail (error, "option 'target' is not valid with this type of recovery");
  if (target == NULL)
    return fail (error, "option 'target' is needed for this type of recovery");
  if (strlen (target) > MAX_NAME_BYTES ||
      !g_regex_match_simple (pattern, target, G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (error, "'%s' is not a target for this type of recovery", target);
  return TRUE;
}

/**
 * reprise_lab_recovery_prepare:
 * @request: a request as reprise_restore_request_decode() let it through
 * @recovery: (out): what pgBackRest is told; borrows from @request and @target
 * @target: (out) (transfer full) (nullable): a time in PostgreSQL's spelling
 * @error: return location for a %REPRISE_ENGINE_ERROR
 *
 * Returns: whether every value may go to a command line
 */
gboolean
reprise_lab_recovery_prepare (RepriseRestoreRequest *request,
                              RepriseRestoreTarget *recovery,
                              char **target,
                              GError **error)
{
  RepriseRecoveryType type = reprise_restore_request_get_recovery_type (request);
  const char *sent_target = reprise_restore_request_get_target (request);
  const char *set = reprise_restore_request_get_set (request);
  RepriseInstant instant;

  *target = NULL;
  if (set != NULL && !g_regex_match_simple (LABEL_PATTERN, set, G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (error, "backup set '%s' is not valid", set);
  if (type == REPRISE_RECOVERY_TYPE_TIME && reprise_instant_parse (sent_target, &instant))
    *target = reprise_instant_format_postgres (instant);
  else if (!check_target (type, sent_target, error))
    return FALSE;
  else
    *target = g_strdup (sent_target);
  recovery->type =
      type == REPRISE_RECOVERY_TYPE_UNSET ? "default" : reprise_recovery_type_to_word (type);
  recovery->target = *target;
  recovery->exclusive =
      reprise_restore_request_get_target_exclusive (request) == REPRISE_TRISTATE_YES;
  recovery->set = set;
  return TRUE;
}
