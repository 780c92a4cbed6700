/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a database: a tab a node. */

#include "config.h"

#include "ui/reprise-node-tabs.h"

#include "ui/reprise-node-label.h"
#include "ui/reprise-node-pane.h"
#include "ui/reprise-zone-choice.h"

struct _RepriseNodeTabs
{
  AdwBin parent_instance;

  GtkNotebook *notebook;

  gboolean is_changing; /* tabs come and go: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseNodeTabs, reprise_node_tabs, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_RESTORE_BACKUP,
  SIGNAL_RESTORE_TIME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static RepriseNodePane *
get_pane (RepriseNodeTabs *self, int position)
{
  GtkWidget *pane = gtk_notebook_get_nth_page (self->notebook, position);

  return pane == NULL ? NULL : REPRISE_NODE_PANE (pane);
}

static void
restore_backup_cb (RepriseNodeTabs *self, const char *label, RepriseNodePane *pane)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE_BACKUP], 0, reprise_node_pane_get_view (pane), label);
}

static void
restore_time_cb (RepriseNodeTabs *self, gint64 instant, RepriseNodePane *pane)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE_TIME], 0, reprise_node_pane_get_view (pane), instant);
}

/* A tab is GTK's own, around what is put there. */
static void
append_tab (RepriseNodeTabs *self, RepriseNode *node, GtkWidget *pane)
{
  GtkWidget *label = reprise_node_label_new (node, FALSE);
  g_autofree char *words = reprise_node_dup_words (node);

  gtk_notebook_append_page (self->notebook, pane, label);
  gtk_notebook_set_menu_label_text (self->notebook, pane, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

static void
add_node (RepriseNodeTabs *self, RepriseNodeView *view)
{
  GtkWidget *pane = GTK_WIDGET (reprise_node_pane_new (view));

  append_tab (self, reprise_node_view_get_node (view), pane);
  g_signal_connect_object (pane,
                           "restore-backup",
                           G_CALLBACK (restore_backup_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pane,
                           "restore-time",
                           G_CALLBACK (restore_time_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
open_tab_of (RepriseNodeTabs *self, const char *node_name)
{
  RepriseNodePane *pane;

  for (int i = 0; (pane = get_pane (self, i)) != NULL; i++)
    if (g_strcmp0 (reprise_node_view_get_name (reprise_node_pane_get_view (pane)), node_name) == 0)
      gtk_notebook_set_current_page (self->notebook, i);
}

static void
page_changed_cb (RepriseNodeTabs *self)
{
  if (!self->is_changing)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
reprise_node_tabs_dispose (GObject *object)
{
  RepriseNodeTabs *self = REPRISE_NODE_TABS (object);

  /* Tabs that go one by one tell of each that comes to the front. */
  self->is_changing = TRUE;
  /* The notebook is bound and the bin's own child: disposing of the template would take it away
   * under the bin, which does not notice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_NODE_TABS);
  G_OBJECT_CLASS (reprise_node_tabs_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, guint n_arguments, GType first, GType second)
{
  return g_signal_new (name,
                       REPRISE_TYPE_NODE_TABS,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_arguments,
                       first,
                       second);
}

static void
reprise_node_tabs_class_init (RepriseNodeTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_node_tabs_dispose;

  /**
   * RepriseNodeTabs::opened:
   *
   * Somebody opened another tab.
   */
  signals[SIGNAL_OPENED] = add_signal ("opened", 0, G_TYPE_NONE, G_TYPE_NONE);
  /**
   * RepriseNodeTabs::restore-backup:
   * @view: a node
   * @label: the backup of it that somebody wants to restore
   */
  signals[SIGNAL_RESTORE_BACKUP] =
      add_signal ("restore-backup", 2, REPRISE_TYPE_NODE_VIEW, G_TYPE_STRING);
  /**
   * RepriseNodeTabs::restore-time:
   * @view: a node
   * @instant: the instant that somebody wants to restore to
   */
  signals[SIGNAL_RESTORE_TIME] =
      add_signal ("restore-time", 2, REPRISE_TYPE_NODE_VIEW, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-node-tabs.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseNodeTabs, notebook);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
}

static void
reprise_node_tabs_init (RepriseNodeTabs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_node_tabs_new:
 *
 * Returns: (transfer floating): no tabs yet
 */
RepriseNodeTabs *
reprise_node_tabs_new (void)
{
  return g_object_new (REPRISE_TYPE_NODE_TABS, NULL);
}

/**
 * reprise_node_tabs_set_nodes:
 * @self: the tabs
 * @nodes: #RepriseNodeView items, as they are now
 *
 * Makes a tab for each, to be updated before it is shown. The one that is open stays open, where
 * its node is still there.
 */
void
reprise_node_tabs_set_nodes (RepriseNodeTabs *self, GListModel *nodes)
{
  RepriseNode *open;
  g_autofree char *open_name = NULL;

  g_return_if_fail (REPRISE_IS_NODE_TABS (self));
  g_return_if_fail (G_IS_LIST_MODEL (nodes));

  open = reprise_node_tabs_get_open_node (self);
  open_name = open == NULL ? NULL : g_strdup (reprise_node_get_name (open));
  self->is_changing = TRUE;
  while (gtk_notebook_get_n_pages (self->notebook) > 0)
    gtk_notebook_remove_page (self->notebook, 0);
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, i);

      add_node (self, view);
    }
  open_tab_of (self, open_name);
  self->is_changing = FALSE;
}

/**
 * reprise_node_tabs_get_open_node:
 * @self: the tabs
 *
 * Returns: (transfer none) (nullable): the node whose tab is open
 */
RepriseNode *
reprise_node_tabs_get_open_node (RepriseNodeTabs *self)
{
  RepriseNodePane *pane;

  g_return_val_if_fail (REPRISE_IS_NODE_TABS (self), NULL);

  pane = get_pane (self, gtk_notebook_get_current_page (self->notebook));
  return pane == NULL ? NULL : reprise_node_view_get_node (reprise_node_pane_get_view (pane));
}

/**
 * reprise_node_tabs_update:
 * @self: the tabs
 * @watch: the database that the nodes belong to
 * @zone_choice: see reprise_zone_choice_resolve()
 * @can_restore: whether a restore is offered
 */
void
reprise_node_tabs_update (RepriseNodeTabs *self,
                          RepriseDatabaseWatch *watch,
                          const char *zone_choice,
                          gboolean can_restore)
{
  RepriseNodePane *pane;

  g_return_if_fail (REPRISE_IS_NODE_TABS (self));
  g_return_if_fail (REPRISE_IS_DATABASE_WATCH (watch));

  for (int i = 0; (pane = get_pane (self, i)) != NULL; i++)
    {
      RepriseNode *node = reprise_node_view_get_node (reprise_node_pane_get_view (pane));
      g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (zone_choice, node);

      reprise_node_pane_update (pane, watch, zone);
      reprise_node_pane_set_can_restore (pane, can_restore);
    }
}
