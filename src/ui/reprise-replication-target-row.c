/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node on which replication is started: how far it is, and what is run there. */

#include "config.h"

#include "ui/reprise-replication-target-row.h"

#include "ui/reprise-node-label.h"
#include "ui/reprise-replication-words.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

/* Three lines of a statement, and two of a result. */
#define STATEMENT_HEIGHT 51
#define RESULT_HEIGHT 48

struct _RepriseReplicationTargetRow
{
  AdwExpanderRow parent_instance;

  GtkButton *copy_button;
  GtkLabel *error_label;
  GtkListBoxRow *error_row;
  GtkListBoxRow *results_row;
  GtkListView *results_view;
  GtkScrolledWindow *results_window;
  GtkListBoxRow *statements_row;
  GtkTextView *statements_view;
  GtkScrolledWindow *statements_window;

  RepriseStatusDot *dot; /* borrowed */
  RepriseReplicationTarget *target;
};

G_DEFINE_FINAL_TYPE (RepriseReplicationTargetRow,
                     reprise_replication_target_row,
                     ADW_TYPE_EXPANDER_ROW)

static RepriseStatus
get_status (RepriseReplicationTarget *target)
{
  RepriseNodeReplication *node = reprise_replication_target_get_replication (target);
  gboolean is_refused =
      reprise_replication_target_count_results (target, REPRISE_REPLICATION_STEP_FAILED) > 0;

  switch (reprise_replication_target_get_state (target))
    {
    case REPRISE_REPLICATION_TARGET_READING:
    case REPRISE_REPLICATION_TARGET_RUNNING:
      return REPRISE_STATUS_WORKING;
    case REPRISE_REPLICATION_TARGET_FAILED:
      return REPRISE_STATUS_FAILED;
    case REPRISE_REPLICATION_TARGET_READ:
      return is_refused || reprise_node_replication_get_extension (node) ==
                               REPRISE_REPLICATION_EXTENSION_NONE
                 ? REPRISE_STATUS_FAILED
                 : REPRISE_STATUS_READY;
    case REPRISE_REPLICATION_TARGET_LEFT:
    default:
      return REPRISE_STATUS_UNKNOWN;
    }
}

/* Neither a list nor a text knows its height before it is shown. */
static void
set_height (GtkScrolledWindow *window, guint n_rows, int row_height)
{
  gtk_scrolled_window_set_min_content_height (window, (int) MIN (n_rows, 5) * row_height + 12);
}

static void
steps_changed_cb (RepriseReplicationTargetRow *self)
{
  g_autofree char *script = reprise_replication_target_dup_script (self->target);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->statements_view), script, -1);
  gtk_button_set_label (self->copy_button, _ ("C_opy"));
  set_height (self->statements_window,
              g_list_model_get_n_items (reprise_replication_target_get_steps (self->target)),
              STATEMENT_HEIGHT);
}

static void
update_statements (RepriseReplicationTargetRow *self)
{
  GListModel *steps = reprise_replication_target_get_steps (self->target);
  RepriseReplicationTargetState state = reprise_replication_target_get_state (self->target);

  gtk_widget_set_visible (GTK_WIDGET (self->statements_row),
                          g_list_model_get_n_items (steps) > 0 &&
                              state != REPRISE_REPLICATION_TARGET_READING);
}

static void
update_error (RepriseReplicationTargetRow *self)
{
  const GError *error = reprise_replication_target_get_error (self->target);
  gboolean has_script = gtk_widget_get_visible (GTK_WIDGET (self->statements_row));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->error_row), error != NULL);
  if (error == NULL)
    return;
  text = has_script
             /* Translators: why a node did not answer, in its own words. */
             ? g_strdup_printf (_ ("%s\n\nRun the statements on this node yourself, for example "
                                   "with psql."),
                                error->message)
             : g_strdup (error->message);
  gtk_label_set_label (self->error_label, text);
}

/* A row that can be opened again must not open by itself, as it would. */
static void
set_expandable (RepriseReplicationTargetRow *self, gboolean is_expandable)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (self);

  if (adw_expander_row_get_enable_expansion (row) == is_expandable)
    return;
  adw_expander_row_set_enable_expansion (row, is_expandable);
  adw_expander_row_set_expanded (row, FALSE);
}

static void
update (RepriseReplicationTargetRow *self)
{
  g_autofree char *words = reprise_replication_words_dup_target (self->target);
  g_autofree char *markup = g_markup_escape_text (words, -1);
  GListModel *results = reprise_replication_target_get_results (self->target);
  guint n_results = g_list_model_get_n_items (results);
  gboolean has_content;

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), markup);
  reprise_status_dot_set_status (self->dot, get_status (self->target));
  update_statements (self);
  update_error (self);
  gtk_widget_set_visible (GTK_WIDGET (self->results_row), n_results > 0);
  set_height (self->results_window, n_results, RESULT_HEIGHT);
  has_content = gtk_widget_get_visible (GTK_WIDGET (self->error_row)) ||
                gtk_widget_get_visible (GTK_WIDGET (self->results_row)) ||
                gtk_widget_get_visible (GTK_WIDGET (self->statements_row));
  set_expandable (self, has_content);
}

static gboolean
is_trouble (RepriseReplicationTargetRow *self)
{
  return reprise_status_dot_get_status (self->dot) == REPRISE_STATUS_FAILED;
}

/* What somebody has to read is opened for them, once. */
static void
target_changed_cb (RepriseReplicationTargetRow *self)
{
  gboolean was_trouble = is_trouble (self);

  update (self);
  if (!was_trouble && is_trouble (self))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
}

static void
copy_clicked_cb (RepriseReplicationTargetRow *self)
{
  g_autofree char *script = reprise_replication_target_dup_script (self->target);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), script);
  gtk_button_set_label (self->copy_button, _ ("_Copied"));
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen would be taken for a part of the name. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_attributes (GTK_LABEL (label), attributes);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (row), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (row), "caption");
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

/* GTK's own widget around it, which a screen reader stops at. */
static void
name_row (GtkWidget *row, const char *title, const char *words)
{
  g_autofree char *name = NULL;

  /* Translators: the name of a table, and what came of it. */
  name = g_strdup_printf (_ ("%s, %s"), title, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
show_step (GtkListItem *item)
{
  RepriseReplicationStep *step = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *words_label = gtk_widget_get_last_child (row);
  gboolean is_failed = reprise_replication_step_get_state (step) == REPRISE_REPLICATION_STEP_FAILED;
  g_autofree char *words = reprise_replication_step_dup_words (step);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (row)),
                       reprise_replication_step_get_title (step));
  gtk_label_set_label (GTK_LABEL (words_label), words);
  name_row (row, reprise_replication_step_get_title (step), words);
  (is_failed ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (words_label, "error");
  (is_failed ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (words_label, "dim-label");
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item),
                            "notify::state",
                            G_CALLBACK (show_step),
                            item);
  show_step (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_step, item);
}

static void
reprise_replication_target_row_dispose (GObject *object)
{
  RepriseReplicationTargetRow *self = REPRISE_REPLICATION_TARGET_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_REPLICATION_TARGET_ROW);
  g_clear_object (&self->target);
  G_OBJECT_CLASS (reprise_replication_target_row_parent_class)->dispose (object);
}

static void
reprise_replication_target_row_class_init (RepriseReplicationTargetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_replication_target_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-replication-target-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, error_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, results_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, results_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, results_window);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, statements_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationTargetRow, statements_view);
  gtk_widget_class_bind_template_child (widget_class,
                                        RepriseReplicationTargetRow,
                                        statements_window);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
reprise_replication_target_row_init (RepriseReplicationTargetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dot = reprise_status_dot_new ();
  gtk_widget_set_valign (GTK_WIDGET (self->dot), GTK_ALIGN_CENTER);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->dot));
}

static void
show_results (RepriseReplicationTargetRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (
      g_object_ref (reprise_replication_target_get_results (self->target)));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->results_view, factory);
  gtk_list_view_set_model (self->results_view, GTK_SELECTION_MODEL (selection));
}

/**
 * reprise_replication_target_row_new:
 * @target: a node
 *
 * Returns: (transfer floating): a row for it
 */
RepriseReplicationTargetRow *
reprise_replication_target_row_new (RepriseReplicationTarget *target)
{
  RepriseReplicationTargetRow *self = g_object_new (REPRISE_TYPE_REPLICATION_TARGET_ROW, NULL);
  g_autofree char *words = reprise_node_dup_words (reprise_replication_target_get_node (target));

  self->target = g_object_ref (target);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), words);
  show_results (self);
  steps_changed_cb (self);
  g_signal_connect_object (reprise_replication_target_get_steps (target),
                           "items-changed",
                           G_CALLBACK (steps_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target,
                           "changed",
                           G_CALLBACK (target_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), is_trouble (self));
  return self;
}

/** reprise_replication_target_row_get_target: Returns: (transfer none): the node. */
RepriseReplicationTarget *
reprise_replication_target_row_get_target (RepriseReplicationTargetRow *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET_ROW (self), NULL);
  return self->target;
}
