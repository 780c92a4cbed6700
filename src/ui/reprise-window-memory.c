/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a window remembers from one run to the next. */

#include "config.h"

#include "ui/reprise-window-memory.h"

/* A choice that somebody has locked is no reason to lock the whole window. */
#define BIND_FLAGS (G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY)

/**
 * reprise_window_memory_bind_zone:
 * @settings: (nullable): the settings; nothing is done without any
 * @window: a #RepriseWindow
 *
 * Gives it the zone that was chosen last, in whatever window, and remembers the zone from now on.
 */
void
reprise_window_memory_bind_zone (GSettings *settings, GtkWindow *window)
{
  if (settings != NULL)
    g_settings_bind (settings, "time-zone", window, "zone-choice", BIND_FLAGS);
}

/**
 * reprise_window_memory_bind_window:
 * @settings: (nullable): the settings; nothing is done without any
 * @window: a window that is being made
 *
 * Gives it the size and the zone it had last, and remembers the zone from now on.
 */
void
reprise_window_memory_bind_window (GSettings *settings, GtkWindow *window)
{
  int width, height;

  if (settings == NULL)
    return;
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (window, width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
  reprise_window_memory_bind_zone (settings, window);
}

/**
 * reprise_window_memory_bind_page:
 * @settings: (nullable): the settings; nothing is done without any
 * @page: a page with a property `show-configuration`
 */
void
reprise_window_memory_bind_page (GSettings *settings, GObject *page)
{
  if (settings != NULL)
    g_settings_bind (settings, "show-configuration", page, "show-configuration", BIND_FLAGS);
}

/**
 * reprise_window_memory_keep_size:
 * @settings: (nullable): the settings; nothing is done without any
 * @window: a window that is about to close
 */
void
reprise_window_memory_keep_size (GSettings *settings, GtkWindow *window)
{
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}

/* Two accounts of one service are not the same. */
static char *
dup_key (RepriseBackend *backend)
{
  const char *address = reprise_backend_get_address (backend);
  const char *client_id = reprise_backend_get_client_id (backend);

  return client_id == NULL ? g_strdup (address) : g_strdup_printf ("%s#%s", address, client_id);
}

/**
 * reprise_window_memory_dup_database:
 * @settings: (nullable): the settings
 * @backend: a service
 *
 * Returns: (transfer full) (nullable): the id of the database of it that was looked at last
 */
char *
reprise_window_memory_dup_database (GSettings *settings, RepriseBackend *backend)
{
  g_autoptr (GVariant) databases = NULL;
  g_autofree char *key = NULL;
  char *id = NULL;

  if (settings == NULL)
    return NULL;
  key = dup_key (backend);
  databases = g_settings_get_value (settings, "last-databases");
  g_variant_lookup (databases, key, "s", &id);
  return id;
}

/**
 * reprise_window_memory_keep_database:
 * @settings: (nullable): the settings; nothing is done without any
 * @backend: a service
 * @database_id: the database of it that is looked at
 */
void
reprise_window_memory_keep_database (GSettings *settings,
                                     RepriseBackend *backend,
                                     const char *database_id)
{
  g_autoptr (GVariant) databases = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autofree char *own_key = NULL;
  GVariantIter iter;
  const char *key, *id;

  if (settings == NULL)
    return;
  own_key = dup_key (backend);
  databases = g_settings_get_value (settings, "last-databases");
  g_variant_iter_init (&iter, databases);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &id))
    if (g_strcmp0 (key, own_key) != 0)
      g_variant_builder_add (&builder, "{ss}", key, id);
  g_variant_builder_add (&builder, "{ss}", own_key, database_id);
  g_settings_set_value (settings, "last-databases", g_variant_builder_end (&builder));
}
