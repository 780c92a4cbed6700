/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text that is made piece by piece and goes into a file. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_EXPORT (reprise_export_get_type ())
G_DECLARE_INTERFACE (RepriseExport, reprise_export, REPRISE, EXPORT, GObject)

/**
 * RepriseExportInterface:
 * @read: appends the next piece, which may be empty, and returns whether there is more; takes a few
 *   milliseconds at most
 */
struct _RepriseExportInterface
{
  GTypeInterface parent_iface;

  gboolean (*read) (RepriseExport *self, GString *text);
};

gboolean reprise_export_read (RepriseExport *self, GString *text);
char *reprise_export_read_all (RepriseExport *self);
void reprise_export_save_async (RepriseExport *self,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean reprise_export_save_finish (RepriseExport *self, GAsyncResult *result, GError **error);

G_END_DECLS
