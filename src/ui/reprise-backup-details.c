/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that is known of one backup. */

#include "config.h"

#include "ui/reprise-backup-details.h"

#include "base/reprise-wal.h"
#include "restore/reprise-window-words.h"
#include "ui/reprise-backup-words.h"
#include "ui/reprise-closures.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

/* More of them say nothing to a person. */
#define MAX_LABELS 20
#define MAX_FILES 100

struct _RepriseBackupDetails
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkWidget *content; /* bound, so that it goes with the template */
  GtkWidget *scroller;
  GtkStack *stack;

  RepriseBackup *backup;
  RepriseRestoreWindow *window;
  RepriseZone *zone;
  GString *text; /* what is shown, for who cannot see how it is laid out */
  GtkWidget *group;
};

G_DEFINE_FINAL_TYPE (RepriseBackupDetails, reprise_backup_details, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LABEL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
add_to_group (RepriseBackupDetails *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->group), widget);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_group (RepriseBackupDetails *self, const char *title)
{
  self->group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (self->box, self->group);
  g_string_append_printf (self->text, "%s%s\n", self->text->len == 0 ? "" : "\n", title);
  add_to_group (self, new_label (title, "heading"));
}

static void
add_sentence (RepriseBackupDetails *self, const char *text)
{
  GtkWidget *label = new_label (text, NULL);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  add_to_group (self, label);
  g_string_append_printf (self->text, "%s\n", text);
}

/* Leaves the row out where there is nothing to say. */
static void
add_row (RepriseBackupDetails *self, const char *caption, const char *value)
{
  GtkWidget *row;
  GtkWidget *label;

  if (value == NULL || *value == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  label = new_label (value, "numeric");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  caption,
                                  -1);
  gtk_box_append (GTK_BOX (row), new_label (caption, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_first_child (row), "dim-label");
  gtk_box_append (GTK_BOX (row), label);
  add_to_group (self, row);
  g_string_append_printf (self->text, "%s: %s\n", caption, value);
}

static void
add_size (RepriseBackupDetails *self, const char *caption, gint64 bytes)
{
  g_autofree char *size = reprise_closure_size (NULL, bytes);
  g_autofree char *exact = reprise_closure_size_exact (NULL, bytes);
  g_autofree char *text = NULL;

  if (exact == NULL)
    return;
  /* Translators: a size in short and in full: "36.9 MB (38,672,757 bytes)". */
  text = g_strdup_printf (_ ("%s (%s)"), size, exact);
  add_row (self, caption, text);
}

static void
add_instant (RepriseBackupDetails *self, const char *caption, RepriseInstant instant)
{
  g_autofree char *text = reprise_closure_date_time (NULL, self->zone, instant);

  add_row (self, caption, text);
}

/* Leaves the row out where neither end is known. */
static void
add_range (RepriseBackupDetails *self, const char *caption, const char *start, const char *stop)
{
  g_autofree char *text = NULL;

  if (start == NULL && stop == NULL)
    return;
  /* Translators: from one WAL position or segment to another. */
  text = g_strdup_printf (_ ("%s to %s"), start == NULL ? "–" : start, stop == NULL ? "–" : stop);
  add_row (self, caption, text);
}

static void
label_clicked_cb (GtkButton *button, gpointer user_data)
{
  RepriseBackupDetails *self = user_data;
  g_autofree char *label =
      g_strdup (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (button))));

  g_signal_emit (self, signals[SIGNAL_LABEL_ACTIVATED], 0, label);
}

static void
add_label (RepriseBackupDetails *self, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *child = new_label (label, "numeric");

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Select this backup"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (label_clicked_cb), self, 0);
  add_to_group (self, button);
  g_string_append_printf (self->text, "%s\n", label);
}

static void
add_labels (RepriseBackupDetails *self, GPtrArray *labels)
{
  g_autofree char *rest = NULL;
  guint n_rest;

  for (guint i = 0; i < MIN (labels->len, MAX_LABELS); i++)
    add_label (self, g_ptr_array_index (labels, i));
  if (labels->len <= MAX_LABELS)
    return;
  n_rest = labels->len - MAX_LABELS;
  rest = g_strdup_printf (ngettext ("and %u more", "and %u more", n_rest), n_rest);
  add_sentence (self, rest);
}

static RepriseInventory *
get_inventory (RepriseBackupDetails *self)
{
  return self->window == NULL ? NULL : reprise_restore_window_get_inventory (self->window);
}

/* The backup's place in the window's inventory, where it is in it. */
static gboolean
find_position (RepriseBackupDetails *self, guint *position)
{
  RepriseInventory *inventory = get_inventory (self);

  return inventory != NULL &&
         reprise_backup_list_find (REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)),
                                   reprise_backup_get_label (self->backup),
                                   position);
}

static void
add_status (RepriseBackupDetails *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  RepriseStatusDot *dot = reprise_status_dot_new ();
  RepriseBackupDoubts doubts = REPRISE_BACKUP_DOUBTS_NONE;
  RepriseBackupStatus status;
  g_auto (GStrv) sentences = NULL;
  guint position;

  if (find_position (self, &position))
    doubts = reprise_restore_window_get_backup_doubts (self->window, position);
  status =
      reprise_backup_status_judge (reprise_backup_get_error (self->backup) == REPRISE_TRISTATE_YES,
                                   doubts);
  sentences = reprise_backup_doubts_describe (doubts);

  reprise_status_dot_set_status (dot, reprise_backup_status_get_shape (status));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (dot));
  gtk_box_append (GTK_BOX (row), new_label (reprise_backup_status_get_word (status), NULL));
  add_to_group (self, row);
  g_string_append_printf (self->text, "%s\n", reprise_backup_status_get_word (status));
  for (guint i = 0; sentences[i] != NULL; i++)
    add_sentence (self, sentences[i]);
}

static void
add_duration (RepriseBackupDetails *self)
{
  RepriseInstant start = reprise_backup_get_started_at (self->backup);
  RepriseInstant end = reprise_backup_get_finished_at (self->backup);
  g_autofree char *text = NULL;
  gint64 seconds;

  if (start == REPRISE_INSTANT_NONE || end == REPRISE_INSTANT_NONE || end < start)
    return;
  seconds = (end - start) / REPRISE_INSTANT_SECOND;
  /* Translators: hours, minutes and seconds that a backup took. */
  text = g_strdup_printf (C_ ("duration", "%d:%02d:%02d"),
                          (int) (seconds / 3600),
                          (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
  add_row (self, _ ("Duration"), text);
}

static void
add_backup (RepriseBackupDetails *self)
{
  g_autofree char *backup_type =
      reprise_closure_backup_type (NULL, reprise_backup_get_backup_type (self->backup));
  const char *label = reprise_backup_get_label (self->backup);

  add_group (self, label == NULL ? "–" : label);
  add_status (self);
  add_row (self, _ ("Name"), reprise_backup_get_name (self->backup));
  add_row (self, _ ("Type"), backup_type);
  add_instant (self, _ ("Created at"), reprise_backup_get_started_at (self->backup));
  add_instant (self, _ ("Finished at"), reprise_backup_get_finished_at (self->backup));
  add_duration (self);
}

static void
add_sizes (RepriseBackupDetails *self)
{
  gint64 map_size = reprise_backup_get_backup_map_size (self->backup);
  gint64 set_map_size = reprise_backup_get_backup_set_map_size (self->backup);

  if (reprise_backup_get_database_size (self->backup) < 0 &&
      reprise_backup_get_database_backup_size (self->backup) < 0 &&
      reprise_backup_get_backup_size (self->backup) < 0 &&
      reprise_backup_get_backup_set_size (self->backup) < 0 && map_size < 0 && set_map_size < 0)
    return;
  add_group (self, _ ("Sizes"));
  add_size (self, _ ("Database"), reprise_backup_get_database_size (self->backup));
  add_size (self,
            _ ("Copied from the database"),
            reprise_backup_get_database_backup_size (self->backup));
  add_size (self, _ ("Added to the repository"), reprise_backup_get_backup_size (self->backup));
  add_size (self,
            _ ("In the repository with all it builds on"),
            reprise_backup_get_backup_set_size (self->backup));
  add_size (self, _ ("Added block maps"), map_size);
  add_size (self, _ ("Block maps with all it builds on"), set_map_size);
  if (set_map_size >= 0 && reprise_backup_get_backup_set_size (self->backup) < 0)
    add_sentence (self,
                  _ ("It is block incremental: pgBackRest does not tell what it takes in the "
                     "repository with all it builds on."));
}

static char *
format_lsn (guint64 lsn)
{
  return lsn == 0 ? NULL : reprise_lsn_format (lsn);
}

static void
add_wal (RepriseBackupDetails *self)
{
  g_autofree char *lsn_start = format_lsn (reprise_backup_get_lsn_start (self->backup));
  g_autofree char *lsn_stop = format_lsn (reprise_backup_get_lsn_stop (self->backup));
  const char *wal_start = reprise_backup_get_wal_start (self->backup);
  const char *wal_stop = reprise_backup_get_wal_stop (self->backup);

  if (lsn_start == NULL && lsn_stop == NULL && wal_start == NULL && wal_stop == NULL)
    return;
  add_group (self, _ ("WAL"));
  add_range (self, _ ("Segments"), wal_start, wal_stop);
  add_range (self, _ ("LSN"), lsn_start, lsn_stop);
}

/* From the one it builds on down to the full one; stops where one is missing or comes again. */
static GPtrArray *
collect_chain (RepriseBackupDetails *self)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  RepriseInventory *inventory = get_inventory (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RepriseBackup) backup = g_object_ref (self->backup);

  while (backup != NULL)
    {
      char *prior = g_strdup (reprise_backup_get_prior (backup));

      if (prior == NULL || !g_hash_table_add (seen, prior))
        {
          g_free (prior);
          break;
        }
      g_ptr_array_add (labels, prior);
      g_clear_object (&backup);
      if (inventory != NULL)
        backup = reprise_inventory_find_backup (inventory, prior);
    }
  return labels;
}

static void
add_chain (RepriseBackupDetails *self)
{
  g_autoptr (GPtrArray) labels = collect_chain (self);

  add_group (self, _ ("Builds On"));
  if (labels->len == 0 && reprise_backup_get_backup_type (self->backup) == REPRISE_BACKUP_TYPE_FULL)
    add_sentence (self, _ ("Nothing: it is a full backup."));
  else if (labels->len == 0)
    add_sentence (self, _ ("Not known."));
  else
    add_labels (self, labels);
}

static GPtrArray *
collect_dependents (RepriseBackupDetails *self, guint position)
{
  RepriseInventory *inventory = get_inventory (self);
  g_autoptr (GArray) positions =
          reprise_backup_list_find_dependents (REPRISE_BACKUP_LIST (
                                                   reprise_inventory_get_backups (inventory)),
                                               position);
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (RepriseBackup) dependent =
                     reprise_inventory_get_backup (inventory, g_array_index (positions, guint, i));

      g_ptr_array_add (labels, g_strdup (reprise_backup_get_label (dependent)));
    }
  return labels;
}

static void
add_dependents (RepriseBackupDetails *self)
{
  g_autoptr (GPtrArray) labels = NULL;
  g_autofree char *text = NULL;
  guint position;

  add_group (self, _ ("What Depends on It"));
  if (!find_position (self, &position))
    {
      add_sentence (self, _ ("Not known until all backups have been read."));
      return;
    }
  labels = collect_dependents (self, position);
  if (labels->len == 0)
    {
      add_sentence (self, _ ("Nothing."));
      return;
    }
  text = g_strdup_printf (ngettext ("%u backup cannot be used without it.",
                                    "%u backups cannot be used without it.",
                                    labels->len),
                          labels->len);
  add_sentence (self, text);
  add_labels (self, labels);
}

static void
add_errors (RepriseBackupDetails *self)
{
  const char *const *files = reprise_backup_get_error_list (self->backup);
  g_autofree char *rest = NULL;
  guint n_files = files == NULL ? 0 : g_strv_length ((char **) files);

  if (n_files == 0)
    return;
  add_group (self, _ ("Files with Page Errors"));
  for (guint i = 0; i < MIN (n_files, MAX_FILES); i++)
    add_sentence (self, files[i]);
  if (n_files <= MAX_FILES)
    return;
  rest = g_strdup_printf (ngettext ("and %u more", "and %u more", n_files - MAX_FILES),
                          n_files - MAX_FILES);
  add_sentence (self, rest);
}

static void
add_annotations (RepriseBackupDetails *self)
{
  const char *const *pair = reprise_backup_get_annotations (self->backup);

  if (pair == NULL || *pair == NULL)
    return;
  add_group (self, _ ("Annotations"));
  for (; pair[0] != NULL && pair[1] != NULL; pair += 2)
    add_row (self, pair[0], pair[1]);
}

static void
add_pgbackrest (RepriseBackupDetails *self)
{
  int format = reprise_backup_get_pgbackrest_format (self->backup);
  g_autofree char *text = format < 0 ? NULL : g_strdup_printf ("%d", format);

  if (text == NULL && reprise_backup_get_pgbackrest_version (self->backup) == NULL)
    return;
  add_group (self, "pgBackRest");
  add_row (self, _ ("Version"), reprise_backup_get_pgbackrest_version (self->backup));
  add_row (self, _ ("Format"), text);
}

static void
clear (RepriseBackupDetails *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  self->group = NULL;
  g_string_truncate (self->text, 0);
}

static void
fill (RepriseBackupDetails *self)
{
  add_backup (self);
  add_sizes (self);
  add_wal (self);
  add_chain (self);
  add_dependents (self);
  add_errors (self);
  add_annotations (self);
  add_pgbackrest (self);
}

static void
reprise_backup_details_dispose (GObject *object)
{
  RepriseBackupDetails *self = REPRISE_BACKUP_DETAILS (object);

  g_clear_object (&self->backup);
  g_clear_object (&self->window);
  g_clear_object (&self->zone);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_BACKUP_DETAILS);
  G_OBJECT_CLASS (reprise_backup_details_parent_class)->dispose (object);
}

static void
reprise_backup_details_finalize (GObject *object)
{
  g_string_free (REPRISE_BACKUP_DETAILS (object)->text, TRUE);
  G_OBJECT_CLASS (reprise_backup_details_parent_class)->finalize (object);
}

static void
reprise_backup_details_class_init (RepriseBackupDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reprise_backup_details_dispose;
  object_class->finalize = reprise_backup_details_finalize;

  /**
   * RepriseBackupDetails::label-activated:
   * @label: the label of another backup
   *
   * The user wants to see that one.
   */
  signals[SIGNAL_LABEL_ACTIVATED] = g_signal_new ("label-activated",
                                                  REPRISE_TYPE_BACKUP_DETAILS,
                                                  G_SIGNAL_RUN_LAST,
                                                  0,
                                                  NULL,
                                                  NULL,
                                                  NULL,
                                                  G_TYPE_NONE,
                                                  1,
                                                  G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-details.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDetails, box);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDetails, content);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDetails, stack);
}

static void
reprise_backup_details_init (RepriseBackupDetails *self)
{
  self->text = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Details of the selected backup"),
                                  -1);
}

/**
 * reprise_backup_details_new:
 *
 * Returns: (transfer floating): details of nothing
 */
RepriseBackupDetails *
reprise_backup_details_new (void)
{
  return g_object_new (REPRISE_TYPE_BACKUP_DETAILS, NULL);
}

/**
 * reprise_backup_details_show:
 * @self: the details
 * @backup: (nullable): the backup that they are of
 * @window: (nullable): what tells the doubts about it, and what depends on it, where it is in the
 *   window's inventory
 * @zone: the zone that times are shown in
 */
void
reprise_backup_details_show (RepriseBackupDetails *self,
                             RepriseBackup *backup,
                             RepriseRestoreWindow *window,
                             RepriseZone *zone)
{
  gboolean is_other;

  g_return_if_fail (REPRISE_IS_BACKUP_DETAILS (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  is_other = g_set_object (&self->backup, backup);
  if (!(g_set_object (&self->window, window) | g_set_object (&self->zone, zone) | is_other))
    return;
  clear (self);
  if (backup != NULL)
    fill (self);
  gtk_stack_set_visible_child_name (self->stack, backup == NULL ? "none" : "backup");
  if (is_other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                                  GTK_SCROLLED_WINDOW (self->scroller)),
                              0);
}

/**
 * reprise_backup_details_dup_text:
 * @self: the details
 *
 * Returns: (transfer full): what they say, a line each, with an empty line between groups
 */
char *
reprise_backup_details_dup_text (RepriseBackupDetails *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_DETAILS (self), NULL);
  return g_strdup (self->text->str);
}
