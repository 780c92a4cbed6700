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
