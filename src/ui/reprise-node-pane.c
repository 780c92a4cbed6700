/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node's backups in the repository that is chosen. */

#include "config.h"

#include "ui/reprise-node-pane.h"

#include "restore/reprise-csv.h"
#include "ui/reprise-backup-table.h"
#include "ui/reprise-coverage-strip.h"
#include "ui/reprise-error-view.h"
#include "ui/reprise-export-question.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-repository-words.h"
#include "ui/reprise-stale-bar.h"
#include "ui/reprise-text-choice.h"

#include <glib/gi18n.h>

struct _RepriseNodePane
{
  AdwBin parent_instance;

  GtkLabel *count_label;
  AdwStatusPage *empty_page;
  RepriseErrorView *error_view;
  GtkDropDown *repository_chooser;
  GtkSpinner *spinner;
  GtkStack *stack;
  RepriseStaleBar *stale_bar;
  RepriseCoverageStrip *strip;
  RepriseBackupTable *table;

  RepriseNodeView *view;
  RepriseDatabaseWatch *watch; /* NULL before the first update, as is the zone */
  RepriseZone *zone;
  GPtrArray *choices;   /* of RepriseRepositoryChoice, as the chooser shows them */
  gboolean is_changing; /* the chooser is being filled: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseNodePane, reprise_node_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_RESTORE_BACKUP,
  SIGNAL_RESTORE_TIME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_backups (RepriseNodePane *self)
{
  GListModel *backups = reprise_node_view_get_backups (self->view);

  return backups == NULL ? 0 : g_list_model_get_n_items (backups);
}

/* Whether the repository could be read, so that what is not there does not exist. */
static gboolean
is_certain (RepriseNodePane *self)
{
  RepriseInventory *inventory = reprise_node_view_get_inventory (self->view);

  return inventory == NULL || reprise_inventory_get_is_complete (inventory);
}

static char *
dup_empty_sentence (RepriseNodePane *self)
{
  const char *name = reprise_node_get_title (reprise_node_view_get_node (self->view));

  if (reprise_node_view_get_repository_id (self->view) == NULL)
    /* Translators: the name of a node. */
    return g_strdup_printf (_ ("%s has no repository."), name);
  if (!is_certain (self))
    /* Translators: the name of a node. */
    return g_strdup_printf (_ ("Which backups %s has in this repository is not known."), name);
  /* Translators: the name of a node. */
  return g_strdup_printf (_ ("%s has no backups in this repository."), name);
}

/* What pgBackRest itself says of the repository comes after it. */
static void
show_empty (RepriseNodePane *self)
{
  RepriseInventory *inventory = reprise_node_view_get_inventory (self->view);
  g_autofree char *sentence = dup_empty_sentence (self);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (inventory != NULL && reprise_inventory_get_status_code (inventory) > 0 &&
      reprise_inventory_get_status_message (inventory) != NULL)
    text = g_strdup_printf ("%s\n%s", sentence, reprise_inventory_get_status_message (inventory));
  markup = g_markup_escape_text (text != NULL ? text : sentence, -1);
  adw_status_page_set_title (self->empty_page,
                             is_certain (self) ? _ ("No Backups") : _ ("Backups Not Known"));
  adw_status_page_set_description (self->empty_page, markup);
}

/* Where no repository is known because they could not be listed, that is what failed. */
static const GError *
get_failure (RepriseNodePane *self)
{
  if (reprise_node_view_get_state (self->view) == REPRISE_LOAD_STATE_FAILED)
    return reprise_node_view_get_error (self->view);
  if (self->watch != NULL && reprise_node_view_get_repository_id (self->view) == NULL)
    return reprise_database_watch_get_repositories_error (self->watch);
  return NULL;
}

static gboolean
is_database_known (RepriseNodePane *self)
{
  return self->watch != NULL &&
         reprise_database_watch_get_loaded_at (self->watch) != REPRISE_INSTANT_NONE;
}

static const char *
choose_page (RepriseNodePane *self)
{
  RepriseLoadState state = reprise_node_view_get_state (self->view);

  if (get_failure (self) != NULL)
    return "failed";
  if (count_backups (self) > 0)
    return "content";
  if (reprise_node_view_get_repository_id (self->view) == NULL)
    return is_database_known (self) ? "empty" : "loading";
  return state == REPRISE_LOAD_STATE_LOADING ? "loading" : "empty";
}

static char *
dup_count (RepriseNodePane *self)
{
  guint n_read = reprise_node_view_get_n_read (self->view);
  guint n_backups = count_backups (self);

  switch (reprise_node_view_get_state (self->view))
    {
    case REPRISE_LOAD_STATE_LOADING:
      if (n_read == 0)
        return g_strdup ("");
      return g_strdup_printf (ngettext ("Reading… %'u backup so far",
                                        "Reading… %'u backups so far",
                                        n_read),
                              n_read);
    case REPRISE_LOAD_STATE_REFRESHING:
    case REPRISE_LOAD_STATE_READY:
    case REPRISE_LOAD_STATE_STALE:
      if (n_backups == 0 && !is_certain (self))
        return g_strdup ("");
      return g_strdup_printf (ngettext ("%'u backup", "%'u backups", n_backups), n_backups);
    case REPRISE_LOAD_STATE_FAILED:
    default:
      return g_strdup ("");
    }
}

static void
update_stale_bar (RepriseNodePane *self)
{
  RepriseStaleness staleness = { .loaded_at = reprise_node_view_get_loaded_at (self->view),
                                 .error = reprise_node_view_get_error (self->view),
                                 .problems = reprise_node_view_get_problems (self->view) };

  if (self->zone != NULL)
    reprise_stale_bar_show (self->stale_bar, &staleness, self->zone);
}

static void
update_state (RepriseNodePane *self)
{
  RepriseLoadState state = reprise_node_view_get_state (self->view);
  const char *page = choose_page (self);
  g_autofree char *count = dup_count (self);
  gboolean is_reading =
      state == REPRISE_LOAD_STATE_REFRESHING ||
      (state == REPRISE_LOAD_STATE_LOADING && reprise_node_view_get_repository_id (self->view));

  if (get_failure (self) != NULL)
    reprise_error_view_set_error (self->error_view,
                                  _ ("The Backups Could Not Be Read"),
                                  get_failure (self));
  else if (g_strcmp0 (page, "empty") == 0)
    show_empty (self);
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_reading);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "backup.export",
                                 reprise_node_view_get_window (self->view) != NULL &&
                                     count_backups (self) > 0);
  update_stale_bar (self);
}

static gboolean
are_shown (RepriseNodePane *self, GPtrArray *choices)
{
  if (self->choices == NULL || self->choices->len != choices->len)
    return FALSE;
  for (guint i = 0; i < choices->len; i++)
    {
      const RepriseRepositoryChoice *shown = g_ptr_array_index (self->choices, i);
      const RepriseRepositoryChoice *fresh = g_ptr_array_index (choices, i);

      if (g_strcmp0 (shown->id, fresh->id) != 0 || g_strcmp0 (shown->text, fresh->text) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Only where they differ: a list that is open must not change under the pointer. */
static void
show_choices (RepriseNodePane *self, GPtrArray *choices)
{
  g_autoptr (GtkStringList) texts = NULL;

  if (are_shown (self, choices))
    return;
  texts = gtk_string_list_new (NULL);
  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (texts,
                            ((RepriseRepositoryChoice *) g_ptr_array_index (choices, i))->text);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_ptr_array_ref (choices);
  gtk_drop_down_set_model (self->repository_chooser, G_LIST_MODEL (texts));
}

static void
select_choice (RepriseNodePane *self)
{
  const char *shown = reprise_node_view_get_repository_id (self->view);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->choices->len; i++)
    if (g_strcmp0 (((RepriseRepositoryChoice *) g_ptr_array_index (self->choices, i))->id, shown) ==
        0)
      position = i;
  gtk_drop_down_set_selected (self->repository_chooser, position);
}

static void
update_choices (RepriseNodePane *self, RepriseDatabaseWatch *watch)
{
  g_autoptr (GPtrArray) choices =
                 reprise_repository_list_choices (watch,
                                                  reprise_node_view_get_name (self->view),
                                                  self->zone);

  self->is_changing = TRUE;
  show_choices (self, choices);
  select_choice (self);
  self->is_changing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->repository_chooser), choices->len > 0);
}

static void
repository_selected_cb (RepriseNodePane *self)
{
  guint position = gtk_drop_down_get_selected (self->repository_chooser);
  const RepriseRepositoryChoice *choice;

  if (self->is_changing || self->choices == NULL || position >= self->choices->len)
    return;
  choice = g_ptr_array_index (self->choices, position);
  reprise_node_view_set_repository_id (self->view, choice->id);
}

static void
retry_cb (RepriseNodePane *self)
{
  if (reprise_node_view_get_repository_id (self->view) != NULL)
    reprise_node_view_refresh (self->view);
  else
    reprise_database_watch_refresh (self->watch);
}

static void
restore_requested_cb (RepriseNodePane *self, const char *label)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE_BACKUP], 0, label);
}

static void
instant_activated_cb (RepriseNodePane *self, gint64 instant)
{
  if (reprise_backup_table_get_can_restore (self->table))
    g_signal_emit (self, signals[SIGNAL_RESTORE_TIME], 0, instant);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* The window may be gone by then, and the question then has nobody to tell. */
static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseNodePane) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root;

  if (reprise_export_question_ask_finish (REPRISE_EXPORT_QUESTION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (GTK_IS_WINDOW (root))
    reprise_export_question_tell (GTK_WINDOW (root), error);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepriseNodePane *self = REPRISE_NODE_PANE (widget);
  RepriseRestoreWindow *window = reprise_node_view_get_window (self->view);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (RepriseCsv) csv = NULL;
  g_autoptr (RepriseExportQuestion) question = NULL;
  g_autofree char *file_name = NULL;

  if (window == NULL)
    return;
  csv = reprise_csv_new (window);
  /* Translators: the name of a file; %s is a node's. */
  file_name = g_strdup_printf (_ ("Backups of %s.csv"), reprise_node_view_get_name (self->view));
  question = reprise_export_question_new (REPRISE_EXPORT (csv), file_name);
  reprise_export_question_ask_async (question,
                                     GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     NULL,
                                     exported_cb,
                                     g_object_ref (self));
}

static void
reprise_node_pane_dispose (GObject *object)
{
  RepriseNodePane *self = REPRISE_NODE_PANE (object);

  g_clear_object (&self->view);
  g_clear_object (&self->watch);
  g_clear_object (&self->zone);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_NODE_PANE);
  G_OBJECT_CLASS (reprise_node_pane_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, GType argument)
{
  return g_signal_new (name,
                       REPRISE_TYPE_NODE_PANE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       argument);
}

static void
reprise_node_pane_class_init (RepriseNodePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_node_pane_dispose;

  /**
   * RepriseNodePane::restore-backup:
   * @label: the backup that somebody wants to restore
   */
  signals[SIGNAL_RESTORE_BACKUP] = add_signal ("restore-backup", G_TYPE_STRING);
  /**
   * RepriseNodePane::restore-time:
   * @instant: the instant that somebody wants to restore to
   */
  signals[SIGNAL_RESTORE_TIME] = add_signal ("restore-time", G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-node-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, count_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, repository_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, strip);
  gtk_widget_class_bind_template_child (widget_class, RepriseNodePane, table);
  gtk_widget_class_bind_template_callback (widget_class, instant_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, repository_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "backup.export", NULL, export_cb);

  g_type_ensure (REPRISE_TYPE_BACKUP_TABLE);
  g_type_ensure (REPRISE_TYPE_COVERAGE_STRIP);
  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
  g_type_ensure (REPRISE_TYPE_STALE_BAR);
}

static void
reprise_node_pane_init (RepriseNodePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_full_text_offer (self->count_label);
  reprise_text_choice_set_up (self->repository_chooser);
}

/**
 * reprise_node_pane_new:
 * @view: a node
 *
 * Returns: (transfer floating): a pane for it; to be updated before it is shown
 */
RepriseNodePane *
reprise_node_pane_new (RepriseNodeView *view)
{
  static const char *const changes[] = { "notify::state", "notify::backups", "notify::n-read" };
  RepriseNodePane *self = g_object_new (REPRISE_TYPE_NODE_PANE, NULL);

  self->view = g_object_ref (view);
  g_object_bind_property (view, "backups", self->table, "backups", G_BINDING_SYNC_CREATE);
  g_object_bind_property (view, "window", self->table, "window", G_BINDING_SYNC_CREATE);
  g_object_bind_property (view, "window", self->strip, "window", G_BINDING_SYNC_CREATE);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (view, changes[i], G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * reprise_node_pane_set_can_restore:
 * @self: a pane
 * @can_restore: whether a restore is offered
 */
void
reprise_node_pane_set_can_restore (RepriseNodePane *self, gboolean can_restore)
{
  g_return_if_fail (REPRISE_IS_NODE_PANE (self));
  reprise_backup_table_set_can_restore (self->table, can_restore);
}

/**
 * reprise_node_pane_get_view:
 * @self: a pane
 *
 * Returns: (transfer none): the node
 */
RepriseNodeView *
reprise_node_pane_get_view (RepriseNodePane *self)
{
  g_return_val_if_fail (REPRISE_IS_NODE_PANE (self), NULL);
  return self->view;
}

/**
 * reprise_node_pane_update:
 * @self: a pane
 * @watch: the database that the node belongs to
 * @zone: the zone that times are shown in
 */
void
reprise_node_pane_update (RepriseNodePane *self, RepriseDatabaseWatch *watch, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_NODE_PANE (self));

  g_set_object (&self->watch, watch);
  g_set_object (&self->zone, zone);
  reprise_backup_table_set_zone (self->table, zone);
  reprise_coverage_strip_set_zone (self->strip, zone);
  update_choices (self, watch);
  update_state (self);
}
