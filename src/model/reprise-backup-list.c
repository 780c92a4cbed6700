/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of one inventory, as a list model. */

#include "config.h"

#include "model/reprise-backup-list.h"

struct _RepriseBackupList
{
  GObject parent_instance;

  RepriseBackupRecords *records;

  /* Positions in the order of their labels; %NULL where that is the order they have anyway, or
   * nobody searched yet. */
  guint *by_label;
  gboolean is_sorted;

  /* Position → #RepriseBackup, not owned: one that somebody holds is handed out again, so that the
   * list has one object for one backup as others have. */
  GHashTable *alive;
};

struct _RepriseBackupListBuilder
{
  RepriseBackupRecords *records;
  gboolean is_sorted;
};

typedef struct
{
  RepriseBackupList *list; /* not owned: it lets go of its backups first */
  guint position;
} Watch;

static GQuark
watch_quark (void)
{
  return g_quark_from_static_string ("reprise-backup-list-watch");
}

/* Runs when a backup goes, and not when the list lets go of it. */
static void
forget_backup (gpointer data)
{
  Watch *watch = data;

  g_hash_table_remove (watch->list->alive, GUINT_TO_POINTER (watch->position));
  g_free (watch);
}

static void
let_go_of_backups (RepriseBackupList *self)
{
  GHashTableIter iter;
  gpointer backup;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &backup))
    g_free (g_object_steal_qdata (backup, watch_quark ()));
}

static GType
get_item_type (GListModel *model)
{
  return REPRISE_TYPE_BACKUP;
}

static guint
get_n_items (GListModel *model)
{
  return reprise_backup_records_get_length (REPRISE_BACKUP_LIST (model)->records);
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepriseBackupList *self = REPRISE_BACKUP_LIST (model);
  RepriseBackup *backup;
  Watch *watch;

  if (position >= reprise_backup_records_get_length (self->records))
    return NULL;
  backup = g_hash_table_lookup (self->alive, GUINT_TO_POINTER (position));
  if (backup != NULL)
    return g_object_ref (backup);

  backup = reprise_backup_records_get (self->records, position);
  watch = g_new0 (Watch, 1);
  watch->list = self;
  watch->position = position;
  g_object_set_qdata_full (G_OBJECT (backup), watch_quark (), watch, forget_backup);
  g_hash_table_insert (self->alive, GUINT_TO_POINTER (position), backup);
  return backup;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseBackupList,
                               reprise_backup_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
reprise_backup_list_finalize (GObject *object)
{
  RepriseBackupList *self = REPRISE_BACKUP_LIST (object);

  let_go_of_backups (self);
  g_hash_table_unref (self->alive);
  g_clear_pointer (&self->records, reprise_backup_records_free);
  g_free (self->by_label);
  G_OBJECT_CLASS (reprise_backup_list_parent_class)->finalize (object);
}

static void
reprise_backup_list_class_init (RepriseBackupListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_backup_list_finalize;
}

static void
reprise_backup_list_init (RepriseBackupList *self)
{
  self->alive = g_hash_table_new (NULL, NULL);
}

/**
 * reprise_backup_list_builder_new:
 *
 * Returns: (transfer full): a builder without backups
 */
RepriseBackupListBuilder *
reprise_backup_list_builder_new (void)
{
  RepriseBackupListBuilder *self = g_new0 (RepriseBackupListBuilder, 1);

  self->records = reprise_backup_records_new ();
  self->is_sorted = TRUE;
  return self;
}

/**
 * reprise_backup_list_builder_add:
 * @self: a builder
 * @fields: the next backup; copied
 */
void
reprise_backup_list_builder_add (RepriseBackupListBuilder *self, const RepriseBackupFields *fields)
{
  guint position;

  g_return_if_fail (self != NULL);
  g_return_if_fail (fields != NULL);

  position = reprise_backup_records_get_length (self->records);
  reprise_backup_records_add (self->records, fields);
  if (position > 0 && reprise_backup_records_compare (self->records, position - 1, position) > 0)
    self->is_sorted = FALSE;
}

/**
 * reprise_backup_list_builder_end:
 * @self: (transfer full): a builder, gone afterwards
 *
 * Returns: (transfer full): a list of all backups added, in that order
 */
RepriseBackupList *
reprise_backup_list_builder_end (RepriseBackupListBuilder *self)
{
  RepriseBackupList *list;

  g_return_val_if_fail (self != NULL, NULL);
  list = g_object_new (REPRISE_TYPE_BACKUP_LIST, NULL);
  reprise_backup_records_seal (self->records);
  list->records = g_steal_pointer (&self->records);
  list->is_sorted = self->is_sorted;
  reprise_backup_list_builder_free (self);
  return list;
}

/**
 * reprise_backup_list_builder_free:
 * @self: (transfer full): a builder that is not needed any more
 */
void
reprise_backup_list_builder_free (RepriseBackupListBuilder *self)
{
  g_clear_pointer (&self->records, reprise_backup_records_free);
  g_free (self);
}

/**
 * reprise_backup_list_new:
 * @fields: (nullable) (array length=n_fields): backups; copied
 * @n_fields: how many
 *
 * Returns: (transfer full): a list of them
 */
RepriseBackupList *
reprise_backup_list_new (const RepriseBackupFields *fields, gsize n_fields)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();

  for (gsize i = 0; i < n_fields; i++)
    reprise_backup_list_builder_add (builder, &fields[i]);
  return reprise_backup_list_builder_end (builder);
}

/* Equal labels keep their order, so that the first one is found. */
static int
compare_positions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint first = *(const guint *) a, second = *(const guint *) b;
  int order = reprise_backup_records_compare (user_data, first, second);

  return order != 0 ? order : (first > second) - (first < second);
}

static void
sort_by_label (RepriseBackupList *self)
{
  guint n_records = reprise_backup_records_get_length (self->records);

  self->by_label = g_new (guint, n_records);
  for (guint i = 0; i < n_records; i++)
    self->by_label[i] = i;
  g_qsort_with_data (self->by_label,
                     (int) n_records,
                     sizeof *self->by_label,
                     compare_positions,
                     self->records);
}

static guint
position_at (RepriseBackupList *self, guint rank)
{
  return self->is_sorted ? rank : self->by_label[rank];
}

/**
 * reprise_backup_list_find:
 * @self: a list
 * @label: (nullable): the label of a backup
 * @position: (out): where the first backup with that label is; untouched where there is none
 *
 * The first search sorts the labels, unless they are in order as pgBackRest's normally are.
 *
 * Returns: whether there is one
 */
gboolean
reprise_backup_list_find (RepriseBackupList *self, const char *label, guint *position)
{
  guint n_records, first = 0, end;

  g_return_val_if_fail (REPRISE_IS_BACKUP_LIST (self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  n_records = end = reprise_backup_records_get_length (self->records);

  if (label == NULL)
    return FALSE;
  if (!self->is_sorted && self->by_label == NULL)
    sort_by_label (self);
  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      guint candidate = position_at (self, middle);

      if (reprise_backup_records_compare_label (self->records, candidate, label) < 0)
        first = middle + 1;
      else
        end = middle;
    }
  if (first == n_records ||
      reprise_backup_records_compare_label (self->records, position_at (self, first), label) != 0)
    return FALSE;
  *position = position_at (self, first);
  return TRUE;
}

/**
 * reprise_backup_list_read:
 * @self: a list, which must outlive the reader
 *
 * For going through all backups: without objects it takes a fraction of the time, and as nothing in
 * the list changes, it may be done on any thread.
 *
 * Returns: (transfer full): what reads its backups by position
 */
RepriseBackupReader *
reprise_backup_list_read (RepriseBackupList *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_LIST (self), NULL);
  return reprise_backup_reader_new (self->records);
}

/* Where the backup is that each one builds on. */
static guint *
collect_priors (RepriseBackupList *self)
{
  guint n_records = reprise_backup_records_get_length (self->records);
  guint *priors = g_new (guint, n_records);

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *label = reprise_backup_records_get_prior (self->records, i, &priors[i]);

      if (label != NULL)
        reprise_backup_list_find (self, label, &priors[i]);
    }
  return priors;
}

/* Returns whether any were found. A backup normally comes after those it builds on, and then one
 * pass finds all. */
static gboolean
mark_dependents (const guint *priors, guint8 *is_marked, guint n_records)
{
  gboolean has_new = FALSE;

  for (guint i = 0; i < n_records; i++)
    if (!is_marked[i] && priors[i] < n_records && is_marked[priors[i]])
      is_marked[i] = has_new = TRUE;
  return has_new;
}

/**
 * reprise_backup_list_find_dependents:
 * @self: a list
 * @position: the position of a backup
 *
 * Returns: (transfer full) (element-type guint): the positions of all backups that build on it, or
 *   on one that does, in the order of the list
 */
GArray *
reprise_backup_list_find_dependents (RepriseBackupList *self, guint position)
{
  GArray *dependents = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *priors = NULL;
  g_autofree guint8 *is_marked = NULL;
  guint n_records;

  g_return_val_if_fail (REPRISE_IS_BACKUP_LIST (self), dependents);

  n_records = reprise_backup_records_get_length (self->records);
  g_return_val_if_fail (position < n_records, dependents);

  priors = collect_priors (self);
  is_marked = g_new0 (guint8, n_records);
  is_marked[position] = TRUE;
  while (mark_dependents (priors, is_marked, n_records))
    ;
  for (guint i = 0; i < n_records; i++)
    if (is_marked[i] && i != position)
      g_array_append_val (dependents, i);
  return dependents;
}
