/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens an inventory file as the window does, and prints what that took, in one line of numbers:
 * seconds to the first rows, seconds to all of them, backups, bytes of memory more than before at
 * the end, and the same at most.
 *
 * usage: inventory-open FILE */

#include "config.h"

#include "inventory/reprise-file-backend.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  gint64 began_usec;
  gint64 first_usec;
  gint64 all_usec;
  RepriseFileBackend *backend;
  RepriseInventory *inventory;
} Opening;

/* A line of /proc/self/status, in bytes. */
static gint64
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line == NULL ? 0 : g_ascii_strtoll (line + strlen (name), NULL, 10) * 1024;
}

static void
page_read_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  Opening *opening = user_data;

  if (opening->first_usec == 0)
    opening->first_usec = g_get_monotonic_time ();
}

static void
inventory_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!reprise_backend_read_inventory_finish (REPRISE_BACKEND (source),
                                              result,
                                              &opening->inventory,
                                              NULL,
                                              &error))
    g_error ("%s", error->message);
  opening->all_usec = g_get_monotonic_time ();
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  const RepriseInventoryRequest request = { "r1", "n1", page_read_cb, opening };
  g_autoptr (GError) error = NULL;

  opening->backend = reprise_file_backend_open_finish (result, &error);
  if (opening->backend == NULL)
    g_error ("%s", error->message);
  reprise_backend_read_inventory_async (REPRISE_BACKEND (opening->backend),
                                        &request,
                                        NULL,
                                        inventory_read_cb,
                                        opening);
}

int
main (int argc, char **argv)
{
  Opening opening = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path (argc == 2 ? argv[1] : "");
  gint64 before = read_status ("VmRSS:"), after;

  opening.began_usec = g_get_monotonic_time ();
  reprise_file_backend_open_async (file, NULL, NULL, opened_cb, &opening);
  while (opening.inventory == NULL || reprise_file_backend_is_loading (opening.backend))
    g_main_context_iteration (NULL, TRUE);
  if (reprise_file_backend_get_seal (opening.backend) != REPRISE_SEAL_INTACT)
    g_error ("the file is not as it was written");
  malloc_trim (0);
  after = read_status ("VmRSS:");
  g_print ("%.3f %.3f %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
           (double) (opening.first_usec - opening.began_usec) / G_USEC_PER_SEC,
           (double) (opening.all_usec - opening.began_usec) / G_USEC_PER_SEC,
           reprise_inventory_get_n_backups (opening.inventory),
           after - before,
           read_status ("VmHWM:") - before);
  g_object_unref (opening.inventory);
  g_object_unref (opening.backend);
  return EXIT_SUCCESS;
}
