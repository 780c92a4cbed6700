/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup as JSON, for the codec of inventories. */

#include "config.h"

#include "wire/reprise-backup-codec-private.h"

#include "base/reprise-wal.h"
#include "wire/reprise-json-write-private.h"

static gint64
read_size (const RepriseJsonPlace *place, const char *member)
{
  return reprise_json_place_get_int64 (place, member, REPRISE_JSON_OPTIONAL, G_MAXINT64, -1);
}

static void
read_times_and_sizes (const RepriseJsonPlace *place, RepriseBackupFields *fields)
{
  fields->started_at = reprise_json_place_get_instant (place, "created_at", REPRISE_JSON_OPTIONAL);
  fields->finished_at =
      reprise_json_place_get_instant (place, "finished_at", REPRISE_JSON_OPTIONAL);
  fields->database_size = read_size (place, "database_size");
  fields->database_backup_size = read_size (place, "database_backup_size");
  fields->backup_set_size = read_size (place, "backup_set_size");
  fields->backup_size = read_size (place, "backup_size");
  fields->lsn_start = reprise_json_place_get_lsn (place, "lsn_start");
  fields->lsn_stop = reprise_json_place_get_lsn (place, "lsn_stop");
}

/**
 * reprise_backup_read:
 * @place: an object; a backup without a label cannot be asked for and is a problem
 * @builder: what the backup is added to
 *
 * Returns: whether it was added; if not, a problem is reported
 */
gboolean
reprise_backup_read (const RepriseJsonPlace *place, RepriseBackupListBuilder *builder)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_auto (GStrv) references = reprise_json_place_dup_strv (place, "references", optional);
  g_auto (GStrv) error_list = reprise_json_place_dup_strv (place, "error_list", optional);
  g_auto (GStrv) annotations = reprise_json_place_dup_pairs (place, "annotations");

  read_times_and_sizes (place, &fields);
  fields.label = reprise_json_place_get_string (place, "label", REPRISE_JSON_REQUIRED);
  fields.backup_type =
      reprise_backup_type_from_word (reprise_json_place_get_string (place, "type", optional));
  fields.prior = reprise_json_place_get_string (place, "prior", optional);
  fields.references = (const char *const *) references;
  fields.error = reprise_json_place_get_tristate (place, "error");
  fields.error_list = (const char *const *) error_list;
  fields.annotations = (const char *const *) annotations;
  fields.wal_start = reprise_json_place_get_string (place, "wal_start", optional);
  fields.wal_stop = reprise_json_place_get_string (place, "wal_stop", optional);
  fields.pgbackrest_format =
      (int) reprise_json_place_get_int64 (place, "pgbackrest_format", optional, G_MAXINT, -1);
  fields.pgbackrest_version = reprise_json_place_get_string (place, "pgbackrest_version", optional);
  if (*place->problem != NULL)
    return FALSE;
  reprise_backup_list_builder_add (builder, &fields);
  return TRUE;
}

static void
put_lsn (JsonObject *object, const char *member, guint64 lsn)
{
  g_autofree char *text = lsn == 0 ? NULL : reprise_lsn_format (lsn);

  reprise_json_put_string (object, member, text);
}

static JsonObject *
write_annotations (const char *const *annotations)
{
  JsonObject *object;

  if (annotations == NULL)
    return NULL;
  object = json_object_new ();
  for (; annotations[0] != NULL && annotations[1] != NULL; annotations += 2)
    json_object_set_string_member (object, annotations[0], annotations[1]);
  return object;
}

/**
 * reprise_backup_write:
 * @backup: a #RepriseBackup
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_backup_write (gpointer backup)
{
  JsonObject *object = json_object_new ();
  RepriseBackupType type = reprise_backup_get_backup_type (backup);

  reprise_json_put_string (object, "label", reprise_backup_get_label (backup));
  reprise_json_put_string (object, "type", reprise_backup_type_to_word (type));
  reprise_json_put_string (object, "prior", reprise_backup_get_prior (backup));
  reprise_json_put_strv (object, "references", reprise_backup_get_references (backup));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_backup_get_started_at (backup),
                            REPRISE_INSTANT_SECONDS);
  reprise_json_put_instant (object,
                            "finished_at",
                            reprise_backup_get_finished_at (backup),
                            REPRISE_INSTANT_SECONDS);
  reprise_json_put_string (object, "wal_start", reprise_backup_get_wal_start (backup));
  reprise_json_put_string (object, "wal_stop", reprise_backup_get_wal_stop (backup));
  put_lsn (object, "lsn_start", reprise_backup_get_lsn_start (backup));
  put_lsn (object, "lsn_stop", reprise_backup_get_lsn_stop (backup));
  reprise_json_put_count (object, "database_size", reprise_backup_get_database_size (backup));
  reprise_json_put_count (object,
                          "database_backup_size",
                          reprise_backup_get_database_backup_size (backup));
  reprise_json_put_count (object, "backup_set_size", reprise_backup_get_backup_set_size (backup));
  reprise_json_put_count (object, "backup_size", reprise_backup_get_backup_size (backup));
  reprise_json_put_tristate (object, "error", reprise_backup_get_error (backup));
  reprise_json_put_strv (object, "error_list", reprise_backup_get_error_list (backup));
  reprise_json_put_object (object,
                           "annotations",
                           write_annotations (reprise_backup_get_annotations (backup)));
  reprise_json_put_string (object,
                           "pgbackrest_version",
                           reprise_backup_get_pgbackrest_version (backup));
  reprise_json_put_count (object,
                          "pgbackrest_format",
                          reprise_backup_get_pgbackrest_format (backup));
  return object;
}
