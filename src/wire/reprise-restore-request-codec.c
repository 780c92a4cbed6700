/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests for a restore as JSON. */

#include "config.h"

#include "wire/reprise-restore-request-codec.h"

#include "base/reprise-uuid.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-request-private.h"
#include "wire/reprise-restore-request-codec-private.h"

static const char *const providers[] = { "pgbackrest", NULL };
static const char *const recovery_types[] = { "default", "immediate", "time", "lsn",
                                              "xid",     "name",      NULL };
static const char *const root_members[] = { "provider",
                                            "restore_config",
                                            "restore_command",
                                            "target_nodes",
                                            NULL };
static const char *const config_members[] = { "node_name", "repositories", NULL };
static const char *const command_members[] = { "type",  "set",   "target", "target_exclusive",
                                               "delta", "force", NULL };

/* The service turns the target into UTC, which it cannot without an offset. */
static void
check_target (const RepriseJsonPlace *command)
{
  RepriseInstant instant;
  const char *type = reprise_json_place_get_string (command, "type", REPRISE_JSON_OPTIONAL);
  const char *target;

  if (g_strcmp0 (type, "time") != 0)
    return;
  target = reprise_json_place_get_string (command, "target", REPRISE_JSON_REQUIRED);
  if (target != NULL && !reprise_instant_parse (target, &instant))
    reprise_json_place_report (command,
                               "target",
                               REPRISE_WIRE_ERROR_FORMAT,
                               "must be an RFC 3339 time with an explicit offset");
}

static void
check_repositories (const RepriseJsonPlace *config)
{
  g_auto (GStrv) ids = reprise_request_dup_names (config, "repositories", REPRISE_JSON_REQUIRED);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!reprise_uuid_is_canonical (ids[i]))
      reprise_json_place_report (config,
                                 "repositories",
                                 REPRISE_WIRE_ERROR_FORMAT,
                                 "must hold UUIDs in lower case with dashes");
}

/* What the contract demands beyond types; what it leaves open stays open here. */
static void
check_request (const RepriseJsonPlace *place)
{
  RepriseJsonPlace config =
      reprise_json_place_object (place, "restore_config", REPRISE_JSON_REQUIRED);
  RepriseJsonPlace command =
      reprise_json_place_object (place, "restore_command", REPRISE_JSON_OPTIONAL);

  reprise_json_place_refuse_unknown (place, root_members);
  reprise_json_place_refuse_unknown (&config, config_members);
  reprise_json_place_refuse_unknown (&command, command_members);
  reprise_json_place_get_word (place, "provider", REPRISE_JSON_REQUIRED, providers);
  reprise_request_get_plain_text (&config, "node_name", REPRISE_JSON_REQUIRED);
  check_repositories (&config);
  reprise_json_place_get_word (&command, "type", REPRISE_JSON_OPTIONAL, recovery_types);
  reprise_request_get_plain_text (&command, "set", REPRISE_JSON_OPTIONAL);
  reprise_request_get_plain_text (&command, "target", REPRISE_JSON_OPTIONAL);
  check_target (&command);
  g_strfreev (reprise_request_dup_names (place, "target_nodes", REPRISE_JSON_OPTIONAL));
}

/**
 * reprise_restore_request_read:
 * @place: an object
 *
 * Reads what is there, as a record of a request that was accepted.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL once a problem is reported
 */
RepriseRestoreRequest *
reprise_restore_request_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseRestoreRequestFields fields = { 0 };
  RepriseJsonPlace config = reprise_json_place_object (place, "restore_config", optional);
  RepriseJsonPlace command = reprise_json_place_object (place, "restore_command", optional);
  g_auto (GStrv) repositories = reprise_json_place_dup_strv (&config, "repositories", optional);
  g_auto (GStrv) target_nodes = reprise_json_place_dup_strv (place, "target_nodes", optional);

  fields.provider = reprise_json_place_get_string (place, "provider", optional);
  fields.source_node_name = reprise_json_place_get_string (&config, "node_name", optional);
  fields.repositories = (const char *const *) repositories;
  fields.recovery_type =
      reprise_recovery_type_from_word (reprise_json_place_get_string (&command, "type", optional));
  fields.target = reprise_json_place_get_string (&command, "target", optional);
  fields.target_exclusive = reprise_json_place_get_tristate (&command, "target_exclusive");
  fields.set = reprise_json_place_get_string (&command, "set", optional);
  fields.delta = reprise_json_place_get_tristate (&command, "delta");
  fields.force = reprise_json_place_get_tristate (&command, "force");
  fields.target_nodes = (const char *const *) target_nodes;
  return *place->problem != NULL ? NULL : reprise_restore_request_new (&fields);
}

static JsonObject *
write_config (RepriseRestoreRequest *request)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object,
                           "node_name",
                           reprise_restore_request_get_source_node_name (request));
  reprise_json_put_strv_or_empty (object,
                                  "repositories",
                                  reprise_restore_request_get_repositories (request));
  return object;
}

static JsonObject *
write_command (RepriseRestoreRequest *request)
{
  RepriseRecoveryType type = reprise_restore_request_get_recovery_type (request);
  JsonObject *object;

  if (!reprise_restore_request_has_command (request))
    return NULL;
  object = json_object_new ();
  reprise_json_put_string (object, "set", reprise_restore_request_get_set (request));
  reprise_json_put_string (object, "type", reprise_recovery_type_to_word (type));
  reprise_json_put_string (object, "target", reprise_restore_request_get_target (request));
  reprise_json_put_tristate (object,
                             "target_exclusive",
                             reprise_restore_request_get_target_exclusive (request));
  reprise_json_put_tristate (object, "delta", reprise_restore_request_get_delta (request));
  reprise_json_put_tristate (object, "force", reprise_restore_request_get_force (request));
  return object;
}

/**
 * reprise_restore_request_write:
 * @request: a request
 *
 * Returns: (transfer full): its JSON, members in a fixed order
 */
JsonObject *
reprise_restore_request_write (RepriseRestoreRequest *request)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "provider", reprise_restore_request_get_provider (request));
  reprise_json_put_strv (object,
                         "target_nodes",
                         reprise_restore_request_get_target_nodes (request));
  reprise_json_put_object (object, "restore_config", write_config (request));
  reprise_json_put_object (object, "restore_command", write_command (request));
  return object;
}

static gpointer
read_checked (const RepriseJsonPlace *place)
{
  check_request (place);
  return reprise_restore_request_read (place);
}

/**
 * reprise_restore_request_decode:
 * @body: the body of a request for a restore
 * @error: return location for a %REPRISE_WIRE_ERROR whose message fits into a refusal
 *
 * As strict as the contract: members it does not define are refused, a time needs an offset.
 *
 * Returns: (transfer full): the request
 */
RepriseRestoreRequest *
reprise_restore_request_decode (GBytes *body, GError **error)
{
  return reprise_request_decode (body, read_checked, error);
}

/**
 * reprise_restore_request_encode:
 * @request: a request whose recovery type is one that may be sent
 *
 * The bytes sent are the bytes shown, so equal requests are equal bytes.
 *
 * Returns: (transfer full): the body of the request
 */
GBytes *
reprise_restore_request_encode (RepriseRestoreRequest *request)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (request), NULL);
  g_return_val_if_fail (reprise_restore_request_get_recovery_type (request) !=
                            REPRISE_RECOVERY_TYPE_OTHER,
                        NULL);

  return reprise_json_write_object (reprise_restore_request_write (request));
}
