/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a coverage strip shows, in words. */

#include "config.h"

#include "ui/reprise-coverage-words.h"

#include "restore/reprise-window-words.h"
#include "ui/reprise-closures.h"

#include <glib/gi18n.h>

/* Sentences follow each other; each is a whole one. */
static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
add_doubts (GString *text, RepriseBackupDoubts doubts)
{
  g_auto (GStrv) sentences = reprise_backup_doubts_describe (doubts);

  for (char **sentence = sentences; *sentence != NULL; sentence++)
    add_sentence (text, *sentence);
}

static char *
describe_reach (RepriseRestoreWindow *window, RepriseZone *zone, RepriseInstant instant)
{
  RepriseRecoveryWindow *reported =
      reprise_inventory_get_recovery_window (reprise_restore_window_get_inventory (window));
  RepriseInstant checked_at =
      reported == NULL ? REPRISE_INSTANT_NONE : reprise_recovery_window_get_checked_at (reported);
  g_autofree char *checked = reprise_zone_format_date_time (zone, checked_at);
  g_autofree char *reach =
      reprise_reach_describe (reprise_restore_window_judge (window, instant, FALSE), checked);
  g_autofree char *time = reprise_zone_format_date_time (zone, instant);

  /* Translators: a date with a time, and whether it can be restored to: "2026-08-05 02:14:07 CEST:
   * proven: the archive holds a later transaction". */
  return g_strdup_printf (_ ("%s – %s."), time == NULL ? "–" : time, reach);
}

static char *
describe_base (RepriseBackup *base, gint64 n_segments)
{
  g_autofree char *type =
      reprise_closure_backup_type (NULL, (int) reprise_backup_get_backup_type (base));
  const char *label = reprise_backup_get_label (base);

  if (n_segments < 0)
    /* Translators: the label of a backup and its type. */
    return g_strdup_printf (_ ("pgBackRest would start from %s (%s)."), label, type);
  return g_strdup_printf (
      /* Translators: the label of a backup, its type and a number of WAL segments. */
      ngettext ("pgBackRest would start from %s (%s) and replay at most %u WAL segment.",
                "pgBackRest would start from %s (%s) and replay at most %u WAL segments.",
                (gulong) n_segments),
      label,
      type,
      (guint) MIN (n_segments, G_MAXUINT));
}

/* Where pgBackRest's own choice cannot be used, another one has to be named on purpose. */
static void
add_usable_base (GString *text, RepriseRestoreWindow *window, RepriseInstant instant)
{
  RepriseInventory *inventory = reprise_restore_window_get_inventory (window);
  g_autoptr (RepriseBackup) usable = NULL;
  g_autofree char *sentence = NULL;
  guint position;

  if (!reprise_restore_window_find_usable_base (window, instant, &position))
    return;
  usable = reprise_inventory_get_backup (inventory, position);
  /* Translators: the label of a backup. */
  sentence = g_strdup_printf (_ ("The newest backup before that can be used is %s."),
                              reprise_backup_get_label (usable));
  add_sentence (text, sentence);
}

static void
add_base (GString *text, RepriseRestoreWindow *window, RepriseInstant instant)
{
  RepriseInventory *inventory = reprise_restore_window_get_inventory (window);
  g_autoptr (RepriseBackup) base = NULL;
  g_autofree char *sentence = NULL;
  RepriseBackupDoubts doubts;
  guint position;

  if (!reprise_restore_window_find_base (window, instant, &position))
    return;
  base = reprise_inventory_get_backup (inventory, position);
  sentence =
      describe_base (base, reprise_restore_window_count_segments (window, position, instant));
  add_sentence (text, sentence);
  doubts = reprise_restore_window_get_backup_doubts (window, position);
  add_doubts (text, doubts & ~REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN);
  if ((doubts & REPRISE_BACKUP_DOUBTS_UNUSABLE) != 0)
    add_usable_base (text, window, instant);
}

/**
 * reprise_coverage_describe_instant:
 * @window: a recovery window
 * @zone: the zone that times are shown in
 * @instant: an instant
 *
 * Returns: (transfer full): whether it can be restored to, and where that may be offered also from
 *   what and at what cost
 */
char *
reprise_coverage_describe_instant (RepriseRestoreWindow *window,
                                   RepriseZone *zone,
                                   RepriseInstant instant)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *reach = describe_reach (window, zone, instant);

  add_sentence (text, reach);
  if (reprise_reach_may_be_offered (reprise_restore_window_judge (window, instant, FALSE)))
    add_base (text, window, instant);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * reprise_coverage_describe_backup:
 * @window: a recovery window
 * @zone: the zone that times are shown in
 * @position: a backup's place in the inventory
 *
 * Returns: (transfer full): which backup it is, when it ended, and what speaks against it
 */
char *
reprise_coverage_describe_backup (RepriseRestoreWindow *window, RepriseZone *zone, guint position)
{
  RepriseInventory *inventory = reprise_restore_window_get_inventory (window);
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, position);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *type =
      reprise_closure_backup_type (NULL, (int) reprise_backup_get_backup_type (backup));
  g_autofree char *stop =
      reprise_zone_format_date_time (zone, reprise_backup_get_finished_at (backup));
  const char *name = reprise_backup_get_name (backup);

  if (name != NULL && *name != '\0')
    g_string_printf (text,
                     /* Translators: the label of a backup, the name a person gave it, its type, and
                      * when it ended. */
                     _ ("Backup %s, “%s” (%s), finished at %s."),
                     reprise_backup_get_label (backup),
                     name,
                     type,
                     stop == NULL ? "–" : stop);
  else
    g_string_printf (text,
                     /* Translators: the label of a backup, its type, and when it ended. */
                     _ ("Backup %s (%s), finished at %s."),
                     reprise_backup_get_label (backup),
                     type,
                     stop == NULL ? "–" : stop);
  add_doubts (text, reprise_restore_window_get_backup_doubts (window, position));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_proven (RepriseZone *zone, const RepriseWindowRange *ranges, gsize n_ranges)
{
  g_autofree char *start = reprise_zone_format_date_time (zone, ranges[0].start);
  g_autofree char *end = reprise_zone_format_date_time (zone, ranges[n_ranges - 1].end - 1);

  if (n_ranges == 1)
    /* Translators: two dates with times. */
    return g_strdup_printf (_ ("Proven from %s to %s."), start, end);
  return g_strdup_printf (
      /* Translators: two dates with times, and how many stretches of time. */
      ngettext ("Proven from %s to %s in %u stretch.",
                "Proven from %s to %s in %u stretches, with gaps in the archive between them.",
                (gulong) n_ranges),
      start,
      end,
      (guint) n_ranges);
}

static char *
describe_range (RepriseZone *zone, const RepriseWindowRange *range)
{
  g_autofree char *start = reprise_zone_format_date_time (zone, range->start);
  g_autofree char *end = reprise_zone_format_date_time (zone, range->end - 1);

  if (range->reach == REPRISE_REACH_LIKELY)
    /* Translators: two dates with times. */
    return g_strdup_printf (_ ("Likely from %s to %s, if anything was committed afterwards."),
                            start,
                            end);
  /* Translators: two dates with times. */
  return g_strdup_printf (_ ("Possible from %s to %s, as nobody knows how far the archive goes."),
                          start,
                          end);
}

static void
add_nothing (GString *text, RepriseRestoreWindow *window)
{
  gboolean no_backup = reprise_restore_window_get_earliest (window) == REPRISE_INSTANT_NONE;

  add_sentence (text,
                no_backup ? _ ("There is no backup to restore from.")
                          : _ ("No instant is proven to be in the archive."));
}

/**
 * reprise_coverage_describe_window:
 * @window: a recovery window
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer full): the stretches of time that can be restored to
 */
char *
reprise_coverage_describe_window (RepriseRestoreWindow *window, RepriseZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_ranges;
  const RepriseWindowRange *ranges = reprise_restore_window_get_ranges (window, &n_ranges);

  if (n_ranges == 0)
    add_nothing (text, window);
  else if (ranges[0].reach == REPRISE_REACH_PROVEN)
    {
      g_autofree char *proven = describe_proven (zone, ranges, n_ranges);

      add_sentence (text, proven);
    }
  else
    for (gsize i = 0; i < n_ranges; i++)
      {
        g_autofree char *sentence = describe_range (zone, &ranges[i]);

        add_sentence (text, sentence);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * reprise_coverage_describe_backups:
 * @index: the backups of a window
 *
 * Returns: (transfer full): how many there are of each type
 */
char *
reprise_coverage_describe_backups (const RepriseCoverageIndex *index)
{
  /* Translators: numbers of backups by type. */
  return g_strdup_printf (_ ("Backups: %u full, %u differential, %u incremental."),
                          index->n_of_type[REPRISE_BACKUP_TYPE_FULL],
                          index->n_of_type[REPRISE_BACKUP_TYPE_DIFF],
                          index->n_of_type[REPRISE_BACKUP_TYPE_INCR]);
}
