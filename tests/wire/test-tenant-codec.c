/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tenants as JSON. */

#include "config.h"

#include "wire/reprise-tenant-codec.h"
#include "wire-support.h"

static const char full[] =
    "[{\"id\":\"t1\",\"name\":\"Acme\",\"plan\":\"enterprise\",\"plan_trial\":false,\"plan_expires_"
    "at\":\"2030-01-01T00:00:00Z\",\"domain\":\"acme.example\",\"created_at\":\"2024-03-15T10:30:"
    "00Z\",\"updated_at\":\"2024-06-19T19:00:00Z\"}]";

static const char minimal[] = "[{\"id\":\"t1\",\"name\":\"Acme\"}]";

/* Every member comes out where it belongs. */
static void
test_tenant_codec_decodes (void)
{
  g_autoptr (GPtrArray) objects = decode_all (reprise_tenant_list_decode, full);
  gpointer object = objects->pdata[0];

  g_assert_cmpstr (reprise_tenant_get_id (object), ==, "t1");
  g_assert_cmpstr (reprise_tenant_get_name (object), ==, "Acme");
  g_assert_cmpstr (reprise_tenant_get_plan (object), ==, "enterprise");
  g_assert_cmpint (reprise_tenant_get_plan_trial (object), ==, REPRISE_TRISTATE_NO);
  g_assert_cmpint (reprise_tenant_get_plan_expires_at (object),
                   ==,
                   G_GINT64_CONSTANT (1893456000000000));
  g_assert_cmpstr (reprise_tenant_get_domain (object), ==, "acme.example");
  g_assert_cmpint (reprise_tenant_get_created_at (object),
                   ==,
                   G_GINT64_CONSTANT (1710498600000000));
  g_assert_cmpint (reprise_tenant_get_updated_at (object),
                   ==,
                   G_GINT64_CONSTANT (1718823600000000));
}

/* What is known is written back the same; what is not known is left out. */
static void
test_tenant_codec_round_trip (void)
{
  assert_round_trip (reprise_tenant_list_decode, reprise_tenant_list_encode, full);
  assert_round_trip (reprise_tenant_list_decode, reprise_tenant_list_encode, minimal);
}

/* One element without a name does not hide the others. */
static void
test_tenant_codec_bad_element (void)
{
  assert_bad_element (reprise_tenant_list_decode,
                      "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":null},{\"id\":\"c\","
                      "\"name\":\"C\",\"plan\":null,\"new\":[1]}]",
                      "tenants[1].name: is required");
}

/* A body that is no list is an error. */
static void
test_tenant_codec_not_a_list (void)
{
  assert_list_only (reprise_tenant_list_decode, "tenants");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/tenant-codec/decodes", test_tenant_codec_decodes);
  g_test_add_func ("/wire/tenant-codec/round-trip", test_tenant_codec_round_trip);
  g_test_add_func ("/wire/tenant-codec/bad-element", test_tenant_codec_bad_element);
  g_test_add_func ("/wire/tenant-codec/not-a-list", test_tenant_codec_not_a_list);
  return g_test_run ();
}
