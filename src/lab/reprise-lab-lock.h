/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lock that says which process serves a lab's directory. */

#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* The lock's file in the lab's directory. */
#define REPRISE_LAB_LOCK_FILE "lab.lock"

/* A record lock, not flock: the kernel itself names the process that holds it, children do not
 * inherit it, and it ends with the process, however that ends. */
#define REPRISE_TYPE_LAB_LOCK (reprise_lab_lock_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabLock, reprise_lab_lock, REPRISE, LAB_LOCK, GObject)

RepriseLabLock *reprise_lab_lock_take (const char *directory, GError **error);
gboolean reprise_lab_lock_find_owner (const char *directory, pid_t *owner, GError **error);
gboolean reprise_lab_lock_end_owner (const char *directory, guint timeout_seconds, GError **error);

G_END_DECLS
