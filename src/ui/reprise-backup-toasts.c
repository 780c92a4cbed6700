/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tells what became of backups that were asked for. */

#include "config.h"

#include "ui/reprise-backup-toasts.h"

#include <glib/gi18n.h>

struct _RepriseBackupToasts
{
  GObject parent_instance;

  AdwToastOverlay *overlay; /* borrowed from the window, which owns this too */
  GPtrArray *follows;       /* of RepriseBackupFollow, which watch as long as somebody keeps them */
};

G_DEFINE_FINAL_TYPE (RepriseBackupToasts, reprise_backup_toasts, G_TYPE_OBJECT)

/* Whoever has closed the dialog, or looks at another database by now, is told here. */
static void
follow_changed_cb (RepriseBackupToasts *self, GParamSpec *pspec, RepriseBackupFollow *follow)
{
  RepriseBackupFollowState state = reprise_backup_follow_get_state (follow);
  g_autofree char *words = reprise_backup_follow_dup_words (follow);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (state != REPRISE_BACKUP_FOLLOW_ENDED && state != REPRISE_BACKUP_FOLLOW_FAILED)
    return;
  /* Translators: the name of a database, and how far a backup of it is. */
  text = g_strdup_printf (_ ("%s: %s"),
                          reprise_database_get_title (reprise_backup_follow_get_database (follow)),
                          words);
  markup = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (markup));
}

static void
reprise_backup_toasts_finalize (GObject *object)
{
  g_ptr_array_unref (REPRISE_BACKUP_TOASTS (object)->follows);
  G_OBJECT_CLASS (reprise_backup_toasts_parent_class)->finalize (object);
}

static void
reprise_backup_toasts_class_init (RepriseBackupToastsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_backup_toasts_finalize;
}

static void
reprise_backup_toasts_init (RepriseBackupToasts *self)
{
  self->follows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_backup_toasts_new:
 * @overlay: (transfer none): where they are told; has to outlive what is returned
 *
 * Returns: (transfer full): nothing to tell yet
 */
RepriseBackupToasts *
reprise_backup_toasts_new (AdwToastOverlay *overlay)
{
  RepriseBackupToasts *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  self = g_object_new (REPRISE_TYPE_BACKUP_TOASTS, NULL);
  self->overlay = overlay;
  return self;
}

/**
 * reprise_backup_toasts_follow:
 * @self: the toasts
 * @follow: (transfer none): a backup that was asked for; kept with @self, so that it goes on
 * watching
 */
void
reprise_backup_toasts_follow (RepriseBackupToasts *self, RepriseBackupFollow *follow)
{
  g_return_if_fail (REPRISE_IS_BACKUP_TOASTS (self));
  g_return_if_fail (REPRISE_IS_BACKUP_FOLLOW (follow));

  g_ptr_array_add (self->follows, g_object_ref (follow));
  g_signal_connect_object (follow,
                           "notify::state",
                           G_CALLBACK (follow_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
