/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of inventory files share. */

#pragma once

#include "inventory/reprise-file-backend.h"
#include "support/reprise-random-account.h"

#include <glib/gstdio.h>

static inline void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static inline GAsyncResult *
await (GAsyncResult **kept)
{
  while (*kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *kept;
}

static inline RepriseFileBackend *
open_stream (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GAsyncResult) result = NULL;

  reprise_file_backend_open_stream_async (stream, "a pipe", NULL, NULL, keep_result_cb, &result);
  return reprise_file_backend_open_finish (await (&result), error);
}

static inline RepriseFileBackend *
open_file (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  reprise_file_backend_open_async (file, NULL, NULL, keep_result_cb, &result);
  return reprise_file_backend_open_finish (await (&result), error);
}

static inline void
await_loaded (RepriseFileBackend *backend)
{
  while (reprise_file_backend_is_loading (backend))
    g_main_context_iteration (NULL, TRUE);
}

static inline GPtrArray *
list_databases (gpointer backend)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *databases;

  reprise_backend_list_databases_async (backend, NULL, keep_result_cb, &result);
  databases = reprise_backend_list_databases_finish (backend, await (&result), NULL, &error);
  g_assert_no_error (error);
  return databases;
}

static inline GPtrArray *
list_repositories (gpointer backend, const char *database_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *repositories;

  reprise_backend_list_repositories_async (backend, database_id, NULL, keep_result_cb, &result);
  repositories = reprise_backend_list_repositories_finish (backend, await (&result), NULL, &error);
  g_assert_no_error (error);
  return repositories;
}

static inline RepriseInventory *
read_inventory (gpointer backend,
                const char *repository_id,
                const char *node_name,
                GPtrArray **problems,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RepriseInventory *inventory = NULL;
  const RepriseInventoryRequest request = { .repository_id = repository_id,
                                            .node_name = node_name };

  reprise_backend_read_inventory_async (backend, &request, NULL, keep_result_cb, &result);
  reprise_backend_read_inventory_finish (backend, await (&result), &inventory, problems, error);
  return inventory;
}

/* A folder that goes away with what is in it. */
static inline GFile *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_dir_make_tmp ("reprise-inventory-XXXXXX", &error);

  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static inline void
remove_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) children =
                 g_file_enumerate_children (folder, "standard::name", 0, NULL, NULL);
  GFile *child = NULL;

  while (g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    g_file_delete (child, NULL, NULL);
  g_file_delete (folder, NULL, NULL);
}

static inline guint
count_files (GFile *folder)
{
  g_autoptr (GFileEnumerator) children =
                 g_file_enumerate_children (folder, "standard::name", 0, NULL, NULL);
  GFile *child = NULL;
  guint n_files = 0;

  while (g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    n_files++;
  return n_files;
}
