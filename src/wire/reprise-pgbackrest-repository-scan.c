/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a stanza of `pgbackrest info --output=json` says of its repositories, beside the backups. */

#include "config.h"

#include "wire/reprise-pgbackrest-repository-scan-private.h"

#include "wire/reprise-text-private.h"

#include <string.h>

#define MAX_MESSAGE_BYTES 1024

/**
 * reprise_pgbackrest_count_elements:
 * @array: an array, or nothing
 * @most: how many are read
 *
 * What is beyond the most is left out, and reported.
 *
 * Returns: how many elements to read
 */
guint
reprise_pgbackrest_count_elements (const RepriseJsonPlace *array, guint most)
{
  guint length = reprise_json_place_get_length (array);

  if (length > most)
    reprise_json_place_report (array,
                               NULL,
                               REPRISE_WIRE_ERROR_TOO_LARGE,
                               "must not have more than %u elements",
                               most);
  return MIN (length, most);
}

/**
 * reprise_pgbackrest_read_key:
 * @place: what says it
 * @member: where
 *
 * Returns: the number of a repository or of a database; 1 where nothing is numbered
 */
guint
reprise_pgbackrest_read_key (const RepriseJsonPlace *place, const char *member)
{
  return (guint) reprise_json_place_get_int64 (place,
                                               member,
                                               REPRISE_JSON_OPTIONAL,
                                               G_MAXINT,
                                               REPRISE_PGBACKREST_ONLY_REPOSITORY);
}

static gint64
read_size (const RepriseJsonPlace *place, const char *member)
{
  return reprise_json_place_get_int64 (place, member, REPRISE_JSON_OPTIONAL, G_MAXINT64, -1);
}

/**
 * reprise_pgbackrest_read_status:
 * @place: a stanza or a repository
 * @code: (out): its status, or -1
 * @message: (inout): set to the words for it, fit to be shown, where there are any
 */
void
reprise_pgbackrest_read_status (const RepriseJsonPlace *place, int *code, char **message)
{
  RepriseJsonPlace status = reprise_json_place_object (place, "status", REPRISE_JSON_OPTIONAL);
  const char *text = reprise_json_place_get_string (&status, "message", REPRISE_JSON_OPTIONAL);

  *code = (int) reprise_json_place_get_int64 (&status, "code", REPRISE_JSON_OPTIONAL, G_MAXINT, -1);
  if (text != NULL)
    *message = reprise_text_sanitize (text, strlen (text), MAX_MESSAGE_BYTES);
}

static ReprisePgBackRestLock
read_lock_of (const RepriseJsonPlace *lock, RepriseTristate held)
{
  return (ReprisePgBackRestLock){ .held = held,
                                  .size = read_size (lock, "size"),
                                  .size_complete = read_size (lock, "size-cplt") };
}

/**
 * reprise_pgbackrest_read_lock:
 * @stanza: a stanza
 * @member: which lock
 *
 * Returns: who holds it, and how far the work is
 */
ReprisePgBackRestLock
reprise_pgbackrest_read_lock (const RepriseJsonPlace *stanza, const char *member)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseJsonPlace status = reprise_json_place_object (stanza, "status", optional);
  RepriseJsonPlace locks = reprise_json_place_object (&status, "lock", optional);
  RepriseJsonPlace lock = reprise_json_place_object (&locks, member, optional);

  return read_lock_of (&lock, reprise_json_place_get_tristate (&lock, "held"));
}

/**
 * reprise_pgbackrest_read_progress:
 * @stanza: a stanza
 * @repository: a repository of it; set to how far a backup is in it
 *
 * Since 2.59 a backup may run in several repositories, each with its own progress.
 */
void
reprise_pgbackrest_read_progress (const RepriseJsonPlace *stanza,
                                  ReprisePgBackRestRepository *repository)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseJsonPlace status = reprise_json_place_object (stanza, "status", optional);
  RepriseJsonPlace locks = reprise_json_place_object (&status, "lock", optional);
  RepriseJsonPlace lock = reprise_json_place_object (&locks, "backup", optional);
  RepriseJsonPlace array = reprise_json_place_array (&lock, "repo", optional);
  guint n_elements =
      reprise_pgbackrest_count_elements (&array, REPRISE_PGBACKREST_MAX_REPOSITORIES);

  for (guint i = 0; i < n_elements; i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);

      if (reprise_json_place_expect_object (&place) &&
          reprise_pgbackrest_read_key (&place, "key") == repository->key)
        repository->backup_lock = read_lock_of (&place, REPRISE_TRISTATE_YES);
    }
}

/**
 * reprise_pgbackrest_repository_new:
 * @key: its number
 *
 * Returns: (transfer full): a repository of which nothing else is known
 */
ReprisePgBackRestRepository *
reprise_pgbackrest_repository_new (guint key)
{
  ReprisePgBackRestRepository *repository = g_new0 (ReprisePgBackRestRepository, 1);

  repository->key = key;
  repository->status_code = -1;
  repository->histories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_pgbackrest_history_free);
  repository->backup_lock = (ReprisePgBackRestLock){ .size = -1, .size_complete = -1 };
  repository->is_complete = TRUE;
  return repository;
}

static gint
compare_histories (gconstpointer a, gconstpointer b)
{
  const ReprisePgBackRestHistory *first = *(ReprisePgBackRestHistory *const *) a;
  const ReprisePgBackRestHistory *second = *(ReprisePgBackRestHistory *const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/**
 * reprise_pgbackrest_read_histories:
 * @stanza: a stanza
 * @repository: a repository of it; gets the databases that are listed of it
 *
 * Old documents may have the newest database first, so the order is made here.
 */
void
reprise_pgbackrest_read_histories (const RepriseJsonPlace *stanza,
                                   ReprisePgBackRestRepository *repository)
{
  RepriseJsonPlace array = reprise_json_place_array (stanza, "db", REPRISE_JSON_OPTIONAL);
  guint n_elements = reprise_pgbackrest_count_elements (&array, REPRISE_PGBACKREST_MAX_DATABASES);

  for (guint i = 0; i < n_elements; i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);
      ReprisePgBackRestHistory *history;

      if (!reprise_json_place_expect_object (&place) ||
          reprise_pgbackrest_read_key (&place, "repo-key") != repository->key)
        continue;
      history = g_new0 (ReprisePgBackRestHistory, 1);
      history->id = reprise_pgbackrest_read_key (&place, "id");
      history->is_listed = TRUE;
      history->system_id =
          reprise_json_place_get_uint64 (&place, "system-id", REPRISE_JSON_OPTIONAL, 0);
      history->version =
          g_strdup (reprise_json_place_get_string (&place, "version", REPRISE_JSON_OPTIONAL));
      g_ptr_array_add (repository->histories, history);
    }
  g_ptr_array_sort (repository->histories, compare_histories);
}

static ReprisePgBackRestHistory *
find_history (ReprisePgBackRestRepository *repository, guint id)
{
  for (guint i = 0; i < repository->histories->len; i++)
    {
      ReprisePgBackRestHistory *history = repository->histories->pdata[i];

      if (history->id == id)
        return history;
    }
  return NULL;
}

/**
 * reprise_pgbackrest_read_archives:
 * @stanza: a stanza
 * @repository: a repository that knows its databases; these get what is archived of them
 */
void
reprise_pgbackrest_read_archives (const RepriseJsonPlace *stanza,
                                  ReprisePgBackRestRepository *repository)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseJsonPlace array = reprise_json_place_array (stanza, "archive", optional);
  guint n_elements = reprise_pgbackrest_count_elements (&array, REPRISE_PGBACKREST_MAX_DATABASES);

  for (guint i = 0; i < n_elements; i++)
    {
      RepriseJsonPlace place = reprise_json_place_element (&array, i);
      RepriseJsonPlace database;
      ReprisePgBackRestHistory *history;

      if (!reprise_json_place_expect_object (&place))
        continue;
      database = reprise_json_place_object (&place, "database", optional);
      if (reprise_pgbackrest_read_key (&database, "repo-key") != repository->key)
        continue;
      history = find_history (repository, reprise_pgbackrest_read_key (&database, "id"));
      if (history == NULL)
        continue;
      g_free (history->archive_min_wal);
      history->archive_min_wal = g_strdup (reprise_json_place_get_string (&place, "min", optional));
      g_free (history->archive_max_wal);
      history->archive_max_wal = g_strdup (reprise_json_place_get_string (&place, "max", optional));
    }
}
