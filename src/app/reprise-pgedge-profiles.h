/* SPDX-License-Identifier: GPL-3.0-or-later
 * The profiles of the `pgedge` command line, which are only ever read. */

#pragma once

#include "model/reprise-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *reprise_pgedge_profiles_decode (GBytes *yaml, const char *path, GError **error);
char *reprise_pgedge_profiles_decode_secret (GBytes *yaml, const char *account);
const char *reprise_pgedge_profile_get_account (RepriseConnection *profile);

char *reprise_pgedge_profiles_dup_usual_path (void);
char *reprise_pgedge_profiles_dup_host_path (GFile *file);

/* Blocks: it is for a thread. */
GBytes *reprise_pgedge_profiles_load (GFile *file, GError **error);

G_END_DECLS
