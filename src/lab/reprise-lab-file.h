/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that is replaced as a whole, again and again, in order. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_FILE (reprise_lab_file_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabFile, reprise_lab_file, REPRISE, LAB_FILE, GObject)

RepriseLabFile *reprise_lab_file_new (const char *path);
void reprise_lab_file_write_async (RepriseLabFile *self,
                                   GBytes *content,
                                   gpointer source_object,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean reprise_lab_file_write_finish (RepriseLabFile *self, GAsyncResult *result, GError **error);
gboolean reprise_lab_file_write_now (RepriseLabFile *self, GBytes *content, GError **error);

G_END_DECLS
