/* SPDX-License-Identifier: GPL-3.0-or-later
 * How many requests are under way to one host, and which ones wait for their turn. */

#include "config.h"

#include "cloud/reprise-cloud-gate.h"

#define HTTP_PORT 80
#define HTTPS_PORT 443

struct _RepriseCloudGate
{
  GObject parent_instance;

  char *host;
  GQueue waiting; /* of GTask */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (RepriseCloudGate, reprise_cloud_gate, G_TYPE_OBJECT)

/* The gates that somebody holds, by host; of the main thread. */
static GHashTable *gates;

static void
reprise_cloud_gate_finalize (GObject *object)
{
  RepriseCloudGate *self = REPRISE_CLOUD_GATE (object);

  g_hash_table_remove (gates, self->host);
  if (g_hash_table_size (gates) == 0)
    g_clear_pointer (&gates, g_hash_table_unref);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_free (self->host);
  G_OBJECT_CLASS (reprise_cloud_gate_parent_class)->finalize (object);
}

static void
reprise_cloud_gate_class_init (RepriseCloudGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_cloud_gate_finalize;
}

static void
reprise_cloud_gate_init (RepriseCloudGate *self)
{
  g_queue_init (&self->waiting);
}

static char *
name_host (GUri *base)
{
  gboolean is_tls = g_strcmp0 (g_uri_get_scheme (base), "https") == 0;
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (base), -1);
  int port = g_uri_get_port (base);

  if (port < 0)
    port = is_tls ? HTTPS_PORT : HTTP_PORT;
  return g_strdup_printf ("%s:%d", host, port);
}

/**
 * reprise_cloud_gate_dup_for:
 * @base: the base address of a service
 *
 * All connections to one host and port share a gate, whatever credentials they come with.
 *
 * Returns: (transfer full): the gate of its host
 */
RepriseCloudGate *
reprise_cloud_gate_dup_for (GUri *base)
{
  g_autofree char *host = NULL;
  RepriseCloudGate *self;

  g_return_val_if_fail (base != NULL, NULL);

  host = name_host (base);
  self = gates == NULL ? NULL : g_hash_table_lookup (gates, host);
  if (self != NULL)
    return g_object_ref (self);

  if (gates == NULL)
    gates = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_object_new (REPRISE_TYPE_CLOUD_GATE, NULL);
  self->host = g_steal_pointer (&host);
  g_hash_table_insert (gates, self->host, self);
  return self;
}

/**
 * reprise_cloud_gate_push:
 * @self: a gate
 * @task: (transfer full): a request
 * @is_first: whether it goes before all that wait
 *
 * Lets a request wait for its turn.
 */
void
reprise_cloud_gate_push (RepriseCloudGate *self, GTask *task, gboolean is_first)
{
  g_return_if_fail (REPRISE_IS_CLOUD_GATE (self));

  if (is_first)
    g_queue_push_head (&self->waiting, task);
  else
    g_queue_push_tail (&self->waiting, task);
}

/**
 * reprise_cloud_gate_remove:
 * @self: a gate
 * @task: a request that waited; the caller takes it over
 *
 * Returns: whether it waited
 */
gboolean
reprise_cloud_gate_remove (RepriseCloudGate *self, GTask *task)
{
  g_return_val_if_fail (REPRISE_IS_CLOUD_GATE (self), FALSE);
  return g_queue_remove (&self->waiting, task);
}

/**
 * reprise_cloud_gate_enter:
 * @self: a gate
 *
 * Returns: (transfer full) (nullable): the request whose turn it is now, to be followed by
 *   reprise_cloud_gate_leave(); %NULL where none waits, or too many are under way
 */
GTask *
reprise_cloud_gate_enter (RepriseCloudGate *self)
{
  g_return_val_if_fail (REPRISE_IS_CLOUD_GATE (self), NULL);

  if (self->n_running >= REPRISE_CLOUD_MAX_REQUESTS || g_queue_is_empty (&self->waiting))
    return NULL;
  self->n_running++;
  return g_queue_pop_head (&self->waiting);
}

/**
 * reprise_cloud_gate_leave:
 * @self: a gate
 *
 * Makes room for another request.
 */
void
reprise_cloud_gate_leave (RepriseCloudGate *self)
{
  g_return_if_fail (REPRISE_IS_CLOUD_GATE (self));
  g_assert (self->n_running > 0);
  self->n_running--;
}
