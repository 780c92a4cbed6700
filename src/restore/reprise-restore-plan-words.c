/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore will do, in words. */

#include "config.h"

#include "restore/reprise-restore-plan-words.h"

#include "base/reprise-size.h"
#include "base/reprise-wal.h"
#include "restore/reprise-earlier-restores.h"
#include "restore/reprise-instant-words.h"
#include "restore/reprise-window-words.h"

#include <glib/gi18n-lib.h>

#define AUTOMATIC_DDL "autoddl:enabled"

/* What the sentences are made from; borrowed but for the texts. */
typedef struct
{
  RepriseRestoreForm *form;
  RepriseRestoreContext *context;
  RepriseDatabase *target;
  RepriseRestoreWindow *window;
  RepriseBackup *start;
  guint start_position;
  RepriseInstant now;
  char *nodes;
  GStrvBuilder *lines;
} Words;

static void
add (Words *words, char *line)
{
  g_strv_builder_add (words->lines, line);
  g_free (line);
}

static const char *
get_start_label (Words *words)
{
  const char *label = reprise_backup_get_label (words->start);

  return label == NULL ? "" : label;
}

/* Where recovery stops, or REPRISE_INSTANT_NONE where that is the end of the archive. */
static RepriseInstant
get_end (Words *words)
{
  switch (reprise_restore_form_get_method (words->form))
    {
    case REPRISE_RESTORE_METHOD_TIME:
      return reprise_restore_form_get_time (words->form);
    case REPRISE_RESTORE_METHOD_LATEST:
      return REPRISE_INSTANT_NONE;
    case REPRISE_RESTORE_METHOD_BACKUP:
    default:
      return reprise_backup_get_finished_at (words->start);
    }
}

static char *
describe_end (Words *words)
{
  g_autofree char *end = reprise_instant_describe (get_end (words), words->now);

  switch (reprise_restore_form_get_method (words->form))
    {
    case REPRISE_RESTORE_METHOD_LATEST:
      return g_strdup (_ ("the latest point in the archive"));
    case REPRISE_RESTORE_METHOD_TIME:
      if (reprise_restore_form_get_exclusive (words->form))
        /* Translators: a time; a state of the database. */
        return g_strdup_printf (_ ("just before %s"), end);
      return g_steal_pointer (&end);
    case REPRISE_RESTORE_METHOD_BACKUP:
    default:
      /* Translators: a time, and the label of a backup. */
      return g_strdup_printf (_ ("%s, the end of the backup %s"), end, get_start_label (words));
    }
}

static void
describe_overwritten (Words *words)
{
  RepriseDatabase *source = reprise_restore_form_get_source_database (words->form);
  g_autofree char *end = describe_end (words);

  /* Translators: nodes, database, node, database, point in time. */
  add (words,
       g_strdup_printf (_ ("%s of ‘%s’: all data is replaced by that of %s of ‘%s’ as of %s"),
                        words->nodes,
                        reprise_database_get_title (words->target),
                        reprise_restore_form_get_source_node (words->form),
                        reprise_database_get_title (source),
                        end));
}

/* The service knows how far the archive reaches, or nobody does. */
static void
describe_lost_after_archive (Words *words)
{
  RepriseInstant latest = REPRISE_INSTANT_NONE;
  RepriseReach reach = REPRISE_REACH_POSSIBLE;
  g_autofree char *end = NULL;

  if (!reprise_restore_window_get_latest (words->window, &latest, &reach) ||
      reach != REPRISE_REACH_PROVEN)
    {
      /* Translators: nodes. */
      add (words,
           g_strdup_printf (_ ("%s: whatever is not in the archive; how far that goes is not "
                               "known"),
                            words->nodes));
      return;
    }
  end = reprise_instant_describe (latest + 1, words->now);
  /* Translators: nodes, time. */
  add (words,
       g_strdup_printf (_ ("%s: whatever is not in the archive, which was seen to reach %s"),
                        words->nodes,
                        end));
}

static gboolean
has_other_node (Words *words)
{
  const char *source = reprise_restore_form_get_source_node (words->form);
  const char *const *nodes = reprise_restore_form_get_target_nodes (words->form);

  for (guint i = 0; nodes[i] != NULL; i++)
    if (g_strcmp0 (nodes[i], source) != 0)
      return TRUE;
  return FALSE;
}

static void
describe_lost (Words *words)
{
  RepriseInstant end = get_end (words);
  g_autofree char *time = NULL;
  g_autofree char *age = NULL;

  if (reprise_restore_form_is_from_other_database (words->form))
    {
      /* Translators: nodes. */
      add (words, g_strdup_printf (_ ("%s: everything that they hold now"), words->nodes));
      return;
    }
  if (end == REPRISE_INSTANT_NONE)
    describe_lost_after_archive (words);
  else
    {
      time = reprise_instant_describe (end, words->now);
      age = reprise_instant_describe_age (end, words->now);
      /* Translators: nodes, time, length of time. */
      add (words,
           g_strdup_printf (_ ("%s: everything after %s, the last %s"), words->nodes, time, age));
    }
  if (has_other_node (words))
    /* Translators: a node. */
    add (words,
         g_strdup_printf (_ ("And what had not reached %s by then"),
                          reprise_restore_form_get_source_node (words->form)));
}

static void
describe_start (Words *words)
{
  g_auto (GStrv) chain = reprise_restore_form_list_chain (words->form);
  g_autofree char *joined = NULL;
  g_autofree char *end =
      reprise_instant_describe (reprise_backup_get_finished_at (words->start), words->now);
  g_autofree char *size = reprise_size_format (reprise_backup_get_database_size (words->start));
  const char *type = reprise_backup_type_to_word (reprise_backup_get_backup_type (words->start));

  /* Translators: label, type and end of a backup. */
  add (words,
       g_strdup_printf (_ ("%s (%s), which ended at %s"),
                        get_start_label (words),
                        type == NULL ? "?" : type,
                        end));
  if (size != NULL)
    /* Translators: size of a database. */
    add (words, g_strdup_printf (_ ("The database was %s then"), size));
  if (g_strv_length (chain) > 1)
    {
      joined = g_strjoinv (", ", chain);
      /* Translators: labels of backups. */
      add (words, g_strdup_printf (_ ("Read together with what it builds on: %s"), joined));
    }
  if (reprise_restore_form_get_method (words->form) == REPRISE_RESTORE_METHOD_TIME)
    add (words,
         g_strdup (reprise_restore_form_get_base_label (words->form) != NULL
                       ? _ ("Chosen on purpose, and sent")
                       : _ ("pgBackRest chooses it: the newest that ended before the time")));
}

static void
describe_replayed (Words *words)
{
  gint64 n_segments = reprise_restore_form_count_segments (words->form);
  g_autofree char *size = NULL;
  g_autofree char *count = NULL;

  if (n_segments < 0)
    {
      add (words, g_strdup (_ ("How much WAL is replayed is not known")));
      return;
    }
  size = reprise_size_format (n_segments * (gint64) REPRISE_WAL_DEFAULT_SEGMENT_SIZE);
  count = g_strdup_printf ("%" G_GINT64_FORMAT, n_segments);
  /* Translators: a number, and the size of so many files of 16 MB. */
  add (words,
       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                     "At most %s WAL segment (%s, at 16 MB a segment)",
                                     "At most %s WAL segments (%s, at 16 MB a segment)",
                                     (gulong) n_segments),
                        count,
                        size));
}

static void
describe_reach (Words *words)
{
  RepriseInventory *inventory = reprise_restore_window_get_inventory (words->window);
  RepriseRecoveryWindow *reported = reprise_inventory_get_recovery_window (inventory);
  g_autofree char *checked_at = NULL;

  if (reprise_restore_form_get_method (words->form) != REPRISE_RESTORE_METHOD_TIME)
    return;
  if (reported != NULL)
    checked_at =
        reprise_instant_describe (reprise_recovery_window_get_checked_at (reported), words->now);
  add (words, reprise_reach_describe (reprise_restore_form_judge_time (words->form), checked_at));
}

static char *
list_other_nodes (Words *words)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GPtrArray *nodes = reprise_database_get_nodes (words->target);
  const char *const *chosen = reprise_restore_form_get_target_nodes (words->form);

  for (guint i = 0; i < nodes->len; i++)
    {
      const char *name = reprise_node_get_name (g_ptr_array_index (nodes, i));

      if (!g_strv_contains (chosen, name))
        g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
describe_untouched (Words *words)
{
  g_autofree char *others = list_other_nodes (words);
  RepriseDatabase *source = reprise_restore_form_get_source_database (words->form);

  if (!reprise_restore_form_has_all_target_nodes (words->form))
    /* Translators: nodes. */
    add (words, g_strdup_printf (_ ("%s: all data, also what is newer"), others));
  if (reprise_restore_form_is_from_other_database (words->form))
    /* Translators: a database. */
    add (words, g_strdup_printf (_ ("The database ‘%s’"), reprise_database_get_title (source)));
  add (words, g_strdup (_ ("The repository that is read from, and all earlier ones")));
}

static void
describe_replication (Words *words)
{
  char *subset;

  if (reprise_database_get_nodes (words->target)->len < 2)
    {
      add (words, g_strdup (_ ("None: the database has one node")));
      return;
    }
  add (words, g_strdup (_ ("Replication sets are created again")));
  add (words,
       g_strdup (reprise_database_has_option (words->target, AUTOMATIC_DDL)
                     ? _ ("Tables start replicating by themselves")
                     : _ ("Tables replicate only once replication has been started")));
  subset = reprise_restore_form_describe_subset (words->form);
  if (subset != NULL)
    add (words, subset);
}

static void
describe_backups (Words *words)
{
  add (words, g_strdup (_ ("The service opens a new repository for all nodes of the database")));
  add (words, g_strdup (_ ("The database is not protected until a first backup is in it")));
}

static void
describe_duration (Words *words)
{
  char *line =
      reprise_earlier_restores_describe (reprise_restore_context_get_tasks (words->context));

  if (line != NULL)
    add (words, line);
}

static void
describe_warnings (Words *words)
{
  RepriseBackupDoubts backup_doubts =
      reprise_restore_window_get_backup_doubts (words->window, words->start_position);
  RepriseWindowDoubts window_doubts = reprise_restore_window_get_doubts (words->window);
  g_auto (GStrv) about_backup = NULL;
  g_auto (GStrv) about_window = NULL;

  if (reprise_database_get_status (words->target) == REPRISE_STATUS_FAILED)
    add (words,
         g_strdup_printf (_ ("The database reads ‘%s’. The service may refuse the restore."),
                          reprise_database_get_status_word (words->target)));
  about_backup = reprise_backup_doubts_describe (backup_doubts);
  for (guint i = 0; about_backup[i] != NULL; i++)
    /* Translators: label of a backup, and a sentence about it. */
    add (words, g_strdup_printf (_ ("Backup %s: %s"), get_start_label (words), about_backup[i]));
  about_window = reprise_window_doubts_describe (window_doubts);
  for (guint i = 0; about_window[i] != NULL; i++)
    add (words, g_strdup (about_window[i]));
}

static void (*const describers[]) (Words *) = {
  [REPRISE_RESTORE_PLAN_OVERWRITTEN] = describe_overwritten,
  [REPRISE_RESTORE_PLAN_LOST] = describe_lost,
  [REPRISE_RESTORE_PLAN_START] = describe_start,
  [REPRISE_RESTORE_PLAN_REPLAYED] = describe_replayed,
  [REPRISE_RESTORE_PLAN_REACH] = describe_reach,
  [REPRISE_RESTORE_PLAN_UNTOUCHED] = describe_untouched,
  [REPRISE_RESTORE_PLAN_REPLICATION] = describe_replication,
  [REPRISE_RESTORE_PLAN_BACKUPS] = describe_backups,
  [REPRISE_RESTORE_PLAN_DURATION] = describe_duration,
  [REPRISE_RESTORE_PLAN_WARNINGS] = describe_warnings,
};

G_STATIC_ASSERT (G_N_ELEMENTS (describers) == REPRISE_RESTORE_PLAN_N_SECTIONS);

/**
 * reprise_restore_plan_describe:
 * @form: a form without violations
 * @section: a part of its plan
 *
 * Returns: (transfer full): what there is to say in that part, in lines; empty where there is
 * nothing
 */
GStrv
reprise_restore_plan_describe (RepriseRestoreForm *form, RepriseRestorePlanSection section)
{
  guint position = 0;
  g_autoptr (RepriseBackup) start = reprise_restore_form_dup_start (form, &position);
  g_autofree char *nodes =
      g_strjoinv (", ", (char **) reprise_restore_form_get_target_nodes (form));
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  Words words = { .form = form,
                  .context = reprise_restore_form_get_context (form),
                  .window = reprise_restore_form_get_window (form),
                  .start = start,
                  .start_position = position,
                  .nodes = nodes,
                  .lines = lines };

  g_return_val_if_fail (start != NULL, NULL);

  words.target = reprise_restore_context_get_target (words.context);
  words.now = reprise_restore_context_get_service_now (words.context);
  describers[section](&words);
  return g_strv_builder_end (lines);
}

/**
 * reprise_restore_form_describe_subset:
 * @form: a form
 *
 * Returns: (transfer full) (nullable): what follows for a replicated database where only some of
 *   its nodes are to be restored; %NULL where none or all of them are
 */
char *
reprise_restore_form_describe_subset (RepriseRestoreForm *form)
{
  const char *const *chosen = reprise_restore_form_get_target_nodes (form);
  g_autofree char *names = NULL;

  if (chosen[0] == NULL || reprise_restore_form_has_all_target_nodes (form))
    return NULL;
  names = g_strjoinv (", ", (char **) chosen);
  /* Translators: nodes. */
  return g_strdup_printf (_ ("The nodes will differ: %s will lack what the other nodes keep"),
                          names);
}

/**
 * reprise_restore_form_list_chain:
 * @form: a form
 *
 * Returns: (transfer full): the labels of the backups that are read, the full one first and the one
 *   that the restore starts from last; empty where there is none
 */
GStrv
reprise_restore_form_list_chain (RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  g_autoptr (RepriseBackup) backup = reprise_restore_form_dup_start (form, NULL);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  while (backup != NULL && labels->len < reprise_inventory_get_n_backups (
                                             reprise_restore_window_get_inventory (window)))
    {
      g_autoptr (RepriseBackup) prior =
                     reprise_inventory_find_backup (reprise_restore_window_get_inventory (window),
                                                    reprise_backup_get_prior (backup));

      g_ptr_array_insert (labels, 0, g_strdup (reprise_backup_get_label (backup)));
      g_set_object (&backup, prior);
    }
  g_ptr_array_add (labels, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
}

static gint64
count_own_segments (RepriseBackup *backup)
{
  RepriseWalSegment first, last;
  gint64 distance = 0;

  if (!reprise_wal_parse (reprise_backup_get_wal_start (backup), &first) ||
      !reprise_wal_parse (reprise_backup_get_wal_stop (backup), &last) ||
      !reprise_wal_distance (&first, &last, REPRISE_WAL_DEFAULT_SEGMENT_SIZE, &distance) ||
      distance < 0)
    return -1;
  return distance + 1;
}

/**
 * reprise_restore_form_count_segments:
 * @form: a form
 *
 * Returns: how many WAL segments are replayed at most, or -1 where that is not known
 */
gint64
reprise_restore_form_count_segments (RepriseRestoreForm *form)
{
  guint position = 0;
  g_autoptr (RepriseBackup) start = reprise_restore_form_dup_start (form, &position);
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);

  if (start == NULL)
    return -1;
  switch (reprise_restore_form_get_method (form))
    {
    case REPRISE_RESTORE_METHOD_LATEST:
      return reprise_restore_window_count_segments (window, position, REPRISE_INSTANT_NONE);
    case REPRISE_RESTORE_METHOD_TIME:
      return reprise_restore_window_count_segments (window,
                                                    position,
                                                    reprise_restore_form_get_time (form));
    case REPRISE_RESTORE_METHOD_BACKUP:
    default:
      return count_own_segments (start);
    }
}
