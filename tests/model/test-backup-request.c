/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request for a backup: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-backup-request.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_backup_request_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "name";
  RepriseBackupRequestFields fields = { 0 };
  g_autoptr (RepriseBackupRequest) backup_request = NULL;

  fields.name = text;
  fields.backup_type = REPRISE_BACKUP_TYPE_INCR;
  fields.target_nodes = list;
  backup_request = reprise_backup_request_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_backup_request_get_name (backup_request), ==, "name");
  g_assert_cmpint (reprise_backup_request_get_backup_type (backup_request),
                   ==,
                   REPRISE_BACKUP_TYPE_INCR);
  assert_list (reprise_backup_request_get_target_nodes (backup_request));
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_backup_request_unknown (void)
{
  const RepriseBackupRequestFields fields = { 0 };
  g_autoptr (RepriseBackupRequest) backup_request = reprise_backup_request_new (&fields);

  g_assert_null (reprise_backup_request_get_name (backup_request));
  g_assert_cmpint (reprise_backup_request_get_backup_type (backup_request),
                   ==,
                   REPRISE_BACKUP_TYPE_UNKNOWN);
  g_assert_null (reprise_backup_request_get_target_nodes (backup_request));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/backup-request/keeps", test_backup_request_keeps);
  g_test_add_func ("/model/backup-request/unknown", test_backup_request_unknown);
  return g_test_run ();
}
