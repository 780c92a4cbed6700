/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ids: only the one form that services accept. */

#include "config.h"

#include "base/reprise-uuid.h"

/* Lower case with dashes in their places is accepted, whatever version the digits claim. */
static void
test_uuid_accepts (void)
{
  g_assert_true (reprise_uuid_is_canonical ("27937dd4-e554-4d38-80f8-56f83559f60a"));
  g_assert_true (reprise_uuid_is_canonical ("00000000-0000-0000-0000-000000000000"));
  g_assert_true (reprise_uuid_is_canonical ("ffffffff-ffff-ffff-ffff-ffffffffffff"));
}

/* The forms that a service answers with an error never pass. */
static void
test_uuid_refuses (void)
{
  static const char *const refused[] = {
    NULL,
    "",
    "27937DD4-E554-4D38-80F8-56F83559F60A",
    "27937dd4-e554-4d38-80f8-56f83559f60A",
    "{27937dd4-e554-4d38-80f8-56f83559f60a}",
    "urn:uuid:27937dd4-e554-4d38-80f8-56f83559f60a",
    "27937dd4e5544d3880f856f83559f60a",
    "27937dd4-e554-4d38-80f8-56f83559f60",
    "27937dd4-e554-4d38-80f8-56f83559f60a0",
    "27937dd4-e554-4d38-80f8-56f83559f60g",
    "27937dd4e-554-4d38-80f8-56f83559f60a",
    "27937dd4-e554-4d38-80f8-56f83559f60a ",
    "-----------------------------------",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (reprise_uuid_is_canonical (refused[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/uuid/accepts", test_uuid_accepts);
  g_test_add_func ("/base/uuid/refuses", test_uuid_refuses);
  return g_test_run ();
}
