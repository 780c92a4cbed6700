/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everyday work on a database, so that time means something. */

#include "config.h"

#include "engine/reprise-writer.h"

#include "engine/reprise-sample.h"

#define PERIOD_USEC G_TIME_SPAN_SECOND

struct _RepriseWriter
{
  RepriseSql *sql;
  RepriseEngineDatabase *database;
  GPtrArray *sessions; /* one a node, NULL while there is none; the thread's own */
  GCancellable *cancellable;
  GThread *thread;

  GMutex mutex; /* guards what follows */
  GCond stopped;
  gboolean stop;
};

static void
clear_session (gpointer session)
{
  if (session != NULL)
    g_object_unref (session);
}

static RepriseSqlSession *
connect_node (RepriseWriter *self, RepriseInstance *instance, GError **error)
{
  RepriseSqlTarget target = {
    .host = reprise_instance_get_socket_directory (instance),
    .port = REPRISE_INSTANCE_PORT,
    .database = reprise_instance_get_database_name (instance),
    .user = "app",
    .password = reprise_engine_database_get_app_password (self->database),
  };

  return reprise_sql_connect (self->sql, &target, self->cancellable, error);
}

/* A node that is down, fenced or restored drops its session; the next round tries again. */
static gboolean
write_on (RepriseWriter *self, guint index)
{
  RepriseInstance *instance =
      g_ptr_array_index (reprise_engine_database_get_instances (self->database), index);
  g_autoptr (GError) error = NULL;

  if (!reprise_instance_is_running (instance))
    return FALSE;
  if (self->sessions->pdata[index] == NULL)
    self->sessions->pdata[index] = connect_node (self, instance, &error);
  if (self->sessions->pdata[index] != NULL &&
      reprise_sample_write (self->sessions->pdata[index], self->cancellable, &error))
    return TRUE;
  g_clear_object ((RepriseSqlSession **) &self->sessions->pdata[index]);
  g_debug ("%s: the writer passes: %s", reprise_instance_get_node_name (instance), error->message);
  return FALSE;
}

static gboolean
wait_until (RepriseWriter *self, gint64 instant)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  while (!self->stop && g_cond_wait_until (&self->stopped, &self->mutex, instant))
    ;
  return !self->stop;
}

static gpointer
write_until_stopped (gpointer data)
{
  RepriseWriter *self = data;
  gint64 next = g_get_monotonic_time ();
  guint turn = 0;

  do
    {
      for (guint tried = 0; tried < self->sessions->len; tried++)
        if (write_on (self, turn++ % self->sessions->len))
          break;
      next = MAX (next + PERIOD_USEC, g_get_monotonic_time ());
    }
  while (wait_until (self, next));
  return NULL;
}

/**
 * reprise_writer_new:
 * @sql: opens its sessions
 * @database: what it writes to
 *
 * Starts a thread that commits once a second, on the nodes in turn.
 *
 * Returns: (transfer full): the writer
 */
RepriseWriter *
reprise_writer_new (RepriseSql *sql, RepriseEngineDatabase *database)
{
  RepriseWriter *self = g_new0 (RepriseWriter, 1);

  self->sql = g_object_ref (sql);
  self->database = g_object_ref (database);
  self->cancellable = g_cancellable_new ();
  self->sessions = g_ptr_array_new_with_free_func (clear_session);
  g_ptr_array_set_size (self->sessions,
                        (int) reprise_engine_database_get_instances (database)->len);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->stopped);
  self->thread = g_thread_new ("writer", write_until_stopped, self);
  return self;
}

/**
 * reprise_writer_free:
 * @self: (transfer full): a writer
 *
 * Returns when its thread has ended.
 */
void
reprise_writer_free (RepriseWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_cond_signal (&self->stopped);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);

  g_ptr_array_unref (self->sessions);
  g_object_unref (self->cancellable);
  g_object_unref (self->database);
  g_object_unref (self->sql);
  g_cond_clear (&self->stopped);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
