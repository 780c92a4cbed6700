/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses a backup from a list, however long. */

#include "config.h"

#include "ui/reprise-restore-backup-chooser.h"

#include "ui/reprise-backup-words.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-restore-backups.h"

#include <glib/gi18n.h>

/* A label gives way to a narrow window down to this. */
#define MIN_CHARS 12

struct _RepriseRestoreBackupChooser
{
  AdwBin parent_instance;

  GtkDropDown *drop_down;

  RepriseRestoreBackups *backups; /* NULL where there are none */
  GtkStringList *head;            /* what is said before the backups of what is none of them */
  RepriseInstant before;
  char *none;
  RepriseZone *zone;
  RepriseInstant now;
  gboolean is_changing; /* it is being filled: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseRestoreBackupChooser, reprise_restore_backup_chooser, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkLabel *
append_label (GtkBox *box, const char *style_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, MIN_CHARS);
  gtk_label_set_xalign (label, 0);
  reprise_full_text_offer (label);
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style_class);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  append_label (box, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (append_label (box, "dim-label")), "caption");
  gtk_widget_set_valign (GTK_WIDGET (box), GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, GTK_WIDGET (box));
}

static char *
dup_title (RepriseBackup *backup)
{
  const char *label = reprise_backup_get_label (backup);
  const char *name = reprise_backup_get_name (backup);

  if (name == NULL || *name == '\0')
    return g_strdup (label == NULL ? "–" : label);
  /* Translators: the label of a backup, and the name that a person gave it. */
  return g_strdup_printf (_ ("%s, “%s”"), label == NULL ? "–" : label, name);
}

/* Doubts are looked up by label: the item does not know its place. */
static RepriseBackupStatus
judge (RepriseRestoreBackupChooser *self, RepriseBackup *backup)
{
  RepriseRestoreWindow *window = reprise_restore_backups_get_window (self->backups);
  guint place = 0;
  RepriseBackupDoubts doubts = REPRISE_BACKUP_DOUBTS_UNREADABLE;

  if (reprise_inventory_find_position (reprise_restore_window_get_inventory (window),
                                       reprise_backup_get_label (backup),
                                       &place))
    doubts = reprise_restore_window_get_backup_doubts (window, place);
  return reprise_backup_status_judge (reprise_backup_get_error (backup) == REPRISE_TRISTATE_YES,
                                      doubts);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RepriseRestoreBackupChooser *self = REPRISE_RESTORE_BACKUP_CHOOSER (user_data);
  GtkWidget *title_label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *words_label = gtk_widget_get_next_sibling (title_label);
  gpointer object = gtk_list_item_get_item (item);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (REPRISE_IS_BACKUP (object))
    {
      title = dup_title (object);
      words = reprise_backup_words_choice (object, judge (self, object), self->zone, self->now);
    }
  else
    title = g_strdup (gtk_string_object_get_string (object));
  gtk_label_set_label (GTK_LABEL (title_label), title);
  gtk_label_set_label (GTK_LABEL (words_label), words == NULL ? "" : words);
  gtk_widget_set_visible (words_label, words != NULL);
}

static char *
get_search_text (gpointer item)
{
  return g_strdup (REPRISE_IS_BACKUP (item) ? reprise_backup_get_label (item) : NULL);
}

static void
selected_cb (RepriseRestoreBackupChooser *self)
{
  gpointer item = gtk_drop_down_get_selected_item (self->drop_down);
  const char *label = REPRISE_IS_BACKUP (item) ? reprise_backup_get_label (item) : NULL;

  if (!self->is_changing)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, label);
}

static void
reprise_restore_backup_chooser_dispose (GObject *object)
{
  RepriseRestoreBackupChooser *self = REPRISE_RESTORE_BACKUP_CHOOSER (object);

  self->is_changing = TRUE;
  self->drop_down = NULL;
  g_clear_object (&self->backups);
  g_clear_object (&self->head);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_restore_backup_chooser_parent_class)->dispose (object);
}

static void
reprise_restore_backup_chooser_finalize (GObject *object)
{
  g_free (REPRISE_RESTORE_BACKUP_CHOOSER (object)->none);
  G_OBJECT_CLASS (reprise_restore_backup_chooser_parent_class)->finalize (object);
}

static gboolean
reprise_restore_backup_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REPRISE_RESTORE_BACKUP_CHOOSER (widget)->drop_down));
}

static void
reprise_restore_backup_chooser_class_init (RepriseRestoreBackupChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_restore_backup_chooser_dispose;
  object_class->finalize = reprise_restore_backup_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = reprise_restore_backup_chooser_grab_focus;

  /**
   * RepriseRestoreBackupChooser::chosen:
   * @label: (nullable): the label of the backup; %NULL for none
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
reprise_restore_backup_chooser_init (RepriseRestoreBackupChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkExpression *expression = gtk_cclosure_expression_new (G_TYPE_STRING,
                                                           NULL,
                                                           0,
                                                           NULL,
                                                           G_CALLBACK (get_search_text),
                                                           NULL,
                                                           NULL);

  self->before = REPRISE_INSTANT_NONE;
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, expression));
  gtk_drop_down_set_factory (self->drop_down, factory);
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Backup"),
                                  -1);
  g_signal_connect_object (self->drop_down,
                           "notify::selected",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/**
 * reprise_restore_backup_chooser_new:
 *
 * Returns: (transfer floating): a chooser without backups
 */
RepriseRestoreBackupChooser *
reprise_restore_backup_chooser_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_BACKUP_CHOOSER, NULL);
}

/**
 * reprise_restore_backup_chooser_get_drop_down:
 * @self: a chooser
 *
 * Returns: (transfer none): the widget that takes the focus
 */
GtkDropDown *
reprise_restore_backup_chooser_get_drop_down (RepriseRestoreBackupChooser *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_BACKUP_CHOOSER (self), NULL);
  return self->drop_down;
}

/* As time passes the window is another one, of the same backups. */
static RepriseInventory *
get_inventory (RepriseRestoreWindow *window)
{
  return window == NULL ? NULL : reprise_restore_window_get_inventory (window);
}

static gboolean
is_shown (RepriseRestoreBackupChooser *self, const RepriseRestoreBackupChoice *choice)
{
  RepriseRestoreWindow *window =
      self->backups == NULL ? NULL : reprise_restore_backups_get_window (self->backups);

  return get_inventory (window) == get_inventory (choice->window) &&
         self->before == choice->before && g_strcmp0 (self->none, choice->none) == 0 &&
         reprise_zone_equal (self->zone, choice->zone);
}

static void
fill (RepriseRestoreBackupChooser *self, const RepriseRestoreBackupChoice *choice)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) model = NULL;

  g_clear_object (&self->backups);
  g_set_object (&self->zone, choice->zone);
  self->before = choice->before;
  g_free (self->none);
  self->none = g_strdup (choice->none);
  g_clear_object (&self->head);
  self->head = gtk_string_list_new (NULL);
  if (choice->none != NULL)
    gtk_string_list_append (self->head, choice->none);
  g_list_store_append (parts, self->head);
  if (choice->window != NULL)
    {
      self->backups = reprise_restore_backups_new (choice->window, choice->before);
      g_list_store_append (parts, self->backups);
    }
  model = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts)));
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (model));
}

/* GTK 4.18 cannot show that nothing is chosen of a list: what says so is an item of its own. It
 * stays once a backup is chosen, so that nothing moves meanwhile. Returns its place. */
static guint
say_unlisted (RepriseRestoreBackupChooser *self, const char *label)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->head));
  const char *text = label;

  if (text == NULL)
    text = self->none != NULL ? self->none : _ ("Choose…");
  for (guint i = 0; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->head, i), text))
      return i;
  gtk_string_list_append (self->head, text);
  return n;
}

static guint
find_selected (RepriseRestoreBackupChooser *self, const char *label)
{
  guint position = self->backups == NULL || label == NULL
                       ? G_MAXUINT
                       : reprise_restore_backups_find (self->backups, label);

  if (position != G_MAXUINT)
    return position + g_list_model_get_n_items (G_LIST_MODEL (self->head));
  if (self->backups == NULL && self->none == NULL)
    return GTK_INVALID_LIST_POSITION;
  return say_unlisted (self, label);
}

/**
 * reprise_restore_backup_chooser_update:
 * @self: a chooser
 * @choice: what it is to show
 */
void
reprise_restore_backup_chooser_update (RepriseRestoreBackupChooser *self,
                                       const RepriseRestoreBackupChoice *choice)
{
  g_return_if_fail (REPRISE_IS_RESTORE_BACKUP_CHOOSER (self));

  self->is_changing = TRUE;
  self->now = choice->now;
  if (!is_shown (self, choice))
    fill (self, choice);
  gtk_drop_down_set_selected (self->drop_down, find_selected (self, choice->label));
  gtk_widget_set_sensitive (GTK_WIDGET (self->drop_down), choice->window != NULL);
  self->is_changing = FALSE;
}
