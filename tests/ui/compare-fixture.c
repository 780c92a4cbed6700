/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two looks at the same database, half a day apart. */

#include "config.h"

#include "compare-fixture.h"

#include "ui-fixture.h"

/**
 * compare_backup:
 * @label: its label
 * @finished_at: RFC 3339; it took a minute
 * @size: how large the database was; the backup takes a tenth
 *
 * Returns: a full backup
 */
RepriseBackupFields
compare_backup (const char *label, const char *finished_at, gint64 size)
{
  RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;

  backup.label = label;
  backup.backup_type = REPRISE_BACKUP_TYPE_FULL;
  backup.finished_at = ui_instant (finished_at);
  backup.started_at = backup.finished_at - 60 * REPRISE_INSTANT_SECOND;
  backup.error = REPRISE_TRISTATE_NO;
  backup.database_size = size;
  backup.backup_size = size / 10;
  return backup;
}

static void
put (RepriseStubBackend *backend, const RepriseBackupFields *backups, gsize n_backups)
{
  g_autoptr (RepriseInventory) inventory =
                 ui_inventory_new (UI_REPOSITORY_ID, "n1", backups, n_backups);

  reprise_stub_backend_put_inventory (backend, inventory);
}

/**
 * compare_fixture_new_then:
 *
 * Returns: (transfer full): the account with three backups of its first node
 */
RepriseStubBackend *
compare_fixture_new_then (void)
{
  RepriseStubBackend *backend = ui_fixture_new ();
  RepriseBackupFields backups[] = {
    compare_backup ("20260802-060000F", "2026-08-02T06:01:00Z", 40 * 1024 * 1024),
    compare_backup ("20260803-060000F", "2026-08-03T06:01:00Z", 44 * 1024 * 1024),
    compare_backup ("20260804-060000F", "2026-08-04T06:01:00Z", 50 * 1024 * 1024),
  };

  reprise_stub_backend_set_now (backend, ui_instant (COMPARE_THEN));
  put (backend, backups, G_N_ELEMENTS (backups));
  return backend;
}

/**
 * compare_fixture_new_now:
 *
 * Returns: (transfer full): the same account later: the oldest backup is gone, there is another
 * one, and the newest of before has an error
 */
RepriseStubBackend *
compare_fixture_new_now (void)
{
  RepriseStubBackend *backend = ui_fixture_new ();
  RepriseBackupFields backups[] = {
    compare_backup ("20260803-060000F", "2026-08-03T06:01:00Z", 44 * 1024 * 1024),
    compare_backup ("20260804-060000F", "2026-08-04T06:01:00Z", 50 * 1024 * 1024),
    compare_backup ("20260805-060000F", "2026-08-05T06:01:00Z", 60 * 1024 * 1024),
  };

  backups[1].error = REPRISE_TRISTATE_YES;
  put (backend, backups, G_N_ELEMENTS (backups));
  return backend;
}
