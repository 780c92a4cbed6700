/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a comparison of two inventories says, sentence by sentence. */

#include "config.h"

#include "restore/reprise-comparison-words.h"

#include "base/reprise-duration.h"
#include "base/reprise-size.h"
#include "restore/reprise-instant-words.h"

#include <glib/gi18n-lib.h>

/* What a text names at most: the rest is counted. */
#define MAX_MISSED_SENTENCES 100

static char *
describe_instant (RepriseInstant instant)
{
  return reprise_instant_describe (instant, REPRISE_INSTANT_NONE);
}

static void
add (GPtrArray *sentences, char *sentence)
{
  g_ptr_array_add (sentences, sentence);
}

static char **
end (GPtrArray *sentences)
{
  g_ptr_array_add (sentences, NULL);
  return (char **) g_ptr_array_free (sentences, FALSE);
}

static char *
describe_inventory (RepriseInventory *inventory, RepriseInstant read_at, gboolean is_first)
{
  guint n_backups = reprise_inventory_get_n_backups (inventory);
  g_autofree char *read = describe_instant (read_at);

  if (is_first)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         /* Translators: %u is a number, %s a time. */
                                         "First inventory: %u backup, as of %s.",
                                         "First inventory: %u backups, as of %s.",
                                         n_backups),
                            n_backups,
                            read);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: %u is a number, %s a time. */
                                       "Second inventory: %u backup, as of %s.",
                                       "Second inventory: %u backups, as of %s.",
                                       n_backups),
                          n_backups,
                          read);
}

/**
 * reprise_comparison_words_inventories:
 * @comparison: a comparison
 *
 * Returns: (transfer full): what was compared, and what that cannot show
 */
char **
reprise_comparison_words_inventories (RepriseInventoryComparison *comparison)
{
  GPtrArray *sentences = g_ptr_array_new ();
  RepriseInventory *before = reprise_inventory_comparison_get_before (comparison);
  RepriseInventory *after = reprise_inventory_comparison_get_after (comparison);

  add (sentences,
       describe_inventory (before, reprise_inventory_comparison_get_before_at (comparison), TRUE));
  add (sentences,
       describe_inventory (after, reprise_inventory_comparison_get_after_at (comparison), FALSE));
  if (!reprise_inventory_get_is_complete (before))
    add (sentences,
         g_strdup (_ ("The first inventory is not complete: a backup that seems to have appeared "
                      "may have been there before.")));
  if (!reprise_inventory_get_is_complete (after))
    add (sentences,
         g_strdup (_ ("The second inventory is not complete: a backup that seems to have expired "
                      "may still be there.")));
  return end (sentences);
}

static const struct
{
  RepriseInventoryDifference flag;
  const char *text;
} differences[] = {
  { REPRISE_INVENTORY_OTHER_NODE, N_ ("The inventories are of different databases or nodes.") },
  { REPRISE_INVENTORY_OTHER_REPOSITORY, N_ ("The inventories are of different repositories.") },
  { REPRISE_INVENTORY_OTHER_CLUSTER,
    N_ ("The system identifier changed: the backups are of another PostgreSQL cluster.") },
};

static const char *
or_none (const char *text)
{
  return text == NULL ? C_ ("value", "none") : text;
}

static const char *
get_status (RepriseInventory *inventory)
{
  const char *message = reprise_inventory_get_status_message (inventory);

  return or_none (message != NULL ? message : reprise_inventory_get_status_word (inventory));
}

static void
add_values (GPtrArray *sentences,
            RepriseInventory *before,
            RepriseInventory *after,
            guint differing)
{
  if ((differing & REPRISE_INVENTORY_OTHER_VERSION) != 0)
    /* Translators: two versions, such as 16 and 17. */
    add (sentences,
         g_strdup_printf (_ ("PostgreSQL’s version changed from %s to %s."),
                          or_none (reprise_inventory_get_pg_version (before)),
                          or_none (reprise_inventory_get_pg_version (after))));
  if ((differing & REPRISE_INVENTORY_OTHER_STATUS) != 0)
    /* Translators: what pgBackRest says, such as ok. */
    add (sentences,
         g_strdup_printf (_ ("The status of the backups changed from “%s” to “%s”."),
                          get_status (before),
                          get_status (after)));
  if ((differing & REPRISE_INVENTORY_OTHER_ARCHIVE) != 0)
    /* Translators: names of WAL segments. */
    add (sentences,
         g_strdup_printf (_ ("The archive reached from %s to %s, and reaches from %s to %s."),
                          or_none (reprise_inventory_get_archive_min_wal (before)),
                          or_none (reprise_inventory_get_archive_max_wal (before)),
                          or_none (reprise_inventory_get_archive_min_wal (after)),
                          or_none (reprise_inventory_get_archive_max_wal (after))));
}

/**
 * reprise_comparison_words_differences:
 * @comparison: a comparison
 *
 * Returns: (transfer full): a sentence for each thing that differs besides the backups
 */
char **
reprise_comparison_words_differences (RepriseInventoryComparison *comparison)
{
  guint differing = reprise_inventory_comparison_get_differences (comparison);
  GPtrArray *sentences = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    if ((differing & differences[i].flag) != 0)
      add (sentences, g_strdup (_ (differences[i].text)));
  add_values (sentences,
              reprise_inventory_comparison_get_before (comparison),
              reprise_inventory_comparison_get_after (comparison),
              differing);
  return end (sentences);
}

static char *
describe_database (gint64 before, gint64 after)
{
  g_autofree char *before_text = reprise_size_format (before);
  g_autofree char *after_text = reprise_size_format (after);

  if (before < 0 || after < 0)
    return g_strdup (_ ("The size of the database is not known in both inventories."));
  if (before == after)
    return g_strdup_printf (_ ("The database’s size stayed the same: %s."), after_text);
  if (before < after)
    /* Translators: two sizes. */
    return g_strdup_printf (_ ("The database grew from %s to %s."), before_text, after_text);
  /* Translators: two sizes. */
  return g_strdup_printf (_ ("The database shrank from %s to %s."), before_text, after_text);
}

static char *
describe_repository (gint64 before, gint64 after)
{
  g_autofree char *before_text = reprise_size_format (before);
  g_autofree char *after_text = reprise_size_format (after);

  if (before == after)
    return g_strdup_printf (_ ("The backups take %s in the repository, as before, without WAL."),
                            after_text);
  /* Translators: two sizes. */
  return g_strdup_printf (_ ("The backups took %s in the repository and take %s, without WAL."),
                          before_text,
                          after_text);
}

/**
 * reprise_comparison_words_sizes:
 * @comparison: a comparison
 *
 * Returns: (transfer full): how database and repository grew
 */
char **
reprise_comparison_words_sizes (RepriseInventoryComparison *comparison)
{
  RepriseGrowth *before = reprise_inventory_comparison_get_growth_before (comparison);
  RepriseGrowth *after = reprise_inventory_comparison_get_growth_after (comparison);
  GPtrArray *sentences = g_ptr_array_new ();
  guint n_unknown = reprise_growth_get_n_unknown (before) + reprise_growth_get_n_unknown (after);

  add (sentences,
       describe_database (reprise_growth_get_database_bytes (before),
                          reprise_growth_get_database_bytes (after)));
  add (sentences,
       describe_repository (reprise_growth_get_repository_bytes (before),
                            reprise_growth_get_repository_bytes (after)));
  if (n_unknown > 0)
    add (sentences,
         g_strdup (_ ("The size of some backups is not known, and they are not counted.")));
  return end (sentences);
}

/**
 * reprise_comparison_words_gap:
 * @comparison: a comparison
 *
 * Returns: (transfer full): the longest time without a backup
 */
char *
reprise_comparison_words_gap (RepriseInventoryComparison *comparison)
{
  RepriseBackupGap gap;
  g_autofree char *length = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (!reprise_inventory_comparison_get_longest_gap (comparison, &gap))
    return g_strdup (_ ("The longest time without a backup is not known."));
  length = reprise_duration_format (
      (RepriseDuration) MIN ((guint64) gap.until - (guint64) gap.from, (guint64) G_MAXINT64));
  from = describe_instant (gap.from);
  until = describe_instant (gap.until);
  if (gap.is_open)
    /* Translators: a length of time, and twice an instant. */
    return g_strdup_printf (_ ("The longest time without a backup was %s: the last one ended at "
                               "%s, and at %s none had followed."),
                            length,
                            from,
                            until);
  /* Translators: a length of time, and twice an instant. */
  return g_strdup_printf (_ ("The longest time without a backup was %s, from %s to %s."),
                          length,
                          from,
                          until);
}

static char *
describe_schedule (RepriseSchedule *schedule)
{
  const char *expression = or_none (reprise_schedule_get_cron_expression (schedule));

  switch (reprise_schedule_get_backup_type (schedule))
    {
    case REPRISE_BACKUP_TYPE_FULL:
      /* Translators: %s is a cron expression. */
      return g_strdup_printf (_ ("The schedule “%s” for full backups"), expression);
    case REPRISE_BACKUP_TYPE_DIFF:
      /* Translators: %s is a cron expression. */
      return g_strdup_printf (_ ("The schedule “%s” for differential backups"), expression);
    case REPRISE_BACKUP_TYPE_INCR:
      /* Translators: %s is a cron expression. */
      return g_strdup_printf (_ ("The schedule “%s” for incremental backups"), expression);
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      /* Translators: %s is a cron expression. */
      return g_strdup_printf (_ ("The schedule “%s”"), expression);
    }
}

static char *
describe_run (GPtrArray *schedules, const RepriseMissedRun *run)
{
  g_autofree char *schedule = describe_schedule (g_ptr_array_index (schedules, run->schedule));
  g_autofree char *first = describe_instant (run->first);
  g_autofree char *last = describe_instant (run->last);

  if (run->n_missed == 1)
    /* Translators: “The schedule “0 6 * * *” for full backups”, and when. */
    return g_strdup_printf (_ ("%s: missed at %s."), schedule, first);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: “The schedule “0 6 * * *” for full backups”,
                                        * and from when to when. */
                                       "%s: missed %u time in a row, from %s to %s.",
                                       "%s: missed %u times in a row, from %s to %s.",
                                       run->n_missed),
                          schedule,
                          run->n_missed,
                          first,
                          last);
}

static void
add_runs (GPtrArray *sentences, GPtrArray *schedules, GArray *runs)
{
  guint n_named = MIN (runs->len, MAX_MISSED_SENTENCES);
  guint n_left = runs->len - n_named;

  for (guint i = 0; i < n_named; i++)
    add (sentences, describe_run (schedules, &g_array_index (runs, RepriseMissedRun, i)));
  if (n_left > 0)
    add (sentences,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Schedules were missed another %u time.",
                                       "Schedules were missed another %u times.",
                                       n_left),
                          n_left));
}

static gboolean
is_any_complete (RepriseInventoryComparison *comparison)
{
  return reprise_inventory_get_is_complete (reprise_inventory_comparison_get_before (comparison)) ||
         reprise_inventory_get_is_complete (reprise_inventory_comparison_get_after (comparison));
}

/**
 * reprise_comparison_words_missed:
 * @comparison: a comparison
 *
 * Returns: (transfer full): the schedules that were missed, or that none was, and what was not
 *   looked at
 */
char **
reprise_comparison_words_missed (RepriseInventoryComparison *comparison)
{
  const RepriseMissedSchedules *missed = reprise_inventory_comparison_get_missed (comparison);
  GPtrArray *schedules = reprise_inventory_comparison_get_schedules (comparison);
  GPtrArray *sentences = g_ptr_array_new ();

  add_runs (sentences, schedules, missed->runs);
  for (guint i = 0; i < missed->unreadable->len; i++)
    {
      guint position = g_array_index (missed->unreadable, guint, i);
      g_autofree char *schedule = describe_schedule (g_ptr_array_index (schedules, position));

      /* Translators: “The schedule “0 6 * *” for full backups”. */
      add (sentences, g_strdup_printf (_ ("%s: it cannot be read."), schedule));
    }
  if (missed->is_cut)
    add (sentences, g_strdup (_ ("Schedules were looked at for the last two years only.")));
  if (schedules->len == 0)
    add (sentences, g_strdup (_ ("No schedules are known.")));
  else if (!is_any_complete (comparison))
    add (sentences,
         g_strdup (_ ("Whether schedules were missed is only known of complete inventories.")));
  else if (missed->runs->len == 0 && missed->unreadable->len < schedules->len)
    add (sentences, g_strdup (_ ("No schedule was missed.")));
  return end (sentences);
}

/**
 * reprise_comparison_words_backup:
 * @backup: a backup
 *
 * Returns: (transfer full): the backup in one line
 */
char *
reprise_comparison_words_backup (const RepriseBackupFields *backup)
{
  g_autofree char *backup_type = reprise_backup_field_describe (REPRISE_BACKUP_FIELD_TYPE, backup);
  g_autofree char *end_text =
      reprise_backup_field_describe (REPRISE_BACKUP_FIELD_FINISHED_AT, backup);
  g_autofree char *size = reprise_size_format (backup->backup_size);

  /* Translators: a backup's label, its type, when it ended, its size. */
  return g_strdup_printf (_ ("%s: %s, %s, %s"),
                          or_none (backup->label),
                          backup_type,
                          end_text,
                          size == NULL ? C_ ("value", "not known") : size);
}

/**
 * reprise_comparison_words_change:
 * @field: a field in which they differ
 * @from: a backup
 * @to: the same at another time
 *
 * Returns: (transfer full): what changed, in one line
 */
char *
reprise_comparison_words_change (RepriseBackupField field,
                                 const RepriseBackupFields *from,
                                 const RepriseBackupFields *to)
{
  g_autofree char *from_text = reprise_backup_field_describe (field, from);
  g_autofree char *to_text = reprise_backup_field_describe (field, to);

  /* Translators: the name of a field, what it was, and what it is. */
  return g_strdup_printf (_ ("%s: %s → %s"),
                          reprise_backup_field_get_name (field),
                          from_text,
                          to_text);
}
