/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens saved inventories, each in a window of its own. */

#pragma once

#include "inventory/reprise-file-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

void reprise_file_opener_open (AdwApplication *application, GFile *file);
void reprise_file_opener_open_as (AdwApplication *application, GFile *file, const char *title);
void reprise_file_opener_open_stream (AdwApplication *application, GInputStream *stream);
void reprise_file_opener_choose (AdwApplication *application);
void reprise_file_opener_accept_drops (GtkWindow *window);
GtkFileChooserNative *reprise_file_opener_new_chooser (GtkWindow *parent);
char *reprise_file_opener_describe_error (const GError *error);
const char *reprise_file_opener_describe_seal (RepriseFileBackend *backend);

G_END_DECLS
