/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tenants as JSON. */

#include "config.h"

#include "wire/reprise-tenant-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-write-private.h"

/**
 * reprise_tenant_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseTenant, or %NULL once a problem is reported
 */
gpointer
reprise_tenant_read (const RepriseJsonPlace *place)
{
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;

  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.plan = reprise_json_place_get_string (place, "plan", REPRISE_JSON_OPTIONAL);
  fields.plan_trial = reprise_json_place_get_tristate (place, "plan_trial");
  fields.plan_expires_at =
      reprise_json_place_get_instant (place, "plan_expires_at", REPRISE_JSON_OPTIONAL);
  fields.domain = reprise_json_place_get_string (place, "domain", REPRISE_JSON_OPTIONAL);
  fields.created_at = reprise_json_place_get_instant (place, "created_at", REPRISE_JSON_OPTIONAL);
  fields.updated_at = reprise_json_place_get_instant (place, "updated_at", REPRISE_JSON_OPTIONAL);
  return *place->problem != NULL ? NULL : reprise_tenant_new (&fields);
}

/**
 * reprise_tenant_write:
 * @tenant: a #RepriseTenant
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_tenant_write (gpointer tenant)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_tenant_get_id (tenant));
  reprise_json_put_string (object, "name", reprise_tenant_get_name (tenant));
  reprise_json_put_string (object, "plan", reprise_tenant_get_plan (tenant));
  reprise_json_put_tristate (object, "plan_trial", reprise_tenant_get_plan_trial (tenant));
  reprise_json_put_instant (object,
                            "plan_expires_at",
                            reprise_tenant_get_plan_expires_at (tenant),
                            REPRISE_INSTANT_AUTO);
  reprise_json_put_string (object, "domain", reprise_tenant_get_domain (tenant));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_tenant_get_created_at (tenant),
                            REPRISE_INSTANT_AUTO);
  reprise_json_put_instant (object,
                            "updated_at",
                            reprise_tenant_get_updated_at (tenant),
                            REPRISE_INSTANT_AUTO);
  return object;
}

/**
 * reprise_tenant_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseTenant): what could be read, in the service's order
 */
GPtrArray *
reprise_tenant_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body, "tenants", reprise_tenant_read, n_rows, problems, error);
}

/**
 * reprise_tenant_list_encode:
 * @tenants: (element-type RepriseTenant): what to write
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_tenant_list_encode (GPtrArray *tenants)
{
  g_return_val_if_fail (tenants != NULL, NULL);
  return reprise_json_write_objects (tenants, reprise_tenant_write);
}
