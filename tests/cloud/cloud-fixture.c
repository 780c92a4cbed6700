/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend that talks to a scripted service by a clock that stands still. */

#include "config.h"

#include "cloud-fixture.h"

/**
 * cloud_fixture_set_up:
 *
 * Starts a service that hands out a token, and a backend that has not asked for it yet.
 */
void
cloud_fixture_set_up (CloudFixture *self, gconstpointer data)
{
  self->service = reprise_mock_service_new (NULL);
  self->clock = reprise_fake_clock_new (CLOUD_NOW);
  self->cancellable = g_cancellable_new ();
  self->backend =
      cloud_fixture_new_backend (self, reprise_mock_service_get_address (self->service));
}

/**
 * cloud_fixture_tear_down:
 *
 * Asserts that nothing keeps the backend alive, no timer runs, and the service has seen what it
 * should.
 */
void
cloud_fixture_tear_down (CloudFixture *self, gconstpointer data)
{
  g_clear_object (&self->result);
  cloud_run_pending ();
  g_assert_finalize_object (self->backend);
  reprise_mock_service_finish (self->service);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (self->clock), ==, -1);
  g_assert_finalize_object (self->clock);
  g_assert_finalize_object (self->cancellable);
}

/**
 * cloud_fixture_new_backend:
 *
 * Returns: (transfer full): another backend, for @address
 */
RepriseBackend *
cloud_fixture_new_backend (CloudFixture *self, const char *address)
{
  RepriseCloudBackendFields fields = { 0 };
  g_autoptr (GError) error = NULL;
  RepriseBackend *backend;

  fields.title = "The cloud";
  fields.address = address;
  fields.client_id = CLOUD_CLIENT_ID;
  fields.client_secret = CLOUD_CLIENT_SECRET;
  fields.clock = REPRISE_CLOCK (self->clock);
  backend = reprise_cloud_backend_new (&fields, &error);
  g_assert_no_error (error);
  return backend;
}

/**
 * cloud_fixture_keep_cb:
 *
 * The callback for cloud_fixture_await(), with the fixture as user data.
 */
void
cloud_fixture_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CloudFixture *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

/**
 * cloud_fixture_await:
 *
 * Returns: (transfer full): the result of what was begun with cloud_fixture_keep_cb()
 */
GAsyncResult *
cloud_fixture_await (CloudFixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&self->result);
}

/**
 * cloud_run_pending:
 *
 * Does all that can be done without waiting.
 */
void
cloud_run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
