/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arrays of objects, copied. */

#include "config.h"

#include "base/reprise-objects.h"

/**
 * reprise_objects_copy:
 * @objects: (nullable) (element-type GObject): an array of objects
 *
 * Returns: (transfer full) (element-type GObject): an array of its own with a reference to each of
 *   them; empty where @objects is %NULL
 */
GPtrArray *
reprise_objects_copy (GPtrArray *objects)
{
  guint n_objects = objects == NULL ? 0 : objects->len;
  GPtrArray *copy = g_ptr_array_new_full (n_objects, g_object_unref);

  for (guint i = 0; i < n_objects; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (objects, i)));
  return copy;
}

/**
 * reprise_objects_copy_or_null:
 * @objects: (nullable) (element-type GObject): an array of objects
 *
 * Returns: (transfer full) (nullable) (element-type GObject): like reprise_objects_copy(), but
 * %NULL stays %NULL, where not knowing differs from there being none
 */
GPtrArray *
reprise_objects_copy_or_null (GPtrArray *objects)
{
  return objects == NULL ? NULL : reprise_objects_copy (objects);
}
