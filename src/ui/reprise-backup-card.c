/* SPDX-License-Identifier: GPL-3.0-or-later
 * How one node is backed up. */

#include "config.h"

#include "ui/reprise-backup-card.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-error-words.h"
#include "ui/reprise-node-label.h"
#include "ui/reprise-repository-words.h"
#include "ui/reprise-schedule-words.h"
#include "ui/reprise-status-dot.h"

#include "model/reprise-store.h"

#include <glib/gi18n.h>

#define DAY (24 * 60 * 60 * REPRISE_INSTANT_SECOND)
#define SCHEDULE_SPACING 6

/* Cards stand side by side where lines can be broken. */
#define SCHEDULE_CHARS 24

struct _RepriseBackupCard
{
  AdwBin parent_instance;

  GtkButton *copy_button;
  GtkExpander *details_expander;
  GtkLabel *id_label;
  GtkLabel *last_label;
  AdwBin *node_bin;
  GtkLabel *retention_label;
  GtkBox *schedules_box;
  GtkLabel *schedules_title;
  RepriseStatusDot *status_dot;
  GtkLabel *status_label;
  GtkLabel *store_label;
  GtkLabel *type_label;

  RepriseNodeView *view;
  RepriseCurrentBackups *current; /* NULL before the first update, as are watch and zone */
  RepriseDatabaseWatch *watch;
  RepriseZone *zone;
  char *schedules_text; /* as they stand in their box */
  char *told_id;        /* the repository that status and last backup are told of */
  RepriseInstant last_backup;
};

G_DEFINE_FINAL_TYPE (RepriseBackupCard, reprise_backup_card, ADW_TYPE_BIN)

static const char *
or_dash (const char *text)
{
  return reprise_closure_is_text (NULL, text) ? text : "–";
}

static void
append_schedule (RepriseBackupCard *self, const char *words, const char *cron_expression)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SCHEDULE_SPACING);
  GtkWidget *image = gtk_image_new_from_icon_name ("alarm-symbolic");
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, "dim-label");
  gtk_label_set_max_width_chars (GTK_LABEL (label), SCHEDULE_CHARS);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (line, cron_expression);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->schedules_box, line);
}

static GPtrArray *
dup_schedule_words (GPtrArray *schedules, RepriseZone *zone, RepriseInstant now)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; schedules != NULL && i < schedules->len; i++)
    {
      RepriseSchedule *schedule = g_ptr_array_index (schedules, i);

      g_ptr_array_add (words,
                       reprise_schedule_words (reprise_schedule_get_backup_type (schedule),
                                               reprise_schedule_get_cron_expression (schedule),
                                               zone,
                                               now));
    }
  return words;
}

/* The lines are made anew only where they say something else. */
static void
update_schedules (RepriseBackupCard *self,
                  GPtrArray *schedules,
                  RepriseZone *zone,
                  RepriseInstant now)
{
  g_autoptr (GPtrArray) words = dup_schedule_words (schedules, zone, now);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  GtkWidget *line;

  g_ptr_array_add (words, NULL);
  text = g_strjoinv ("\n", (GStrv) words->pdata);
  if (g_strcmp0 (text, self->schedules_text) == 0)
    return;
  g_free (self->schedules_text);
  self->schedules_text = g_steal_pointer (&text);
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->schedules_box))) != NULL)
    gtk_box_remove (self->schedules_box, line);
  for (guint i = 0; i + 1 < words->len; i++)
    append_schedule (self,
                     g_ptr_array_index (words, i),
                     reprise_schedule_get_cron_expression (g_ptr_array_index (schedules, i)));
  /* Translators: how many schedules for backups there are. */
  title = g_strdup_printf (_ ("Schedules (%u)"), words->len - 1);
  gtk_label_set_label (self->schedules_title, words->len == 1 ? _ ("No schedules") : title);
}

static void
show_status (RepriseBackupCard *self, RepriseStatus status, const char *text)
{
  reprise_status_dot_set_status (self->status_dot, status);
  gtk_label_set_label (self->status_label, text);
}

static void
show_inventory_status (RepriseBackupCard *self, RepriseInventory *inventory)
{
  const char *word = reprise_inventory_get_status_word (inventory);
  const char *message = reprise_inventory_get_status_message (inventory);
  RepriseStatus status = (RepriseStatus) reprise_closure_repository_status (NULL, word);
  g_autofree char *text = reprise_closure_repository_status_text (NULL, word);
  g_autofree char *sentence = NULL;

  if (status != REPRISE_STATUS_READY && reprise_closure_is_text (NULL, message))
    /* Translators: the status of a repository, and what pgBackRest says about it. */
    sentence = g_strdup_printf (_ ("%s: %s"), text, message);
  show_status (self, status, sentence != NULL ? sentence : text);
}

/* The newest backup that can be restored from. */
static RepriseInstant
find_last_backup (RepriseNodeView *view)
{
  RepriseRestoreWindow *window = reprise_node_view_get_window (view);
  g_autoptr (RepriseBackup) backup = NULL;
  guint position;

  /* A day ahead, so that no difference between clocks hides the newest. */
  if (window == NULL ||
      !reprise_restore_window_find_usable_base (window,
                                                reprise_restore_window_get_service_now (window) +
                                                    DAY,
                                                &position))
    return REPRISE_INSTANT_NONE;
  backup = reprise_inventory_get_backup (reprise_node_view_get_inventory (view), position);
  return reprise_backup_get_finished_at (backup);
}

/* What was known of another repository says nothing about this one. */
static void
tell_of (RepriseBackupCard *self, const char *repository_id)
{
  if (g_strcmp0 (self->told_id, repository_id) == 0)
    return;
  g_free (self->told_id);
  self->told_id = g_strdup (repository_id);
  self->last_backup = REPRISE_INSTANT_NONE;
  show_status (self, REPRISE_STATUS_UNKNOWN, _ ("Not read yet"));
}

static void
show_no_repository (RepriseBackupCard *self)
{
  const GError *error = reprise_database_watch_get_repositories_error (self->watch);

  if (error != NULL)
    show_status (self, REPRISE_STATUS_UNKNOWN, reprise_error_words_get (error).what);
  else if (reprise_database_watch_get_loaded_at (self->watch) != REPRISE_INSTANT_NONE)
    show_status (self, REPRISE_STATUS_UNKNOWN, _ ("No repository"));
}

/* What was known stays until it has been read again. */
static void
update_repository_status (RepriseBackupCard *self)
{
  RepriseNodeView *view = reprise_current_backups_get_view (self->current);
  RepriseInventory *inventory;
  const GError *error;

  tell_of (self, reprise_current_backups_get_repository_id (self->current));
  if (view == NULL)
    {
      show_no_repository (self);
      return;
    }
  if (reprise_node_view_get_state (view) == REPRISE_LOAD_STATE_LOADING)
    return;
  inventory = reprise_node_view_get_inventory (view);
  error = reprise_node_view_get_error (view);
  if (inventory != NULL || error == NULL)
    self->last_backup = find_last_backup (view);
  if (error != NULL)
    show_status (self, REPRISE_STATUS_UNKNOWN, reprise_error_words_get (error).what);
  else if (inventory == NULL)
    show_status (self, REPRISE_STATUS_UNKNOWN, _ ("Nothing for this node yet"));
  else
    show_inventory_status (self, inventory);
}

static void
update_last_backup (RepriseBackupCard *self, RepriseZone *zone, RepriseInstant now)
{
  g_autofree char *relative = reprise_zone_format_relative (zone, self->last_backup, now);
  g_autofree char *exact = reprise_zone_format_date_time (zone, self->last_backup);
  g_autofree char *text = NULL;

  if (relative == NULL)
    text = g_strdup (_ ("No successful backup known"));
  else
    /* Translators: "Last successful backup 46 minutes ago". */
    text = g_strdup_printf (_ ("Last successful backup %s"), relative);
  gtk_label_set_label (self->last_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->last_label), exact);
}

static const char *
find_store_name (RepriseDatabaseWatch *watch, const char *store_id)
{
  GPtrArray *stores = reprise_database_watch_get_stores (watch);

  for (guint i = 0; i < stores->len; i++)
    {
      RepriseStore *store = g_ptr_array_index (stores, i);

      if (g_strcmp0 (reprise_store_get_id (store), store_id) == 0)
        return reprise_store_get_name (store);
    }
  return store_id;
}

static void
update_details (RepriseBackupCard *self, RepriseDatabaseWatch *watch, const char *current_id)
{
  RepriseRepository *repository = reprise_repository_find (watch, current_id);
  g_autofree char *retention = NULL;

  gtk_label_set_label (self->id_label, or_dash (current_id));
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), current_id != NULL);
  if (repository != NULL)
    retention = reprise_repository_dup_retention (repository);
  gtk_label_set_label (self->retention_label, or_dash (retention));
  gtk_label_set_label (self->type_label,
                       or_dash (repository == NULL
                                    ? NULL
                                    : reprise_repository_get_storage_type (repository)));
  gtk_label_set_label (self->store_label,
                       or_dash (repository == NULL
                                    ? NULL
                                    : find_store_name (watch,
                                                       reprise_repository_get_backup_store_id (
                                                           repository))));
}

static void
update_expander (RepriseBackupCard *self)
{
  const char *label =
      gtk_expander_get_expanded (self->details_expander) ? _ ("Less details") : _ ("More details");

  gtk_expander_set_label (self->details_expander, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->details_expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
current_changed_cb (RepriseBackupCard *self)
{
  reprise_backup_card_update (self, self->watch, self->zone);
}

static void
follow_current (RepriseBackupCard *self)
{
  const char *node_name = reprise_node_view_get_name (self->view);
  RepriseCurrentBackups *current =
      reprise_database_watch_get_current_backups (self->watch, node_name);

  if (self->current == current)
    return;
  if (self->current != NULL)
    g_signal_handlers_disconnect_by_data (self->current, self);
  g_set_object (&self->current, current);
  g_signal_connect_object (current,
                           "changed",
                           G_CALLBACK (current_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
copy_clicked_cb (RepriseBackupCard *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->id_label));
}

static void
reprise_backup_card_dispose (GObject *object)
{
  RepriseBackupCard *self = REPRISE_BACKUP_CARD (object);

  g_clear_object (&self->view);
  g_clear_object (&self->current);
  g_clear_object (&self->watch);
  g_clear_object (&self->zone);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_BACKUP_CARD);
  G_OBJECT_CLASS (reprise_backup_card_parent_class)->dispose (object);
}

static void
reprise_backup_card_finalize (GObject *object)
{
  RepriseBackupCard *self = REPRISE_BACKUP_CARD (object);

  g_free (self->schedules_text);
  g_free (self->told_id);
  G_OBJECT_CLASS (reprise_backup_card_parent_class)->finalize (object);
}

static void
reprise_backup_card_class_init (RepriseBackupCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = reprise_backup_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, details_expander);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, id_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, last_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, node_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, retention_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, schedules_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, schedules_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, status_dot);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, status_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, store_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupCard, type_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_expander);

  g_type_ensure (REPRISE_TYPE_STATUS_DOT);
}

static void
reprise_backup_card_init (RepriseBackupCard *self)
{
  self->last_backup = REPRISE_INSTANT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_expander (self);
  show_status (self, REPRISE_STATUS_UNKNOWN, _ ("Not read yet"));
}

/**
 * reprise_backup_card_new:
 * @view: a node
 *
 * Returns: (transfer floating): a card for it; to be updated before it says anything
 */
RepriseBackupCard *
reprise_backup_card_new (RepriseNodeView *view)
{
  RepriseBackupCard *self = g_object_new (REPRISE_TYPE_BACKUP_CARD, NULL);
  RepriseNode *node = reprise_node_view_get_node (view);
  g_autofree char *words = reprise_node_dup_words (node);

  self->view = g_object_ref (view);
  adw_bin_set_child (self->node_bin, reprise_node_label_new (node, TRUE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return self;
}

/**
 * reprise_backup_card_get_view:
 * @self: a card
 *
 * Returns: (transfer none): the node
 */
RepriseNodeView *
reprise_backup_card_get_view (RepriseBackupCard *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CARD (self), NULL);
  return self->view;
}

/**
 * reprise_backup_card_update:
 * @self: a card
 * @watch: the database that the node belongs to
 * @zone: the zone that times are shown in
 *
 * From then on the card follows what becomes of the node's current repository by itself, whichever
 * one is looked at.
 */
void
reprise_backup_card_update (RepriseBackupCard *self, RepriseDatabaseWatch *watch, RepriseZone *zone)
{
  RepriseBackupConfig *config;
  RepriseInstant now;

  g_return_if_fail (REPRISE_IS_BACKUP_CARD (self));

  g_set_object (&self->watch, watch);
  g_set_object (&self->zone, zone);
  follow_current (self);
  config = reprise_database_get_config_for_node (reprise_database_watch_get_database (watch),
                                                 reprise_node_view_get_name (self->view));
  now = reprise_backend_get_service_now (reprise_database_watch_get_backend (watch));
  update_schedules (self,
                    config == NULL ? NULL : reprise_backup_config_get_schedules (config),
                    zone,
                    now);
  update_repository_status (self);
  update_last_backup (self, zone, now);
  update_details (self, watch, self->told_id);
}
