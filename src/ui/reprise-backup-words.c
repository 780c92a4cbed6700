/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said of a backup in a table: its status, and all of a row as text. */

#include "config.h"

#include "ui/reprise-backup-words.h"

#include "ui/reprise-closures.h"

#include <glib/gi18n.h>

/**
 * reprise_backup_status_judge:
 * @has_errors: whether page checksum errors were found in it
 * @doubts: what else speaks against it, as far as that was looked at
 *
 * Returns: how far it can be relied on
 */
RepriseBackupStatus
reprise_backup_status_judge (gboolean has_errors, RepriseBackupDoubts doubts)
{
  if ((doubts & REPRISE_BACKUP_DOUBTS_UNUSABLE) != 0)
    return REPRISE_BACKUP_STATUS_UNUSABLE;
  if (has_errors || (doubts & REPRISE_BACKUP_DOUBTS_PAGE_ERRORS) != 0)
    return REPRISE_BACKUP_STATUS_PAGE_ERRORS;
  return doubts == REPRISE_BACKUP_DOUBTS_NONE ? REPRISE_BACKUP_STATUS_SUCCESSFUL
                                              : REPRISE_BACKUP_STATUS_DOUBTFUL;
}

/**
 * reprise_backup_status_get_shape:
 * @status: how far a backup can be relied on
 *
 * Returns: the mark that shows it
 */
RepriseStatus
reprise_backup_status_get_shape (RepriseBackupStatus status)
{
  switch (status)
    {
    case REPRISE_BACKUP_STATUS_SUCCESSFUL:
      return REPRISE_STATUS_READY;
    case REPRISE_BACKUP_STATUS_PAGE_ERRORS:
    case REPRISE_BACKUP_STATUS_UNUSABLE:
      return REPRISE_STATUS_FAILED;
    case REPRISE_BACKUP_STATUS_DOUBTFUL:
    default:
      return REPRISE_STATUS_UNKNOWN;
    }
}

/**
 * reprise_backup_status_get_word:
 * @status: how far a backup can be relied on
 *
 * Returns: (transfer none): the same in one or two words
 */
const char *
reprise_backup_status_get_word (RepriseBackupStatus status)
{
  switch (status)
    {
    case REPRISE_BACKUP_STATUS_SUCCESSFUL:
      return C_ ("backup status", "Successful");
    case REPRISE_BACKUP_STATUS_PAGE_ERRORS:
      return C_ ("backup status", "Page errors");
    case REPRISE_BACKUP_STATUS_UNUSABLE:
      return C_ ("backup status", "Not usable");
    case REPRISE_BACKUP_STATUS_DOUBTFUL:
    default:
      return C_ ("backup status", "In doubt");
    }
}

/**
 * reprise_backup_words_time:
 * @zone: the zone that the column names
 * @instant: an instant
 *
 * Returns: (transfer full): date and time to the second without the zone, or a dash where it is not
 * known
 */
char *
reprise_backup_words_time (RepriseZone *zone, RepriseInstant instant)
{
  g_autoptr (GDateTime) date = reprise_zone_to_date_time (zone, instant);

  if (date == NULL)
    return g_strdup ("–");
  /* Translators: a date and a time as g_date_time_format() takes them, for a table whose header
   * names the zone. */
  return g_date_time_format (date, C_ ("date and time", "%Y-%m-%d %H:%M:%S"));
}

/**
 * reprise_backup_words_row:
 * @backup: a backup
 * @status: how far it can be relied on
 * @zone: the zone that times are told in
 *
 * Returns: (transfer full): what the table's columns show, with the zone, and tabs between
 */
char *
reprise_backup_words_row (RepriseBackup *backup, RepriseBackupStatus status, RepriseZone *zone)
{
  const char *label = reprise_backup_get_label (backup);
  const char *name = reprise_backup_get_name (backup);
  g_autofree char *backup_type =
      reprise_closure_backup_type (NULL, reprise_backup_get_backup_type (backup));
  g_autofree char *backup_size =
      reprise_closure_size (NULL, reprise_backup_get_backup_size (backup));
  g_autofree char *database_size =
      reprise_closure_size (NULL, reprise_backup_get_database_size (backup));
  g_autofree char *started_at =
      reprise_closure_date_time (NULL, zone, reprise_backup_get_started_at (backup));
  g_autofree char *finished_at =
      reprise_closure_date_time (NULL, zone, reprise_backup_get_finished_at (backup));

  return g_strjoin ("\t",
                    label == NULL ? "–" : label,
                    name == NULL ? "–" : name,
                    reprise_backup_status_get_word (status),
                    backup_type,
                    backup_size,
                    database_size,
                    started_at,
                    finished_at,
                    NULL);
}

/**
 * reprise_backup_words_choice:
 * @backup: a backup
 * @status: how far it can be relied on
 * @zone: the zone that times are told in
 * @now: what its age is counted from
 *
 * Returns: (transfer full): its type, size, end and age, and what speaks against it, in one line
 */
char *
reprise_backup_words_choice (RepriseBackup *backup,
                             RepriseBackupStatus status,
                             RepriseZone *zone,
                             RepriseInstant now)
{
  RepriseInstant finished_at = reprise_backup_get_finished_at (backup);
  g_autofree char *backup_type =
      reprise_closure_backup_type (NULL, reprise_backup_get_backup_type (backup));
  g_autofree char *size = reprise_closure_size (NULL, reprise_backup_get_database_size (backup));
  g_autofree char *end = reprise_closure_date_time (NULL, zone, finished_at);
  g_autofree char *age = reprise_zone_format_relative (zone, finished_at, now);
  g_autofree char *words = NULL;

  /* Translators: type of a backup, size of the database in it, its end, and how long ago that is.
   */
  words =
      g_strdup_printf (_ ("%s, %s, ended %s, %s"), backup_type, size, end, age == NULL ? "–" : age);
  if (status == REPRISE_BACKUP_STATUS_SUCCESSFUL)
    return g_steal_pointer (&words);
  /* Translators: what is wrong with a backup, such as "Page errors"; and what it is. */
  return g_strdup_printf (_ ("%s: %s"), reprise_backup_status_get_word (status), words);
}
