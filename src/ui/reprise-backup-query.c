/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which backups a table shows, and in what order. */

#include "config.h"

#include "ui/reprise-backup-query.h"

#include "ui/reprise-backup-words.h"

#include <string.h>

typedef struct
{
  gint64 value;
  guint position;
} Row;

struct _RepriseBackupAnswer
{
  RepriseBackupQuery *query;
  RepriseBackupKeys *keys; /* frozen */
  const guint8 *doubts;    /* not owned; NULL where they are not known */
  int sign;                /* -1 where the largest comes first */
  Row *rows;
  guint n_rows;
};

/**
 * reprise_backup_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): the same
 */
RepriseBackupQuery *
reprise_backup_query_copy (const RepriseBackupQuery *self)
{
  RepriseBackupQuery *copy = g_new (RepriseBackupQuery, 1);

  *copy = *self;
  copy->search = g_strdup (self->search);
  return copy;
}

/**
 * reprise_backup_query_free:
 * @self: (transfer full): a query of reprise_backup_query_copy()
 */
void
reprise_backup_query_free (RepriseBackupQuery *self)
{
  g_free ((char *) self->search);
  g_free (self);
}

/**
 * reprise_backup_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether they ask the same
 */
gboolean
reprise_backup_query_equal (const RepriseBackupQuery *a, const RepriseBackupQuery *b)
{
  return a->column == b->column && a->descending == b->descending &&
         a->backup_type == b->backup_type && a->from == b->from && a->until == b->until &&
         g_strcmp0 (a->search, b->search) == 0;
}

/**
 * reprise_backup_query_is_narrow:
 * @self: a query
 *
 * Returns: whether it leaves out any backups
 */
gboolean
reprise_backup_query_is_narrow (const RepriseBackupQuery *self)
{
  return self->backup_type != REPRISE_BACKUP_QUERY_ANY_TYPE || self->from != REPRISE_INSTANT_NONE ||
         self->until != REPRISE_INSTANT_NONE || (self->search != NULL && *self->search != '\0');
}

static gint64
value_of (RepriseBackupAnswer *self, const RepriseBackupKey *key, guint position)
{
  switch (self->query->column)
    {
    case REPRISE_BACKUP_COLUMN_STATUS:
      return reprise_backup_status_judge (key->has_errors,
                                          self->doubts == NULL ? REPRISE_BACKUP_DOUBTS_NONE
                                                               : self->doubts[position]);
    case REPRISE_BACKUP_COLUMN_TYPE:
      return key->backup_type;
    case REPRISE_BACKUP_COLUMN_BACKUP_SIZE:
      return key->backup_size;
    case REPRISE_BACKUP_COLUMN_DATABASE_SIZE:
      return key->database_size;
    case REPRISE_BACKUP_COLUMN_CREATED_AT:
      return key->started_at;
    case REPRISE_BACKUP_COLUMN_FINISHED_AT:
      return key->finished_at;
    case REPRISE_BACKUP_COLUMN_LABEL:
    case REPRISE_BACKUP_N_COLUMNS:
    default:
      return 0;
    }
}

static gboolean
is_within (const RepriseBackupQuery *query, const RepriseBackupKey *key)
{
  if (query->backup_type != REPRISE_BACKUP_QUERY_ANY_TYPE && key->backup_type != query->backup_type)
    return FALSE;
  if (query->from == REPRISE_INSTANT_NONE && query->until == REPRISE_INSTANT_NONE)
    return TRUE;
  if (key->started_at == REPRISE_INSTANT_NONE)
    return FALSE;
  return (query->from == REPRISE_INSTANT_NONE || key->started_at >= query->from) &&
         (query->until == REPRISE_INSTANT_NONE || key->started_at < query->until);
}

/**
 * reprise_backup_answer_new:
 * @query: what is asked
 * @keys: what it is about, as they are now
 * @doubts: (nullable): the #RepriseBackupDoubts about each of them; has to outlive the answer, and
 *   so have labels that @keys borrow
 *
 * Returns: (transfer full): the question, not yet worked out
 */
RepriseBackupAnswer *
reprise_backup_answer_new (const RepriseBackupQuery *query,
                           RepriseBackupKeys *keys,
                           const guint8 *doubts)
{
  RepriseBackupAnswer *self = g_new0 (RepriseBackupAnswer, 1);

  self->query = reprise_backup_query_copy (query);
  self->keys = reprise_backup_keys_freeze (keys);
  self->doubts = doubts;
  self->sign = query->descending ? -1 : 1;
  return self;
}

/**
 * reprise_backup_answer_free:
 * @self: (transfer full): an answer
 */
void
reprise_backup_answer_free (RepriseBackupAnswer *self)
{
  reprise_backup_query_free (self->query);
  reprise_backup_keys_unref (self->keys);
  g_free (self->rows);
  g_free (self);
}

/* Labels are ASCII as pgBackRest makes them; any other byte is compared as it is. */
static gboolean
label_contains (const char *label, const char *search)
{
  char lower = g_ascii_tolower (*search), upper = g_ascii_toupper (*search);
  gsize length = strlen (search);

  for (; *label != '\0'; label++)
    if ((*label == lower || *label == upper) && g_ascii_strncasecmp (label, search, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
matches (RepriseBackupAnswer *self, guint position, const char *folded)
{
  const char *name;

  if (label_contains (reprise_backup_keys_get (self->keys, position)->label, self->query->search))
    return TRUE;
  name = reprise_backup_keys_get_name (self->keys, position);
  return name != NULL && *folded != '\0' && strstr (name, folded) != NULL;
}

static void
collect_rows (RepriseBackupAnswer *self)
{
  guint n_keys = reprise_backup_keys_get_length (self->keys);
  gboolean is_search = self->query->search != NULL && *self->query->search != '\0';
  g_autofree char *folded = is_search ? reprise_backup_keys_fold (self->query->search) : NULL;

  self->rows = g_new (Row, n_keys);
  for (guint i = 0; i < n_keys; i++)
    {
      const RepriseBackupKey *key = reprise_backup_keys_get (self->keys, i);

      if (!is_within (self->query, key) || (is_search && !matches (self, i, folded)))
        continue;
      self->rows[self->n_rows++] = (Row){ .value = value_of (self, key, i), .position = i };
    }
}

static int
compare_ties (const RepriseBackupKey *a, const RepriseBackupKey *b)
{
  if (a->started_at != b->started_at)
    return a->started_at > b->started_at ? -1 : 1;
  return strcmp (a->label, b->label);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RepriseBackupAnswer *self = user_data;
  const Row *first = a, *second = b;
  const RepriseBackupKey *first_key, *second_key;
  int order = 0;

  if (first->value != second->value)
    return first->value < second->value ? -self->sign : self->sign;
  first_key = reprise_backup_keys_get (self->keys, first->position);
  second_key = reprise_backup_keys_get (self->keys, second->position);
  if (self->query->column == REPRISE_BACKUP_COLUMN_LABEL)
    order = strcmp (first_key->label, second_key->label) * self->sign;
  if (order == 0)
    order = compare_ties (first_key, second_key);
  return order != 0 ? order
                    : (first->position > second->position) - (first->position < second->position);
}

/**
 * reprise_backup_answer_work_out:
 * @self: an answer
 *
 * Touches nothing that anybody changes, so that it can run on any thread, once.
 */
void
reprise_backup_answer_work_out (RepriseBackupAnswer *self)
{
  collect_rows (self);
  g_qsort_with_data (self->rows, (int) self->n_rows, sizeof (Row), compare_rows, self);
}

/**
 * reprise_backup_answer_steal:
 * @self: an answer that was worked out
 * @n_positions: (out): how many there are
 *
 * Returns: (transfer full) (array length=n_positions): the positions of what was asked for
 */
guint *
reprise_backup_answer_steal (RepriseBackupAnswer *self, guint *n_positions)
{
  guint *positions = g_new (guint, self->n_rows);

  for (guint i = 0; i < self->n_rows; i++)
    positions[i] = self->rows[i].position;
  *n_positions = self->n_rows;
  g_clear_pointer (&self->rows, g_free);
  self->n_rows = 0;
  return positions;
}
