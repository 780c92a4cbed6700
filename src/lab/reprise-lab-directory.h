/* SPDX-License-Identifier: GPL-3.0-or-later
 * The directory of a lab: whether it is one, and what of it is ours to delete. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that the lab itself keeps there; the engine adds nodes/, run/, backups/ and scratch/. */
#define REPRISE_LAB_STATE_FILE "lab.json"
#define REPRISE_LAB_CREDENTIALS_FILE "credentials.json"

/**
 * RepriseLabDirectoryContent:
 * @REPRISE_LAB_DIRECTORY_MISSING: there is none
 * @REPRISE_LAB_DIRECTORY_EMPTY: nothing, or nothing but what a lab makes before its state
 * @REPRISE_LAB_DIRECTORY_LAB: a state file, which is still to be read
 * @REPRISE_LAB_DIRECTORY_FOREIGN: something else
 */
typedef enum
{
  REPRISE_LAB_DIRECTORY_MISSING,
  REPRISE_LAB_DIRECTORY_EMPTY,
  REPRISE_LAB_DIRECTORY_LAB,
  REPRISE_LAB_DIRECTORY_FOREIGN,
} RepriseLabDirectoryContent;

gboolean reprise_lab_directory_check_path (const char *path, GError **error);
gboolean reprise_lab_directory_inspect (const char *path,
                                        RepriseLabDirectoryContent *content,
                                        GError **error);
gboolean reprise_lab_directory_prepare (const char *path,
                                        RepriseLabDirectoryContent *content,
                                        GError **error);
gboolean reprise_lab_directory_wipe (const char *path, GError **error);

G_END_DECLS
