/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which backups a table shows, and in what order. */

#include "config.h"

#include "ui/reprise-backup-query.h"

#include <string.h>

typedef struct
{
  gint64 value;
  RepriseInstant started_at;
  const char *label;
  guint position;
} Row;

struct _RepriseBackupAnswer
{
  RepriseBackupQuery *query;
  RepriseBackupKeys *keys; /* keeps the labels of rows alive, and nothing else is looked at */
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
value_of (const RepriseBackupQuery *query, const RepriseBackupKey *key, guint8 status)
{
  switch (query->column)
    {
    case REPRISE_BACKUP_COLUMN_STATUS:
      return status;
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
 * @keys: what it is about
 * @statuses: (nullable): a number for each key that sorts its status
 *
 * Returns: (transfer full): the question, not yet worked out
 */
RepriseBackupAnswer *
reprise_backup_answer_new (const RepriseBackupQuery *query,
                           RepriseBackupKeys *keys,
                           const guint8 *statuses)
{
  RepriseBackupAnswer *self = g_new0 (RepriseBackupAnswer, 1);
  guint n_keys = reprise_backup_keys_get_length (keys);

  self->query = reprise_backup_query_copy (query);
  self->keys = reprise_backup_keys_ref (keys);
  self->rows = g_new (Row, n_keys);
  for (guint i = 0; i < n_keys; i++)
    {
      const RepriseBackupKey *key = reprise_backup_keys_get (keys, i);
      Row *row = &self->rows[self->n_rows];

      if (!is_within (query, key))
        continue;
      row->value = value_of (query, key, statuses == NULL ? key->has_errors : statuses[i]);
      row->started_at = key->started_at;
      row->label = key->label;
      row->position = i;
      self->n_rows++;
    }
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
  gsize length = strlen (search);

  for (; *label != '\0'; label++)
    if (g_ascii_strncasecmp (label, search, length) == 0)
      return TRUE;
  return FALSE;
}

static void
search_rows (RepriseBackupAnswer *self)
{
  g_autofree char *folded = reprise_backup_keys_fold (self->query->search);
  guint n_kept = 0;

  for (guint i = 0; i < self->n_rows; i++)
    {
      const char *label = self->rows[i].label;
      const char *name = label + strlen (label) + 1;

      if (label_contains (label, self->query->search) ||
          (*folded != '\0' && strstr (name, folded) != NULL))
        self->rows[n_kept++] = self->rows[i];
    }
  self->n_rows = n_kept;
}

static int
compare_ties (const Row *a, const Row *b)
{
  int order;

  if (a->started_at != b->started_at)
    return a->started_at > b->started_at ? -1 : 1;
  order = strcmp (a->label, b->label);
  return order != 0 ? order : (a->position > b->position) - (a->position < b->position);
}

static int
compare_values (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Row *first = a, *second = b;
  int sign = GPOINTER_TO_INT (user_data);

  if (first->value != second->value)
    return first->value < second->value ? -sign : sign;
  return compare_ties (first, second);
}

static int
compare_labels (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Row *first = a, *second = b;
  int order = strcmp (first->label, second->label);

  return order != 0 ? order * GPOINTER_TO_INT (user_data) : compare_ties (first, second);
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
  if (self->query->search != NULL && *self->query->search != '\0')
    search_rows (self);
  g_qsort_with_data (self->rows,
                     (int) self->n_rows,
                     sizeof (Row),
                     self->query->column == REPRISE_BACKUP_COLUMN_LABEL ? compare_labels
                                                                        : compare_values,
                     GINT_TO_POINTER (self->query->descending ? -1 : 1));
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
