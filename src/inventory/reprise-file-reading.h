/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reading of a file on a thread of its own, told piece by piece where it was begun. */

#pragma once

#include "wire/reprise-document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseFileReadingEvents:
 * @opened: (nullable): called first, with when it was last written to, or %REPRISE_INSTANT_NONE
 * @progress: (nullable): called now and then with how many bytes have been read, and of how many,
 * or -1
 * @head: (nullable): called with all but the inventories; @account is the callee's
 * @page: (nullable): called with the first backups of an inventory
 * @inventory: (nullable): called with each inventory that is complete in itself; @saved is the
 *   callee's
 * @stanza_page: (nullable): called with the first backups of a stanza of pgBackRest that has no
 * name yet
 * @stanza: (nullable): called with each stanza that is complete in itself; @stanza is the callee's
 *
 * What happens while a file is read. Called on the main context where the reading was begun, and
 * never after its end, with the object that was given.
 */
typedef struct
{
  void (*opened) (gpointer object, RepriseInstant modified_at);
  void (*progress) (gpointer object, gint64 n_read, gint64 n_bytes);
  void (*head) (gpointer object, RepriseSavedAccount *account);
  void (*page) (gpointer object,
                const char *repository_id,
                const char *node_name,
                RepriseInventory *page,
                guint n_backups);
  void (*inventory) (gpointer object, RepriseSavedInventory *saved);
  void (*stanza_page) (gpointer object,
                       guint number,
                       guint repository_key,
                       RepriseInventory *page,
                       guint n_backups);
  void (*stanza) (gpointer object, guint number, ReprisePgBackRestStanza *stanza);
} RepriseFileReadingEvents;

void reprise_file_reading_async (GFile *file,
                                 GInputStream *stream,
                                 const RepriseFileReadingEvents *events,
                                 GObject *object,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
RepriseDocument *
reprise_file_reading_finish (GAsyncResult *result, RepriseInstant *modified_at, GError **error);

G_END_DECLS
