/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend that talks to a scripted service by a clock that stands still. */

#pragma once

#include "cloud/reprise-cloud-backend.h"

#include "support/reprise-fake-clock.h"
#include "support/reprise-mock-service.h"

G_BEGIN_DECLS

#define CLOUD_NOW "2024-06-19T20:00:00Z"
#define CLOUD_CLIENT_ID "client"
#define CLOUD_CLIENT_SECRET "s3cr3t-of-the-client"
#define CLOUD_DATABASE "27937dd4-e554-4d38-80f8-56f83559f60a"
#define CLOUD_CLUSTER "b2c3d4e5-1111-2222-3333-444455556666"
#define CLOUD_REPOSITORY "11111111-2222-4333-8444-555555555503"
#define CLOUD_TASK "7db8f401-0d8d-4daf-889b-f721e395df61"

typedef struct
{
  RepriseMockService *service;
  RepriseFakeClock *clock;
  RepriseBackend *backend;
  GCancellable *cancellable;
  GAsyncResult *result;
} CloudFixture;

void cloud_fixture_set_up (CloudFixture *self, gconstpointer data);
void cloud_fixture_tear_down (CloudFixture *self, gconstpointer data);
RepriseBackend *cloud_fixture_new_backend (CloudFixture *self, const char *address);

void cloud_fixture_keep_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *cloud_fixture_await (CloudFixture *self);
void cloud_run_pending (void);

#define CLOUD_TEST(path, function)                                                                 \
  g_test_add (path, CloudFixture, NULL, cloud_fixture_set_up, function, cloud_fixture_tear_down)

G_END_DECLS
