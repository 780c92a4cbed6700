/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a recovery window, newest first.
 *
 * Makes an object only of what is looked at, so that it does not matter how many there are. */

#include "config.h"

#include "ui/reprise-restore-backups.h"

struct _RepriseRestoreBackups
{
  GObject parent_instance;

  RepriseRestoreWindow *window;
  guint n_backups; /* the oldest ones of the window's */
};

static void reprise_restore_backups_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseRestoreBackups,
                               reprise_restore_backups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      reprise_restore_backups_list_init))

/* The place in the inventory. */
static guint
get_place (RepriseRestoreBackups *self, guint position)
{
  gsize n_stops = 0;
  const RepriseWindowStop *stops = reprise_restore_window_get_stops (self->window, &n_stops);

  g_assert (position < self->n_backups && self->n_backups <= n_stops);
  return stops[self->n_backups - 1 - position].position;
}

static GType
get_item_type (GListModel *model)
{
  return REPRISE_TYPE_BACKUP;
}

static guint
get_n_items (GListModel *model)
{
  return REPRISE_RESTORE_BACKUPS (model)->n_backups;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return reprise_restore_backups_dup (REPRISE_RESTORE_BACKUPS (model), position);
}

static void
reprise_restore_backups_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
reprise_restore_backups_finalize (GObject *object)
{
  g_object_unref (REPRISE_RESTORE_BACKUPS (object)->window);
  G_OBJECT_CLASS (reprise_restore_backups_parent_class)->finalize (object);
}

static void
reprise_restore_backups_class_init (RepriseRestoreBackupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_backups_finalize;
}

static void
reprise_restore_backups_init (RepriseRestoreBackups *self)
{
}

/**
 * reprise_restore_backups_new:
 * @window: a window
 * @before: leaves out what had not ended before the second of this, as pgBackRest does;
 *   %REPRISE_INSTANT_NONE for none
 *
 * Returns: (transfer full): a list of #RepriseBackup that does not change
 */
RepriseRestoreBackups *
reprise_restore_backups_new (RepriseRestoreWindow *window, RepriseInstant before)
{
  RepriseRestoreBackups *self;
  gsize n_stops = 0;
  const RepriseWindowStop *stops;

  g_return_val_if_fail (REPRISE_IS_RESTORE_WINDOW (window), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_BACKUPS, NULL);
  self->window = g_object_ref (window);
  stops = reprise_restore_window_get_stops (window, &n_stops);
  while (before != REPRISE_INSTANT_NONE && n_stops > 0 &&
         reprise_instant_floor_second (stops[n_stops - 1].stop) >=
             reprise_instant_floor_second (before))
    n_stops--;
  self->n_backups = (guint) n_stops;
  return self;
}

/**
 * reprise_restore_backups_get_window:
 * @self: a list
 *
 * Returns: (transfer none): what it shows
 */
RepriseRestoreWindow *
reprise_restore_backups_get_window (RepriseRestoreBackups *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_BACKUPS (self), NULL);
  return self->window;
}

/**
 * reprise_restore_backups_dup:
 * @self: a list
 * @position: a position
 *
 * Returns: (transfer full) (nullable): the backup there; %NULL behind the end
 */
RepriseBackup *
reprise_restore_backups_dup (RepriseRestoreBackups *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_BACKUPS (self), NULL);

  if (position >= self->n_backups)
    return NULL;
  return reprise_inventory_get_backup (reprise_restore_window_get_inventory (self->window),
                                       get_place (self, position));
}

/**
 * reprise_restore_backups_find:
 * @self: a list
 * @label: (nullable): a label
 *
 * Returns: where that backup is, or %G_MAXUINT
 */
guint
reprise_restore_backups_find (RepriseRestoreBackups *self, const char *label)
{
  guint place = 0;

  g_return_val_if_fail (REPRISE_IS_RESTORE_BACKUPS (self), G_MAXUINT);

  if (label == NULL ||
      !reprise_inventory_find_position (reprise_restore_window_get_inventory (self->window),
                                        label,
                                        &place))
    return G_MAXUINT;
  for (guint i = 0; i < self->n_backups; i++)
    if (get_place (self, i) == place)
      return i;
  return G_MAXUINT;
}

/**
 * reprise_restore_backups_get_doubts:
 * @self: a list
 * @position: a position of a backup
 *
 * Returns: what speaks against it
 */
RepriseBackupDoubts
reprise_restore_backups_get_doubts (RepriseRestoreBackups *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_BACKUPS (self), REPRISE_BACKUP_DOUBTS_UNREADABLE);
  g_return_val_if_fail (position < self->n_backups, REPRISE_BACKUP_DOUBTS_UNREADABLE);
  return reprise_restore_window_get_backup_doubts (self->window, get_place (self, position));
}
