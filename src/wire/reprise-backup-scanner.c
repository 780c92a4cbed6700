/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups read one after another from a document of any length.
 *
 * A million of them must not take a minute, so a backup is not made into a tree first: a table says
 * where the value of each member goes, and what is kept from one backup to the next is used again.
 */

#include "config.h"

#include "wire/reprise-backup-scanner-private.h"

#include "base/reprise-wal.h"

#include <string.h>

/* No repository has so many backups, and what keeps them counts bytes in 32 bits. */
#define MAX_BACKUPS (16 * 1024 * 1024)
#define MAX_BYTES ((guint64) G_MAXINT32)

/* What one backup lists, keys and values counted: no chain is that long. */
#define MAX_LISTED 100000

/* Room for the texts of one backup, usually. */
#define SCRATCH_BYTES 4096

typedef enum
{
  KIND_TEXT,
  KIND_TYPE,
  KIND_INSTANT,
  KIND_EPOCH,
  KIND_SIZE,
  KIND_INT,
  KIND_KEY,
  KIND_LSN,
  KIND_TRISTATE,
  KIND_TEXTS,
  KIND_PAIRS,
  KIND_OBJECT,
  KIND_PRESENCE,
} Kind;

typedef struct _Member Member;

struct _Member
{
  const char *name;
  Kind kind;
  gsize offset;          /* in a RepriseScannedBackup */
  const Member *members; /* of an object */
};

struct _RepriseBackupScanner
{
  RepriseJsonTokenizer *tokenizer; /* not owned */
  const Member *members;
  GStringChunk *texts;
  GPtrArray *lists; /* of the lists of the current backup */
  guint n_lists;
  RepriseScannedBackup backup;
  guint64 start; /* where in the document it began */
  guint n_backups;
};

#define FIELD(field) G_STRUCT_OFFSET (RepriseScannedBackup, fields.field)

static const Member service_members[] = {
  { "label", KIND_TEXT, FIELD (label) },
  { "type", KIND_TYPE, FIELD (backup_type) },
  { "prior", KIND_TEXT, FIELD (prior) },
  { "references", KIND_TEXTS, FIELD (references) },
  { "created_at", KIND_INSTANT, FIELD (started_at) },
  { "finished_at", KIND_INSTANT, FIELD (finished_at) },
  { "wal_start", KIND_TEXT, FIELD (wal_start) },
  { "wal_stop", KIND_TEXT, FIELD (wal_stop) },
  { "lsn_start", KIND_LSN, FIELD (lsn_start) },
  { "lsn_stop", KIND_LSN, FIELD (lsn_stop) },
  { "database_size", KIND_SIZE, FIELD (database_size) },
  { "database_backup_size", KIND_SIZE, FIELD (database_backup_size) },
  { "backup_set_size", KIND_SIZE, FIELD (backup_set_size) },
  { "backup_size", KIND_SIZE, FIELD (backup_size) },
  { "backup_set_map_size", KIND_SIZE, FIELD (backup_set_map_size) },
  { "backup_map_size", KIND_SIZE, FIELD (backup_map_size) },
  { "error", KIND_TRISTATE, FIELD (error) },
  { "error_list", KIND_TEXTS, FIELD (error_list) },
  { "annotations", KIND_PAIRS, FIELD (annotations) },
  { "pgbackrest_version", KIND_TEXT, FIELD (pgbackrest_version) },
  { "pgbackrest_format", KIND_INT, FIELD (pgbackrest_format) },
  { NULL },
};

static const Member archive_members[] = {
  { "start", KIND_TEXT, FIELD (wal_start) },
  { "stop", KIND_TEXT, FIELD (wal_stop) },
  { NULL },
};

static const Member backrest_members[] = {
  { "format", KIND_INT, FIELD (pgbackrest_format) },
  { "version", KIND_TEXT, FIELD (pgbackrest_version) },
  { NULL },
};

static const Member database_members[] = {
  { "id", KIND_KEY, G_STRUCT_OFFSET (RepriseScannedBackup, history_id) },
  { "repo-key", KIND_KEY, G_STRUCT_OFFSET (RepriseScannedBackup, repository_key) },
  { NULL },
};

/* With block incrementals pgBackRest leaves the size of the set out, which it cannot know, and
 * tells how large the maps of the blocks are instead. */
static const Member repository_members[] = {
  { "delta", KIND_SIZE, FIELD (backup_size) },
  { "delta-map", KIND_SIZE, FIELD (backup_map_size) },
  { "size", KIND_SIZE, FIELD (backup_set_size) },
  { "size-map", KIND_SIZE, FIELD (backup_set_map_size) },
  { NULL },
};

static const Member info_members[] = {
  { "delta", KIND_SIZE, FIELD (database_backup_size) },
  { "repository", KIND_OBJECT, 0, repository_members },
  { "size", KIND_SIZE, FIELD (database_size) },
  { NULL },
};

static const Member lsn_members[] = {
  { "start", KIND_LSN, FIELD (lsn_start) },
  { "stop", KIND_LSN, FIELD (lsn_stop) },
  { NULL },
};

static const Member timestamp_members[] = {
  { "start", KIND_EPOCH, FIELD (started_at) },
  { "stop", KIND_EPOCH, FIELD (finished_at) },
  { NULL },
};

static const Member pgbackrest_members[] = {
  { "annotation", KIND_PAIRS, FIELD (annotations) },
  { "archive", KIND_OBJECT, 0, archive_members },
  { "backrest", KIND_OBJECT, 0, backrest_members },
  { "database", KIND_OBJECT, 0, database_members },
  { "database-ref", KIND_PRESENCE, G_STRUCT_OFFSET (RepriseScannedBackup, is_named) },
  { "error", KIND_TRISTATE, FIELD (error) },
  { "error-list", KIND_TEXTS, FIELD (error_list) },
  { "info", KIND_OBJECT, 0, info_members },
  { "label", KIND_TEXT, FIELD (label) },
  { "lsn", KIND_OBJECT, 0, lsn_members },
  { "prior", KIND_TEXT, FIELD (prior) },
  { "reference", KIND_TEXTS, FIELD (references) },
  { "timestamp", KIND_OBJECT, 0, timestamp_members },
  { "type", KIND_TYPE, FIELD (backup_type) },
  { NULL },
};

static RepriseJsonToken
next (RepriseBackupScanner *self)
{
  return reprise_json_tokenizer_next (self->tokenizer);
}

static const char *
keep_text (RepriseBackupScanner *self)
{
  gsize length;
  const char *text = reprise_json_tokenizer_get_text (self->tokenizer, &length);

  return g_string_chunk_insert_len (self->texts, text, (gssize) length);
}

static void
refuse_kind (RepriseBackupScanner *self,
             const RepriseJsonPlace *place,
             const char *expected,
             RepriseJsonToken token)
{
  reprise_json_place_report_kind (place, NULL, expected, reprise_json_token_describe (token));
  reprise_json_tokenizer_skip (self->tokenizer, token);
}

/* A whole number from 0 to @most, or @fallback with a problem. */
static gint64
read_integer (RepriseBackupScanner *self,
              RepriseJsonToken token,
              const RepriseJsonPlace *place,
              gint64 most,
              gint64 fallback)
{
  gboolean is_negative = FALSE;
  guint64 value = 0;

  if (token != REPRISE_JSON_TOKEN_INTEGER && token != REPRISE_JSON_TOKEN_HUGE)
    {
      refuse_kind (self, place, "an integer", token);
      return fallback;
    }
  if (token == REPRISE_JSON_TOKEN_INTEGER)
    value = reprise_json_tokenizer_get_integer (self->tokenizer, &is_negative);
  if (token == REPRISE_JSON_TOKEN_INTEGER && !(is_negative && value > 0) && value <= (guint64) most)
    return (gint64) value;
  reprise_json_place_report (place,
                             NULL,
                             REPRISE_WIRE_ERROR_RANGE,
                             "must lie between 0 and %" G_GINT64_FORMAT,
                             most);
  return fallback;
}

static RepriseInstant
read_epoch (RepriseBackupScanner *self, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  gint64 seconds =
      read_integer (self, token, place, G_MAXINT64 / REPRISE_INSTANT_SECOND, G_MININT64);

  return seconds < 0 ? REPRISE_INSTANT_NONE : reprise_instant_from_unix (seconds);
}

static void
note_format (const RepriseJsonPlace *place, const char *expected, const char *text)
{
  g_autofree char *shown =
      g_utf8_strlen (text, -1) > 40 ? g_utf8_substring (text, 0, 40) : g_strdup (text);

  reprise_json_place_note (place, NULL, "must be %s, found ‘%s’", expected, shown);
}

/* What is no time and no position counts as unset: it must not hide all else. */
static void
put_text_of_form (const Member *member,
                  const char *text,
                  const RepriseJsonPlace *place,
                  gpointer target)
{
  if (*text == '\0')
    return;
  if (member->kind == KIND_INSTANT && !reprise_instant_parse (text, target))
    note_format (place, "an RFC 3339 time with an offset", text);
  if (member->kind == KIND_LSN && !reprise_lsn_parse (text, target))
    note_format (place, "a WAL position", text);
}

static void
read_string (RepriseBackupScanner *self,
             const Member *member,
             RepriseJsonToken token,
             const RepriseJsonPlace *place,
             gpointer target)
{
  if (token != REPRISE_JSON_TOKEN_STRING)
    refuse_kind (self, place, "a string", token);
  else if (member->kind == KIND_TYPE)
    *(RepriseBackupType *) target =
        reprise_backup_type_from_word (reprise_json_tokenizer_get_text (self->tokenizer, NULL));
  else if (member->kind == KIND_TEXT)
    *(const char **) target = keep_text (self);
  else
    put_text_of_form (member,
                      reprise_json_tokenizer_get_text (self->tokenizer, NULL),
                      place,
                      target);
}

static void
read_tristate (RepriseBackupScanner *self,
               RepriseJsonToken token,
               const RepriseJsonPlace *place,
               RepriseTristate *target)
{
  if (token == REPRISE_JSON_TOKEN_TRUE)
    *target = REPRISE_TRISTATE_YES;
  else if (token == REPRISE_JSON_TOKEN_FALSE)
    *target = REPRISE_TRISTATE_NO;
  else
    refuse_kind (self, place, "a boolean", token);
}

static void
refuse_length (RepriseBackupScanner *self, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  reprise_json_place_report (place,
                             NULL,
                             REPRISE_WIRE_ERROR_TOO_LARGE,
                             "must not have more than %d elements",
                             MAX_LISTED);
  reprise_json_tokenizer_skip (self->tokenizer, token);
}

static GPtrArray *
take_list (RepriseBackupScanner *self)
{
  GPtrArray *list;

  if (self->n_lists == self->lists->len)
    g_ptr_array_add (self->lists, g_ptr_array_new ());
  list = self->lists->pdata[self->n_lists++];
  g_ptr_array_set_size (list, 0);
  return list;
}

static void
read_texts (RepriseBackupScanner *self,
            RepriseJsonToken token,
            const RepriseJsonPlace *place,
            const char *const **target)
{
  GPtrArray *list;
  RepriseJsonPlace element = { .parent = place, .problem = place->problem };

  if (token != REPRISE_JSON_TOKEN_ARRAY)
    {
      refuse_kind (self, place, "an array", token);
      return;
    }
  list = take_list (self);
  for (token = next (self);
       token != REPRISE_JSON_TOKEN_ARRAY_END && token != REPRISE_JSON_TOKEN_ERROR;
       token = next (self), element.index++)
    if (list->len >= MAX_LISTED)
      refuse_length (self, token, place);
    else if (token == REPRISE_JSON_TOKEN_STRING)
      g_ptr_array_add (list, (gpointer) keep_text (self));
    else
      refuse_kind (self, &element, "a string", token);
  g_ptr_array_add (list, NULL);
  *target = (const char *const *) list->pdata;
}

static void
refuse_repeated (RepriseBackupScanner *self, const RepriseJsonPlace *place, const char *name)
{
  if (reprise_json_tokenizer_is_repeated (self->tokenizer))
    reprise_json_place_report (place,
                               name,
                               REPRISE_WIRE_ERROR_REPEATED_MEMBER,
                               "is there more than once");
}

/* Keys and values in turn, without those that are null. */
static void
read_pairs (RepriseBackupScanner *self,
            RepriseJsonToken token,
            const RepriseJsonPlace *place,
            const char *const **target)
{
  GPtrArray *list;

  if (token != REPRISE_JSON_TOKEN_OBJECT)
    {
      refuse_kind (self, place, "an object", token);
      return;
    }
  list = take_list (self);
  while (next (self) == REPRISE_JSON_TOKEN_NAME)
    {
      const char *key;
      RepriseJsonPlace value = { .parent = place, .problem = place->problem };

      if (list->len >= MAX_LISTED)
        {
          refuse_length (self, REPRISE_JSON_TOKEN_NAME, place);
          continue;
        }
      key = value.member = keep_text (self);
      refuse_repeated (self, place, key);
      token = next (self);
      if (token == REPRISE_JSON_TOKEN_STRING)
        {
          g_ptr_array_add (list, (gpointer) key);
          g_ptr_array_add (list, (gpointer) keep_text (self));
        }
      else if (token != REPRISE_JSON_TOKEN_NULL)
        refuse_kind (self, &value, "a string", token);
    }
  g_ptr_array_add (list, NULL);
  *target = (const char *const *) list->pdata;
}

/* Members mostly come in the order of the table, so that the search begins where the last ended. */
static const Member *
find_member (const Member *members, const Member *guess, const char *name)
{
  if (guess->name != NULL && strcmp (guess->name, name) == 0)
    return guess;
  for (; members->name != NULL; members++)
    if (strcmp (members->name, name) == 0)
      return members;
  return NULL;
}

/* Without it nobody can tell which repository the backup is missing from. */
static void
refuse_object (RepriseBackupScanner *self,
               const Member *member,
               const RepriseJsonPlace *place,
               RepriseJsonToken token)
{
  if (member->members == database_members)
    self->backup.repository_key = 0;
  refuse_kind (self, place, "an object", token);
}

static void
read_object (RepriseBackupScanner *self, const Member *members, const RepriseJsonPlace *place);

static void
read_member (RepriseBackupScanner *self, const Member *member, const RepriseJsonPlace *place)
{
  gpointer target = (guint8 *) &self->backup + member->offset;
  RepriseJsonToken token = next (self);

  if (token == REPRISE_JSON_TOKEN_NULL || token == REPRISE_JSON_TOKEN_ERROR)
    return;
  switch (member->kind)
    {
    case KIND_TEXT:
    case KIND_TYPE:
    case KIND_INSTANT:
    case KIND_LSN:
      read_string (self, member, token, place, target);
      break;
    case KIND_EPOCH:
      *(RepriseInstant *) target = read_epoch (self, token, place);
      break;
    case KIND_SIZE:
      *(gint64 *) target = read_integer (self, token, place, G_MAXINT64, -1);
      break;
    case KIND_INT:
      *(int *) target = (int) read_integer (self, token, place, G_MAXINT, -1);
      break;
    case KIND_KEY:
      *(guint *) target = (guint) read_integer (self, token, place, G_MAXINT, 0);
      break;
    case KIND_TRISTATE:
      read_tristate (self, token, place, target);
      break;
    case KIND_TEXTS:
      read_texts (self, token, place, target);
      break;
    case KIND_PAIRS:
      read_pairs (self, token, place, target);
      break;
    case KIND_OBJECT:
      if (token == REPRISE_JSON_TOKEN_OBJECT)
        read_object (self, member->members, place);
      else
        refuse_object (self, member, place, token);
      break;
    case KIND_PRESENCE:
      *(gboolean *) target = TRUE;
      reprise_json_tokenizer_skip (self->tokenizer, token);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* From behind its opening brace. */
static void
read_object (RepriseBackupScanner *self, const Member *members, const RepriseJsonPlace *place)
{
  const Member *guess = members;

  while (next (self) == REPRISE_JSON_TOKEN_NAME)
    {
      const char *name = reprise_json_tokenizer_get_text (self->tokenizer, NULL);
      const Member *member = find_member (members, guess, name);
      RepriseJsonPlace inner = { .parent = place,
                                 .problem = place->problem,
                                 .notes = place->notes };

      refuse_repeated (self, place, name);
      if (member == NULL)
        {
          reprise_json_tokenizer_skip (self->tokenizer, REPRISE_JSON_TOKEN_NAME);
          continue;
        }
      inner.member = member->name;
      read_member (self, member, &inner);
      guess = member + 1;
    }
}

/**
 * reprise_backup_scanner_new:
 * @tokenizer: what it reads from; must outlive it
 * @form: whose backups these are
 *
 * Returns: (transfer full): a scanner
 */
RepriseBackupScanner *
reprise_backup_scanner_new (RepriseJsonTokenizer *tokenizer, RepriseBackupForm form)
{
  RepriseBackupScanner *self = g_new0 (RepriseBackupScanner, 1);

  self->tokenizer = tokenizer;
  self->start = reprise_json_tokenizer_get_offset (tokenizer);
  self->members = form == REPRISE_BACKUP_FORM_SERVICE ? service_members : pgbackrest_members;
  self->texts = g_string_chunk_new (SCRATCH_BYTES);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * reprise_backup_scanner_free:
 * @self: (transfer full): a scanner
 */
void
reprise_backup_scanner_free (RepriseBackupScanner *self)
{
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

static gboolean
is_full (RepriseBackupScanner *self)
{
  return self->n_backups >= MAX_BACKUPS ||
         reprise_json_tokenizer_get_offset (self->tokenizer) - self->start > MAX_BYTES;
}

/**
 * reprise_backup_scanner_read:
 * @self: a scanner
 * @token: what the tokenizer returned last: the first token of an element of an array of backups
 * @place: where that stands; a backup without a label cannot be asked for and is a problem
 *
 * Reads to the end of the element, or to where the document cannot be read any further.
 *
 * Returns: whether there is a whole backup to be had from get(); if not, a problem is reported
 *   unless it is the tokenizer that has one
 */
gboolean
reprise_backup_scanner_read (RepriseBackupScanner *self,
                             RepriseJsonToken token,
                             const RepriseJsonPlace *place)
{
  self->backup =
      (RepriseScannedBackup){ .fields = REPRISE_BACKUP_FIELDS_INIT, .repository_key = 1 };
  self->n_lists = 0;
  g_string_chunk_clear (self->texts);
  if (token != REPRISE_JSON_TOKEN_OBJECT)
    {
      self->backup.repository_key = 0;
      refuse_kind (self, place, "an object", token);
      return FALSE;
    }
  if (is_full (self))
    {
      self->backup.repository_key = 0;
      reprise_json_place_report (place,
                                 NULL,
                                 REPRISE_WIRE_ERROR_TOO_LARGE,
                                 "is beyond what can be kept");
      reprise_json_tokenizer_skip (self->tokenizer, token);
      return FALSE;
    }
  self->n_backups++;
  read_object (self, self->members, place);
  if (reprise_json_tokenizer_get_error (self->tokenizer) != NULL)
    return FALSE;
  if (self->backup.fields.label == NULL)
    reprise_json_place_report (place, "label", REPRISE_WIRE_ERROR_MISSING, "is required");
  else if (*self->backup.fields.label == '\0')
    reprise_json_place_report (place, "label", REPRISE_WIRE_ERROR_FORMAT, "must not be empty");
  return *place->problem == NULL;
}

/**
 * reprise_backup_scanner_get:
 * @self: a scanner
 *
 * Returns: (transfer none): what it has read last, until it reads again; of a backup that is not
 *   good at least the key of its repository, 0 where that is unknown
 */
const RepriseScannedBackup *
reprise_backup_scanner_get (const RepriseBackupScanner *self)
{
  return &self->backup;
}
