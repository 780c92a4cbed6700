/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database is, in a few words, with what can be done to it. */

#include "config.h"

#include "ui/reprise-database-header.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

struct _RepriseDatabaseHeader
{
  AdwBin parent_instance;

  GtkMenuButton *actions_button;
  GtkLabel *facts_label;
  RepriseStatusDot *status_dot;
  GtkLabel *title_label;

  char *menu_key; /* what the menu was made from */
};

G_DEFINE_FINAL_TYPE (RepriseDatabaseHeader, reprise_database_header, ADW_TYPE_BIN)

static char *
dup_title (RepriseDatabase *database)
{
  const char *name = reprise_database_get_name (database);
  const char *title = reprise_database_get_title (database);

  if (g_strcmp0 (name, title) == 0)
    return g_strdup (name);
  /* Translators: a database's display name, and its name in PostgreSQL. */
  return g_strdup_printf (_ ("%s (%s)"), title, name);
}

static void
add_components (GPtrArray *facts, GPtrArray *components)
{
  for (guint i = 0; components != NULL && i < components->len; i++)
    {
      RepriseComponent *component = g_ptr_array_index (components, i);
      const char *name = reprise_component_get_name (component);
      const char *version = reprise_component_get_version (component);

      if (g_strcmp0 (name, "spock") == 0)
        name = "Spock";
      if (version != NULL)
        /* Translators: a part of a database and its version, such as "Spock 5.0.1". */
        g_ptr_array_add (facts, g_strdup_printf (_ ("%s %s"), name, version));
    }
}

static void
add_origin (GPtrArray *facts, RepriseDatabaseWatch *watch, RepriseZone *zone)
{
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  RepriseCluster *cluster = reprise_database_watch_get_cluster (watch);
  RepriseInstant now = reprise_backend_get_service_now (reprise_database_watch_get_backend (watch));
  g_autofree char *age =
      reprise_zone_format_relative (zone, reprise_database_get_created_at (database), now);

  if (age != NULL)
    /* Translators: "Created 2 days ago" or "Created on 2026-08-05". */
    g_ptr_array_add (facts, g_strdup_printf (_ ("Created %s"), age));
  if (cluster != NULL && reprise_cluster_get_name (cluster) != NULL)
    g_ptr_array_add (facts, g_strdup_printf (_ ("Cluster %s"), reprise_cluster_get_name (cluster)));
}

static char *
dup_facts (RepriseDatabaseWatch *watch, RepriseZone *zone)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  const char *version = reprise_database_get_pg_version (database);

  g_ptr_array_add (facts,
                   reprise_closure_status_text (NULL, reprise_database_get_status_word (database)));
  add_origin (facts, watch, zone);
  if (version != NULL)
    g_ptr_array_add (facts, g_strdup_printf (_ ("PostgreSQL %s"), version));
  add_components (facts, reprise_database_get_components (database));
  g_ptr_array_add (facts, NULL);
  return g_strjoinv (" · ", (GStrv) facts->pdata);
}

/* What cannot be done says why: the reason stands above it in the menu. */
static void
append_item (GMenu *menu, const char *label, const char *action, const char *obstacle)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, label, action);
  g_menu_append_section (menu, obstacle, G_MENU_MODEL (section));
}

static GMenuModel *
new_menu (const RepriseDatabaseObstacles *obstacles)
{
  GMenu *menu = g_menu_new ();

  append_item (menu, _ ("_Backup…"), "backup.create", obstacles->backup);
  append_item (menu, _ ("_Restore…"), "backup.restore", obstacles->restore);
  append_item (menu, _ ("_Start Replication…"), "replication.start", obstacles->replication);
  append_item (menu, _ ("Save _Inventory…"), "database.save-inventory", NULL);
  append_item (menu, _ ("_Compare Inventories…"), "database.compare-inventories", NULL);
  return G_MENU_MODEL (menu);
}

/* A menu that is open closes when it is replaced, so it is not without need. */
static void
update_menu (RepriseDatabaseHeader *self, const RepriseDatabaseObstacles *obstacles)
{
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *key =
      g_strdup_printf ("%s\n%s\n%s",
                       obstacles->backup == NULL ? "" : obstacles->backup,
                       obstacles->restore == NULL ? "" : obstacles->restore,
                       obstacles->replication == NULL ? "" : obstacles->replication);

  if (g_strcmp0 (self->menu_key, key) == 0)
    return;
  g_free (self->menu_key);
  self->menu_key = g_steal_pointer (&key);
  menu = new_menu (obstacles);
  gtk_menu_button_set_menu_model (self->actions_button, menu);
}

static void
reprise_database_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_DATABASE_HEADER);
  G_OBJECT_CLASS (reprise_database_header_parent_class)->dispose (object);
}

static void
reprise_database_header_finalize (GObject *object)
{
  g_free (REPRISE_DATABASE_HEADER (object)->menu_key);
  G_OBJECT_CLASS (reprise_database_header_parent_class)->finalize (object);
}

static void
reprise_database_header_class_init (RepriseDatabaseHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_database_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = reprise_database_header_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-database-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseHeader, actions_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseHeader, facts_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseHeader, status_dot);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseHeader, title_label);

  g_type_ensure (REPRISE_TYPE_STATUS_DOT);
}

static void
reprise_database_header_init (RepriseDatabaseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_full_text_offer (self->title_label);
}

/**
 * reprise_database_header_new:
 *
 * Returns: (transfer floating): a header, empty
 */
RepriseDatabaseHeader *
reprise_database_header_new (void)
{
  return g_object_new (REPRISE_TYPE_DATABASE_HEADER, NULL);
}

/**
 * reprise_database_header_update:
 * @self: a header
 * @watch: the database to show
 * @zone: the zone that times are shown in
 * @obstacles: why something cannot be done to it
 */
void
reprise_database_header_update (RepriseDatabaseHeader *self,
                                RepriseDatabaseWatch *watch,
                                RepriseZone *zone,
                                const RepriseDatabaseObstacles *obstacles)
{
  RepriseDatabase *database;
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *status = NULL;

  g_return_if_fail (REPRISE_IS_DATABASE_HEADER (self));

  database = reprise_database_watch_get_database (watch);
  title = dup_title (database);
  facts = dup_facts (watch, zone);
  status = reprise_closure_status_text (NULL, reprise_database_get_status_word (database));
  reprise_status_dot_set_status (self->status_dot, reprise_database_get_status (database));
  reprise_status_dot_set_text (self->status_dot, status);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->facts_label, facts);
  update_menu (self, obstacles);
}
