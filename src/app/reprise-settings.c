/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is remembered from one run to the next. */

#include "config.h"

#include "app/reprise-settings.h"

#define SCHEMA_ID "io.github.reprisedb.Reprise"

/**
 * reprise_settings_new:
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where their schema is not installed;
 *   then nothing is remembered
 */
GSettings *
reprise_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  /* g_settings_new() would end the program. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  if (schema == NULL)
    {
      g_info ("The schema " SCHEMA_ID " is not installed: nothing will be remembered");
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

static gboolean
word_to_scheme (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *word = g_variant_get_string (variant, NULL);
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (word, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (word, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  g_value_set_enum (value, scheme);
  return TRUE;
}

/**
 * reprise_settings_bind_color_scheme:
 * @settings: the settings
 * @manager: decides between light and dark; follows the settings from now on
 */
void
reprise_settings_bind_color_scheme (GSettings *settings, AdwStyleManager *manager)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (ADW_IS_STYLE_MANAGER (manager));

  g_settings_bind_with_mapping (settings,
                                "color-scheme",
                                manager,
                                "color-scheme",
                                G_SETTINGS_BIND_GET,
                                word_to_scheme,
                                NULL,
                                NULL,
                                NULL);
}
