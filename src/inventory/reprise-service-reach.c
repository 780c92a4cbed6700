/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a service can be reached.
 *
 * It is live as long as it gives signs of life. Where it does not, one is asked for again and
 * again, after a pause that grows. */

#include "config.h"

#include "inventory/reprise-service-reach.h"

#include "base/reprise-weak.h"
#include "restore/reprise-backend-answer.h"

/* How long after a failure a sign of life is asked for again: twice as long each time. */
#define FIRST_PROBE_SECONDS 5
#define LAST_PROBE_SECONDS 60

struct _RepriseServiceReach
{
  GObject parent_instance;

  RepriseBackend *backend;
  GError *error; /* why it cannot be reached; NULL while it is live and before that is known */
  gboolean is_live;
  GCancellable *probe; /* of the asking for a sign of life that is under way */
  guint probe_id;
  guint probe_seconds;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseServiceReach, reprise_service_reach, G_TYPE_OBJECT)

static void
tell_changed (RepriseServiceReach *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
probe_again_cb (gpointer user_data)
{
  RepriseServiceReach *self = user_data;

  self->probe_id = 0;
  reprise_service_reach_probe (self);
  return G_SOURCE_REMOVE;
}

/* Takes the error over. */
static void
set_lost (RepriseServiceReach *self, GError *error)
{
  gboolean is_news = self->is_live || self->error == NULL;

  g_clear_error (&self->error);
  self->error = error;
  self->is_live = FALSE;
  g_clear_handle_id (&self->probe_id, g_source_remove);
  self->probe_id = g_timeout_add_seconds (self->probe_seconds, probe_again_cb, self);
  self->probe_seconds = MIN (2 * self->probe_seconds, LAST_PROBE_SECONDS);
  if (is_news)
    tell_changed (self);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseServiceReach) self = reprise_weak_take (user_data);
  GError *error = NULL;
  /* An answer that is empty is one as well. */
  g_autoptr (RepriseBackendAnswer) answer = reprise_backend_answer_take (result, &error);

  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->probe);
  if (reprise_service_reach_is_lost (error))
    {
      set_lost (self, error);
      return;
    }
  /* A refusal is a sign of life as well, and must be seen. */
  g_clear_error (&error);
  reprise_service_reach_set_live (self, TRUE);
}

static void
reprise_service_reach_dispose (GObject *object)
{
  RepriseServiceReach *self = REPRISE_SERVICE_REACH (object);

  g_clear_handle_id (&self->probe_id, g_source_remove);
  if (self->probe != NULL)
    g_cancellable_cancel (self->probe);
  g_clear_object (&self->probe);
  G_OBJECT_CLASS (reprise_service_reach_parent_class)->dispose (object);
}

static void
reprise_service_reach_finalize (GObject *object)
{
  RepriseServiceReach *self = REPRISE_SERVICE_REACH (object);

  g_object_unref (self->backend);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (reprise_service_reach_parent_class)->finalize (object);
}

static void
reprise_service_reach_class_init (RepriseServiceReachClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_service_reach_dispose;
  object_class->finalize = reprise_service_reach_finalize;

  /**
   * RepriseServiceReach::changed:
   *
   * Whether it is live is not what it was, or why it is not has become known.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reprise_service_reach_init (RepriseServiceReach *self)
{
  self->is_live = TRUE;
  self->probe_seconds = FIRST_PROBE_SECONDS;
}

/**
 * reprise_service_reach_new:
 * @backend: a service
 *
 * Returns: (transfer full): whether it can be reached, which is believed until it is not
 */
RepriseServiceReach *
reprise_service_reach_new (RepriseBackend *backend)
{
  RepriseServiceReach *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);

  self = g_object_new (REPRISE_TYPE_SERVICE_REACH, NULL);
  self->backend = g_object_ref (backend);
  return self;
}

/**
 * reprise_service_reach_is_lost:
 * @error: (nullable): why something could not be read
 *
 * Returns: whether the service does not answer, or something else in its place such as the sign-in
 *   page of a network, or it is broken; what it says of the question itself must be seen
 */
gboolean
reprise_service_reach_is_lost (const GError *error)
{
  static const RepriseServiceError codes[] = {
    REPRISE_SERVICE_ERROR_TRANSPORT,     REPRISE_SERVICE_ERROR_TLS,
    REPRISE_SERVICE_ERROR_TIMEOUT,       REPRISE_SERVICE_ERROR_PROTOCOL,
    REPRISE_SERVICE_ERROR_WRONG_ADDRESS, REPRISE_SERVICE_ERROR_SERVER,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, REPRISE_SERVICE_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/**
 * reprise_service_reach_is_live:
 * @self: whether a service can be reached
 *
 * Returns: whether it gave a sign of life when it was asked for one last
 */
gboolean
reprise_service_reach_is_live (RepriseServiceReach *self)
{
  g_return_val_if_fail (REPRISE_IS_SERVICE_REACH (self), FALSE);
  return self->is_live;
}

/**
 * reprise_service_reach_get_error:
 * @self: whether a service can be reached
 *
 * Returns: (nullable): why it cannot; %NULL while it can, and before that is known
 */
const GError *
reprise_service_reach_get_error (RepriseServiceReach *self)
{
  g_return_val_if_fail (REPRISE_IS_SERVICE_REACH (self), NULL);
  return self->error;
}

/**
 * reprise_service_reach_set_live:
 * @self: whether a service can be reached
 * @is_live: whether it gave a sign of life, or is not believed to be there before it gives one
 */
void
reprise_service_reach_set_live (RepriseServiceReach *self, gboolean is_live)
{
  g_return_if_fail (REPRISE_IS_SERVICE_REACH (self));

  g_clear_handle_id (&self->probe_id, g_source_remove);
  g_clear_error (&self->error);
  self->probe_seconds = FIRST_PROBE_SECONDS;
  if (self->is_live == is_live)
    return;
  self->is_live = is_live;
  tell_changed (self);
}

/**
 * reprise_service_reach_probe:
 * @self: whether a service can be reached
 *
 * Asks for a sign of life now, as when the network has changed.
 */
void
reprise_service_reach_probe (RepriseServiceReach *self)
{
  g_return_if_fail (REPRISE_IS_SERVICE_REACH (self));

  if (self->probe != NULL)
    return;
  self->probe = g_cancellable_new ();
  reprise_backend_get_tenant_async (self->backend, self->probe, probed_cb, reprise_weak_new (self));
}
