/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories of the same database side by side. */

#include "config.h"

#include "ui/reprise-compare-window.h"

#include "restore/reprise-comparison-text.h"
#include "ui/reprise-compare-card.h"
#include "ui/reprise-comparison-view.h"
#include "ui/reprise-error-view.h"
#include "ui/reprise-export-question.h"

#include <glib/gi18n.h>

/* More lines than this are saved, and not copied: making them would be felt. */
#define MAX_COPIED_BACKUPS 5000

struct _RepriseCompareWindow
{
  AdwWindow parent_instance;

  GtkWidget *choosers_box;
  GtkDropDown *database_chooser;
  RepriseErrorView *error_view;
  RepriseCompareCard *first_card;
  AdwStatusPage *message_page;
  GtkDropDown *node_chooser;
  RepriseCompareCard *second_card;
  GtkStack *stack;
  AdwToastOverlay *toast_overlay;
  RepriseComparisonView *view;
  AdwWindowTitle *window_title;

  RepriseComparePair *pair;
  RepriseInventoryComparison *shown; /* what the view shows */
  GPtrArray *databases;              /* of RepriseDatabaseEntry, as the chooser lists them */
  GPtrArray *nodes;                  /* of RepriseNodeView, as the chooser lists them */
  gboolean is_changing;              /* choosers are being filled: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseCompareWindow, reprise_compare_window, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_PAIR,
  N_PROPS,
};

enum
{
  SIGNAL_OPEN_FILE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
ask_for_file (RepriseCompareWindow *self, guint position, GFile *file)
{
  g_signal_emit (self,
                 signals[SIGNAL_OPEN_FILE],
                 0,
                 reprise_compare_pair_get_side (self->pair, position),
                 file);
}

static void
choose_first_cb (RepriseCompareWindow *self)
{
  ask_for_file (self, 0, NULL);
}

static void
choose_second_cb (RepriseCompareWindow *self)
{
  ask_for_file (self, 1, NULL);
}

static void
first_dropped_cb (RepriseCompareWindow *self, GFile *file)
{
  ask_for_file (self, 0, file);
}

static void
second_dropped_cb (RepriseCompareWindow *self, GFile *file)
{
  ask_for_file (self, 1, file);
}

static const char *
get_entry_title (gpointer entry)
{
  return reprise_database_get_title (reprise_database_entry_get_database (entry));
}

static const char *
get_entry_id (gpointer entry)
{
  return reprise_database_entry_get_id (entry);
}

static const char *
get_node_title (gpointer view)
{
  return reprise_node_get_title (reprise_node_view_get_node (view));
}

static const char *
get_node_name (gpointer view)
{
  return reprise_node_view_get_name (view);
}

typedef const char *(*GetText) (gpointer item);

static gboolean
is_listed (GListModel *model, GPtrArray *items, GetText get_title)
{
  if (model == NULL || g_list_model_get_n_items (model) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i),
                   get_title (items->pdata[i])) != 0)
      return FALSE;
  return TRUE;
}

/* A list that is open must not change under the pointer without need; where there is one, there is
 * nothing to choose. */
static void
update_chooser (GtkDropDown *chooser,
                GPtrArray *items,
                GetText get_title,
                GetText get_id,
                const char *chosen)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  if (!is_listed (gtk_drop_down_get_model (chooser), items, get_title))
    {
      g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

      for (guint i = 0; i < items->len; i++)
        gtk_string_list_append (titles, get_title (items->pdata[i]));
      gtk_drop_down_set_model (chooser, G_LIST_MODEL (titles));
    }
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (get_id (items->pdata[i]), chosen) == 0)
      selected = i;
  gtk_drop_down_set_selected (chooser, selected);
  gtk_widget_set_visible (GTK_WIDGET (chooser),
                          items->len > 1 ||
                              (items->len == 1 && selected == GTK_INVALID_LIST_POSITION));
}

static void
update_choosers (RepriseCompareWindow *self)
{
  self->is_changing = TRUE;
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  self->databases = reprise_compare_pair_list_databases (self->pair);
  self->nodes = reprise_compare_pair_list_nodes (self->pair);
  update_chooser (self->database_chooser,
                  self->databases,
                  get_entry_title,
                  get_entry_id,
                  reprise_compare_pair_get_database_id (self->pair));
  update_chooser (self->node_chooser,
                  self->nodes,
                  get_node_title,
                  get_node_name,
                  reprise_compare_pair_get_node_name (self->pair));
  gtk_widget_set_visible (self->choosers_box,
                          gtk_widget_get_visible (GTK_WIDGET (self->database_chooser)) ||
                              gtk_widget_get_visible (GTK_WIDGET (self->node_chooser)));
  self->is_changing = FALSE;
}

static void
database_selected_cb (RepriseCompareWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->database_chooser);

  if (!self->is_changing && selected < self->databases->len)
    {
      g_autofree char *id = g_strdup (get_entry_id (self->databases->pdata[selected]));

      reprise_compare_pair_set_database_id (self->pair, id);
    }
}

static void
node_selected_cb (RepriseCompareWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->node_chooser);

  if (!self->is_changing && selected < self->nodes->len)
    {
      g_autofree char *name = g_strdup (get_node_name (self->nodes->pdata[selected]));

      reprise_compare_pair_set_node_name (self->pair, name);
    }
}

static char *
dup_subject (RepriseCompareWindow *self)
{
  RepriseDatabaseWatch *watch =
      reprise_compare_side_get_watch (reprise_compare_pair_get_side (self->pair, 1));
  RepriseNodeView *view =
      reprise_compare_side_get_view (reprise_compare_pair_get_side (self->pair, 1));

  if (watch == NULL || view == NULL)
    return g_strdup ("");
  /* Translators: the names of a database and of one of its nodes. */
  return g_strdup_printf (_ ("%s, %s"),
                          reprise_database_get_title (reprise_database_watch_get_database (watch)),
                          get_node_title (view));
}

static void
show_message (RepriseCompareWindow *self, const char *title, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_status_page_set_title (self->message_page, title);
  adw_status_page_set_description (self->message_page, markup);
}

/* A database that was asked for is named by its id only where nothing else is known of it. */
static void
show_different (RepriseCompareWindow *self)
{
  const char *first =
      reprise_compare_side_get_title (reprise_compare_pair_get_side (self->pair, 0));
  const char *second =
      reprise_compare_side_get_title (reprise_compare_pair_get_side (self->pair, 1));
  g_autofree char *sentence = NULL;

  if (self->databases->len == 0)
    /* Translators: where two inventories are from. */
    sentence = g_strdup_printf (_ ("“%s” and “%s” have no database in common."), first, second);
  else if (reprise_compare_side_get_watch (reprise_compare_pair_get_side (self->pair, 0)) == NULL)
    /* Translators: where two inventories are from. */
    sentence = g_strdup_printf (_ ("Only one of “%s” and “%s” has the database. Others are in "
                                   "both."),
                                first,
                                second);
  else
    /* Translators: where two inventories are from. */
    sentence = g_strdup_printf (_ ("The database has no node that is in both “%s” and “%s”."),
                                first,
                                second);
  show_message (self, _ ("Not the Same Database"), sentence);
}

static void
show_empty (RepriseCompareWindow *self)
{
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    {
      RepriseCompareSide *side = reprise_compare_pair_get_side (self->pair, i);
      g_autofree char *sentence = NULL;

      if (reprise_compare_side_get_inventory (side) != NULL)
        continue;
      /* Translators: where an inventory is from. */
      sentence = g_strdup_printf (_ ("“%s” has no backups of this node in this repository."),
                                  reprise_compare_side_get_title (side));
      show_message (self, _ ("No Backups"), sentence);
    }
}

/* What is wrong with a file is in the error; a service may answer when it is asked again. */
static const char *
show_failed (RepriseCompareWindow *self)
{
  RepriseCompareSide *side = reprise_compare_pair_get_failed_side (self->pair);
  const GError *error = reprise_compare_side_get_error (side);
  g_autofree char *title = NULL;

  /* Translators: where an inventory is from. */
  title = g_strdup_printf (_ ("“%s” Could Not Be Read"), reprise_compare_side_get_title (side));
  if (reprise_compare_side_get_backend (side) == NULL)
    {
      show_message (self, title, error->message);
      return "message";
    }
  reprise_error_view_set_error (self->error_view, title, error);
  return "failed";
}

static void
show_content (RepriseCompareWindow *self)
{
  RepriseInventoryComparison *comparison = reprise_compare_pair_get_comparison (self->pair);

  if (g_set_object (&self->shown, comparison))
    reprise_comparison_view_set_comparison (self->view, comparison);
}

static const char *
show_state (RepriseCompareWindow *self)
{
  switch (reprise_compare_pair_get_state (self->pair))
    {
    case REPRISE_COMPARE_PAIR_READING:
      return "reading";
    case REPRISE_COMPARE_PAIR_FAILED:
      return show_failed (self);
    case REPRISE_COMPARE_PAIR_DIFFERENT:
      show_different (self);
      return "message";
    case REPRISE_COMPARE_PAIR_EMPTY:
      show_empty (self);
      return "message";
    case REPRISE_COMPARE_PAIR_READY:
      show_content (self);
      return "content";
    case REPRISE_COMPARE_PAIR_MISSING:
    default:
      show_message (self,
                    _ ("Choose Two Inventories"),
                    _ ("Saved inventories, and what “pgbackrest info --output=json” wrote, can be "
                       "compared. The older one comes first."));
      return "message";
    }
}

static void
update_actions (RepriseCompareWindow *self)
{
  gboolean is_ready = reprise_compare_pair_get_state (self->pair) == REPRISE_COMPARE_PAIR_READY;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.copy", is_ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.save", is_ready);
}

static void
pair_changed_cb (RepriseCompareWindow *self)
{
  g_autofree char *subject = dup_subject (self);

  reprise_compare_card_update (self->first_card, reprise_compare_pair_get_side (self->pair, 0));
  reprise_compare_card_update (self->second_card, reprise_compare_pair_get_side (self->pair, 1));
  update_choosers (self);
  adw_window_title_set_subtitle (self->window_title, subject);
  gtk_stack_set_visible_child_name (self->stack, show_state (self));
  update_actions (self);
}

static void
retry_cb (RepriseCompareWindow *self)
{
  reprise_compare_side_retry (reprise_compare_pair_get_failed_side (self->pair));
}

static RepriseComparisonText *
create_text (RepriseCompareWindow *self)
{
  g_autofree char *subject = dup_subject (self);

  return reprise_comparison_text_new (self->shown, subject);
}

static guint
count_backups (RepriseInventoryComparison *comparison)
{
  guint n_appeared, n_expired, n_changed;

  reprise_inventory_comparison_get_appeared (comparison, &n_appeared);
  reprise_inventory_comparison_get_expired (comparison, &n_expired);
  reprise_inventory_comparison_get_changed (comparison, &n_changed);
  return n_appeared + n_expired + n_changed;
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseCompareWindow *self = REPRISE_COMPARE_WINDOW (widget);
  g_autoptr (RepriseComparisonText) text = NULL;
  g_autofree char *copied = NULL;

  if (count_backups (self->shown) > MAX_COPIED_BACKUPS)
    {
      adw_toast_overlay_add_toast (self->toast_overlay,
                                   adw_toast_new (_ ("Too long to copy. Save it instead.")));
      return;
    }
  text = create_text (self);
  copied = reprise_export_read_all (REPRISE_EXPORT (text));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), copied);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (_ ("Copied")));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!reprise_export_question_ask_finish (REPRISE_EXPORT_QUESTION (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->pair != NULL)
    reprise_export_question_tell (GTK_WINDOW (self), error);
}

static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseCompareWindow *self = REPRISE_COMPARE_WINDOW (widget);
  g_autoptr (RepriseComparisonText) text = create_text (self);
  g_autoptr (RepriseExportQuestion) question = NULL;
  g_autofree char *subject = dup_subject (self);
  g_autofree char *file_name = NULL;

  /* Translators: the name of a file; %s is a database and a node. */
  file_name = g_strdup_printf (_ ("Comparison of %s.txt"), subject);
  question = reprise_export_question_new (REPRISE_EXPORT (text), file_name);
  reprise_export_question_ask_async (question,
                                     GTK_WINDOW (self),
                                     NULL,
                                     saved_cb,
                                     g_object_ref (self));
}

static void
reprise_compare_window_set_property (GObject *object,
                                     guint property_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_PAIR:
      REPRISE_COMPARE_WINDOW (object)->pair = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_compare_window_constructed (GObject *object)
{
  RepriseCompareWindow *self = REPRISE_COMPARE_WINDOW (object);

  G_OBJECT_CLASS (reprise_compare_window_parent_class)->constructed (object);
  g_signal_connect_object (self->pair,
                           "changed",
                           G_CALLBACK (pair_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  pair_changed_cb (self);
}

static void
reprise_compare_window_dispose (GObject *object)
{
  RepriseCompareWindow *self = REPRISE_COMPARE_WINDOW (object);

  if (self->pair != NULL)
    g_signal_handlers_disconnect_by_func (self->pair, pair_changed_cb, self);
  g_clear_object (&self->pair);
  g_clear_object (&self->shown);
  self->is_changing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_COMPARE_WINDOW);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_compare_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, choosers_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, database_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, first_card);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, message_page);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, node_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, second_card);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, view);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, choose_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_second_cb);
  gtk_widget_class_bind_template_callback (widget_class, database_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, node_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_dropped_cb);
}

static void
reprise_compare_window_class_init (RepriseCompareWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = reprise_compare_window_constructed;
  object_class->set_property = reprise_compare_window_set_property;
  object_class->dispose = reprise_compare_window_dispose;

  properties[PROP_PAIR] =
      g_param_spec_object ("pair",
                           NULL,
                           NULL,
                           REPRISE_TYPE_COMPARE_PAIR,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseCompareWindow::open-file:
   * @side: what it is for
   * @file: (nullable): the file; %NULL where a person is to be asked for one
   *
   * Somebody has to open a file and give it to the side.
   */
  signals[SIGNAL_OPEN_FILE] = g_signal_new ("open-file",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            2,
                                            REPRISE_TYPE_COMPARE_SIDE,
                                            G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-compare-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "comparison.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "comparison.save", NULL, save_cb);

  g_type_ensure (REPRISE_TYPE_COMPARE_CARD);
  g_type_ensure (REPRISE_TYPE_COMPARISON_VIEW);
  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
}

static void
reprise_compare_window_init (RepriseCompareWindow *self)
{
  self->databases = g_ptr_array_new ();
  self->nodes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_compare_window_new:
 * @application: (nullable): the application it belongs to
 * @pair: what it shows
 *
 * Returns: (transfer none): the window, owned by GTK
 */
RepriseCompareWindow *
reprise_compare_window_new (GtkApplication *application, RepriseComparePair *pair)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (pair), NULL);
  return g_object_new (REPRISE_TYPE_COMPARE_WINDOW, "application", application, "pair", pair, NULL);
}

/**
 * reprise_compare_window_get_pair:
 * @self: a window
 *
 * Returns: (transfer none): what it shows
 */
RepriseComparePair *
reprise_compare_window_get_pair (RepriseCompareWindow *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_WINDOW (self), NULL);
  return self->pair;
}
