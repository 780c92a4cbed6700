/* SPDX-License-Identifier: GPL-3.0-or-later
 * An export of a text that is there already. */

#pragma once

#include "restore/reprise-export.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_TEXT_EXPORT (reprise_text_export_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTextExport, reprise_text_export, REPRISE, TEXT_EXPORT, GObject)

RepriseTextExport *reprise_text_export_new (char *text);

G_END_DECLS
