/* SPDX-License-Identifier: GPL-3.0-or-later
 * A cheap look at a repository on disk that tells whether anything in it has changed. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

char *
reprise_repository_stamp (const char *repository_path, RepriseInstant now, gboolean *is_settled);

G_END_DECLS
