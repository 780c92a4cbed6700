/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database of the lab: its record, and what is being done to it. */

#include "config.h"

#include "lab/reprise-lab-database.h"

#include "engine/reprise-engine.h"

struct _RepriseLabDatabase
{
  GObject parent_instance;

  RepriseLabDatabaseRecord *record;
  RepriseEngineDatabase *engine_database;
  RepriseLabActivity activity;
};

G_DEFINE_FINAL_TYPE (RepriseLabDatabase, reprise_lab_database, G_TYPE_OBJECT)

static void
reprise_lab_database_finalize (GObject *object)
{
  RepriseLabDatabase *self = REPRISE_LAB_DATABASE (object);

  g_clear_pointer (&self->record, reprise_lab_database_record_free);
  g_clear_object (&self->engine_database);
  G_OBJECT_CLASS (reprise_lab_database_parent_class)->finalize (object);
}

static void
reprise_lab_database_class_init (RepriseLabDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_database_finalize;
}

static void
reprise_lab_database_init (RepriseLabDatabase *self)
{
}

/**
 * reprise_lab_database_new:
 * @root: the lab's directory
 * @record: (transfer full): what is kept of it; names its first repository at least
 */
RepriseLabDatabase *
reprise_lab_database_new (const char *root, RepriseLabDatabaseRecord *record)
{
  RepriseLabDatabase *self = g_object_new (REPRISE_TYPE_LAB_DATABASE, NULL);
  RepriseRepository *newest =
      g_ptr_array_index (record->repositories, record->repositories->len - 1);
  RepriseEngineDatabaseFields fields = {
    .id = record->id,
    .name = record->name,
    .node_names = (const char *const *) record->node_names,
    .automatic_ddl = record->automatic_ddl,
    .admin_password = record->admin_password,
    .app_password = record->app_password,
    .repository_id = reprise_repository_get_id (newest),
  };

  self->record = record;
  self->engine_database = reprise_engine_database_new (root, &fields);
  return self;
}

/**
 * reprise_lab_database_get_record:
 * @self: a database
 *
 * Returns: what is kept of it, owned by @self
 */
RepriseLabDatabaseRecord *
reprise_lab_database_get_record (RepriseLabDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), NULL);

  return self->record;
}

RepriseEngineDatabase *
reprise_lab_database_get_engine_database (RepriseLabDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), NULL);

  return self->engine_database;
}

gboolean
reprise_lab_database_has_node (RepriseLabDatabase *self, const char *name)
{
  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), FALSE);

  return g_strv_contains ((const char *const *) self->record->node_names, name);
}

/**
 * reprise_lab_database_get_repository:
 * @self: a database
 * @id: a UUID in lower case
 *
 * Returns: (transfer none) (nullable): its repository of that id
 */
RepriseRepository *
reprise_lab_database_get_repository (RepriseLabDatabase *self, const char *id)
{
  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), NULL);

  for (guint i = 0; i < self->record->repositories->len; i++)
    {
      RepriseRepository *repository = g_ptr_array_index (self->record->repositories, i);

      if (g_strcmp0 (reprise_repository_get_id (repository), id) == 0)
        return repository;
    }
  return NULL;
}

/**
 * reprise_lab_database_get_current_repository:
 * @self: a database
 *
 * Returns: (transfer none): the one that its nodes archive to
 */
RepriseRepository *
reprise_lab_database_get_current_repository (RepriseLabDatabase *self)
{
  g_autofree char *id = NULL;
  RepriseRepository *repository;

  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), NULL);

  id = reprise_engine_database_dup_repository_id (self->engine_database);
  repository = reprise_lab_database_get_repository (self, id);
  return repository != NULL
             ? repository
             : g_ptr_array_index (self->record->repositories, self->record->repositories->len - 1);
}

/**
 * reprise_lab_database_note_repository:
 * @self: a database
 *
 * Adds the repository that the engine has given the nodes, where the record does not have it yet:
 * after a restore, or after one that ended with the process before it could be recorded.
 *
 * Returns: whether there was one to add
 */
gboolean
reprise_lab_database_note_repository (RepriseLabDatabase *self)
{
  g_autofree char *id = NULL;
  RepriseRepository *sibling;
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), FALSE);

  id = reprise_engine_database_dup_repository_id (self->engine_database);
  if (reprise_lab_database_get_repository (self, id) != NULL)
    return FALSE;
  sibling = g_ptr_array_index (self->record->repositories, 0);
  fields.id = id;
  fields.database_id = self->record->id;
  fields.created_at = reprise_instant_floor_second (reprise_instant_now ());
  fields.storage_type = reprise_repository_get_storage_type (sibling);
  fields.backup_store_id = reprise_repository_get_backup_store_id (sibling);
  fields.base_path = reprise_repository_get_base_path (sibling);
  fields.retention_full = reprise_repository_get_retention_full (sibling);
  fields.retention_full_type = reprise_repository_get_retention_full_type (sibling);
  g_ptr_array_add (self->record->repositories, reprise_repository_new (&fields));
  self->record->updated_at = fields.created_at;
  return TRUE;
}

RepriseLabActivity
reprise_lab_database_get_activity (RepriseLabDatabase *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), REPRISE_LAB_ACTIVITY_NONE);

  return self->activity;
}

void
reprise_lab_database_set_activity (RepriseLabDatabase *self, RepriseLabActivity activity)
{
  g_return_if_fail (REPRISE_IS_LAB_DATABASE (self));

  if (self->activity == activity)
    return;
  self->activity = activity;
  self->record->updated_at = reprise_instant_floor_second (reprise_instant_now ());
}

/**
 * reprise_lab_database_get_status_word:
 * @self: a database
 * @down_nodes: its nodes that take no part
 *
 * Returns: its status in the service's own word
 */
const char *
reprise_lab_database_get_status_word (RepriseLabDatabase *self, const char *const *down_nodes)
{
  guint n_down;

  g_return_val_if_fail (REPRISE_IS_LAB_DATABASE (self), NULL);

  if (self->activity != REPRISE_LAB_ACTIVITY_NONE)
    return "modifying";
  n_down = g_strv_length ((GStrv) down_nodes);
  if (n_down == 0)
    return "available";
  return n_down < g_strv_length (self->record->node_names) ? "degraded" : "failed";
}
