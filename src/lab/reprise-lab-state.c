/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that the lab knows of itself, and its file. */

#include "config.h"

#include "lab/reprise-lab-state.h"

#include "lab/reprise-lab-directory.h"
#include "lab/reprise-lab-file.h"
#include "lab/reprise-lab-task.h"

#include <glib/gi18n.h>

/* Old tasks are forgotten: the file stays small, and nobody pages through more. */
#define MAX_TASKS 500

struct _RepriseLabState
{
  GObject parent_instance;

  char *root;
  RepriseLabDocument *document; /* its databases are in the array below */
  GPtrArray *databases;
  RepriseLabFile *file;
};

G_DEFINE_FINAL_TYPE (RepriseLabState, reprise_lab_state, G_TYPE_OBJECT)

static void
reprise_lab_state_finalize (GObject *object)
{
  RepriseLabState *self = REPRISE_LAB_STATE (object);

  g_free (self->root);
  g_clear_object (&self->file);
  g_clear_pointer (&self->document, reprise_lab_document_free);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_lab_state_parent_class)->finalize (object);
}

static void
reprise_lab_state_class_init (RepriseLabStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_state_finalize;
}

static void
reprise_lab_state_init (RepriseLabState *self)
{
  self->databases = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_lab_state_new:
 * @root: the lab's directory
 * @document: (transfer full): what is kept of it
 *
 * Nothing is touched on disk.
 */
RepriseLabState *
reprise_lab_state_new (const char *root, RepriseLabDocument *document)
{
  RepriseLabState *self = g_object_new (REPRISE_TYPE_LAB_STATE, NULL);
  g_autofree char *path = g_build_filename (root, REPRISE_LAB_STATE_FILE, NULL);

  self->root = g_strdup (root);
  self->document = document;
  self->file = reprise_lab_file_new (path);
  /* The records move into objects that outlive nothing else; the document goes on naming them. */
  g_ptr_array_set_free_func (document->databases, NULL);
  for (guint i = 0; i < document->databases->len; i++)
    g_ptr_array_add (self->databases,
                     reprise_lab_database_new (root, g_ptr_array_index (document->databases, i)));
  return self;
}

/**
 * reprise_lab_state_load:
 * @root: the lab's directory
 * @error: return location: the file's, or a %REPRISE_WIRE_ERROR
 *
 * Returns: (transfer full) (nullable): what the directory's state file says
 */
RepriseLabState *
reprise_lab_state_load (const char *root, GError **error)
{
  g_autofree char *path = g_build_filename (root, REPRISE_LAB_STATE_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) json = NULL;
  RepriseLabDocument *document;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  json = g_bytes_new_take (g_steal_pointer (&text), length);
  document = reprise_lab_document_parse (json, error);
  if (document == NULL)
    {
      g_prefix_error (error, _ ("‘%s’ is not a lab's state: "), path);
      return NULL;
    }
  return reprise_lab_state_new (root, document);
}

const char *
reprise_lab_state_get_root (RepriseLabState *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), NULL);

  return self->root;
}

/**
 * reprise_lab_state_get_document:
 * @self: the state
 *
 * Returns: what is kept of the lab, owned by @self
 */
RepriseLabDocument *
reprise_lab_state_get_document (RepriseLabState *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), NULL);

  return self->document;
}

/**
 * reprise_lab_state_get_databases:
 * @self: the state
 *
 * Returns: (element-type RepriseLabDatabase): oldest first, owned by @self
 */
GPtrArray *
reprise_lab_state_get_databases (RepriseLabState *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), NULL);

  return self->databases;
}

/**
 * reprise_lab_state_dup_engine_databases:
 * @self: the state
 *
 * Returns: (transfer full) (element-type RepriseEngineDatabase): what the engine works on
 */
GPtrArray *
reprise_lab_state_dup_engine_databases (RepriseLabState *self)
{
  GPtrArray *engine_databases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->databases->len; i++)
    g_ptr_array_add (engine_databases,
                     g_object_ref (reprise_lab_database_get_engine_database (
                         g_ptr_array_index (self->databases, i))));
  return engine_databases;
}

/**
 * reprise_lab_state_get_database:
 * @self: the state
 * @id: a UUID in lower case
 *
 * Returns: (transfer none) (nullable): the database of that id
 */
RepriseLabDatabase *
reprise_lab_state_get_database (RepriseLabState *self, const char *id)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), NULL);

  for (guint i = 0; i < self->databases->len; i++)
    {
      RepriseLabDatabase *database = g_ptr_array_index (self->databases, i);

      if (g_str_equal (reprise_lab_database_get_record (database)->id, id))
        return database;
    }
  return NULL;
}

/**
 * reprise_lab_state_get_repository_owner:
 * @self: the state
 * @repository_id: a UUID in lower case
 *
 * Returns: (transfer none) (nullable): the database whose backups are in that repository
 */
RepriseLabDatabase *
reprise_lab_state_get_repository_owner (RepriseLabState *self, const char *repository_id)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), NULL);

  for (guint i = 0; i < self->databases->len; i++)
    {
      RepriseLabDatabase *database = g_ptr_array_index (self->databases, i);

      if (reprise_lab_database_get_repository (database, repository_id) != NULL)
        return database;
    }
  return NULL;
}

/**
 * reprise_lab_state_is_restoring:
 * @self: the state
 *
 * Returns: whether any database is being restored, which occupies the whole cluster
 */
gboolean
reprise_lab_state_is_restoring (RepriseLabState *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), FALSE);

  for (guint i = 0; i < self->databases->len; i++)
    if (reprise_lab_database_get_activity (g_ptr_array_index (self->databases, i)) ==
        REPRISE_LAB_ACTIVITY_RESTORE)
      return TRUE;
  return FALSE;
}

gboolean
reprise_lab_state_is_busy (RepriseLabState *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), FALSE);

  for (guint i = 0; i < self->databases->len; i++)
    if (reprise_lab_database_get_activity (g_ptr_array_index (self->databases, i)) !=
        REPRISE_LAB_ACTIVITY_NONE)
      return TRUE;
  return FALSE;
}

/**
 * reprise_lab_state_get_tasks:
 * @self: the state
 *
 * Returns: (element-type RepriseTask): newest first, owned by @self
 */
GPtrArray *
reprise_lab_state_get_tasks (RepriseLabState *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), NULL);

  return self->document->tasks;
}

static gboolean
find_task (RepriseLabState *self, const char *id, guint *position)
{
  GPtrArray *tasks = self->document->tasks;

  for (*position = 0; *position < tasks->len; (*position)++)
    if (g_str_equal (reprise_task_get_id (g_ptr_array_index (tasks, *position)), id))
      return TRUE;
  return FALSE;
}

/**
 * reprise_lab_state_put_task:
 * @self: the state
 * @task: a new task, or what an older one has become
 */
void
reprise_lab_state_put_task (RepriseLabState *self, RepriseTask *task)
{
  GPtrArray *tasks;
  guint position;

  g_return_if_fail (REPRISE_IS_LAB_STATE (self));

  tasks = self->document->tasks;
  if (find_task (self, reprise_task_get_id (task), &position))
    g_ptr_array_remove_index (tasks, position);
  else
    position = 0;
  g_ptr_array_insert (tasks, (int) position, g_object_ref (task));
  if (tasks->len > MAX_TASKS)
    g_ptr_array_set_size (tasks, MAX_TASKS);
}

void
reprise_lab_state_remove_task (RepriseLabState *self, const char *id)
{
  guint position;

  g_return_if_fail (REPRISE_IS_LAB_STATE (self));

  if (find_task (self, id, &position))
    g_ptr_array_remove_index (self->document->tasks, position);
}

/**
 * reprise_lab_state_end_interrupted:
 * @self: the state as it was found
 *
 * Marks tasks failed that an earlier process left unfinished.
 *
 * Returns: how many there were
 */
guint
reprise_lab_state_end_interrupted (RepriseLabState *self)
{
  guint n_ended = 0;

  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), 0);

  for (guint i = 0; i < self->document->tasks->len; i++)
    {
      RepriseTask *task = g_ptr_array_index (self->document->tasks, i);
      g_autoptr (RepriseTask) ended = NULL;

      if (reprise_task_has_ended (task))
        continue;
      ended = reprise_lab_task_end (task,
                                    _ ("The lab was interrupted while this task ran; it did not "
                                       "finish."));
      reprise_lab_state_put_task (self, ended);
      n_ended++;
    }
  return n_ended;
}

/**
 * reprise_lab_state_save_async:
 * @self: the state
 * @callback: called when what @self holds now is on disk
 * @user_data: for @callback
 */
void
reprise_lab_state_save_async (RepriseLabState *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_LAB_STATE (self));

  reprise_lab_file_write_async (self->file,
                                reprise_lab_document_encode (self->document),
                                self,
                                callback,
                                user_data);
}

gboolean
reprise_lab_state_save_finish (RepriseLabState *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), FALSE);

  return reprise_lab_file_write_finish (self->file, result, error);
}

/**
 * reprise_lab_state_save_now:
 * @self: the state
 * @error: return location
 *
 * For the time before anything is served, when there is nobody to keep waiting.
 *
 * Returns: whether it is on disk
 */
gboolean
reprise_lab_state_save_now (RepriseLabState *self, GError **error)
{
  g_autoptr (GBytes) json = NULL;

  g_return_val_if_fail (REPRISE_IS_LAB_STATE (self), FALSE);

  json = reprise_lab_document_encode (self->document);
  return reprise_lab_file_write_now (self->file, json, error);
}
