/* SPDX-License-Identifier: GPL-3.0-or-later
 * What templates and list items show of values; each works without a display. */

#include "config.h"

#include "ui/reprise-closures.h"

#include "base/reprise-size.h"

#include <glib/gi18n.h>
#include <string.h>

/* A flag is two of these, one for each letter of a country's code. */
#define REGIONAL_INDICATOR_A 0x1F1E6

typedef struct
{
  const char *word;
  int status;
  const char *text;
} StatusWord;

/* What they mean is for reprise_status_from_word() to say. */
static const StatusWord status_words[] = {
  { .word = "available", .text = NC_ ("status", "Available") },
  { .word = "queued", .text = NC_ ("status", "Queued") },
  { .word = "creating", .text = NC_ ("status", "Being created") },
  { .word = "modifying", .text = NC_ ("status", "Being modified") },
  { .word = "deleting", .text = NC_ ("status", "Being deleted") },
  { .word = "suspending", .text = NC_ ("status", "Being suspended") },
  { .word = "suspended", .text = NC_ ("status", "Suspended") },
  { .word = "resuming", .text = NC_ ("status", "Being resumed") },
  { .word = "degraded", .text = NC_ ("status", "Degraded") },
  { .word = "failed", .text = NC_ ("status", "Failed") },
};

/* The words that pgBackRest's info has for a repository. */
static const StatusWord repository_words[] = {
  { "ok", REPRISE_STATUS_READY, NC_ ("repository status", "OK") },
  { "error", REPRISE_STATUS_FAILED, NC_ ("repository status", "Error") },
  { "mixed", REPRISE_STATUS_FAILED, NC_ ("repository status", "Error in some repositories") },
};

static const StatusWord task_words[] = {
  { "queued", REPRISE_STATUS_WORKING, NC_ ("task status", "Queued") },
  { "running", REPRISE_STATUS_WORKING, NC_ ("task status", "Running") },
  { "succeeded", REPRISE_STATUS_READY, NC_ ("task status", "Succeeded") },
  { "failed", REPRISE_STATUS_FAILED, NC_ ("task status", "Failed") },
};

static const StatusWord *
find_word (const StatusWord *words, gsize n_words, const char *word)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (word, words[i].word) == 0)
      return &words[i];
  return NULL;
}

/* The words are an open set: one not known here is shown as it came. */
static char *
dup_text (const StatusWord *found, const char *context, const char *word)
{
  if (found != NULL)
    return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, context, found->text));
  return g_strdup (word == NULL || *word == '\0' ? C_ ("status", "Unknown") : word);
}

/**
 * reprise_closure_size:
 * @object: not looked at
 * @bytes: a number of bytes, or a negative one where it is not known
 *
 * Returns: (transfer full): text such as `36.9 MB`, or a dash
 */
char *
reprise_closure_size (gpointer object, gint64 bytes)
{
  return bytes < 0 ? g_strdup ("–") : reprise_size_format (bytes);
}

/**
 * reprise_closure_size_exact:
 * @object: not looked at
 * @bytes: a number of bytes, or a negative one where it is not known
 *
 * Returns: (transfer full) (nullable): text such as `38,672,757 bytes`, for a tooltip
 */
char *
reprise_closure_size_exact (gpointer object, gint64 bytes)
{
  return reprise_size_format_exact (bytes);
}

/**
 * reprise_closure_date_time:
 * @object: not looked at
 * @zone: (nullable): the zone that times are shown in
 * @instant: a #RepriseInstant
 *
 * Returns: (transfer full): date, time and zone, or a dash where the time is not known
 */
char *
reprise_closure_date_time (gpointer object, RepriseZone *zone, gint64 instant)
{
  char *text = zone == NULL ? NULL : reprise_zone_format_date_time (zone, instant);

  return text == NULL ? g_strdup ("–") : text;
}

/**
 * reprise_closure_exact_time:
 * @object: not looked at
 * @zone: (nullable): the zone that times are shown in
 * @instant: a #RepriseInstant
 *
 * Returns: (transfer full) (nullable): RFC 3339 to the microsecond, for a tooltip
 */
char *
reprise_closure_exact_time (gpointer object, RepriseZone *zone, gint64 instant)
{
  return zone == NULL ? NULL : reprise_zone_format_exact (zone, instant);
}

/**
 * reprise_closure_relative_time:
 * @object: not looked at
 * @zone: (nullable): the zone that times are shown in
 * @instant: a #RepriseInstant
 * @now: the #RepriseInstant it is compared with
 *
 * Returns: (transfer full): text such as `5 minutes ago`, or a dash where the time is not known
 */
char *
reprise_closure_relative_time (gpointer object, RepriseZone *zone, gint64 instant, gint64 now)
{
  char *text = zone == NULL ? NULL : reprise_zone_format_relative (zone, instant, now);

  return text == NULL ? g_strdup ("–") : text;
}

/**
 * reprise_closure_backup_type:
 * @object: not looked at
 * @backup_type: a #RepriseBackupType
 *
 * Returns: (transfer full): a word for it
 */
char *
reprise_closure_backup_type (gpointer object, int backup_type)
{
  switch ((RepriseBackupType) backup_type)
    {
    case REPRISE_BACKUP_TYPE_FULL:
      return g_strdup (C_ ("backup type", "Full"));
    case REPRISE_BACKUP_TYPE_DIFF:
      return g_strdup (C_ ("backup type", "Differential"));
    case REPRISE_BACKUP_TYPE_INCR:
      return g_strdup (C_ ("backup type", "Incremental"));
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      return g_strdup (C_ ("backup type", "Unknown"));
    }
}

/**
 * reprise_closure_status:
 * @object: not looked at
 * @word: (nullable): the status of a database, a cluster or a backup store in the service's word
 *
 * Returns: the #RepriseStatus it means
 */
int
reprise_closure_status (gpointer object, const char *word)
{
  return (int) reprise_status_from_word (word);
}

/**
 * reprise_closure_status_text:
 * @object: not looked at
 * @word: (nullable): the status of a database, a cluster or a backup store in the service's word
 *
 * Returns: (transfer full): the same for people; a word that is not known as it is
 */
char *
reprise_closure_status_text (gpointer object, const char *word)
{
  return dup_text (find_word (status_words, G_N_ELEMENTS (status_words), word), "status", word);
}

/**
 * reprise_closure_repository_status:
 * @object: not looked at
 * @word: (nullable): the status of a repository in pgBackRest's word
 *
 * Returns: the #RepriseStatus it means
 */
int
reprise_closure_repository_status (gpointer object, const char *word)
{
  const StatusWord *found = find_word (repository_words, G_N_ELEMENTS (repository_words), word);

  return found == NULL ? REPRISE_STATUS_UNKNOWN : found->status;
}

/**
 * reprise_closure_repository_status_text:
 * @object: not looked at
 * @word: (nullable): the status of a repository in pgBackRest's word
 *
 * Returns: (transfer full): the same for people; a word that is not known as it is
 */
char *
reprise_closure_repository_status_text (gpointer object, const char *word)
{
  return dup_text (find_word (repository_words, G_N_ELEMENTS (repository_words), word),
                   "repository status",
                   word);
}

/**
 * reprise_closure_task_status:
 * @object: not looked at
 * @word: (nullable): the status of a task in the service's word
 *
 * Returns: the #RepriseStatus that shows it
 */
int
reprise_closure_task_status (gpointer object, const char *word)
{
  const StatusWord *found = find_word (task_words, G_N_ELEMENTS (task_words), word);

  return found == NULL ? REPRISE_STATUS_UNKNOWN : found->status;
}

/**
 * reprise_closure_task_status_text:
 * @object: not looked at
 * @word: (nullable): the status of a task in the service's word
 *
 * Returns: (transfer full): the same for people; a word that is not known as it is
 */
char *
reprise_closure_task_status_text (gpointer object, const char *word)
{
  return dup_text (find_word (task_words, G_N_ELEMENTS (task_words), word), "task status", word);
}

/**
 * reprise_closure_country_flag:
 * @object: not looked at
 * @country: (nullable): two letters of ISO 3166, in either case
 *
 * Where no font has flags the letters are drawn instead, so the text never misleads.
 *
 * Returns: (transfer full) (nullable): the flag as text, or %NULL for anything but two letters
 */
char *
reprise_closure_country_flag (gpointer object, const char *country)
{
  g_autoptr (GString) flag = g_string_new (NULL);

  if (country == NULL || strlen (country) != 2)
    return NULL;
  for (const char *letter = country; *letter != '\0'; letter++)
    {
      if (!g_ascii_isalpha (*letter))
        return NULL;
      g_string_append_unichar (flag,
                               REGIONAL_INDICATOR_A + (gunichar) (g_ascii_toupper (*letter) - 'A'));
    }
  return g_string_free (g_steal_pointer (&flag), FALSE);
}

/**
 * reprise_closure_is_text:
 * @object: not looked at
 * @text: (nullable): text
 *
 * Returns: whether there is anything to show
 */
gboolean
reprise_closure_is_text (gpointer object, const char *text)
{
  return text != NULL && *text != '\0';
}
