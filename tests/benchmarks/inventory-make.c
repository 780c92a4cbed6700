/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes an inventory file: a full backup and 23 incremental ones a day.
 *
 * usage: inventory-make BACKUPS FILE */

#include "config.h"

#include "wire/reprise-saved-account.h"

#include "model/reprise-database.h"
#include "model/reprise-repository.h"

#include <gio/gio.h>

#include <stdio.h>
#include <stdlib.h>

#define PER_DAY 24
#define FIRST_DAY G_GINT64_CONSTANT (946684800) /* 2000-01-01 */

/* The labels of one day, and what refers to them. */
typedef struct
{
  char labels[PER_DAY][64];
  const char *references[PER_DAY + 1];
} Day;

static void
name_backup (Day *day, gint64 began_at, guint index)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (began_at);
  g_autofree char *stamp = g_date_time_format (date, "%Y%m%d-%H%M%S");

  if (index == 0)
    g_snprintf (day->labels[0], sizeof day->labels[0], "%sF", stamp);
  else
    g_snprintf (day->labels[index], sizeof day->labels[index], "%.16s_%sI", day->labels[0], stamp);
}

static void
add_backup (RepriseBackupListBuilder *builder, Day *day, guint number)
{
  guint index = number % PER_DAY;
  gint64 began_at = FIRST_DAY + (gint64) number * 3600;
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autofree char *wal = g_strdup_printf ("00000001%08X%08X", number / 16, number % 16 * 16);

  name_backup (day, began_at, index);
  day->references[index] = NULL;
  fields.label = day->labels[index];
  fields.backup_type = index == 0 ? REPRISE_BACKUP_TYPE_FULL : REPRISE_BACKUP_TYPE_INCR;
  fields.prior = index == 0 ? NULL : day->labels[index - 1];
  fields.references = index == 0 ? NULL : day->references;
  fields.started_at = reprise_instant_from_unix (began_at);
  fields.finished_at = reprise_instant_from_unix (began_at + 60 + number % 300);
  fields.error = REPRISE_TRISTATE_NO;
  fields.database_size = G_GINT64_CONSTANT (80000000000) + number * G_GINT64_CONSTANT (65537);
  fields.database_backup_size = index == 0 ? fields.database_size : number % 1000003 * 4096;
  fields.backup_set_size = fields.database_size / 4;
  fields.backup_size = fields.database_backup_size / 4;
  fields.lsn_start = (guint64) number << 28 | 0x28;
  fields.lsn_stop = fields.lsn_start + 0x5000;
  fields.wal_start = fields.wal_stop = wal;
  fields.pgbackrest_format = 5;
  fields.pgbackrest_version = "2.55.1";
  reprise_backup_list_builder_add (builder, &fields);
  day->references[index] = day->labels[index];
}

static RepriseInventory *
make_inventory (guint n_backups)
{
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();
  g_autoptr (RepriseBackupList) backups = NULL;
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  Day day = { 0 };

  for (guint i = 0; i < n_backups; i++)
    add_backup (builder, &day, i);
  backups = reprise_backup_list_builder_end (g_steal_pointer (&builder));
  fields.database_id = "d1";
  fields.repository_id = "r1";
  fields.node_name = "n1";
  fields.status_word = "ok";
  fields.status_code = 0;
  fields.pg_version = "16";
  fields.backups = backups;
  fields.is_complete = TRUE;
  return reprise_inventory_new (&fields);
}

static RepriseDatabase *
make_database (void)
{
  RepriseNodeFields node_fields = { .name = "n1" };
  g_autoptr (RepriseNode) node = reprise_node_new (&node_fields);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;

  g_ptr_array_add (nodes, node);
  fields.id = "d1";
  fields.name = "shop";
  fields.nodes = nodes;
  return reprise_database_new (&fields);
}

static gboolean
write_to_file (gpointer file, const char *bytes, gsize length, GError **error)
{
  if (fwrite (bytes, 1, length, file) == length)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the file cannot be written");
  return FALSE;
}

int
main (int argc, char **argv)
{
  guint n_backups = argc == 3 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  g_autoptr (RepriseSavedAccount) account = reprise_saved_account_new ();
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseRepositoryFields repository = REPRISE_REPOSITORY_FIELDS_INIT;
  FILE *file = argc == 3 ? fopen (argv[2], "w") : NULL;

  if (n_backups == 0 || file == NULL)
    {
      g_printerr ("usage: inventory-make BACKUPS FILE\n");
      return EXIT_FAILURE;
    }
  repository.id = "r1";
  repository.database_id = "d1";
  inventory = make_inventory (n_backups);
  g_ptr_array_add (account->databases, make_database ());
  g_ptr_array_add (account->repositories, reprise_repository_new (&repository));
  g_ptr_array_add (account->inventories, reprise_saved_inventory_new ("r1", "n1", inventory));
  account->captured_at = reprise_instant_from_unix (FIRST_DAY + (gint64) n_backups * 3600);
  return reprise_saved_account_write (account, write_to_file, file, NULL) && fclose (file) == 0
             ? EXIT_SUCCESS
             : EXIT_FAILURE;
}
