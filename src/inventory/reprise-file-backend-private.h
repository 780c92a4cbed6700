/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of a file as a backend, for the files it is written in. */

#pragma once

#include "inventory/reprise-file-backend.h"
#include "inventory/reprise-inventory-waiters.h"

G_BEGIN_DECLS

struct _RepriseFileBackend
{
  GObject parent_instance;

  char *title;
  char *address;
  RepriseSavedAccount *account; /* empty until the databases are known */
  GPtrArray *inventories;       /* RepriseSavedInventory that have been read */
  GStrv problems;
  RepriseSeal seal;
  gboolean is_loading;

  /* While it is loading. */
  GCancellable *cancellable;
  GTask *opening;
  gulong opening_cancelled_id;
  RepriseInventoryWaiters *waiters;
  GHashTable *taken; /* the ids of the stanzas that have been read */
  RepriseInstant modified_at;
  gboolean is_early; /* stanzas are shown before all of them have been read */
  GFileProgressCallback progress;
  gpointer progress_data;
};

void reprise_file_backend_implement (RepriseBackendInterface *iface);

G_END_DECLS
