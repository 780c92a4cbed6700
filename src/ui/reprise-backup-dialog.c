/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a backup, and shows what becomes of it. */

#include "config.h"

#include "ui/reprise-backup-dialog.h"

#include "ui/reprise-backup-obstacle.h"
#include "ui/reprise-backup-wait-row.h"
#include "ui/reprise-error-words.h"
#include "ui/reprise-node-label.h"

#include <glib/gi18n.h>

/* In the order of the list that they are chosen from. */
static const RepriseBackupType backup_types[] = {
  REPRISE_BACKUP_TYPE_FULL,
  REPRISE_BACKUP_TYPE_DIFF,
  REPRISE_BACKUP_TYPE_INCR,
};

struct _RepriseBackupDialog
{
  AdwWindow parent_instance;

  GtkButton *close_button;
  GtkButton *go_on_button;
  AdwEntryRow *name_row;
  AdwPreferencesGroup *nodes_group;
  GtkLabel *note_label;
  GtkButton *send_button;
  GtkStack *stack;
  AdwWindowTitle *title;
  AdwComboRow *type_row;
  AdwPreferencesGroup *waits_group;

  RepriseDatabaseWatch *watch;
  RepriseZone *zone;
  RepriseClock *clock;
  RepriseBackupFollow *follow; /* NULL before it was sent */
  GPtrArray *checks;           /* of borrowed GtkCheckButton, one a node */
  GPtrArray *names;            /* of the nodes, beside them */
};

G_DEFINE_FINAL_TYPE (RepriseBackupDialog, reprise_backup_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum
{
  SIGNAL_SENT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
may_send (RepriseBackupDialog *self)
{
  return self->follow == NULL ||
         reprise_backup_follow_get_state (self->follow) == REPRISE_BACKUP_FOLLOW_FAILED;
}

static GStrv
dup_chosen_names (RepriseBackupDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_strv_builder_add (builder, g_ptr_array_index (self->names, i));
  return g_strv_builder_end (builder);
}

static void
show_note (RepriseBackupDialog *self, const char *text)
{
  gtk_label_set_label (self->note_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text != NULL);
}

static char *
dup_error_note (const GError *error)
{
  RepriseErrorWords words = reprise_error_words_get (error);

  /* Translators: what happened, what can be done, and the error in the words of the service. */
  return g_strdup_printf (_ ("%s. %s\n\n%s"), words.what, words.advice, error->message);
}

/* What stands in the way now, or did when it was tried. */
static void
update_note (RepriseBackupDialog *self)
{
  const GError *error =
      self->follow == NULL ? NULL : reprise_backup_follow_get_error (self->follow);
  g_autofree char *note =
      error != NULL ? dup_error_note (error) : reprise_backup_obstacle_dup (self->watch);

  show_note (self, error != NULL || may_send (self) ? note : NULL);
}

static void
update_actions (RepriseBackupDialog *self)
{
  gboolean is_sending = self->follow != NULL && reprise_backup_follow_get_state (self->follow) ==
                                                    REPRISE_BACKUP_FOLLOW_SENDING;

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "dialog.send",
                                 reprise_backup_dialog_get_complete (self));
  gtk_widget_set_visible (GTK_WIDGET (self->send_button), may_send (self) || is_sending);
  gtk_button_set_label (self->close_button,
                        may_send (self) || is_sending ? _ ("_Cancel") : _ ("_Close"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !is_sending);
  update_note (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
show_waits (RepriseBackupDialog *self)
{
  GListModel *waits = reprise_backup_follow_get_waits (self->follow);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "follow") == 0)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (waits); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (waits, i);

      adw_preferences_group_add (self->waits_group,
                                 GTK_WIDGET (reprise_backup_wait_row_new (wait, self->zone)));
    }
  gtk_stack_set_visible_child_name (self->stack, "follow");
}

static void
follow_changed_cb (RepriseBackupDialog *self)
{
  RepriseBackupFollowState state = reprise_backup_follow_get_state (self->follow);
  g_autofree char *words = reprise_backup_follow_dup_words (self->follow);

  if (state == REPRISE_BACKUP_FOLLOW_WAITING || state == REPRISE_BACKUP_FOLLOW_ENDED)
    show_waits (self);
  adw_preferences_group_set_title (self->waits_group, words);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on_button),
                          reprise_backup_follow_count (self->follow, REPRISE_BACKUP_WAIT_GAVE_UP) >
                              0);
  update_actions (self);
}

static void
waits_changed_cb (RepriseBackupDialog *self)
{
  if (self->follow != NULL)
    follow_changed_cb (self);
}

static void
watch_waits (RepriseBackupDialog *self)
{
  GListModel *waits = reprise_backup_follow_get_waits (self->follow);

  for (guint i = 0; i < g_list_model_get_n_items (waits); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (waits, i);

      g_signal_connect_object (wait,
                               "notify::state",
                               G_CALLBACK (waits_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

static RepriseBackupRequest *
new_request (RepriseBackupDialog *self)
{
  g_auto (GStrv) nodes = dup_chosen_names (self);
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  RepriseBackupRequestFields fields = {
    .name = *name == '\0' ? NULL : name,
    .backup_type = backup_types[adw_combo_row_get_selected (self->type_row)],
    .target_nodes = (const char *const *) nodes,
  };

  return reprise_backup_request_new (&fields);
}

static void
send_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseBackupDialog *self = REPRISE_BACKUP_DIALOG (widget);
  g_autoptr (RepriseBackupRequest) request = NULL;

  if (!reprise_backup_dialog_get_complete (self))
    return;
  request = new_request (self);
  g_clear_object (&self->follow);
  self->follow = reprise_backup_follow_send (self->watch, request, self->clock);
  g_signal_connect_object (self->follow,
                           "notify::state",
                           G_CALLBACK (follow_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  watch_waits (self);
  follow_changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_SENT], 0, self->follow);
}

static void
go_on_clicked_cb (RepriseBackupDialog *self)
{
  reprise_backup_follow_go_on (self->follow);
}

static void
add_node (RepriseBackupDialog *self, RepriseNode *node)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *place = reprise_node_dup_place (node);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reprise_node_get_title (node));
  if (place != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (place, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
    }
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reprise_node_get_title (node),
                                  -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->nodes_group, row);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->names, g_strdup (reprise_node_get_name (node)));
}

static void
reprise_backup_dialog_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value,
                           reprise_backup_dialog_get_complete (REPRISE_BACKUP_DIALOG (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_dialog_dispose (GObject *object)
{
  RepriseBackupDialog *self = REPRISE_BACKUP_DIALOG (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->zone);
  g_clear_object (&self->clock);
  g_clear_object (&self->follow);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_BACKUP_DIALOG);
  G_OBJECT_CLASS (reprise_backup_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, go_on_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, nodes_group);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, send_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, type_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupDialog, waits_group);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked_cb);
}

static void
reprise_backup_dialog_class_init (RepriseBackupDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_backup_dialog_get_property;
  object_class->dispose = reprise_backup_dialog_dispose;

  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseBackupDialog::sent:
   * @follow: what becomes of it; whoever keeps it goes on watching when the dialog is closed
   */
  signals[SIGNAL_SENT] = g_signal_new ("sent",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       REPRISE_TYPE_BACKUP_FOLLOW);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dialog.send", NULL, send_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "dialog.send",
                                       NULL);
}

static void
reprise_backup_dialog_init (RepriseBackupDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The focus goes to what is in the row, which libadwaita 1.2 gives no name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_editable_get_delegate (GTK_EDITABLE (self->name_row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name (optional)"),
                                  -1);
}

/**
 * reprise_backup_dialog_new:
 * @watch: the database to back up
 * @zone: the zone that times are shown in
 * @clock: what waits are timed by
 *
 * Returns: (transfer none): the dialog, owned by GTK
 */
RepriseBackupDialog *
reprise_backup_dialog_new (RepriseDatabaseWatch *watch, RepriseZone *zone, RepriseClock *clock)
{
  RepriseBackupDialog *self = g_object_new (REPRISE_TYPE_BACKUP_DIALOG, NULL);
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  GPtrArray *nodes = reprise_database_get_nodes (database);
  g_autofree char *title = NULL;

  self->watch = g_object_ref (watch);
  self->zone = g_object_ref (zone);
  self->clock = g_object_ref (clock);
  /* Translators: the name of a database. */
  title = g_strdup_printf (_ ("Back Up %s"), reprise_database_get_title (database));
  adw_window_title_set_subtitle (self->title, reprise_database_get_title (database));
  gtk_window_set_title (GTK_WINDOW (self), title);
  for (guint i = 0; i < nodes->len; i++)
    add_node (self, g_ptr_array_index (nodes, i));
  g_signal_connect_object (watch, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
  return self;
}

/**
 * reprise_backup_dialog_get_complete:
 * @self: a dialog
 *
 * Returns: whether what is chosen can be sent; property `complete`
 */
gboolean
reprise_backup_dialog_get_complete (RepriseBackupDialog *self)
{
  g_autofree char *obstacle = NULL;
  g_auto (GStrv) nodes = NULL;

  g_return_val_if_fail (REPRISE_IS_BACKUP_DIALOG (self), FALSE);

  if (self->watch == NULL || !may_send (self))
    return FALSE;
  obstacle = reprise_backup_obstacle_dup (self->watch);
  nodes = dup_chosen_names (self);
  return obstacle == NULL && g_strv_length (nodes) > 0;
}
