/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copies of arrays of objects. */

#include "config.h"

#include "base/reprise-objects.h"

/* The copy holds the same objects, and keeps them when the original goes. */
static void
test_objects_copies (void)
{
  GPtrArray *original = g_ptr_array_new_with_free_func (g_object_unref);
  GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GPtrArray) copy = NULL;

  g_ptr_array_add (original, object);
  copy = reprise_objects_copy (original);
  g_ptr_array_unref (original);

  g_assert_cmpuint (copy->len, ==, 1);
  g_assert_true (g_ptr_array_index (copy, 0) == object);
  g_assert_cmpuint (object->ref_count, ==, 1);
}

/* No array becomes an empty one, or stays none where that means something else. */
static void
test_objects_copies_none (void)
{
  g_autoptr (GPtrArray) empty = reprise_objects_copy (NULL);
  g_autoptr (GPtrArray) copy = reprise_objects_copy_or_null (empty);

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_nonnull (copy);
  g_assert_cmpuint (copy->len, ==, 0);
  g_assert_null (reprise_objects_copy_or_null (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/objects/copies", test_objects_copies);
  g_test_add_func ("/base/objects/copies-none", test_objects_copies_none);
  return g_test_run ();
}
