/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup configuration: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-backup-config.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_backup_config_keeps (void)
{
  char text[] = "id";
  RepriseBackupConfigFields fields = { 0 };
  g_autoptr (RepriseBackupConfig) backup_config = NULL;

  fields.id = text;
  fields.node_name = "node name";
  backup_config = reprise_backup_config_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_backup_config_get_id (backup_config), ==, "id");
  g_assert_cmpstr (reprise_backup_config_get_node_name (backup_config), ==, "node name");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_backup_config_unknown (void)
{
  const RepriseBackupConfigFields fields = { 0 };
  g_autoptr (RepriseBackupConfig) backup_config = reprise_backup_config_new (&fields);

  g_assert_null (reprise_backup_config_get_id (backup_config));
  g_assert_null (reprise_backup_config_get_node_name (backup_config));
  g_assert_cmpuint (reprise_backup_config_get_repositories (backup_config)->len, ==, 0);
  g_assert_cmpuint (reprise_backup_config_get_schedules (backup_config)->len, ==, 0);
}

/* Repositories and schedules are held as long as the configuration, and no longer. */
static void
test_backup_config_lists (void)
{
  const RepriseRepositoryFields repository_fields = REPRISE_REPOSITORY_FIELDS_INIT;
  RepriseRepository *repository = reprise_repository_new (&repository_fields);
  RepriseSchedule *schedule = reprise_schedule_new (&(RepriseScheduleFields){ .id = "daily" });
  g_autoptr (GPtrArray) repositories = g_ptr_array_new ();
  g_autoptr (GPtrArray) schedules = g_ptr_array_new ();
  RepriseBackupConfig *config;

  g_ptr_array_add (repositories, repository);
  g_ptr_array_add (schedules, schedule);
  config = reprise_backup_config_new (
      &(RepriseBackupConfigFields){ .repositories = repositories, .schedules = schedules });
  g_ptr_array_set_size (repositories, 0);

  g_assert_cmpuint (reprise_backup_config_get_repositories (config)->len, ==, 1);
  g_assert_true (g_ptr_array_index (reprise_backup_config_get_repositories (config), 0) ==
                 repository);
  g_assert_true (g_ptr_array_index (reprise_backup_config_get_schedules (config), 0) == schedule);
  g_assert_finalize_object (config);
  g_assert_finalize_object (repository);
  g_assert_finalize_object (schedule);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/backup-config/keeps", test_backup_config_keeps);
  g_test_add_func ("/model/backup-config/unknown", test_backup_config_unknown);
  g_test_add_func ("/model/backup-config/lists", test_backup_config_lists);
  return g_test_run ();
}
