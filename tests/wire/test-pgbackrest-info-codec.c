/* SPDX-License-Identifier: GPL-3.0-or-later
 * The documents of pgBackRest's info command: real ones, old ones and broken ones. */

#include "config.h"

#include "wire/reprise-pgbackrest-info-codec.h"

#include "wire/reprise-inventory-codec.h"

#include "wire-support.h"

#define SYSTEM_ID G_GUINT64_CONSTANT (7711192297214085888)

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wire", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* The stanzas of a document that must be readable to the last backup. */
static GPtrArray *
decode_bytes (GBytes *document)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *stanzas = reprise_pgbackrest_info_decode (document, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return stanzas;
}

static GPtrArray *
decode_sample (const char *name)
{
  g_autoptr (GBytes) document = load (name);

  return decode_bytes (document);
}

static GPtrArray *
decode_text (const char *text)
{
  g_autoptr (GBytes) document = bytes_of (text);

  return decode_bytes (document);
}

static RepriseBackup *
get_backup (const ReprisePgBackRestRepository *repository, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (repository->backups), position);
}

static guint
count_backups (RepriseBackupList *backups)
{
  return g_list_model_get_n_items (G_LIST_MODEL (backups));
}

typedef struct
{
  const char *name;
  const char *stanza;
  int status_code;
  const char *status_word;
  const char *status_message;
  guint n_backups;
  const char *archive_min_wal;
  const char *archive_max_wal;
  guint64 system_id;
} Sample;

#define OK_STATUS REPRISE_PGBACKREST_STATUS_OK, "ok", "ok"

static const Sample samples[] = {
  { "info-after-expire.json",
    "db",
    OK_STATUS,
    1,
    "000000010000000000000037",
    "000000010000000000000038",
    SYSTEM_ID },
  { "info-backup-running.json",
    "db",
    OK_STATUS,
    1,
    "00000001000000000000002E",
    "000000010000000000000030",
    SYSTEM_ID },
  { "info-before-expire.json",
    "db",
    OK_STATUS,
    2,
    "000000010000000000000033",
    "000000010000000000000036",
    SYSTEM_ID },
  { "info-bundle-tablespace.json",
    "db",
    OK_STATUS,
    2,
    "00000001000000000000002C",
    "00000001000000000000002F",
    SYSTEM_ID },
  { "info-checksum-error-set.json",
    "db",
    OK_STATUS,
    1,
    "000000010000000000000046",
    "000000010000000000000048",
    SYSTEM_ID },
  { "info-checksum-error.json",
    "db",
    OK_STATUS,
    1,
    "000000010000000000000046",
    "000000010000000000000048",
    SYSTEM_ID },
  { "info-encrypted.json",
    "db",
    OK_STATUS,
    1,
    "00000001000000000000003F",
    "000000010000000000000040",
    SYSTEM_ID },
  { "info-missing-stanza-path.json",
    "db",
    REPRISE_PGBACKREST_STATUS_MISSING_STANZA_PATH,
    "error",
    "missing stanza path",
    0,
    NULL,
    NULL,
    0 },
  { "info-multi-stanza.json",
    "n1",
    OK_STATUS,
    1,
    "000000010000000000000030",
    "000000010000000000000031",
    SYSTEM_ID },
  { "info-no-backups.json",
    "db",
    REPRISE_PGBACKREST_STATUS_NO_BACKUPS,
    "error",
    "no valid backups",
    0,
    NULL,
    NULL,
    SYSTEM_ID },
  { "info-offline-backup.json", "db", OK_STATUS, 1, NULL, NULL, SYSTEM_ID },
  { "info-ok-n1-full-diff-incr-annotations.json",
    "db",
    OK_STATUS,
    3,
    "000000010000000000000001",
    "00000001000000000000000E",
    0 },
  { "info-ok-n1-set-full.json",
    "db",
    OK_STATUS,
    1,
    "000000010000000000000001",
    "00000001000000000000000E",
    0 },
  { "info-permission-denied.json",
    "db",
    REPRISE_PGBACKREST_STATUS_OTHER,
    "error",
    "[PathOpenError] unable to list file info for path '/srv/lab/lab/rs/denied/backup': [13] "
    "Permission denied",
    0,
    NULL,
    NULL,
    0 },
  { "info-two-db-ids-after-stanza-upgrade.json",
    "db",
    OK_STATUS,
    4,
    "00000002000000000000002D",
    "00000002000000000000002F",
    0 },
  { "info-two-repos.json",
    "db",
    OK_STATUS,
    2,
    "000000010000000000000039",
    "00000001000000000000003E",
    SYSTEM_ID },
  { "info-two-timelines-same-repo.json",
    "db",
    OK_STATUS,
    4,
    "000000010000000000000001",
    "000000020000000000000020",
    0 },
  { "info-wal-gap.json",
    "db",
    OK_STATUS,
    1,
    "000000010000000000000041",
    "000000010000000000000045",
    SYSTEM_ID },
};

/* Every real document gives an inventory with its status, its archive and all its backups. */
static void
test_pgbackrest_info_codec_samples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const Sample *sample = &samples[i];
      g_autoptr (GBytes) document = load (sample->name);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseInventory) inventory =
                     reprise_pgbackrest_info_decode_inventory (document,
                                                               sample->stanza,
                                                               "repository",
                                                               "database",
                                                               "n1",
                                                               NULL,
                                                               &error);

      g_test_message ("%s", sample->name);
      g_assert_no_error (error);
      g_assert_cmpstr (reprise_inventory_get_repository_id (inventory), ==, "repository");
      g_assert_cmpstr (reprise_inventory_get_database_id (inventory), ==, "database");
      g_assert_cmpstr (reprise_inventory_get_node_name (inventory), ==, "n1");
      g_assert_cmpint (reprise_inventory_get_status_code (inventory), ==, sample->status_code);
      g_assert_cmpstr (reprise_inventory_get_status_word (inventory), ==, sample->status_word);
      g_assert_cmpstr (reprise_inventory_get_status_message (inventory),
                       ==,
                       sample->status_message);
      g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, sample->n_backups);
      g_assert_cmpstr (reprise_inventory_get_archive_min_wal (inventory),
                       ==,
                       sample->archive_min_wal);
      g_assert_cmpstr (reprise_inventory_get_archive_max_wal (inventory),
                       ==,
                       sample->archive_max_wal);
      /* What could not be read, and what is of one backup alone, is not all there is. */
      g_assert_cmpint (reprise_inventory_get_is_complete (inventory),
                       ==,
                       sample->status_code != REPRISE_PGBACKREST_STATUS_OTHER &&
                           strstr (sample->name, "-set") == NULL);
      if (sample->system_id != 0)
        g_assert_cmpuint (reprise_inventory_get_pg_system_id (inventory), ==, sample->system_id);
    }
}

/* A backup carries over whole: the mapping, member by member. */
static void
test_pgbackrest_info_codec_backup (void)
{
  g_autoptr (GPtrArray) stanzas = decode_sample ("info-ok-n1-full-diff-incr-annotations.json");
  ReprisePgBackRestStanza *stanza = reprise_pgbackrest_info_find (stanzas, "db");
  ReprisePgBackRestRepository *repository = stanza->repositories->pdata[0];
  g_autoptr (RepriseBackup) diff = get_backup (repository, 1);
  g_autoptr (RepriseBackup) incr = get_backup (repository, 2);

  g_assert_cmpstr (reprise_backup_get_label (diff), ==, "20261123-024629F_20261123-024633D");
  g_assert_cmpint (reprise_backup_get_backup_type (diff), ==, REPRISE_BACKUP_TYPE_DIFF);
  g_assert_cmpstr (reprise_backup_get_prior (diff), ==, "20261123-024629F");
  g_assert_cmpstr (reprise_backup_get_references (diff)[0], ==, "20261123-024629F");
  g_assert_null (reprise_backup_get_references (diff)[1]);
  g_assert_cmpint (reprise_backup_get_started_at (diff), ==, G_GINT64_CONSTANT (1795401993000000));
  g_assert_cmpint (reprise_backup_get_finished_at (diff), ==, G_GINT64_CONSTANT (1795401994000000));
  g_assert_cmpint (reprise_backup_get_database_size (diff), ==, 38672757);
  g_assert_cmpint (reprise_backup_get_database_backup_size (diff), ==, 3342762);
  g_assert_cmpint (reprise_backup_get_backup_set_size (diff), ==, 5032538);
  g_assert_cmpint (reprise_backup_get_backup_size (diff), ==, 787283);
  g_assert_cmpuint (reprise_backup_get_lsn_start (diff), ==, 0xA000028);
  g_assert_cmpuint (reprise_backup_get_lsn_stop (diff), ==, 0xA002738);
  g_assert_cmpstr (reprise_backup_get_wal_start (diff), ==, "00000001000000000000000A");
  g_assert_cmpstr (reprise_backup_get_wal_stop (diff), ==, "00000001000000000000000A");
  g_assert_cmpint (reprise_backup_get_error (diff), ==, REPRISE_TRISTATE_NO);
  g_assert_cmpint (reprise_backup_get_pgbackrest_format (diff), ==, 5);
  g_assert_cmpstr (reprise_backup_get_pgbackrest_version (diff), ==, "2.45");
  g_assert_cmpstr (reprise_backup_get_name (diff), ==, "diff one");
  g_assert_cmpstr (reprise_backup_get_name (incr), ==, "Größe & \"Ümlaut\"");
}

/* Checksum errors, an offline backup and a named set are told as such. */
static void
test_pgbackrest_info_codec_oddities (void)
{
  g_autoptr (GPtrArray) damaged = decode_sample ("info-checksum-error-set.json");
  g_autoptr (GPtrArray) offline = decode_sample ("info-offline-backup.json");
  ReprisePgBackRestStanza *stanza = damaged->pdata[0];
  g_autoptr (RepriseBackup) backup = get_backup (stanza->repositories->pdata[0], 0);
  g_autoptr (RepriseBackup) cold = NULL;

  g_assert_cmpint (reprise_backup_get_error (backup), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_backup_get_error_list (backup)[0], ==, "base/16385/16420");
  stanza = offline->pdata[0];
  cold = get_backup (stanza->repositories->pdata[0], 0);
  g_assert_null (reprise_backup_get_wal_start (cold));
  g_assert_null (reprise_backup_get_wal_stop (cold));
  g_assert_cmpuint (reprise_backup_get_lsn_stop (cold), ==, 0);
}

/* Each repository has its own backups, archive and cipher, though the document mixes them. */
static void
test_pgbackrest_info_codec_two_repositories (void)
{
  g_autoptr (GPtrArray) stanzas = decode_sample ("info-two-repos.json");
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];
  ReprisePgBackRestRepository *first = reprise_pgbackrest_stanza_get_repository (stanza, 1);
  ReprisePgBackRestRepository *second = reprise_pgbackrest_stanza_get_repository (stanza, 2);
  g_autoptr (RepriseBackup) full = get_backup (first, 0);
  g_autoptr (RepriseBackup) incr = get_backup (first, 1);
  g_autoptr (RepriseBackup) other = get_backup (second, 0);

  g_assert_true (reprise_pgbackrest_stanza_get_repository (stanza, 0) == first);
  g_assert_null (reprise_pgbackrest_stanza_get_repository (stanza, 3));
  g_assert_cmpstr (first->cipher, ==, "none");
  g_assert_cmpstr (second->cipher, ==, "aes-256-cbc");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (second->backups)), ==, 1);
  g_assert_cmpstr (reprise_backup_get_label (full), ==, "20261123-032003F");
  g_assert_cmpstr (reprise_backup_get_label (incr), ==, "20261123-032003F_20261123-032011I");
  g_assert_cmpstr (reprise_backup_get_label (other), ==, "20261123-032007F");
  g_assert_cmpuint (reprise_pgbackrest_repository_get_current (second)->system_id, ==, SYSTEM_ID);
}

/* After stanza-upgrade the current database is the newest, and each backup knows its own. */
static void
test_pgbackrest_info_codec_histories (void)
{
  g_autoptr (GPtrArray) stanzas = decode_sample ("info-two-db-ids-after-stanza-upgrade.json");
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];
  ReprisePgBackRestRepository *repository = stanza->repositories->pdata[0];
  ReprisePgBackRestHistory *past = repository->histories->pdata[0];

  g_assert_cmpuint (repository->histories->len, ==, 2);
  g_assert_cmpuint (past->id, ==, 1);
  g_assert_cmpstr (past->archive_max_wal, ==, "000000010000000000000020");
  g_assert_cmpuint (reprise_pgbackrest_repository_get_current (repository)->id, ==, 2);
  g_assert_cmpuint (count_backups (past->backups), ==, 3);
  g_assert_cmpuint (count_backups (reprise_pgbackrest_repository_get_current (repository)->backups),
                    ==,
                    1);
  g_assert_cmpuint (count_backups (repository->backups), ==, 4);
  g_assert_true (repository->is_complete);
}

/* Backups of a database that is not listed are of an earlier one, those that name none of the
 * current one; wherever they stand, all are there. */
static void
test_pgbackrest_info_codec_unlisted_history (void)
{
  g_autoptr (GPtrArray) stanzas = decode_text (
      "[{\"name\":\"db\",\"repo\":[{\"key\":1}],\"db\":[{\"id\":3,\"repo-key\":1}],\"backup\":["
      "{\"label\":\"a\",\"database\":{\"id\":3,\"repo-key\":1}},"
      "{\"label\":\"b\",\"database\":{\"id\":9,\"repo-key\":1}},"
      "{\"label\":\"c\",\"database\":{\"id\":2,\"repo-key\":1}},{\"label\":\"d\"}]}]");
  ReprisePgBackRestRepository *repository =
      reprise_pgbackrest_stanza_get_repository (stanzas->pdata[0], 1);
  const ReprisePgBackRestHistory *current = reprise_pgbackrest_repository_get_current (repository);

  g_assert_cmpuint (repository->histories->len, ==, 3);
  g_assert_cmpuint (((ReprisePgBackRestHistory *) repository->histories->pdata[0])->id, ==, 2);
  g_assert_cmpuint (current->id, ==, 3);
  g_assert_cmpuint (count_backups (current->backups), ==, 2);
  g_assert_cmpuint (count_backups (repository->backups), ==, 4);
}

static gboolean
is_complete (const char *status, const char *backup)
{
  g_autofree char *text =
      g_strdup_printf ("[{\"name\":\"db\",\"repo\":[{\"key\":1,\"status\":{\"code\":%s}}],"
                       "\"backup\":"
                       "[{\"label\":\"a\",\"database\":{\"id\":1,\"repo-key\":1}%s}]}]",
                       status,
                       backup);
  g_autoptr (GPtrArray) stanzas = decode_text (text);

  return reprise_pgbackrest_stanza_get_repository (stanzas->pdata[0], 1)->is_complete;
}

/* What a filter left out, and what could not be read, must not be taken for all there is. */
static void
test_pgbackrest_info_codec_incomplete (void)
{
  g_assert_true (is_complete ("0", ",\"type\":\"full\""));
  g_assert_true (is_complete ("2", ""));
  g_assert_false (is_complete ("6", ""));
  g_assert_false (is_complete ("99", ""));
  g_assert_false (is_complete ("7", ""));
  g_assert_false (is_complete ("0", ",\"type\":\"diff\",\"prior\":\"f\""));
  g_assert_false (is_complete ("0", ",\"type\":\"incr\",\"prior\":\"f\""));
  g_assert_false (is_complete ("0", ",\"type\":\"full\",\"database-ref\":[{\"name\":\"app\"}]"));
}

/* Hostile documents cannot have databases without end. */
static void
test_pgbackrest_info_codec_many_histories (void)
{
  g_autoptr (GString) text = g_string_new ("[{\"name\":\"db\",\"repo\":[{\"key\":1}],\"backup\":[");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GPtrArray) stanzas = NULL;
  ReprisePgBackRestRepository *repository;

  for (guint i = 1; i <= 1030; i++)
    g_string_append_printf (text,
                            "%s{\"label\":\"b%u\",\"database\":{\"id\":%u,\"repo-key\":1}}",
                            i == 1 ? "" : ",",
                            i,
                            i);
  g_string_append (text, "]}]");
  document = bytes_of (text->str);
  stanzas = reprise_pgbackrest_info_decode (document, problems, NULL);
  repository = reprise_pgbackrest_stanza_get_repository (stanzas->pdata[0], 1);
  g_assert_cmpuint (count_backups (repository->backups), ==, 1024);
  g_assert_false (repository->is_complete);
  g_assert_cmpstr (problems->pdata[0],
                   ==,
                   "info[0].backup[1024].database: is one of too many databases");
}

/* Stanzas are found by name; an empty repository has none. */
static void
test_pgbackrest_info_codec_stanzas (void)
{
  g_autoptr (GPtrArray) many = decode_sample ("info-multi-stanza.json");
  g_autoptr (GPtrArray) none = decode_sample ("info-empty-repo-all-stanzas.json");
  g_autoptr (GBytes) document = load ("info-empty-repo-all-stanzas.json");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (many->len, ==, 3);
  g_assert_cmpint (reprise_pgbackrest_info_find (many, "n3")->status_code,
                   ==,
                   REPRISE_PGBACKREST_STATUS_NO_BACKUPS);
  g_assert_null (reprise_pgbackrest_info_find (many, "n4"));
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (
      reprise_pgbackrest_info_decode_inventory (document, "db", "r", "d", "n1", NULL, &error));
  g_assert_error (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_MISSING);
  g_assert_cmpstr (error->message, ==, "info: says nothing of the repository of stanza ‘db’");
}

/* Locks come from the status, with the progress that newer versions tell. */
static void
test_pgbackrest_info_codec_locks (void)
{
  g_autoptr (GPtrArray) running = decode_sample ("info-backup-running.json");
  g_autoptr (GPtrArray) newest = decode_text (
      "[{\"name\":\"db\",\"status\":{\"code\":0,\"message\":\"ok\",\"lock\":{\"backup\":{\"held\":"
      "true,\"repo\":[{\"key\":1,\"size\":10,\"size-cplt\":5}],\"size\":9007199254740993,"
      "\"size-cplt\":7},\"restore\":{\"held\":false}}}}]");
  ReprisePgBackRestStanza *stanza = running->pdata[0];

  g_assert_cmpint (stanza->backup_lock.held, ==, REPRISE_TRISTATE_YES);
  g_assert_cmpint (stanza->backup_lock.size, ==, -1);
  g_assert_cmpint (stanza->restore_lock.held, ==, REPRISE_TRISTATE_UNKNOWN);
  stanza = newest->pdata[0];
  g_assert_cmpint (stanza->backup_lock.size, ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpint (stanza->backup_lock.size_complete, ==, 7);
  g_assert_cmpint (stanza->restore_lock.held, ==, REPRISE_TRISTATE_NO);
}

/* Each repository knows how far the backup is in it. */
static void
test_pgbackrest_info_codec_progress_by_repository (void)
{
  g_autoptr (GPtrArray) stanzas = decode_text (
      "[{\"name\":\"db\",\"repo\":[{\"key\":1},{\"key\":2}],\"backup\":[],\"status\":{\"code\":0,"
      "\"lock\":{\"backup\":{\"held\":true,\"repo\":[{\"key\":2,\"size\":10,\"size-cplt\":5}],"
      "\"size\":10,\"size-cplt\":5}}}}]");
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];

  g_assert_cmpint (reprise_pgbackrest_stanza_get_repository (stanza, 1)->backup_lock.held,
                   ==,
                   REPRISE_TRISTATE_UNKNOWN);
  g_assert_cmpint (reprise_pgbackrest_stanza_get_repository (stanza, 2)->backup_lock.held,
                   ==,
                   REPRISE_TRISTATE_YES);
  g_assert_cmpint (reprise_pgbackrest_stanza_get_repository (stanza, 2)->backup_lock.size_complete,
                   ==,
                   5);
}

/* A document that tells progress only says nothing of any repository, whatever its code is. */
static void
test_pgbackrest_info_codec_progress_only (void)
{
  static const char text[] = "[{\"name\":\"db\",\"status\":{\"code\":0,\"message\":\"ok\"}}]";
  g_autoptr (GPtrArray) stanzas = decode_text (text);
  g_autoptr (GBytes) document = bytes_of (text);
  g_autoptr (GError) error = NULL;
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];

  g_assert_cmpuint (stanza->repositories->len, ==, 0);
  g_assert_null (
      reprise_pgbackrest_info_decode_inventory (document, "db", "r", "d", "n1", NULL, &error));
  g_assert_error (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_MISSING);
}

/* With the wrong passphrase the document is no JSON; it is read all the same, and what it says of
 * the failure can be shown. */
static void
test_pgbackrest_info_codec_wrong_passphrase (void)
{
  g_autoptr (GPtrArray) stanzas = decode_sample ("info-encrypted-wrong-pass.json");
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];
  ReprisePgBackRestRepository *repository = stanza->repositories->pdata[0];
  const char *message = repository->status_message;

  g_assert_cmpint (stanza->status_code, ==, REPRISE_PGBACKREST_STATUS_OTHER);
  g_assert_cmpint (repository->status_code, ==, REPRISE_PGBACKREST_STATUS_OTHER);
  g_assert_cmpstr (repository->cipher, ==, "aes-256-cbc");
  g_assert_true (g_str_has_prefix (message, "[FormatError] unable to load info file"));
  g_assert_true (g_utf8_validate (message, -1, NULL));
  g_assert_cmpuint (strlen (message), <=, 1024);
  for (const char *cursor = message; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (cursor)));
}

/* A repository that is unreadable as a whole answers for every stanza. */
static void
test_pgbackrest_info_codec_unreadable (void)
{
  g_autoptr (GBytes) document = bytes_of (
      "[{\"archive\":[],\"backup\":[],\"cipher\":\"none\",\"db\":[],\"name\":\"[invalid]\","
      "\"repo\":"
      "[{\"cipher\":\"none\",\"key\":1,\"status\":{\"code\":99,\"message\":\"[X] no\\nHINT: "
      "try\"}}],\"status\":{\"code\":99,\"message\":\"other\"}}]");
  g_autoptr (RepriseInventory) inventory =
          reprise_pgbackrest_info_decode_inventory (document, "db", "r", "d", "n1", NULL, NULL);

  g_assert_cmpint (reprise_inventory_get_status_code (inventory),
                   ==,
                   REPRISE_PGBACKREST_STATUS_OTHER);
  g_assert_cmpstr (reprise_inventory_get_status_message (inventory), ==, "[X] no HINT: try");
}

/* Before 2.32 the stanza is the repository, pretty-printed, and may have the newest database
 * first. */
static void
test_pgbackrest_info_codec_old (void)
{
  g_autoptr (GPtrArray) stanzas = decode_text (
      "[\n    {\n        \"archive\" : [\n{\"database\" : {\"id\" : 2}, \"id\" : \"9.6-2\", "
      "\"max\" : "
      "\"b\", \"min\" : \"a\"},\n{\"database\" : {\"id\" : 1}, \"id\" : \"9.5-1\", \"max\" : "
      "\"y\", "
      "\"min\" : \"x\"}],\n\t\"backup\" : [{\"archive\" : {\"start\" : \"a\", \"stop\" : \"b\"}, "
      "\"backrest\" : {\"format\" : 5, \"version\" : \"2.08\"}, \"database\" : {\"id\" : 2}, "
      "\"info\" "
      ": {\"delta\" : 3, \"repository\" : {\"delta\" : 1, \"size\" : 2}, \"size\" : 4}, \"label\" "
      ": "
      "\"20180101-000000F\", \"prior\" : null, \"reference\" : null, \"timestamp\" : {\"start\" : "
      "1514764800, \"stop\" : 1514764860}, \"type\" : \"full\"}], \"cipher\" : \"none\", \"db\" : "
      "[{\"id\" : 2, \"system-id\" : 7381205846205943829, \"version\" : \"9.6\"}, {\"id\" : 1, "
      "\"system-id\" : 1, \"version\" : \"9.5\"}], \"name\" : \"db\", \"status\" : {\"code\" : 0, "
      "\"message\" : \"ok\"}}]\n");
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];
  ReprisePgBackRestRepository *repository = stanza->repositories->pdata[0];
  const ReprisePgBackRestHistory *current = reprise_pgbackrest_repository_get_current (repository);
  g_autoptr (RepriseBackup) backup = get_backup (repository, 0);

  g_assert_cmpuint (repository->key, ==, 1);
  g_assert_cmpint (repository->status_code, ==, 0);
  g_assert_cmpstr (repository->cipher, ==, "none");
  g_assert_cmpstr (current->version, ==, "9.6");
  g_assert_cmpuint (current->system_id, ==, G_GUINT64_CONSTANT (7381205846205943829));
  g_assert_cmpstr (current->archive_min_wal, ==, "a");
  g_assert_cmpstr (current->archive_max_wal, ==, "b");
  g_assert_cmpint (reprise_backup_get_finished_at (backup),
                   ==,
                   G_GINT64_CONSTANT (1514764860000000));
  g_assert_cmpint (reprise_backup_get_error (backup), ==, REPRISE_TRISTATE_UNKNOWN);
  g_assert_cmpuint (reprise_backup_get_lsn_stop (backup), ==, 0);
  g_assert_null (reprise_backup_get_annotations (backup));
}

/* With block incremental backups the size of a set is not told, and is then not known; those of the
 * block maps are. */
static void
test_pgbackrest_info_codec_block_incremental (void)
{
  g_autoptr (GPtrArray) stanzas =
                 decode_text ("[{\"name\":\"db\",\"repo\":[{\"key\":1}],\"backup\":[{\"label\":"
                              "\"a\",\"database\":{\"id\":1,"
                              "\"repo-key\":1},\"info\":{\"size\":9,\"delta\":8,\"repository\":{"
                              "\"delta\":7,\"delta-map\":1,"
                              "\"size-map\":2}}}]}]");
  ReprisePgBackRestStanza *stanza = stanzas->pdata[0];
  ReprisePgBackRestRepository *repository = stanza->repositories->pdata[0];
  g_autoptr (RepriseBackup) backup = get_backup (repository, 0);

  g_assert_cmpint (reprise_backup_get_backup_set_size (backup), ==, -1);
  g_assert_cmpint (reprise_backup_get_backup_size (backup), ==, 7);
  g_assert_cmpint (reprise_backup_get_backup_map_size (backup), ==, 1);
  g_assert_cmpint (reprise_backup_get_backup_set_map_size (backup), ==, 2);
  g_assert_cmpint (repository->status_code, ==, -1);
  g_assert_cmpint (reprise_backup_get_finished_at (backup), ==, REPRISE_INSTANT_NONE);
}

/* A backup that cannot be read is left out and named, and its repository is not complete. */
static void
test_pgbackrest_info_codec_bad_backup (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) document = bytes_of (
      "[{\"name\":\"db\",\"repo\":[{\"key\":1},{\"key\":2}],\"backup\":[{\"label\":\"a\","
      "\"database\":"
      "{\"repo-key\":1}},{\"label\":7,\"database\":{\"repo-key\":1}},{\"label\":\"c\",\"database\":"
      "{\"repo-key\":2}}]}]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stanzas = reprise_pgbackrest_info_decode (document, problems, &error);
  ReprisePgBackRestRepository *first, *second;

  g_assert_no_error (error);
  first = reprise_pgbackrest_stanza_get_repository (stanzas->pdata[0], 1);
  second = reprise_pgbackrest_stanza_get_repository (stanzas->pdata[0], 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first->backups)), ==, 1);
  g_assert_false (first->is_complete);
  g_assert_true (second->is_complete);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0],
                   ==,
                   "info[0].backup[1].label: expected a string, found an integer");
}

/* What is not such a document is an error, repaired or not. */
static void
test_pgbackrest_info_codec_refuses (void)
{
  static const struct
  {
    const char *text;
    RepriseWireError code;
  } cases[] = {
    { "", REPRISE_WIRE_ERROR_SYNTAX },
    { "ERROR: [029]: missing '='", REPRISE_WIRE_ERROR_SYNTAX },
    { "[{\"name\":\"\xff", REPRISE_WIRE_ERROR_SYNTAX },
    { "{}", REPRISE_WIRE_ERROR_TYPE },
    { "null", REPRISE_WIRE_ERROR_TYPE },
    { "[7]", REPRISE_WIRE_ERROR_TYPE },
    { "[{}]", REPRISE_WIRE_ERROR_MISSING },
    { "[{\"name\":\"db\",\"repo\":[{\"key\":-1}]}]", REPRISE_WIRE_ERROR_RANGE },
    { "[{\"name\":\"db\",\"repo\":7}]", REPRISE_WIRE_ERROR_TYPE },
    { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
      REPRISE_WIRE_ERROR_TOO_DEEP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) document = bytes_of (cases[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_pgbackrest_info_decode (document, NULL, &error));
      g_assert_error (error, REPRISE_WIRE_ERROR, (int) cases[i].code);
    }
}

/* What the lab answers from a document is what the client then reads: nothing is lost between. */
static void
test_pgbackrest_info_codec_to_client (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GBytes) document = load (samples[i].name);
      g_autoptr (RepriseInventory) inventory =
                     reprise_pgbackrest_info_decode_inventory (document,
                                                               samples[i].stanza,
                                                               "r",
                                                               "d",
                                                               "n1",
                                                               NULL,
                                                               NULL);
      g_autoptr (GBytes) answer = reprise_inventory_encode (inventory, NULL);
      g_autoptr (RepriseInventory) read =
                     reprise_inventory_decode (answer, TRUE, NULL, problems, NULL);
      g_autoptr (GBytes) again = reprise_inventory_encode (read, NULL);
      g_autofree char *text = text_of (answer);

      g_assert_cmpuint (problems->len, ==, 0);
      assert_bytes (again, text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/pgbackrest-info-codec/unlisted-history",
                   test_pgbackrest_info_codec_unlisted_history);
  g_test_add_func ("/wire/pgbackrest-info-codec/incomplete", test_pgbackrest_info_codec_incomplete);
  g_test_add_func ("/wire/pgbackrest-info-codec/many-histories",
                   test_pgbackrest_info_codec_many_histories);
  g_test_add_func ("/wire/pgbackrest-info-codec/progress-by-repository",
                   test_pgbackrest_info_codec_progress_by_repository);
  g_test_add_func ("/wire/pgbackrest-info-codec/samples", test_pgbackrest_info_codec_samples);
  g_test_add_func ("/wire/pgbackrest-info-codec/backup", test_pgbackrest_info_codec_backup);
  g_test_add_func ("/wire/pgbackrest-info-codec/oddities", test_pgbackrest_info_codec_oddities);
  g_test_add_func ("/wire/pgbackrest-info-codec/two-repositories",
                   test_pgbackrest_info_codec_two_repositories);
  g_test_add_func ("/wire/pgbackrest-info-codec/histories", test_pgbackrest_info_codec_histories);
  g_test_add_func ("/wire/pgbackrest-info-codec/stanzas", test_pgbackrest_info_codec_stanzas);
  g_test_add_func ("/wire/pgbackrest-info-codec/locks", test_pgbackrest_info_codec_locks);
  g_test_add_func ("/wire/pgbackrest-info-codec/progress-only",
                   test_pgbackrest_info_codec_progress_only);
  g_test_add_func ("/wire/pgbackrest-info-codec/wrong-passphrase",
                   test_pgbackrest_info_codec_wrong_passphrase);
  g_test_add_func ("/wire/pgbackrest-info-codec/unreadable", test_pgbackrest_info_codec_unreadable);
  g_test_add_func ("/wire/pgbackrest-info-codec/old", test_pgbackrest_info_codec_old);
  g_test_add_func ("/wire/pgbackrest-info-codec/block-incremental",
                   test_pgbackrest_info_codec_block_incremental);
  g_test_add_func ("/wire/pgbackrest-info-codec/bad-backup", test_pgbackrest_info_codec_bad_backup);
  g_test_add_func ("/wire/pgbackrest-info-codec/refuses", test_pgbackrest_info_codec_refuses);
  g_test_add_func ("/wire/pgbackrest-info-codec/to-client", test_pgbackrest_info_codec_to_client);
  return g_test_run ();
}
