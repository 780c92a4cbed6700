/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a new lab is made of, and what of it never changes. */

#include "config.h"

#include "lab/reprise-lab-blueprint.h"

#include "engine/reprise-engine.h"
#include "lab/reprise-lab-tokens.h"
#include "model/reprise-repository.h"
#include "model/reprise-schedule.h"

static const RepriseLabSite sites[] = {
  { "n1", "lab-1", "Lab 1" },
  { "n2", "lab-2", "Lab 2" },
  { "n3", "lab-3", "Lab 3" },
};

static const RepriseLocationFields locations[] = {
  { .latitude = 38.03,
    .longitude = -78.48,
    .name = "Charlottesville",
    .city = "Charlottesville",
    .country = "US",
    .timezone = "America/New_York" },
  { .latitude = 50.11,
    .longitude = 8.68,
    .name = "Frankfurt am Main",
    .city = "Frankfurt am Main",
    .country = "DE",
    .timezone = "Europe/Berlin" },
  { .latitude = 1.35,
    .longitude = 103.82,
    .name = "Singapore",
    .city = "Singapore",
    .country = "SG",
    .timezone = "Asia/Singapore" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (sites) == G_N_ELEMENTS (locations));

typedef struct
{
  const char *name;
  const char *display_name;
  const char *const node_names[4];
  gboolean automatic_ddl;
} Blueprint;

static const Blueprint databases[] = {
  { "east_parts", "East Coast Parts", { "n1", "n2", "n3" }, TRUE },
  { "west_parts", NULL, { "n1", "n2" }, FALSE },
};

static const RepriseScheduleFields schedules[] = {
  { "daily-full-backup", REPRISE_BACKUP_TYPE_FULL, "0 6 * * ?" },
  { "hourly-incr-backup", REPRISE_BACKUP_TYPE_INCR, "0 * * * ?" },
};

/**
 * reprise_lab_blueprint_get_sites:
 * @n_sites: (out): how many nodes the cluster has
 *
 * Returns: (array length=n_sites): its nodes
 */
const RepriseLabSite *
reprise_lab_blueprint_get_sites (gsize *n_sites)
{
  *n_sites = G_N_ELEMENTS (sites);
  return sites;
}

/**
 * reprise_lab_blueprint_has_node:
 * @node_name: a name from outside
 *
 * Returns: whether the cluster has such a node
 */
gboolean
reprise_lab_blueprint_has_node (const char *node_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sites); i++)
    if (g_str_equal (sites[i].node_name, node_name))
      return TRUE;
  return FALSE;
}

/**
 * reprise_lab_blueprint_new_location:
 * @node_name: a node of the cluster
 *
 * Returns: (transfer full): where it pretends to stand
 */
RepriseLocation *
reprise_lab_blueprint_new_location (const char *node_name)
{
  gsize position = 0;

  while (position + 1 < G_N_ELEMENTS (sites) && !g_str_equal (sites[position].node_name, node_name))
    position++;
  return reprise_location_new (&locations[position]);
}

static RepriseRepository *
new_repository (const char *database_id, const char *store_id, RepriseInstant created_at)
{
  g_autofree char *id = g_uuid_string_random ();
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  fields.id = id;
  fields.database_id = database_id;
  fields.created_at = created_at;
  fields.storage_type = REPRISE_LAB_STORAGE_TYPE;
  fields.backup_store_id = store_id;
  fields.retention_full = REPRISE_ENGINE_RETENTION_FULL;
  fields.retention_full_type = "count";
  return reprise_repository_new (&fields);
}

static RepriseLabDatabaseRecord *
new_record (const Blueprint *blueprint, const char *store_id, RepriseInstant created_at)
{
  RepriseLabDatabaseRecord *record = reprise_lab_database_record_new ();

  record->id = g_uuid_string_random ();
  record->name = g_strdup (blueprint->name);
  record->display_name = g_strdup (blueprint->display_name);
  record->node_names = g_strdupv ((GStrv) blueprint->node_names);
  record->automatic_ddl = blueprint->automatic_ddl;
  record->admin_password = reprise_lab_random_text ();
  record->app_password = reprise_lab_random_text ();
  record->created_at = created_at;
  record->updated_at = created_at;
  g_ptr_array_add (record->repositories, new_repository (record->id, store_id, created_at));
  for (gsize i = 0; i < G_N_ELEMENTS (schedules); i++)
    g_ptr_array_add (record->schedules, reprise_schedule_new (&schedules[i]));
  return record;
}

/**
 * reprise_lab_blueprint_new_document:
 *
 * Returns: (transfer full): a lab that is still to be created, with ids and secrets of its own
 */
RepriseLabDocument *
reprise_lab_blueprint_new_document (void)
{
  RepriseLabDocument *document = reprise_lab_document_new ();

  document->marker = g_uuid_string_random ();
  document->created_at = reprise_instant_floor_second (reprise_instant_now ());
  document->tenant_id = g_uuid_string_random ();
  document->cluster_id = g_uuid_string_random ();
  document->cloud_account_id = g_uuid_string_random ();
  document->store_id = g_uuid_string_random ();
  document->client_id = reprise_lab_random_text ();
  document->client_secret = reprise_lab_random_text ();
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    g_ptr_array_add (document->databases,
                     new_record (&databases[i],
                                 document->store_id,
                                 document->created_at + (gint64) i * REPRISE_INSTANT_SECOND));
  return document;
}
