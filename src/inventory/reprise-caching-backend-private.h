/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of a caching backend, for the files it is written in. */

#pragma once

#include "inventory/reprise-caching-backend.h"
#include "inventory/reprise-service-reach.h"

G_BEGIN_DECLS

struct _RepriseCachingBackend
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseServiceReach *reach;
  RepriseCacheKeeper *keeper;   /* NULL where nothing is kept for the next start */
  GFile *file;                  /* there */
  RepriseSavedAccount *account; /* what was answered last */
  GPtrArray *held;              /* of GTask, while what was kept is being read; NULL otherwise */
  guint save_id;
};

void reprise_caching_backend_implement (RepriseBackendInterface *iface);
void reprise_caching_backend_begin (RepriseCachingBackend *self, GTask *task);
void reprise_caching_backend_plan_saving (RepriseCachingBackend *self);

G_END_DECLS
