/* SPDX-License-Identifier: GPL-3.0-or-later
 * A tenant: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-tenant.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_tenant_keeps (void)
{
  char text[] = "id";
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = NULL;

  fields.id = text;
  fields.name = "name";
  fields.plan = "plan";
  fields.plan_trial = REPRISE_TRISTATE_YES;
  fields.plan_expires_at = 5000000;
  fields.domain = "domain";
  fields.created_at = 7000000;
  fields.updated_at = 8000000;
  tenant = reprise_tenant_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_tenant_get_id (tenant), ==, "id");
  g_assert_cmpstr (reprise_tenant_get_name (tenant), ==, "name");
  g_assert_cmpstr (reprise_tenant_get_plan (tenant), ==, "plan");
  g_assert_cmpint (reprise_tenant_get_plan_trial (tenant), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpint (reprise_tenant_get_plan_expires_at (tenant), ==, 5000000);
  g_assert_cmpstr (reprise_tenant_get_domain (tenant), ==, "domain");
  g_assert_cmpint (reprise_tenant_get_created_at (tenant), ==, 7000000);
  g_assert_cmpint (reprise_tenant_get_updated_at (tenant), ==, 8000000);
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_tenant_unknown (void)
{
  const RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = reprise_tenant_new (&fields);

  g_assert_null (reprise_tenant_get_id (tenant));
  g_assert_null (reprise_tenant_get_name (tenant));
  g_assert_null (reprise_tenant_get_plan (tenant));
  g_assert_cmpint (reprise_tenant_get_plan_trial (tenant), ==, REPRISE_TRISTATE_UNKNOWN);
  g_assert_cmpint (reprise_tenant_get_plan_expires_at (tenant), ==, REPRISE_INSTANT_NONE);
  g_assert_null (reprise_tenant_get_domain (tenant));
  g_assert_cmpint (reprise_tenant_get_created_at (tenant), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_tenant_get_updated_at (tenant), ==, REPRISE_INSTANT_NONE);
}

/* What widgets bind says the same as the functions. */
static void
test_tenant_properties (void)
{
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = NULL;
  g_autofree char *name = NULL;

  fields.name = "name";
  tenant = reprise_tenant_new (&fields);
  g_object_get (tenant, "name", &name, NULL);

  g_assert_cmpstr (name, ==, "name");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tenant/keeps", test_tenant_keeps);
  g_test_add_func ("/model/tenant/unknown", test_tenant_unknown);
  g_test_add_func ("/model/tenant/properties", test_tenant_properties);
  return g_test_run ();
}
