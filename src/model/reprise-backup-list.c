/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of one inventory, as a list model. */

#include "config.h"

#include "model/reprise-backup-list.h"

struct _RepriseBackupList
{
  GObject parent_instance;

  GPtrArray *backups;
};

struct _RepriseBackupListBuilder
{
  GPtrArray *backups;
};

static GType
get_item_type (GListModel *model)
{
  return REPRISE_TYPE_BACKUP;
}

static guint
get_n_items (GListModel *model)
{
  return REPRISE_BACKUP_LIST (model)->backups->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepriseBackupList *self = REPRISE_BACKUP_LIST (model);

  if (position >= self->backups->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->backups, position));
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

  g_clear_pointer (&self->backups, g_ptr_array_unref);
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

  self->backups = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_return_if_fail (self != NULL);
  g_return_if_fail (fields != NULL);
  g_ptr_array_add (self->backups, reprise_backup_new (fields));
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
  list->backups = g_steal_pointer (&self->backups);
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
  g_clear_pointer (&self->backups, g_ptr_array_unref);
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

/**
 * reprise_backup_list_find:
 * @self: a list
 * @label: (nullable): the label of a backup
 * @position: (out): where the first backup with that label is; untouched where there is none
 *
 * Returns: whether there is one
 */
gboolean
reprise_backup_list_find (RepriseBackupList *self, const char *label, guint *position)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_LIST (self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  for (guint i = 0; label != NULL && i < self->backups->len; i++)
    if (g_strcmp0 (reprise_backup_get_label (g_ptr_array_index (self->backups, i)), label) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
