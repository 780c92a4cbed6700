/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database beside the cluster it runs on. */

#include "config.h"

#include "ui/reprise-database-entry.h"

#include <glib/gi18n.h>
#include <string.h>

/* So much of an id tells two databases apart, and can be read out. */
#define ID_START 8

struct _RepriseDatabaseEntry
{
  GObject parent_instance;

  RepriseDatabase *database;
  RepriseCluster *cluster; /* NULL where it could not be read */
  char *sort_key;
};

G_DEFINE_FINAL_TYPE (RepriseDatabaseEntry, reprise_database_entry, G_TYPE_OBJECT)

enum
{
  SIGNAL_RENEWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
reprise_database_entry_dispose (GObject *object)
{
  RepriseDatabaseEntry *self = REPRISE_DATABASE_ENTRY (object);

  g_clear_object (&self->database);
  g_clear_object (&self->cluster);
  g_clear_pointer (&self->sort_key, g_free);
  G_OBJECT_CLASS (reprise_database_entry_parent_class)->dispose (object);
}

static void
reprise_database_entry_class_init (RepriseDatabaseEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_database_entry_dispose;

  /**
   * RepriseDatabaseEntry::renewed:
   *
   * The database was read again: its status may be another one.
   */
  signals[SIGNAL_RENEWED] = g_signal_new ("renewed",
                                          REPRISE_TYPE_DATABASE_ENTRY,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reprise_database_entry_init (RepriseDatabaseEntry *self)
{
}

/**
 * reprise_database_entry_new:
 * @database: a database
 * @cluster: (nullable): its cluster, where that could be read
 *
 * Returns: (transfer full): the two together
 */
RepriseDatabaseEntry *
reprise_database_entry_new (RepriseDatabase *database, RepriseCluster *cluster)
{
  RepriseDatabaseEntry *self = g_object_new (REPRISE_TYPE_DATABASE_ENTRY, NULL);
  const char *cluster_id = reprise_database_get_cluster_id (database);
  const char *cluster_name;
  g_autofree char *cluster_key = NULL;
  g_autofree char *title_key = NULL;

  self->database = g_object_ref (database);
  g_set_object (&self->cluster, cluster);
  cluster_name = reprise_database_entry_get_cluster_name (self);
  cluster_key = g_utf8_collate_key (cluster_name == NULL ? "" : cluster_name, -1);
  title_key = g_utf8_collate_key (reprise_database_get_title (database), -1);
  /* Two databases of one name keep their order, whatever order the service tells them in. */
  self->sort_key = g_strjoin ("\x01",
                              cluster_key,
                              cluster_id == NULL ? "" : cluster_id,
                              title_key,
                              reprise_database_get_id (database),
                              NULL);
  return self;
}

/* The list is in the order of their clusters' names. */
static gboolean
is_same_cluster (RepriseCluster *a, RepriseCluster *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strcmp0 (reprise_cluster_get_name (a), reprise_cluster_get_name (b)) == 0;
}

/**
 * reprise_database_entry_renew:
 * @self: an entry
 * @database: the same database, read since
 * @cluster: (nullable): its cluster, where that was read since
 *
 * Takes them over where the entry stays in its place: a click that has begun on its row, and the
 * focus there, must not be lost because a status changes.
 *
 * Returns: whether that is so; otherwise nothing was changed, and another entry is needed
 */
gboolean
reprise_database_entry_renew (RepriseDatabaseEntry *self,
                              RepriseDatabase *database,
                              RepriseCluster *cluster)
{
  RepriseDatabase *known = self->database;

  if (g_strcmp0 (reprise_database_get_title (known), reprise_database_get_title (database)) != 0 ||
      g_strcmp0 (reprise_database_get_name (known), reprise_database_get_name (database)) != 0 ||
      g_strcmp0 (reprise_database_get_cluster_id (known),
                 reprise_database_get_cluster_id (database)) != 0 ||
      (cluster != NULL && !is_same_cluster (self->cluster, cluster)))
    return FALSE;
  g_set_object (&self->database, database);
  if (cluster != NULL)
    g_set_object (&self->cluster, cluster);
  g_signal_emit (self, signals[SIGNAL_RENEWED], 0);
  return TRUE;
}

/**
 * reprise_database_entry_get_database:
 * @self: an entry
 *
 * Returns: (transfer none): the database
 */
RepriseDatabase *
reprise_database_entry_get_database (RepriseDatabaseEntry *self)
{
  return self->database;
}

/**
 * reprise_database_entry_get_cluster:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the cluster, where it could be read
 */
RepriseCluster *
reprise_database_entry_get_cluster (RepriseDatabaseEntry *self)
{
  return self->cluster;
}

/**
 * reprise_database_entry_get_id:
 * @self: an entry
 *
 * Returns: the database's UUID
 */
const char *
reprise_database_entry_get_id (RepriseDatabaseEntry *self)
{
  return reprise_database_get_id (self->database);
}

/**
 * reprise_database_entry_get_cluster_name:
 * @self: an entry
 *
 * Returns: the cluster's name, or its UUID where it could not be read
 */
const char *
reprise_database_entry_get_cluster_name (RepriseDatabaseEntry *self)
{
  const char *name = self->cluster == NULL ? NULL : reprise_cluster_get_name (self->cluster);

  return name != NULL ? name : reprise_database_get_cluster_id (self->database);
}

static gboolean
has_namesake (RepriseDatabaseEntry *self, GListModel *among)
{
  const char *title = reprise_database_get_title (self->database);

  for (guint i = 0; i < g_list_model_get_n_items (among); i++)
    {
      g_autoptr (RepriseDatabaseEntry) other = g_list_model_get_item (among, i);

      if (other != self && g_strcmp0 (reprise_database_get_title (other->database), title) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
cluster_has_namesake (RepriseDatabaseEntry *self, GListModel *among)
{
  for (guint i = 0; i < g_list_model_get_n_items (among); i++)
    {
      g_autoptr (RepriseDatabaseEntry) other = g_list_model_get_item (among, i);

      if (g_strcmp0 (reprise_database_get_cluster_id (other->database),
                     reprise_database_get_cluster_id (self->database)) != 0 &&
          g_strcmp0 (reprise_database_entry_get_cluster_name (other),
                     reprise_database_entry_get_cluster_name (self)) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * reprise_database_entry_dup_subtitle:
 * @self: an entry
 * @among: the #RepriseDatabaseEntry items it stands among
 *
 * Returns: (transfer full) (nullable): what to show under its title: the name in PostgreSQL where
 *   that is another, and the start of its id where the title is not the only one; %NULL for neither
 */
char *
reprise_database_entry_dup_subtitle (RepriseDatabaseEntry *self, GListModel *among)
{
  const char *name = reprise_database_get_name (self->database);
  gboolean is_named = g_strcmp0 (name, reprise_database_get_title (self->database)) != 0;

  if (!has_namesake (self, among))
    return is_named ? g_strdup (name) : NULL;
  if (!is_named)
    return g_strndup (reprise_database_entry_get_id (self), ID_START);
  /* Translators: a database's name and the start of its id. */
  return g_strdup_printf (_ ("%s · %.*s"), name, ID_START, reprise_database_entry_get_id (self));
}

/**
 * reprise_database_entry_dup_section:
 * @self: an entry
 * @among: the #RepriseDatabaseEntry items it stands among
 *
 * Returns: (transfer full): the name of its cluster, with the start of the cluster's id where
 *   another one has that name too
 */
char *
reprise_database_entry_dup_section (RepriseDatabaseEntry *self, GListModel *among)
{
  const char *name = reprise_database_entry_get_cluster_name (self);

  if (!cluster_has_namesake (self, among))
    return g_strdup (name);
  /* Translators: a cluster's name and the start of its id. */
  return g_strdup_printf (_ ("%s · %.*s"),
                          name,
                          ID_START,
                          reprise_database_get_cluster_id (self->database));
}

static gboolean
contains (const char *text, const char *folded_part)
{
  g_autofree char *normalized = text == NULL ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = normalized == NULL ? NULL : g_utf8_casefold (normalized, -1);

  return folded != NULL && strstr (folded, folded_part) != NULL;
}

/**
 * reprise_database_entry_matches:
 * @self: an entry
 * @text: what somebody searches for
 *
 * Returns: whether its title, name, id or cluster's name has the text in it, in upper or lower case
 */
gboolean
reprise_database_entry_matches (RepriseDatabaseEntry *self, const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = normalized == NULL ? NULL : g_utf8_casefold (normalized, -1);

  return folded != NULL && (contains (reprise_database_get_title (self->database), folded) ||
                            contains (reprise_database_get_name (self->database), folded) ||
                            contains (reprise_database_entry_get_id (self), folded) ||
                            contains (reprise_database_entry_get_cluster_name (self), folded));
}

/**
 * reprise_database_entry_compare:
 *
 * A #GCompareDataFunc: by cluster, then by title as people sort.
 *
 * Returns: below, at or above 0
 */
int
reprise_database_entry_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RepriseDatabaseEntry *left = a;
  const RepriseDatabaseEntry *right = b;

  return g_strcmp0 (left->sort_key, right->sort_key);
}
