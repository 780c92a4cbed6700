/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup configuration as JSON, for the codec of databases. */

#include "config.h"

#include "wire/reprise-backup-config-codec-private.h"

#include "wire/reprise-json-write-private.h"
#include "wire/reprise-repository-codec-private.h"

static gpointer
read_schedule (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseScheduleFields fields = { 0 };

  fields.id = reprise_json_place_get_string (place, "id", optional);
  fields.backup_type =
      reprise_backup_type_from_word (reprise_json_place_get_string (place, "type", optional));
  fields.cron_expression = reprise_json_place_get_string (place, "cron_expression", optional);
  return *place->problem != NULL ? NULL : reprise_schedule_new (&fields);
}

static JsonObject *
write_schedule (gpointer schedule)
{
  JsonObject *object = json_object_new ();
  RepriseBackupType type = reprise_schedule_get_backup_type (schedule);

  reprise_json_put_string (object, "id", reprise_schedule_get_id (schedule));
  reprise_json_put_string (object, "type", reprise_backup_type_to_word (type));
  reprise_json_put_string (object,
                           "cron_expression",
                           reprise_schedule_get_cron_expression (schedule));
  return object;
}

/**
 * reprise_backup_config_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseBackupConfig, or %NULL once a problem is reported
 */
gpointer
reprise_backup_config_read (const RepriseJsonPlace *place)
{
  RepriseBackupConfigFields fields = { 0 };
  g_autoptr (GPtrArray) repositories = reprise_json_place_read_objects (place,
                                                                        "repositories",
                                                                        reprise_repository_read,
                                                                        REPRISE_JSON_KEEP_GOOD);
  g_autoptr (GPtrArray) schedules = reprise_json_place_read_objects (place,
                                                                     "schedules",
                                                                     read_schedule,
                                                                     REPRISE_JSON_KEEP_GOOD);

  fields.id = reprise_json_place_get_string (place, "id", REPRISE_JSON_OPTIONAL);
  fields.node_name = reprise_json_place_get_string (place, "node_name", REPRISE_JSON_OPTIONAL);
  fields.repositories = repositories;
  fields.schedules = schedules;
  return *place->problem != NULL ? NULL : reprise_backup_config_new (&fields);
}

/**
 * reprise_backup_config_write:
 * @config: a #RepriseBackupConfig
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_backup_config_write (gpointer config)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_backup_config_get_id (config));
  reprise_json_put_string (object, "node_name", reprise_backup_config_get_node_name (config));
  reprise_json_put_objects (object,
                            "repositories",
                            reprise_backup_config_get_repositories (config),
                            reprise_repository_write);
  reprise_json_put_objects (object,
                            "schedules",
                            reprise_backup_config_get_schedules (config),
                            write_schedule);
  return object;
}
