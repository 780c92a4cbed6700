/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shows which tables replicate, and starts the replication of those that could. */

#include "config.h"

#include "ui/reprise-replication-dialog.h"

#include "ui/reprise-replication-list.h"
#include "ui/reprise-replication-target-row.h"
#include "ui/reprise-replication-words.h"

struct _RepriseReplicationDialog
{
  AdwWindow parent_instance;

  GtkFlowBox *groups_box;
  GtkLabel *note_label;
  GtkLabel *plan_label;
  GtkButton *retry_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  AdwPreferencesGroup *targets_group;
  AdwWindowTitle *title;

  RepriseReplicationStarter *starter;
  GPtrArray *rows;      /* of borrowed RepriseReplicationTargetRow, one a node */
  gboolean is_verified; /* whether what has run was told of */
};

G_DEFINE_FINAL_TYPE (RepriseReplicationDialog, reprise_replication_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum
{
  SIGNAL_STARTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_busy (RepriseReplicationDialog *self)
{
  return reprise_replication_starter_get_state (self->starter) !=
         REPRISE_REPLICATION_STARTER_REVIEWED;
}

static void
update_groups (RepriseReplicationDialog *self)
{
  GPtrArray *entries = reprise_replication_starter_get_entries (self->starter);
  guint n_shown = 0;

  for (int group = 0; group < (int) REPRISE_REPLICATION_N_GROUPS; group++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->groups_box, group);
      GtkWidget *list = gtk_flow_box_child_get_child (child);
      guint n = reprise_replication_list_show (REPRISE_REPLICATION_LIST (list), entries);

      gtk_widget_set_visible (GTK_WIDGET (child), n > 0);
      n_shown += n > 0;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->groups_box), n_shown > 0);
  gtk_flow_box_set_max_children_per_line (self->groups_box, MAX (n_shown, 1));
}

/* Other nodes than last time come with rows of their own. */
static void
update_targets (RepriseReplicationDialog *self)
{
  GPtrArray *targets = reprise_replication_starter_get_targets (self->starter);
  g_autofree char *note = reprise_replication_words_dup_statements_note (self->starter);

  adw_preferences_group_set_description (self->targets_group, note);
  if (self->rows->len == targets->len &&
      (targets->len == 0 ||
       reprise_replication_target_row_get_target (g_ptr_array_index (self->rows, 0)) ==
           g_ptr_array_index (targets, 0)))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->targets_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < targets->len; i++)
    {
      RepriseReplicationTargetRow *row =
          reprise_replication_target_row_new (g_ptr_array_index (targets, i));

      adw_preferences_group_add (self->targets_group, GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
    }
}

static void
update_texts (RepriseReplicationDialog *self)
{
  g_autofree char *note = reprise_replication_words_dup_note (self->starter);
  g_autofree char *plan = reprise_replication_words_dup_plan (self->starter);

  gtk_label_set_label (self->note_label, note);
  gtk_label_set_label (self->plan_label, plan);
}

static void
update_actions (RepriseReplicationDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_reach = reprise_replication_starter_can_reach (self->starter);

  gtk_widget_action_set_enabled (widget,
                                 "replication.run",
                                 reprise_replication_starter_can_run (self->starter));
  gtk_widget_action_set_enabled (widget, "replication.refresh", can_reach && !is_busy (self));
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button),
                          reprise_replication_starter_count_failed (self->starter) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy (self) && self->rows->len > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
tell_of_run (RepriseReplicationDialog *self)
{
  switch (reprise_replication_starter_get_state (self->starter))
    {
    case REPRISE_REPLICATION_STARTER_RUNNING:
      self->is_verified = FALSE;
      break;
    case REPRISE_REPLICATION_STARTER_REVIEWED:
      if (reprise_replication_starter_has_run (self->starter) && !self->is_verified)
        {
          self->is_verified = TRUE;
          g_signal_emit (self, signals[SIGNAL_STARTED], 0);
        }
      break;
    case REPRISE_REPLICATION_STARTER_READING:
    case REPRISE_REPLICATION_STARTER_VERIFYING:
    default:
      break;
    }
}

static void
starter_changed_cb (RepriseReplicationDialog *self)
{
  gboolean is_first = reprise_replication_starter_get_state (self->starter) ==
                          REPRISE_REPLICATION_STARTER_READING &&
                      self->rows->len == 0;

  if (!is_first)
    {
      update_groups (self);
      update_targets (self);
    }
  update_texts (self);
  update_actions (self);
  gtk_stack_set_visible_child_name (self->stack, is_first ? "loading" : "content");
  tell_of_run (self);
}

static void
run_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_replication_starter_run (REPRISE_REPLICATION_DIALOG (widget)->starter);
}

static void
refresh_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_replication_starter_read (REPRISE_REPLICATION_DIALOG (widget)->starter);
}

static void
add_groups (RepriseReplicationDialog *self)
{
  for (guint group = 0; group < REPRISE_REPLICATION_N_GROUPS; group++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();
      GtkWidget *list = GTK_WIDGET (reprise_replication_list_new (group));

      /* So wide that three go beside each other where there is room, and none where there is not.
       */
      gtk_widget_set_size_request (list, 200, -1);
      gtk_widget_set_valign (list, GTK_ALIGN_START);
      gtk_widget_set_hexpand (list, TRUE);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), list);
      gtk_flow_box_append (self->groups_box, child);
    }
}

static void
reprise_replication_dialog_get_property (GObject *object,
                                         guint property_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  RepriseReplicationDialog *self = REPRISE_REPLICATION_DIALOG (object);

  switch (property_id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value,
                           self->starter != NULL &&
                               reprise_replication_starter_can_run (self->starter));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_replication_dialog_dispose (GObject *object)
{
  RepriseReplicationDialog *self = REPRISE_REPLICATION_DIALOG (object);

  if (self->starter != NULL)
    reprise_replication_starter_cancel (self->starter);
  g_clear_object (&self->starter);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_REPLICATION_DIALOG);
  G_OBJECT_CLASS (reprise_replication_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-replication-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, groups_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, plan_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, targets_group);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationDialog, title);
}

static void
install_signal_and_actions (GObjectClass *object_class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (object_class);

  /**
   * RepriseReplicationDialog::started:
   *
   * Tables were added, and the nodes have been asked what came of it.
   */
  signals[SIGNAL_STARTED] = g_signal_new ("started",
                                          G_TYPE_FROM_CLASS (object_class),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  gtk_widget_class_install_action (widget_class, "replication.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "replication.run", NULL, run_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "replication.run",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "replication.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_r,
                                       GDK_CONTROL_MASK,
                                       "replication.refresh",
                                       NULL);
}

static void
reprise_replication_dialog_class_init (RepriseReplicationDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_replication_dialog_get_property;
  object_class->dispose = reprise_replication_dialog_dispose;

  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_signal_and_actions (object_class);
}

static void
reprise_replication_dialog_init (RepriseReplicationDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_groups (self);
}

/**
 * reprise_replication_dialog_new:
 * @backend: the service
 * @replicator: (nullable): reaches the nodes; %NULL where nothing can from here
 * @database: the database as it was seen last
 *
 * Asks the nodes at once. Nothing is changed on them before somebody wants it.
 *
 * Returns: (transfer none): the dialog, owned by GTK
 */
RepriseReplicationDialog *
reprise_replication_dialog_new (RepriseBackend *backend,
                                RepriseReplicator *replicator,
                                RepriseDatabase *database)
{
  RepriseReplicationDialog *self = g_object_new (REPRISE_TYPE_REPLICATION_DIALOG, NULL);

  adw_window_title_set_subtitle (self->title, reprise_database_get_title (database));
  self->starter = reprise_replication_starter_new (backend, replicator, database);
  g_signal_connect_object (self->starter,
                           "changed",
                           G_CALLBACK (starter_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  reprise_replication_starter_read (self->starter);
  return self;
}
