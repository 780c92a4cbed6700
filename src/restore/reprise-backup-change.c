/* SPDX-License-Identifier: GPL-3.0-or-later
 * What differs between two looks at the same backup. */

#include "config.h"

#include "restore/reprise-backup-change.h"

#include "base/reprise-size.h"
#include "base/reprise-wal.h"
#include "restore/reprise-instant-words.h"

#include <glib/gi18n-lib.h>

/* How a field is kept, and so how it is compared and put in words. */
typedef enum
{
  KIND_TEXT,
  KIND_LIST,
  KIND_PAIRS,
  KIND_INSTANT,
  KIND_SIZE,
  KIND_LSN,
  KIND_TYPE,
  KIND_ERROR,
  KIND_NUMBER,
} Kind;

#define OFFSET(field) G_STRUCT_OFFSET (RepriseBackupFields, field)

static const struct
{
  const char *name;
  Kind kind;
  glong offset;
} rules[REPRISE_BACKUP_N_FIELDS] = {
  [REPRISE_BACKUP_FIELD_TYPE] = { N_ ("type"), KIND_TYPE, OFFSET (backup_type) },
  [REPRISE_BACKUP_FIELD_PRIOR] = { N_ ("prior backup"), KIND_TEXT, OFFSET (prior) },
  [REPRISE_BACKUP_FIELD_REFERENCES] = { N_ ("backups it needs"), KIND_LIST, OFFSET (references) },
  [REPRISE_BACKUP_FIELD_STARTED_AT] = { N_ ("start"), KIND_INSTANT, OFFSET (started_at) },
  [REPRISE_BACKUP_FIELD_FINISHED_AT] = { N_ ("end"), KIND_INSTANT, OFFSET (finished_at) },
  [REPRISE_BACKUP_FIELD_ERROR] = { N_ ("page errors"), KIND_ERROR, OFFSET (error) },
  [REPRISE_BACKUP_FIELD_ERROR_LIST] = { N_ ("files with page errors"),
                                        KIND_LIST,
                                        OFFSET (error_list) },
  [REPRISE_BACKUP_FIELD_ANNOTATIONS] = { N_ ("annotations"), KIND_PAIRS, OFFSET (annotations) },
  [REPRISE_BACKUP_FIELD_DATABASE_SIZE] = { N_ ("database size"),
                                           KIND_SIZE,
                                           OFFSET (database_size) },
  [REPRISE_BACKUP_FIELD_DATABASE_BACKUP_SIZE] = { N_ ("size copied from the database"),
                                                  KIND_SIZE,
                                                  OFFSET (database_backup_size) },
  [REPRISE_BACKUP_FIELD_BACKUP_SET_SIZE] = { N_ ("size with all backups it needs"),
                                             KIND_SIZE,
                                             OFFSET (backup_set_size) },
  [REPRISE_BACKUP_FIELD_BACKUP_SIZE] = { N_ ("backup size"), KIND_SIZE, OFFSET (backup_size) },
  [REPRISE_BACKUP_FIELD_LSN_START] = { N_ ("first LSN"), KIND_LSN, OFFSET (lsn_start) },
  [REPRISE_BACKUP_FIELD_LSN_STOP] = { N_ ("last LSN"), KIND_LSN, OFFSET (lsn_stop) },
  [REPRISE_BACKUP_FIELD_WAL_START] = { N_ ("first WAL segment"), KIND_TEXT, OFFSET (wal_start) },
  [REPRISE_BACKUP_FIELD_WAL_STOP] = { N_ ("last WAL segment"), KIND_TEXT, OFFSET (wal_stop) },
  [REPRISE_BACKUP_FIELD_FORMAT] = { N_ ("file format"), KIND_NUMBER, OFFSET (pgbackrest_format) },
  [REPRISE_BACKUP_FIELD_VERSION] = { N_ ("pgBackRest version"),
                                     KIND_TEXT,
                                     OFFSET (pgbackrest_version) },
};

#define MEMBER(type, backup, field) G_STRUCT_MEMBER (type, backup, rules[field].offset)

static gboolean
are_lists_equal (const char *const *a, const char *const *b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a == NULL ? none : a, b == NULL ? none : b);
}

static gboolean
is_equal (RepriseBackupField field, const RepriseBackupFields *a, const RepriseBackupFields *b)
{
  switch (rules[field].kind)
    {
    case KIND_TEXT:
      return g_strcmp0 (MEMBER (const char *, a, field), MEMBER (const char *, b, field)) == 0;
    case KIND_LIST:
    case KIND_PAIRS:
      return are_lists_equal (MEMBER (const char *const *, a, field),
                              MEMBER (const char *const *, b, field));
    case KIND_INSTANT:
    case KIND_SIZE:
    case KIND_LSN:
      return MEMBER (gint64, a, field) == MEMBER (gint64, b, field);
    case KIND_TYPE:
      return a->backup_type == b->backup_type;
    case KIND_ERROR:
      return a->error == b->error;
    case KIND_NUMBER:
    default:
      return MEMBER (int, a, field) == MEMBER (int, b, field);
    }
}

/**
 * reprise_backup_change_find:
 * @from: a backup
 * @to: the same at another time
 *
 * Returns: the set of #RepriseBackupField in which they differ; 0 where they are the same
 */
guint
reprise_backup_change_find (const RepriseBackupFields *from, const RepriseBackupFields *to)
{
  guint changed = 0;

  g_return_val_if_fail (from != NULL && to != NULL, 0);
  for (guint field = 0; field < REPRISE_BACKUP_N_FIELDS; field++)
    if (!is_equal ((RepriseBackupField) field, from, to))
      changed |= 1U << field;
  return changed;
}

/**
 * reprise_backup_field_get_name:
 * @field: a field
 *
 * Returns: (transfer none): its name, to stand before a colon
 */
const char *
reprise_backup_field_get_name (RepriseBackupField field)
{
  g_return_val_if_fail (field < REPRISE_BACKUP_N_FIELDS, NULL);
  return _ (rules[field].name);
}

static char *
describe_pairs (const char *const *pairs)
{
  GString *text = g_string_new (NULL);

  for (; pairs != NULL && pairs[0] != NULL && pairs[1] != NULL; pairs += 2)
    g_string_append_printf (text, "%s%s=%s", text->len == 0 ? "" : ", ", pairs[0], pairs[1]);
  return g_string_free (text, FALSE);
}

static const char *
describe_type (RepriseBackupType backup_type)
{
  switch (backup_type)
    {
    case REPRISE_BACKUP_TYPE_FULL:
      return C_ ("backup type", "Full");
    case REPRISE_BACKUP_TYPE_DIFF:
      return C_ ("backup type", "Differential");
    case REPRISE_BACKUP_TYPE_INCR:
      return C_ ("backup type", "Incremental");
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      return NULL;
    }
}

static const char *
describe_error (RepriseTristate error)
{
  switch (error)
    {
    case REPRISE_TRISTATE_YES:
      return C_ ("page errors", "found");
    case REPRISE_TRISTATE_NO:
      return C_ ("page errors", "none");
    case REPRISE_TRISTATE_UNKNOWN:
    default:
      return NULL;
    }
}

static char *
describe_list (const char *const *list)
{
  return list == NULL ? NULL : g_strjoinv (", ", (char **) list);
}

/* NULL or empty where it is not known. */
static char *
describe (RepriseBackupField field, const RepriseBackupFields *backup)
{
  switch (rules[field].kind)
    {
    case KIND_TEXT:
      return g_strdup (MEMBER (const char *, backup, field));
    case KIND_LIST:
      return describe_list (MEMBER (const char *const *, backup, field));
    case KIND_PAIRS:
      return describe_pairs (MEMBER (const char *const *, backup, field));
    case KIND_INSTANT:
      return MEMBER (RepriseInstant, backup, field) == REPRISE_INSTANT_NONE
                 ? NULL
                 : reprise_instant_describe (MEMBER (RepriseInstant, backup, field),
                                             REPRISE_INSTANT_NONE);
    case KIND_SIZE:
      return reprise_size_format_exact (MEMBER (gint64, backup, field));
    case KIND_LSN:
      return MEMBER (guint64, backup, field) == 0
                 ? NULL
                 : reprise_lsn_format (MEMBER (guint64, backup, field));
    case KIND_TYPE:
      return g_strdup (describe_type (backup->backup_type));
    case KIND_ERROR:
      return g_strdup (describe_error (backup->error));
    case KIND_NUMBER:
    default:
      return MEMBER (int, backup, field) < 0 ? NULL
                                             : g_strdup_printf ("%d", MEMBER (int, backup, field));
    }
}

/**
 * reprise_backup_field_describe:
 * @field: a field
 * @backup: a backup
 *
 * Returns: (transfer full): what the backup has there, in words; instants in UTC, sizes to the byte
 */
char *
reprise_backup_field_describe (RepriseBackupField field, const RepriseBackupFields *backup)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (field < REPRISE_BACKUP_N_FIELDS, NULL);
  g_return_val_if_fail (backup != NULL, NULL);

  text = describe (field, backup);
  if (text != NULL && *text != '\0')
    return g_steal_pointer (&text);
  switch (rules[field].kind)
    {
    case KIND_TEXT:
    case KIND_LIST:
    case KIND_PAIRS:
      return g_strdup (C_ ("value", "none"));
    case KIND_INSTANT:
    case KIND_SIZE:
    case KIND_LSN:
    case KIND_TYPE:
    case KIND_ERROR:
    case KIND_NUMBER:
    default:
      return g_strdup (C_ ("value", "not known"));
    }
}
