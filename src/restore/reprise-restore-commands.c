/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request for a restore as command lines, to be pasted into a shell. */

#include "config.h"

#include "restore/reprise-restore-commands.h"

#include "base/reprise-instant.h"

#include <string.h>

/* The service does not tell what its stanzas are called. */
#define STANZA "<stanza>"

#define UNQUOTED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.,:/+=@%"

static void
add_word (GString *line, const char *word)
{
  g_autofree char *quoted = NULL;

  if (line->len > 0)
    g_string_append_c (line, ' ');
  if (*word != '\0' && strspn (word, UNQUOTED) == strlen (word))
    {
      g_string_append (line, word);
      return;
    }
  quoted = g_shell_quote (word);
  g_string_append (line, quoted);
}

static void
add_option (GString *line, const char *name, const char *value)
{
  if (value == NULL)
    return;
  add_word (line, name);
  add_word (line, value);
}

static void
add_joined (GString *line, const char *name, const char *value)
{
  g_autofree char *word = g_strdup_printf ("--%s=%s", name, value);

  add_word (line, word);
}

/**
 * reprise_restore_request_to_pgedge:
 * @request: a request for a restore
 * @database_id: the database to be overwritten
 *
 * Returns: (transfer full): the same for pgEdge's command line
 */
char *
reprise_restore_request_to_pgedge (RepriseRestoreRequest *request, const char *database_id)
{
  g_autoptr (GString) line = g_string_new ("pgedge starfleet byoc database restore");
  const char *const *repositories = reprise_restore_request_get_repositories (request);
  const char *const *nodes = reprise_restore_request_get_target_nodes (request);
  RepriseRecoveryType type = reprise_restore_request_get_recovery_type (request);
  g_autofree char *joined = nodes == NULL ? NULL : g_strjoinv (",", (char **) nodes);

  add_word (line, database_id);
  add_option (line, "--node-name", reprise_restore_request_get_source_node_name (request));
  for (guint i = 0; repositories != NULL && repositories[i] != NULL; i++)
    add_option (line, "--repository", repositories[i]);
  add_option (line, "--target-nodes", joined);
  add_option (line, "--set", reprise_restore_request_get_set (request));
  add_option (line, "--type", reprise_recovery_type_to_word (type));
  add_option (line, "--target", reprise_restore_request_get_target (request));
  if (reprise_restore_request_get_target_exclusive (request) == REPRISE_TRISTATE_YES)
    add_word (line, "--target-exclusive");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* pgBackRest refuses `T` and `Z`, and without an offset each program has a zone of its own. */
static void
add_target (GString *line, RepriseRestoreRequest *request)
{
  const char *target = reprise_restore_request_get_target (request);
  g_autofree char *text = NULL;
  RepriseInstant instant;

  if (target == NULL)
    return;
  if (reprise_instant_parse (target, &instant))
    text = reprise_instant_format_postgres (instant);
  add_joined (line, "target", text != NULL ? text : target);
  if (reprise_restore_request_get_target_exclusive (request) == REPRISE_TRISTATE_YES)
    add_word (line, "--target-exclusive");
}

/**
 * reprise_restore_request_to_pgbackrest:
 * @request: a request for a restore
 *
 * Returns: (transfer full): what does the same on one node by hand
 */
char *
reprise_restore_request_to_pgbackrest (RepriseRestoreRequest *request)
{
  g_autoptr (GString) line = g_string_new ("pgbackrest");
  RepriseRecoveryType type = reprise_restore_request_get_recovery_type (request);
  const char *set = reprise_restore_request_get_set (request);

  add_joined (line, "stanza", STANZA);
  add_word (line, "--delta");
  if (set != NULL)
    add_joined (line, "set", set);
  if (type != REPRISE_RECOVERY_TYPE_UNSET && type != REPRISE_RECOVERY_TYPE_DEFAULT)
    {
      add_joined (line, "type", reprise_recovery_type_to_word (type));
      add_target (line, request);
      add_word (line, "--target-action=promote");
    }
  add_word (line, "restore");
  return g_string_free (g_steal_pointer (&line), FALSE);
}
