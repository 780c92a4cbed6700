/* SPDX-License-Identifier: GPL-3.0-or-later
 * The databases of an account, under their clusters. */

#include "config.h"

#include "ui/reprise-sidebar.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-database-row.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-stale-bar.h"
#include "ui/reprise-tab-stop.h"

#define HEADER_SPACING 6

struct _RepriseSidebar
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  RepriseStaleBar *stale_bar;

  RepriseAccount *account;
  GtkFilterListModel *shown; /* of RepriseDatabaseEntry */
  RepriseZone *zone;
  char *selected_id;
  gboolean search_mode;
  gboolean is_changing; /* rows come and go: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseSidebar, reprise_sidebar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SELECTED_ID,
  PROP_SEARCH_MODE,
  N_PROPS,
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_searched_for (gpointer item, gpointer user_data)
{
  RepriseSidebar *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  return *text == '\0' || reprise_database_entry_matches (item, text);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  RepriseSidebar *self = user_data;
  g_autofree char *subtitle =
      reprise_database_entry_dup_subtitle (item, reprise_account_get_entries (self->account));

  return GTK_WIDGET (reprise_database_row_new (item, subtitle));
}

static const char *
get_cluster_id (GtkListBoxRow *row)
{
  RepriseDatabaseEntry *entry = reprise_database_row_get_entry (REPRISE_DATABASE_ROW (row));

  return reprise_database_get_cluster_id (reprise_database_entry_get_database (entry));
}

static GtkLabel *
append_heading (GtkBox *header, const char *style_class, gboolean can_shrink)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label),
                           can_shrink ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  reprise_full_text_offer (GTK_LABEL (label));
  gtk_widget_add_css_class (label, style_class);
  gtk_box_append (header, label);
  return GTK_LABEL (label);
}

/* Nothing where it is the ordinary one. */
static char *
dup_cluster_status (RepriseDatabaseEntry *entry)
{
  RepriseCluster *cluster = reprise_database_entry_get_cluster (entry);

  if (cluster == NULL || reprise_cluster_get_status (cluster) == REPRISE_STATUS_READY)
    return NULL;
  return reprise_closure_status_text (NULL, reprise_cluster_get_status_word (cluster));
}

static void
cluster_renewed_cb (RepriseDatabaseEntry *entry, GtkLabel *label)
{
  g_autofree char *status = dup_cluster_status (entry);

  gtk_label_set_label (label, status == NULL ? "" : status);
  gtk_widget_set_visible (GTK_WIDGET (label), status != NULL);
}

/* A cluster's name, and its status where that is out of the ordinary. */
static GtkWidget *
new_header (RepriseSidebar *self, RepriseDatabaseEntry *entry)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, HEADER_SPACING);
  g_autofree char *name =
      reprise_database_entry_dup_section (entry, reprise_account_get_entries (self->account));
  GtkLabel *status;

  gtk_widget_add_css_class (header, "reprise-section");
  gtk_label_set_label (append_heading (GTK_BOX (header), "heading", TRUE), name);
  status = append_heading (GTK_BOX (header), "dim-label", FALSE);
  g_signal_connect_object (entry, "renewed", G_CALLBACK (cluster_renewed_cb), status, 0);
  cluster_renewed_cb (entry, status);
  return header;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  RepriseSidebar *self = user_data;

  if (before != NULL && g_strcmp0 (get_cluster_id (before), get_cluster_id (row)) == 0)
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row,
                                 new_header (self,
                                             reprise_database_row_get_entry (
                                                 REPRISE_DATABASE_ROW (row))));
}

static GtkListBoxRow *
find_row (RepriseSidebar *self, const char *database_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry =
                     g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (g_strcmp0 (reprise_database_entry_get_id (entry), database_id) == 0)
        return gtk_list_box_get_row_at_index (self->list, (int) i);
    }
  return NULL;
}

/* The row of what is chosen may be a new one, or filtered out. */
static void
select_row (RepriseSidebar *self)
{
  if (self->shown == NULL)
    return;
  self->is_changing = TRUE;
  gtk_list_box_select_row (self->list, find_row (self, self->selected_id));
  self->is_changing = FALSE;
}

static void
update_stale_bar (RepriseSidebar *self)
{
  RepriseStaleness staleness = { .loaded_at = reprise_account_get_loaded_at (self->account),
                                 .error = reprise_account_get_error (self->account),
                                 .problems = reprise_account_get_problems (self->account) };

  reprise_stale_bar_show (self->stale_bar, &staleness, self->zone);
}

static void
before_items_changed_cb (RepriseSidebar *self)
{
  self->is_changing = TRUE;
}

/* What tells a database from others of its name depends on those. */
static void
update_rows (RepriseSidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      RepriseDatabaseRow *database_row = REPRISE_DATABASE_ROW (row);
      g_autofree char *subtitle =
          reprise_database_entry_dup_subtitle (reprise_database_row_get_entry (database_row),
                                               reprise_account_get_entries (self->account));

      reprise_database_row_set_subtitle (database_row, subtitle);
    }
  gtk_list_box_invalidate_headers (self->list);
}

static void
items_changed_cb (RepriseSidebar *self)
{
  self->is_changing = FALSE;
  update_rows (self);
  select_row (self);
}

static void
state_changed_cb (RepriseSidebar *self)
{
  update_stale_bar (self);
}

static void
search_changed_cb (RepriseSidebar *self)
{
  GtkFilter *filter;

  if (self->shown == NULL)
    return;
  filter = gtk_filter_list_model_get_filter (self->shown);
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
retry_cb (RepriseSidebar *self)
{
  reprise_account_refresh (self->account);
}

static void
row_selected_cb (RepriseSidebar *self, GtkListBoxRow *row)
{
  if (row == NULL || self->is_changing)
    return;
  reprise_sidebar_set_selected_id (self,
                                   reprise_database_entry_get_id (reprise_database_row_get_entry (
                                       REPRISE_DATABASE_ROW (row))));
}

static void
row_activated_cb (RepriseSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
reprise_sidebar_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseSidebar *self = REPRISE_SIDEBAR (object);

  switch (property_id)
    {
    case PROP_SELECTED_ID:
      g_value_set_string (value, self->selected_id);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_sidebar_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepriseSidebar *self = REPRISE_SIDEBAR (object);

  switch (property_id)
    {
    case PROP_SELECTED_ID:
      reprise_sidebar_set_selected_id (self, g_value_get_string (value));
      break;
    case PROP_SEARCH_MODE:
      if (self->search_mode == g_value_get_boolean (value))
        return;
      self->search_mode = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_sidebar_dispose (GObject *object)
{
  RepriseSidebar *self = REPRISE_SIDEBAR (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->account);
  g_clear_object (&self->zone);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_SIDEBAR);
  G_OBJECT_CLASS (reprise_sidebar_parent_class)->dispose (object);
}

static void
reprise_sidebar_finalize (GObject *object)
{
  g_free (REPRISE_SIDEBAR (object)->selected_id);
  G_OBJECT_CLASS (reprise_sidebar_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_SELECTED_ID] = g_param_spec_string ("selected-id", NULL, NULL, NULL, flags);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_sidebar_class_init (RepriseSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_sidebar_get_property;
  object_class->set_property = reprise_sidebar_set_property;
  object_class->dispose = reprise_sidebar_dispose;
  object_class->finalize = reprise_sidebar_finalize;
  install_properties (object_class);

  /**
   * RepriseSidebar::activated:
   *
   * Somebody wants to see the database that is selected, not only to pass it by.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, RepriseSidebar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RepriseSidebar, stale_bar);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);

  g_type_ensure (REPRISE_TYPE_STALE_BAR);
  g_type_ensure (REPRISE_TYPE_TAB_STOP);
}

static void
reprise_sidebar_init (RepriseSidebar *self)
{
  self->zone = reprise_zone_new_local ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
}

/**
 * reprise_sidebar_new:
 *
 * Returns: (transfer floating): a list of databases, empty
 */
RepriseSidebar *
reprise_sidebar_new (void)
{
  return g_object_new (REPRISE_TYPE_SIDEBAR, NULL);
}

/**
 * reprise_sidebar_set_account:
 * @self: a sidebar that shows no account yet
 * @account: whose databases to list
 */
void
reprise_sidebar_set_account (RepriseSidebar *self, RepriseAccount *account)
{
  GListModel *entries;
  GtkFilter *filter;

  g_return_if_fail (REPRISE_IS_SIDEBAR (self));
  g_return_if_fail (self->account == NULL);

  self->account = g_object_ref (account);
  entries = reprise_account_get_entries (account);
  filter = GTK_FILTER (gtk_custom_filter_new (is_searched_for, self, NULL));
  self->shown = gtk_filter_list_model_new (g_object_ref (entries), filter);
  /* One before the list takes the change over, one after it has. */
  g_signal_connect_object (self->shown,
                           "items-changed",
                           G_CALLBACK (before_items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
  g_signal_connect_object (self->shown,
                           "items-changed",
                           G_CALLBACK (items_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account,
                           "notify::state",
                           G_CALLBACK (state_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  update_stale_bar (self);
  select_row (self);
}

/**
 * reprise_sidebar_set_zone:
 * @self: a sidebar
 * @zone: the zone that times are shown in
 */
void
reprise_sidebar_set_zone (RepriseSidebar *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_SIDEBAR (self));

  if (!g_set_object (&self->zone, zone) || self->account == NULL)
    return;
  update_stale_bar (self);
}

/**
 * reprise_sidebar_get_selected_id:
 * @self: a sidebar
 *
 * Returns: (nullable): the id of the database that is chosen; property `selected-id`
 */
const char *
reprise_sidebar_get_selected_id (RepriseSidebar *self)
{
  g_return_val_if_fail (REPRISE_IS_SIDEBAR (self), NULL);
  return self->selected_id;
}

/**
 * reprise_sidebar_set_selected_id:
 * @self: a sidebar
 * @database_id: (nullable): a database; its row need not be there yet
 */
void
reprise_sidebar_set_selected_id (RepriseSidebar *self, const char *database_id)
{
  g_return_if_fail (REPRISE_IS_SIDEBAR (self));

  if (g_strcmp0 (self->selected_id, database_id) == 0)
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (database_id);
  select_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/**
 * reprise_sidebar_start_search:
 * @self: a sidebar
 *
 * Lets somebody type what to search for.
 */
void
reprise_sidebar_start_search (RepriseSidebar *self)
{
  g_return_if_fail (REPRISE_IS_SIDEBAR (self));

  g_object_set (self, "search-mode", TRUE, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
