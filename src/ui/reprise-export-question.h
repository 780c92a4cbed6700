/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a file, and saves an export there. */

#pragma once

#include "restore/reprise-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_EXPORT_QUESTION (reprise_export_question_get_type ())
G_DECLARE_FINAL_TYPE (RepriseExportQuestion,
                      reprise_export_question,
                      REPRISE,
                      EXPORT_QUESTION,
                      GObject)

RepriseExportQuestion *reprise_export_question_new (RepriseExport *export, const char *file_name);
void reprise_export_question_set_title (RepriseExportQuestion *self, const char *title);
void reprise_export_question_ask_async (RepriseExportQuestion *self,
                                        GtkWindow *parent,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean reprise_export_question_ask_finish (RepriseExportQuestion *self,
                                             GAsyncResult *result,
                                             GError **error);
void reprise_export_question_tell (GtkWindow *parent, const GError *error);

G_END_DECLS
