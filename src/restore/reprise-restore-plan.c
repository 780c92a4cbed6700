/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore will do, in words and in bytes. */

#include "config.h"

#include "restore/reprise-restore-plan.h"

#include "restore/reprise-plan-facts.h"
#include "restore/reprise-restore-commands.h"
#include "restore/reprise-restore-plan-words.h"
#include "wire/reprise-restore-request-codec.h"

#include <glib/gi18n-lib.h>

struct _RepriseRestorePlan
{
  GObject parent_instance;

  RepriseRestoreForm *form;
  RepriseRestoreRequest *request;
  GBytes *body;
  GStrv lines[REPRISE_RESTORE_PLAN_N_SECTIONS];
  GPtrArray *facts;
};

G_DEFINE_FINAL_TYPE (RepriseRestorePlan, reprise_restore_plan, G_TYPE_OBJECT)

static void
reprise_restore_plan_finalize (GObject *object)
{
  RepriseRestorePlan *self = REPRISE_RESTORE_PLAN (object);

  g_clear_object (&self->form);
  g_clear_object (&self->request);
  g_clear_pointer (&self->body, g_bytes_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    g_clear_pointer (&self->lines[i], g_strfreev);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_restore_plan_parent_class)->finalize (object);
}

static void
reprise_restore_plan_class_init (RepriseRestorePlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_plan_finalize;
}

static void
reprise_restore_plan_init (RepriseRestorePlan *self)
{
}

/* A set without a type would be replayed to the end of the archive, so both go together. For the
 * latest point nothing is said at all, and for a time the set is left to pgBackRest. */
static RepriseRestoreRequest *
make_request (RepriseRestoreForm *form)
{
  const char *repositories[] = { reprise_restore_form_get_repository_id (form), NULL };
  RepriseRestoreRequestFields fields = {
    .provider = "pgbackrest",
    .source_node_name = reprise_restore_form_get_source_node (form),
    .repositories = repositories,
    .target_nodes = reprise_restore_form_get_target_nodes (form),
  };
  g_autofree char *target = NULL;

  switch (reprise_restore_form_get_method (form))
    {
    case REPRISE_RESTORE_METHOD_LATEST:
      break;
    case REPRISE_RESTORE_METHOD_TIME:
      target = reprise_instant_format (reprise_restore_form_get_time (form), REPRISE_INSTANT_AUTO);
      fields.recovery_type = REPRISE_RECOVERY_TYPE_TIME;
      fields.target = target;
      fields.set = reprise_restore_form_get_base_label (form);
      if (reprise_restore_form_get_exclusive (form))
        fields.target_exclusive = REPRISE_TRISTATE_YES;
      break;
    case REPRISE_RESTORE_METHOD_BACKUP:
    default:
      fields.recovery_type = REPRISE_RECOVERY_TYPE_IMMEDIATE;
      fields.set = reprise_restore_form_get_backup_label (form);
      break;
    }
  return reprise_restore_request_new (&fields);
}

/**
 * reprise_restore_plan_new:
 * @form: a form without violations, but for the confirmation
 *
 * Returns: (transfer full) (nullable): its plan; %NULL where the form has a violation
 */
RepriseRestorePlan *
reprise_restore_plan_new (RepriseRestoreForm *form)
{
  g_autoptr (GPtrArray) violations = NULL;
  RepriseRestorePlan *self;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (form), NULL);

  violations = reprise_restore_form_check_choices (form);
  if (violations->len > 0)
    return NULL;
  self = g_object_new (REPRISE_TYPE_RESTORE_PLAN, NULL);
  self->form = g_object_ref (form);
  self->request = make_request (form);
  self->body = reprise_restore_request_encode (self->request);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    self->lines[i] = reprise_restore_plan_describe (form, i);
  self->facts = reprise_plan_facts_collect (form, self->body);
  return self;
}

/**
 * reprise_restore_plan_get_form:
 * @self: a plan
 *
 * Returns: (transfer none): what it was made from
 */
RepriseRestoreForm *
reprise_restore_plan_get_form (RepriseRestorePlan *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);
  return self->form;
}

/**
 * reprise_restore_plan_get_request:
 * @self: a plan
 *
 * Returns: (transfer none): what is asked of the service
 */
RepriseRestoreRequest *
reprise_restore_plan_get_request (RepriseRestorePlan *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);
  return self->request;
}

/**
 * reprise_restore_plan_get_body:
 * @self: a plan
 *
 * Returns: (transfer none): the bytes that are sent
 */
GBytes *
reprise_restore_plan_get_body (RepriseRestorePlan *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);
  return self->body;
}

/**
 * reprise_restore_plan_dup_json:
 * @self: a plan
 *
 * Returns: (transfer full): the bytes that are sent, as text
 */
char *
reprise_restore_plan_dup_json (RepriseRestorePlan *self)
{
  gsize length = 0;
  const char *data;

  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);

  data = g_bytes_get_data (self->body, &length);
  return g_strndup (data, length);
}

/**
 * reprise_restore_plan_dup_pgedge_command:
 * @self: a plan
 *
 * Returns: (transfer full): the same for pgEdge's command line
 */
char *
reprise_restore_plan_dup_pgedge_command (RepriseRestorePlan *self)
{
  RepriseRestoreContext *context;

  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);

  context = reprise_restore_form_get_context (self->form);
  return reprise_restore_request_to_pgedge (self->request,
                                            reprise_database_get_id (
                                                reprise_restore_context_get_target (context)));
}

/**
 * reprise_restore_plan_dup_pgbackrest_command:
 * @self: a plan
 *
 * Returns: (transfer full): what does the same on one node by hand
 */
char *
reprise_restore_plan_dup_pgbackrest_command (RepriseRestorePlan *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);
  return reprise_restore_request_to_pgbackrest (self->request);
}

/**
 * reprise_restore_plan_get_lines:
 * @self: a plan
 * @section: a part of it
 *
 * Returns: (transfer none): what there is to say in that part, in lines; empty where there is
 * nothing
 */
const char *const *
reprise_restore_plan_get_lines (RepriseRestorePlan *self, RepriseRestorePlanSection section)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);
  g_return_val_if_fail (section < REPRISE_RESTORE_PLAN_N_SECTIONS, NULL);
  return (const char *const *) self->lines[section];
}

/**
 * reprise_restore_plan_dup_confirmation:
 * @self: a plan
 *
 * Returns: (transfer full): the sentence that says the loss once more where it is confirmed
 */
char *
reprise_restore_plan_dup_confirmation (RepriseRestorePlan *self)
{
  g_autofree char *lost = NULL;

  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (self), NULL);

  lost = g_strjoinv (". ", self->lines[REPRISE_RESTORE_PLAN_LOST]);
  /* Translators: what is lost, such as "n1, n2: everything after 02:14:07 UTC". */
  return g_strdup_printf (_ ("This cannot be undone. Lost on %s."), lost);
}

/**
 * reprise_restore_plan_compare:
 * @shown: the plan that was confirmed
 * @fresh: the plan for the same choices as things are now
 *
 * Leaves out figures that only grew: how far the archive goes and how surely the time is in it, the
 * WAL to replay, how long ago the loss begins, later backups that the restore does not start from.
 *
 * Returns: (transfer full) (element-type RepriseRestoreDifference): whatever else differs
 */
GPtrArray *
reprise_restore_plan_compare (RepriseRestorePlan *shown, RepriseRestorePlan *fresh)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (shown), NULL);
  g_return_val_if_fail (REPRISE_IS_RESTORE_PLAN (fresh), NULL);
  return reprise_plan_facts_compare (shown->facts, fresh->facts);
}

/**
 * reprise_restore_plan_section_get_title:
 * @section: a part of a plan
 *
 * Returns: (transfer none): its heading
 */
const char *
reprise_restore_plan_section_get_title (RepriseRestorePlanSection section)
{
  static const char *const titles[] = {
    [REPRISE_RESTORE_PLAN_OVERWRITTEN] = N_ ("Overwritten"),
    [REPRISE_RESTORE_PLAN_LOST] = N_ ("Lost"),
    [REPRISE_RESTORE_PLAN_START] = N_ ("Starts From"),
    [REPRISE_RESTORE_PLAN_REPLAYED] = N_ ("Replayed"),
    [REPRISE_RESTORE_PLAN_REACH] = N_ ("Reaching the Time"),
    [REPRISE_RESTORE_PLAN_UNTOUCHED] = N_ ("Left as It Is"),
    [REPRISE_RESTORE_PLAN_REPLICATION] = N_ ("Replication Afterwards"),
    [REPRISE_RESTORE_PLAN_BACKUPS] = N_ ("Backups Afterwards"),
    [REPRISE_RESTORE_PLAN_DURATION] = N_ ("Duration"),
    [REPRISE_RESTORE_PLAN_WARNINGS] = N_ ("Warnings"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (titles) == REPRISE_RESTORE_PLAN_N_SECTIONS);
  g_return_val_if_fail (section < REPRISE_RESTORE_PLAN_N_SECTIONS, NULL);
  return _ (titles[section]);
}
