/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a credential may do, as far as asking changes nothing. */

#include "config.h"

#include "restore/reprise-connection-probe.h"

typedef struct
{
  RepriseConnectionFindings *findings;
  guint n_pending;
} Probe;

static void
probe_free (Probe *probe)
{
  g_clear_pointer (&probe->findings, reprise_connection_findings_free);
  g_free (probe);
}

/**
 * reprise_connection_findings_free:
 * @self: (nullable) (transfer full): what a service has answered
 */
void
reprise_connection_findings_free (RepriseConnectionFindings *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->tenant);
  g_clear_error (&self->clusters_error);
  g_clear_error (&self->databases_error);
  g_clear_error (&self->stores_error);
  g_free (self);
}

static void
count_answer (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  if (--probe->n_pending > 0 || g_task_return_error_if_cancelled (task))
    return;
  g_task_return_pointer (task,
                         g_steal_pointer (&probe->findings),
                         (GDestroyNotify) reprise_connection_findings_free);
}

static int
count_and_free (GPtrArray *objects)
{
  int n_objects = objects == NULL ? -1 : (int) objects->len;

  g_clear_pointer (&objects, g_ptr_array_unref);
  return n_objects;
}

static void
clusters_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseConnectionFindings *findings = ((Probe *) g_task_get_task_data (task))->findings;

  findings->n_clusters =
      count_and_free (reprise_backend_list_clusters_finish (REPRISE_BACKEND (source),
                                                            result,
                                                            NULL,
                                                            &findings->clusters_error));
  count_answer (task);
}

static void
databases_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseConnectionFindings *findings = ((Probe *) g_task_get_task_data (task))->findings;

  findings->n_databases =
      count_and_free (reprise_backend_list_databases_finish (REPRISE_BACKEND (source),
                                                             result,
                                                             NULL,
                                                             &findings->databases_error));
  count_answer (task);
}

static void
stores_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseConnectionFindings *findings = ((Probe *) g_task_get_task_data (task))->findings;

  findings->n_stores =
      count_and_free (reprise_backend_list_stores_finish (REPRISE_BACKEND (source),
                                                          result,
                                                          NULL,
                                                          &findings->stores_error));
  count_answer (task);
}

/* That much proves the credential; the rest depends on the account's plan and permissions. */
static void
tenant_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseBackend *backend = REPRISE_BACKEND (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  probe->findings->tenant = reprise_backend_get_tenant_finish (backend, result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  probe->n_pending = 3;
  reprise_backend_list_clusters_async (backend,
                                       cancellable,
                                       clusters_listed_cb,
                                       g_object_ref (task));
  reprise_backend_list_databases_async (backend,
                                        cancellable,
                                        databases_listed_cb,
                                        g_object_ref (task));
  reprise_backend_list_stores_async (backend, cancellable, stores_listed_cb, g_object_ref (task));
}

/**
 * reprise_connection_probe_async:
 * @backend: what reads from the service
 * @cancellable: (nullable): to give up
 *
 * Asks whose the credential is and what it may read. Whether it may restore and back up cannot be
 * asked without doing it.
 */
void
reprise_connection_probe_async (RepriseBackend *backend,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Probe *probe;

  g_return_if_fail (REPRISE_IS_BACKEND (backend));

  task = g_task_new (backend, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_connection_probe_async);
  probe = g_new0 (Probe, 1);
  probe->findings = g_new0 (RepriseConnectionFindings, 1);
  g_task_set_task_data (task, probe, (GDestroyNotify) probe_free);
  reprise_backend_get_tenant_async (backend, cancellable, tenant_read_cb, task);
}

/**
 * reprise_connection_probe_finish:
 *
 * Errors: those of a backend, where not even the account can be read.
 *
 * Returns: (transfer full): what the service has answered
 */
RepriseConnectionFindings *
reprise_connection_probe_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_connection_probe_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
