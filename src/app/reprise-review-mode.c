/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keeps what a connection answered, and shows it while the service is out of reach. */

#include "config.h"

#include "app/reprise-review-mode.h"

#include "inventory/reprise-inventory-file.h"
#include "ui/reprise-error-words.h"

#include <glib/gi18n.h>

/* One for each credential at each address; what it is called tells neither. */
static char *
make_name (const char *address, const char *client_id)
{
  g_autofree char *identity = g_strconcat (address, "\n", client_id, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

  return g_strconcat (sum, REPRISE_INVENTORY_FILE_SUFFIX, NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!reprise_caching_backend_load_finish (REPRISE_CACHING_BACKEND (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("The cache could not be read: %s", error->message);
}

static void
network_changed_cb (RepriseCachingBackend *backend)
{
  reprise_caching_backend_probe (backend);
}

/**
 * reprise_review_mode_find_kept:
 * @backend: a service
 * @keeper: what keeps its answers
 * @client_id: who asks
 *
 * Returns: (transfer full) (nullable): where its answers are kept, if there are any; %NULL where
 *   none are to be
 */
GFile *
reprise_review_mode_find_kept (RepriseBackend *backend,
                               RepriseCacheKeeper *keeper,
                               const char *client_id)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (REPRISE_IS_CACHE_KEEPER (keeper), NULL);

  if (!reprise_cache_keeper_get_enabled (keeper))
    return NULL;
  name = make_name (reprise_backend_get_address (backend), client_id);
  return reprise_cache_keeper_find_file (keeper, name);
}

/**
 * reprise_review_mode_wrap:
 * @backend: a service
 * @keeper: what keeps its answers
 * @client_id: who asks
 *
 * Reads what was kept from an earlier start; questions wait for that.
 *
 * Returns: (transfer full): a backend that keeps what @backend answers
 */
RepriseCachingBackend *
reprise_review_mode_wrap (RepriseBackend *backend,
                          RepriseCacheKeeper *keeper,
                          const char *client_id)
{
  g_autofree char *name = NULL;
  RepriseCachingBackend *caching;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (REPRISE_IS_CACHE_KEEPER (keeper), NULL);

  name = make_name (reprise_backend_get_address (backend), client_id);
  caching = reprise_caching_backend_new (backend, keeper, name);
  g_signal_connect_object (g_network_monitor_get_default (),
                           "network-changed",
                           G_CALLBACK (network_changed_cb),
                           caching,
                           G_CONNECT_SWAPPED);
  reprise_caching_backend_load_async (caching, NULL, loaded_cb, NULL);
  return caching;
}

static void
update_review (RepriseWindow *window, RepriseCachingBackend *backend)
{
  const GError *error = reprise_caching_backend_get_error (backend);
  g_autofree char *notice = NULL;
  RepriseReview review = {
    .source = reprise_backend_get_title (REPRISE_BACKEND (backend)),
    .captured_at = reprise_backend_get_captured_at (REPRISE_BACKEND (backend)),
  };

  if (reprise_caching_backend_is_live (backend))
    {
      reprise_window_show_review (window, NULL);
      return;
    }
  if (error == NULL)
    notice = g_strdup (_ ("It is being read again."));
  else
    /* Translators: why the service cannot be reached. */
    notice =
        g_strdup_printf (_ ("%s. It will be tried again."), reprise_error_words_get (error).what);
  review.notice = notice;
  review.is_warning = error != NULL;
  reprise_window_show_review (window, &review);
}

/* What is shown is read again: from the service where that is back, and else from what was kept,
 * which tells its age. */
static void
changed_cb (RepriseWindow *window, RepriseCachingBackend *backend)
{
  /* It may be another connection's window by now. */
  if (reprise_window_get_backend (window) != REPRISE_BACKEND (backend))
    return;
  update_review (window, backend);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
}

static void
keeping_failed_cb (RepriseWindow *window, const GError *error)
{
  g_autofree char *text = NULL;

  /* Translators: why something could not be written to the disk. */
  text = g_strdup_printf (_ ("What is read cannot be kept for the next start: %s"), error->message);
  reprise_window_tell (window, text);
}

/**
 * reprise_review_mode_follow:
 * @window: the window of @backend
 * @backend: what it shows
 *
 * Turns the window into one for review where the service is out of reach, and back. Says where what
 * was read cannot be kept.
 */
void
reprise_review_mode_follow (RepriseWindow *window, RepriseCachingBackend *backend)
{
  RepriseCacheKeeper *keeper;

  g_return_if_fail (REPRISE_IS_WINDOW (window));
  g_return_if_fail (REPRISE_IS_CACHING_BACKEND (backend));

  keeper = reprise_caching_backend_get_keeper (backend);
  g_signal_handlers_disconnect_by_func (keeper, keeping_failed_cb, window);
  g_signal_connect_object (keeper,
                           "failed",
                           G_CALLBACK (keeping_failed_cb),
                           window,
                           G_CONNECT_SWAPPED);
  g_signal_handlers_disconnect_by_func (backend, changed_cb, window);
  g_signal_connect_object (backend, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);
  update_review (window, backend);
}
