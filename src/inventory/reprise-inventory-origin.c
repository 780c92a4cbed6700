/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where what is saved is from, and whether a copy of it may be made.
 *
 * A copy of a file is no newer than the file, is from where that is from, and must not look better
 * than it: its sum would be right, whatever was done to the file before. */

#include "config.h"

#include "inventory/reprise-inventory-origin.h"

#include "inventory/reprise-file-backend.h"

#include <glib/gi18n-lib.h>

/**
 * reprise_inventory_origin_describe:
 * @backend: what is saved
 * @account: where to say where it is from, and as of when it is
 */
void
reprise_inventory_origin_describe (RepriseBackend *backend, RepriseSavedAccount *account)
{
  gboolean is_file = REPRISE_IS_FILE_BACKEND (backend);
  const char *title = is_file ? reprise_file_backend_get_source (REPRISE_FILE_BACKEND (backend))
                              : reprise_backend_get_title (backend);
  const char *address =
      is_file ? reprise_file_backend_get_source_address (REPRISE_FILE_BACKEND (backend))
              : reprise_backend_get_address (backend);

  account->captured_at = reprise_backend_get_captured_at (backend);
  /* A file that does not say when it was captured is not of now. */
  if (account->captured_at == REPRISE_INSTANT_NONE && !is_file)
    account->captured_at = reprise_backend_get_service_now (backend);
  account->source_title = g_strdup (title);
  account->source_address = g_strdup (address);
}

/**
 * reprise_inventory_origin_add_problems:
 * @backend: what is saved, read to its end
 * @account: where to add what is missing from @backend itself
 */
void
reprise_inventory_origin_add_problems (RepriseBackend *backend, RepriseSavedAccount *account)
{
  const char *const *problems = NULL;

  if (REPRISE_IS_FILE_BACKEND (backend))
    problems = reprise_file_backend_get_problems (REPRISE_FILE_BACKEND (backend));
  for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
    g_ptr_array_add (account->problems, g_strdup (problems[i]));
}

/**
 * reprise_inventory_origin_is_reading:
 * @backend: what is saved
 *
 * Returns: whether it is a file that has not been read to its end, which notifies of `loading`
 */
gboolean
reprise_inventory_origin_is_reading (RepriseBackend *backend)
{
  return REPRISE_IS_FILE_BACKEND (backend) &&
         reprise_file_backend_is_loading (REPRISE_FILE_BACKEND (backend));
}

/**
 * reprise_inventory_origin_check:
 * @backend: what is saved
 * @error: set to %G_IO_ERROR_INVALID_DATA where it is a file that was altered or is not whole
 *
 * Returns: whether a copy of it may be made, as far as it has been read
 */
gboolean
reprise_inventory_origin_check (RepriseBackend *backend, GError **error)
{
  if (!REPRISE_IS_FILE_BACKEND (backend) ||
      reprise_file_backend_get_seal (REPRISE_FILE_BACKEND (backend)) != REPRISE_SEAL_BROKEN)
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_DATA,
                       _ ("This file was altered after it was saved, or is not whole. What is "
                          "saved from it would look intact. To pass it on, copy the file itself."));
  return FALSE;
}
