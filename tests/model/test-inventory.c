/* SPDX-License-Identifier: GPL-3.0-or-later
 * An inventory: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-inventory.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_inventory_keeps (void)
{
  char text[] = "database id";
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.database_id = text;
  fields.repository_id = "repository id";
  fields.node_name = "node name";
  fields.status_word = "status word";
  fields.status_code = 5;
  fields.status_message = "status message";
  fields.pg_version = "pg version";
  fields.pg_system_id = G_MAXUINT64 - 7;
  fields.archive_min_wal = "archive min wal";
  fields.archive_max_wal = "archive max wal";
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_inventory_get_database_id (inventory), ==, "database id");
  g_assert_cmpstr (reprise_inventory_get_repository_id (inventory), ==, "repository id");
  g_assert_cmpstr (reprise_inventory_get_node_name (inventory), ==, "node name");
  g_assert_cmpstr (reprise_inventory_get_status_word (inventory), ==, "status word");
  g_assert_cmpint (reprise_inventory_get_status_code (inventory), ==, 5);
  g_assert_cmpstr (reprise_inventory_get_status_message (inventory), ==, "status message");
  g_assert_cmpstr (reprise_inventory_get_pg_version (inventory), ==, "pg version");
  g_assert_cmpuint (reprise_inventory_get_pg_system_id (inventory), ==, G_MAXUINT64 - 7);
  g_assert_cmpstr (reprise_inventory_get_archive_min_wal (inventory), ==, "archive min wal");
  g_assert_cmpstr (reprise_inventory_get_archive_max_wal (inventory), ==, "archive max wal");
  g_assert_cmpint (reprise_inventory_get_is_complete (inventory), ==, TRUE);
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_inventory_unknown (void)
{
  const RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = reprise_inventory_new (&fields);

  g_assert_null (reprise_inventory_get_database_id (inventory));
  g_assert_null (reprise_inventory_get_repository_id (inventory));
  g_assert_null (reprise_inventory_get_node_name (inventory));
  g_assert_null (reprise_inventory_get_status_word (inventory));
  g_assert_cmpint (reprise_inventory_get_status_code (inventory), ==, -1);
  g_assert_null (reprise_inventory_get_status_message (inventory));
  g_assert_null (reprise_inventory_get_pg_version (inventory));
  g_assert_cmpuint (reprise_inventory_get_pg_system_id (inventory), ==, 0);
  g_assert_null (reprise_inventory_get_archive_min_wal (inventory));
  g_assert_null (reprise_inventory_get_archive_max_wal (inventory));
  g_assert_null (reprise_inventory_get_recovery_window (inventory));
  g_assert_false (reprise_inventory_get_is_complete (inventory));
}

/* What widgets bind says the same as the functions. */
static void
test_inventory_properties (void)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autofree char *status_word = NULL;

  fields.status_word = "status word";
  inventory = reprise_inventory_new (&fields);
  g_object_get (inventory, "status-word", &status_word, NULL);

  g_assert_cmpstr (status_word, ==, "status word");
}

static RepriseInventory *
new_inventory (RepriseBackupList *backups)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;

  fields.backups = backups;
  return reprise_inventory_new (&fields);
}

/* An inventory without backups has an empty list, not none. */
static void
test_inventory_empty (void)
{
  g_autoptr (RepriseInventory) inventory = new_inventory (NULL);

  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (reprise_inventory_get_backups (inventory)), ==, 0);
  g_assert_null (reprise_inventory_get_backup (inventory, 0));
  g_assert_null (reprise_inventory_find_backup (inventory, "20240619-195803F"));
}

/* Backups are reached by position and by label, and as a list model. */
static void
test_inventory_backups (void)
{
  RepriseBackupFields fields[2] = { REPRISE_BACKUP_FIELDS_INIT, REPRISE_BACKUP_FIELDS_INIT };
  g_autoptr (RepriseBackupList) list = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseBackup) second = NULL;
  g_autoptr (RepriseBackup) found = NULL;

  fields[0].label = "20240619-195803F";
  fields[1].label = "20240620-195803F";
  list = reprise_backup_list_new (fields, 2);
  inventory = new_inventory (list);
  second = reprise_inventory_get_backup (inventory, 1);
  found = reprise_inventory_find_backup (inventory, "20240619-195803F");

  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 2);
  g_assert_true (reprise_inventory_get_backups (inventory) == G_LIST_MODEL (list));
  g_assert_cmpstr (reprise_backup_get_label (second), ==, "20240620-195803F");
  g_assert_cmpstr (reprise_backup_get_label (found), ==, "20240619-195803F");
  g_assert_null (reprise_inventory_get_backup (inventory, 2));
  g_assert_null (reprise_inventory_find_backup (inventory, "20240621-195803F"));
  g_assert_null (reprise_inventory_find_backup (inventory, NULL));
}

/* The recovery window is kept where the service gave one. */
static void
test_inventory_recovery_window (void)
{
  const RepriseRecoveryWindowFields window_fields = REPRISE_RECOVERY_WINDOW_FIELDS_INIT;
  RepriseRecoveryWindow *window = reprise_recovery_window_new (&window_fields);
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  RepriseInventory *inventory;

  fields.recovery_window = window;
  inventory = reprise_inventory_new (&fields);
  g_assert_true (reprise_inventory_get_recovery_window (inventory) == window);
  g_assert_finalize_object (inventory);
  g_assert_finalize_object (window);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/inventory/keeps", test_inventory_keeps);
  g_test_add_func ("/model/inventory/unknown", test_inventory_unknown);
  g_test_add_func ("/model/inventory/properties", test_inventory_properties);
  g_test_add_func ("/model/inventory/empty", test_inventory_empty);
  g_test_add_func ("/model/inventory/backups", test_inventory_backups);
  g_test_add_func ("/model/inventory/recovery-window", test_inventory_recovery_window);
  return g_test_run ();
}
