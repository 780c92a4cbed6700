/* SPDX-License-Identifier: GPL-3.0-or-later
 * What keeps a form from becoming a restore.
 *
 * The service looks at next to nothing before the old data is gone, so all of it is looked at here.
 */

#include "config.h"

#include "restore/reprise-restore-check.h"

#include "model/reprise-task.h"
#include "restore/reprise-instant-words.h"

#include <glib/gi18n-lib.h>

#define PROVIDER "pgbackrest"

typedef struct
{
  RepriseRestoreForm *form;
  RepriseRestoreContext *context;
  RepriseDatabase *target;
  RepriseRestoreWindow *window; /* NULL where there is none to look into */
  GPtrArray *violations;
} Check;

static void
violation_free (gpointer data)
{
  RepriseRestoreViolation *violation = data;

  g_free (violation->text);
  g_free (violation);
}

static void
add_text (Check *check, RepriseRestoreField field, RepriseRestoreProblem problem, char *text)
{
  RepriseRestoreViolation *violation = g_new0 (RepriseRestoreViolation, 1);

  violation->field = field;
  violation->problem = problem;
  violation->text = text;
  g_ptr_array_add (check->violations, violation);
}

static void
add (Check *check, RepriseRestoreField field, RepriseRestoreProblem problem, const char *text)
{
  add_text (check, field, problem, g_strdup (text));
}

static char *
describe_time (Check *check, RepriseInstant instant)
{
  return reprise_instant_describe (instant,
                                   reprise_restore_context_get_service_now (check->context));
}

static void
check_provider (Check *check)
{
  const char *provider = reprise_database_get_backup_provider (check->target);

  if (provider != NULL && g_strcmp0 (provider, PROVIDER) != 0)
    add (check,
         REPRISE_RESTORE_FIELD_TARGET,
         REPRISE_RESTORE_PROBLEM_PROVIDER,
         _ ("This database is not backed up by pgBackRest."));
}

static void
check_database (Check *check)
{
  const char *word = reprise_database_get_status_word (check->target);

  switch (reprise_database_get_status (check->target))
    {
    case REPRISE_STATUS_READY:
    case REPRISE_STATUS_FAILED:
      break;
    case REPRISE_STATUS_WORKING:
      add_text (check,
                REPRISE_RESTORE_FIELD_TARGET,
                REPRISE_RESTORE_PROBLEM_BUSY_DATABASE,
                g_strdup_printf (_ ("The database is busy: it reads ‘%s’."), word));
      break;
    case REPRISE_STATUS_UNKNOWN:
    default:
      add_text (check,
                REPRISE_RESTORE_FIELD_TARGET,
                REPRISE_RESTORE_PROBLEM_BUSY_DATABASE,
                g_strdup_printf (_ ("The state of the database is not known: it reads ‘%s’."),
                                 word == NULL ? "" : word));
      break;
    }
}

static void
check_cluster (Check *check)
{
  RepriseCluster *cluster = reprise_restore_context_get_target_cluster (check->context);
  const char *word;

  if (cluster == NULL)
    {
      add (check,
           REPRISE_RESTORE_FIELD_TARGET,
           REPRISE_RESTORE_PROBLEM_UNREAD,
           _ ("The state of the cluster is not known."));
      return;
    }
  if (reprise_cluster_get_status (cluster) == REPRISE_STATUS_READY)
    return;
  word = reprise_cluster_get_status_word (cluster);
  add_text (check,
            REPRISE_RESTORE_FIELD_TARGET,
            REPRISE_RESTORE_PROBLEM_BUSY_CLUSTER,
            g_strdup_printf (_ ("The cluster is not available: it reads ‘%s’."),
                             word == NULL ? "" : word));
}

static void
check_tasks (Check *check, GPtrArray *tasks)
{
  if (tasks == NULL)
    {
      add (check,
           REPRISE_RESTORE_FIELD_TARGET,
           REPRISE_RESTORE_PROBLEM_UNREAD,
           _ ("Whether a task is running is not known."));
      return;
    }
  for (guint i = 0; i < tasks->len; i++)
    {
      RepriseTask *task = g_ptr_array_index (tasks, i);
      RepriseTaskStatus status = reprise_task_get_status (task);
      const char *name = reprise_task_get_name (task);

      if (status != REPRISE_TASK_STATUS_QUEUED && status != REPRISE_TASK_STATUS_RUNNING)
        continue;
      add_text (check,
                REPRISE_RESTORE_FIELD_TARGET,
                REPRISE_RESTORE_PROBLEM_BUSY_TASK,
                g_strdup_printf (_ ("The task ‘%s’ has not ended."), name == NULL ? "" : name));
      return;
    }
}

/* What a saved target was in the middle of is for whoever sends the request to see. */
static void
check_target (Check *check)
{
  check_provider (check);
  if (reprise_restore_context_is_saved (check->context))
    return;
  check_database (check);
  check_cluster (check);
  check_tasks (check, reprise_restore_context_get_tasks (check->context));
  check_tasks (check, reprise_restore_context_get_cluster_tasks (check->context));
}

static gboolean
check_source_database (Check *check)
{
  RepriseDatabase *source = reprise_restore_form_get_source_database (check->form);
  RepriseEligibility eligibility;

  if (source == NULL)
    {
      add (check,
           REPRISE_RESTORE_FIELD_SOURCE_DATABASE,
           REPRISE_RESTORE_PROBLEM_UNKNOWN,
           _ ("The source database is not there any more."));
      return FALSE;
    }
  eligibility =
      reprise_restore_context_judge_source (check->context, reprise_database_get_id (source));
  if (reprise_eligibility_may_be_chosen (eligibility))
    return TRUE;
  add_text (check,
            REPRISE_RESTORE_FIELD_SOURCE_DATABASE,
            REPRISE_RESTORE_PROBLEM_NOT_ELIGIBLE,
            g_strdup_printf (_ ("‘%s’ cannot be the source. %s."),
                             reprise_database_get_title (source),
                             reprise_eligibility_describe (eligibility)));
  return FALSE;
}

static void
check_source_node (Check *check)
{
  RepriseDatabase *source = reprise_restore_form_get_source_database (check->form);
  const char *name = reprise_restore_form_get_source_node (check->form);

  if (name == NULL)
    add (check,
         REPRISE_RESTORE_FIELD_SOURCE_NODE,
         REPRISE_RESTORE_PROBLEM_MISSING,
         _ ("Choose the node to restore from."));
  else if (reprise_database_get_node (source, name) == NULL)
    add_text (check,
              REPRISE_RESTORE_FIELD_SOURCE_NODE,
              REPRISE_RESTORE_PROBLEM_UNKNOWN,
              g_strdup_printf (_ ("The source database has no node ‘%s’."), name));
}

static void
check_target_nodes (Check *check)
{
  const char *const *names = reprise_restore_form_get_target_nodes (check->form);

  if (names[0] == NULL)
    add (check,
         REPRISE_RESTORE_FIELD_TARGET_NODES,
         REPRISE_RESTORE_PROBLEM_MISSING,
         _ ("Choose at least one node to restore."));
  for (guint i = 0; names[i] != NULL; i++)
    if (reprise_database_get_node (check->target, names[i]) == NULL)
      add_text (check,
                REPRISE_RESTORE_FIELD_TARGET_NODES,
                REPRISE_RESTORE_PROBLEM_UNKNOWN,
                g_strdup_printf (_ ("The database has no node ‘%s’."), names[i]));
}

static gboolean
is_listed (GPtrArray *repositories, const char *id)
{
  for (guint i = 0; i < repositories->len; i++)
    if (g_strcmp0 (reprise_repository_get_id (g_ptr_array_index (repositories, i)), id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_repository (Check *check)
{
  const char *source_id = reprise_restore_form_get_source_database_id (check->form);
  const char *id = reprise_restore_form_get_repository_id (check->form);
  g_autoptr (GPtrArray) repositories =
                 reprise_restore_context_list_repositories (check->context, source_id);

  if (id == NULL && reprise_restore_form_get_source_node (check->form) == NULL)
    return FALSE;
  if (id == NULL)
    add (check,
         REPRISE_RESTORE_FIELD_REPOSITORY,
         REPRISE_RESTORE_PROBLEM_MISSING,
         _ ("Choose the repository to restore from."));
  else if (!reprise_restore_context_has_repositories (check->context, source_id))
    add (check,
         REPRISE_RESTORE_FIELD_REPOSITORY,
         REPRISE_RESTORE_PROBLEM_UNREAD,
         _ ("The repositories of the source database have not been read yet."));
  else if (!is_listed (repositories, id))
    add (check,
         REPRISE_RESTORE_FIELD_REPOSITORY,
         REPRISE_RESTORE_PROBLEM_UNKNOWN,
         _ ("The source database has no such repository."));
  else
    return TRUE;
  return FALSE;
}

/* What the backups say of their version counts more than what the source database says of itself.
 */
static void
check_major (Check *check, RepriseInventory *inventory)
{
  const char *version = reprise_inventory_get_pg_version (inventory);
  RepriseTristate same;

  if (version == NULL)
    version =
        reprise_database_get_pg_version (reprise_restore_form_get_source_database (check->form));
  same = reprise_pg_versions_match (reprise_database_get_pg_version (check->target), version);
  if (same == REPRISE_TRISTATE_NO)
    add_text (check,
              REPRISE_RESTORE_FIELD_REPOSITORY,
              REPRISE_RESTORE_PROBLEM_OTHER_MAJOR,
              g_strdup_printf (_ ("The backups are of PostgreSQL %s, this database runs %s."),
                               version,
                               reprise_database_get_pg_version (check->target)));
  else if (same == REPRISE_TRISTATE_UNKNOWN &&
           reprise_restore_form_is_from_other_database (check->form))
    add (check,
         REPRISE_RESTORE_FIELD_REPOSITORY,
         REPRISE_RESTORE_PROBLEM_OTHER_MAJOR,
         _ ("Whether both databases run the same major version of PostgreSQL is not known."));
}

static gboolean
check_stock (Check *check)
{
  const GError *error = NULL;

  switch (reprise_restore_context_get_stock (check->context,
                                             reprise_restore_form_get_repository_id (check->form),
                                             reprise_restore_form_get_source_node (check->form),
                                             &check->window,
                                             &error))
    {
    case REPRISE_STOCK_STATE_READ:
      check_major (check, reprise_restore_window_get_inventory (check->window));
      return TRUE;
    case REPRISE_STOCK_STATE_EMPTY:
      add (check,
           REPRISE_RESTORE_FIELD_REPOSITORY,
           REPRISE_RESTORE_PROBLEM_NO_BACKUP,
           _ ("The repository has no data for this node."));
      return FALSE;
    case REPRISE_STOCK_STATE_FAILED:
      add_text (check,
                REPRISE_RESTORE_FIELD_REPOSITORY,
                REPRISE_RESTORE_PROBLEM_UNREADABLE,
                g_strdup_printf (_ ("The backups could not be read: %s"), error->message));
      return FALSE;
    case REPRISE_STOCK_STATE_UNREAD:
    default:
      add (check,
           REPRISE_RESTORE_FIELD_REPOSITORY,
           REPRISE_RESTORE_PROBLEM_UNREAD,
           _ ("The backups have not been read yet."));
      return FALSE;
    }
}

static gboolean
is_usable (Check *check, guint position)
{
  return (reprise_restore_window_get_backup_doubts (check->window, position) &
          REPRISE_BACKUP_DOUBTS_UNUSABLE) == 0;
}

static void
add_unusable (Check *check, RepriseRestoreField field, const char *label)
{
  add_text (check,
            field,
            REPRISE_RESTORE_PROBLEM_UNUSABLE,
            g_strdup_printf (_ ("The backup %s cannot be used."), label == NULL ? "" : label));
}

static void
check_backup (Check *check)
{
  const char *label = reprise_restore_form_get_backup_label (check->form);
  g_autoptr (RepriseBackup) backup = NULL;
  guint position;

  if (label == NULL)
    {
      add (check,
           REPRISE_RESTORE_FIELD_BACKUP,
           REPRISE_RESTORE_PROBLEM_MISSING,
           _ ("Choose the backup to restore."));
      return;
    }
  backup = reprise_restore_form_dup_start (check->form, &position);
  if (backup == NULL)
    add_text (check,
              REPRISE_RESTORE_FIELD_BACKUP,
              REPRISE_RESTORE_PROBLEM_UNKNOWN,
              g_strdup_printf (_ ("The repository does not hold the backup %s."), label));
  else if (!is_usable (check, position))
    add_unusable (check, REPRISE_RESTORE_FIELD_BACKUP, label);
}

static void
check_latest (Check *check)
{
  guint position;
  g_autoptr (RepriseBackup) newest = reprise_restore_form_dup_start (check->form, &position);

  if (newest == NULL)
    add (check,
         REPRISE_RESTORE_FIELD_METHOD,
         REPRISE_RESTORE_PROBLEM_NO_BACKUP,
         _ ("The repository holds no backup to start from."));
  else if (!is_usable (check, position))
    add_unusable (check, REPRISE_RESTORE_FIELD_METHOD, reprise_backup_get_label (newest));
}

static void
add_not_archived (Check *check)
{
  RepriseInventory *inventory = reprise_restore_window_get_inventory (check->window);
  RepriseRecoveryWindow *reported = reprise_inventory_get_recovery_window (inventory);
  g_autofree char *checked_at =
      describe_time (check, reprise_recovery_window_get_checked_at (reported));

  add_text (check,
            REPRISE_RESTORE_FIELD_TIME,
            REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED,
            /* Translators: date and time. */
            g_strdup_printf (_ ("The archive did not reach this time as of %s. Restore to the "
                                "latest point instead, or choose an earlier time."),
                             checked_at));
}

/* Whether there is any use in looking at the backup to start from. */
static gboolean
check_reach (Check *check)
{
  RepriseInstant first = reprise_restore_window_get_first (check->window);
  g_autofree char *earliest =
      describe_time (check,
                     first != REPRISE_INSTANT_NONE
                         ? first
                         : reprise_restore_window_get_earliest (check->window));

  switch (reprise_restore_form_judge_time (check->form))
    {
    case REPRISE_REACH_POSSIBLE:
    case REPRISE_REACH_LIKELY:
    case REPRISE_REACH_PROVEN:
      return TRUE;
    case REPRISE_REACH_TOO_EARLY:
      add_text (check,
                REPRISE_RESTORE_FIELD_TIME,
                REPRISE_RESTORE_PROBLEM_TOO_EARLY,
                /* Translators: date and time. */
                g_strdup_printf (_ ("This time lies before the earliest, %s."), earliest));
      return FALSE;
    case REPRISE_REACH_TOO_LATE:
      add (check,
           REPRISE_RESTORE_FIELD_TIME,
           REPRISE_RESTORE_PROBLEM_TOO_LATE,
           _ ("This time lies in the future."));
      return FALSE;
    case REPRISE_REACH_NOT_ARCHIVED:
      add_not_archived (check);
      return FALSE;
    case REPRISE_REACH_NO_BACKUP:
    default:
      add (check,
           REPRISE_RESTORE_FIELD_TIME,
           REPRISE_RESTORE_PROBLEM_NO_BACKUP,
           _ ("The repository holds no backup to start from."));
      return FALSE;
    }
}

static void
add_unusable_base (Check *check, RepriseBackup *base)
{
  g_autoptr (RepriseBackup) proposed = reprise_restore_form_dup_proposed_base (check->form);

  if (proposed == NULL)
    {
      add_unusable (check, REPRISE_RESTORE_FIELD_BASE, reprise_backup_get_label (base));
      return;
    }
  add_text (check,
            REPRISE_RESTORE_FIELD_BASE,
            REPRISE_RESTORE_PROBLEM_UNUSABLE,
            g_strdup_printf (_ ("The restore would start from the backup %s, which cannot be used. "
                                "Choose %s as the base."),
                             reprise_backup_get_label (base),
                             reprise_backup_get_label (proposed)));
}

static void
check_base (Check *check)
{
  RepriseInstant time = reprise_restore_form_get_time (check->form);
  guint position;
  g_autoptr (RepriseBackup) base = reprise_restore_form_dup_start (check->form, &position);

  if (base == NULL)
    add (check,
         REPRISE_RESTORE_FIELD_BASE,
         REPRISE_RESTORE_PROBLEM_UNKNOWN,
         _ ("The repository does not hold the backup to start from."));
  else if (!is_usable (check, position))
    add_unusable_base (check, base);
  else if (reprise_instant_floor_second (reprise_backup_get_finished_at (base)) >=
           reprise_instant_floor_second (time))
    add (check,
         REPRISE_RESTORE_FIELD_BASE,
         REPRISE_RESTORE_PROBLEM_TOO_LATE,
         _ ("The backup to start from had not ended at this time."));
  else if (!reprise_restore_window_leads_to (check->window,
                                             position,
                                             time,
                                             reprise_restore_form_get_exclusive (check->form)))
    add_text (check,
              REPRISE_RESTORE_FIELD_BASE,
              REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED,
              g_strdup_printf (_ ("The archive does not lead from the backup %s to this time. "
                                  "Choose a later one as the base."),
                               reprise_backup_get_label (base)));
}

static void
check_time (Check *check)
{
  if (reprise_restore_form_get_time (check->form) == REPRISE_INSTANT_NONE)
    add (check,
         REPRISE_RESTORE_FIELD_TIME,
         REPRISE_RESTORE_PROBLEM_MISSING,
         _ ("Choose the time to restore to."));
  else if (check_reach (check))
    check_base (check);
}

static void
check_method (Check *check)
{
  switch (reprise_restore_form_get_method (check->form))
    {
    case REPRISE_RESTORE_METHOD_LATEST:
      check_latest (check);
      break;
    case REPRISE_RESTORE_METHOD_TIME:
      check_time (check);
      break;
    case REPRISE_RESTORE_METHOD_BACKUP:
    default:
      check_backup (check);
      break;
    }
}

/**
 * reprise_restore_form_check_choices:
 * @form: a form
 *
 * Like reprise_restore_form_check(), but does not ask for a confirmation: a plan can be shown
 * before it is typed.
 *
 * Returns: (transfer full) (element-type RepriseRestoreViolation): what is wrong, in the order of
 *   the fields
 */
GPtrArray *
reprise_restore_form_check_choices (RepriseRestoreForm *form)
{
  Check check = { .form = form, .violations = g_ptr_array_new_with_free_func (violation_free) };

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (form), check.violations);

  check.context = reprise_restore_form_get_context (form);
  check.target = reprise_restore_context_get_target (check.context);
  check_target (&check);
  if (check_source_database (&check))
    {
      check_source_node (&check);
      check_target_nodes (&check);
      if (check_repository (&check) && check_stock (&check))
        check_method (&check);
    }
  return check.violations;
}

/**
 * reprise_restore_form_check:
 * @form: a form
 *
 * Returns: (transfer full) (element-type RepriseRestoreViolation): what keeps it from becoming a
 *   restore, in the order of the fields; none where nothing does
 */
GPtrArray *
reprise_restore_form_check (RepriseRestoreForm *form)
{
  Check check = { .form = form, .violations = reprise_restore_form_check_choices (form) };
  const char *expected = reprise_restore_form_get_expected_confirmation (form);

  if (expected == NULL || g_strcmp0 (reprise_restore_form_get_confirmation (form), expected) != 0)
    add_text (&check,
              REPRISE_RESTORE_FIELD_CONFIRMATION,
              REPRISE_RESTORE_PROBLEM_NOT_CONFIRMED,
              g_strdup_printf (_ ("Type ‘%s’ to confirm."), expected == NULL ? "" : expected));
  return check.violations;
}

/**
 * reprise_restore_violations_add:
 * @violations: (element-type RepriseRestoreViolation): what is wrong
 * @field: where something else is
 * @problem: what that is
 * @text: the same as a sentence
 *
 * For what a form cannot know of: what has been typed and is not in it.
 */
void
reprise_restore_violations_add (GPtrArray *violations,
                                RepriseRestoreField field,
                                RepriseRestoreProblem problem,
                                const char *text)
{
  Check check = { .violations = violations };

  add (&check, field, problem, text);
}

/**
 * reprise_restore_violations_find:
 * @violations: (element-type RepriseRestoreViolation): what is wrong
 * @field: a field
 *
 * Returns: (transfer none) (nullable): the first of them at that field
 */
const RepriseRestoreViolation *
reprise_restore_violations_find (GPtrArray *violations, RepriseRestoreField field)
{
  for (guint i = 0; i < violations->len; i++)
    {
      const RepriseRestoreViolation *violation = g_ptr_array_index (violations, i);

      if (violation->field == field)
        return violation;
    }
  return NULL;
}
