/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first backups of many, to be shown while the rest is read. */

#include "config.h"

#include "wire/reprise-backup-pager-private.h"

/* The first page comes at once, each further one is twice as long, and what is beyond the last one
 * is told when all has been read: nobody scrolls that fast, and pages cost memory. */
#define FIRST_PAGE_BACKUPS 256
#define MAX_PAGED_BACKUPS 32768

/**
 * reprise_backup_pager_start:
 * @self: a pager that is all zero
 *
 * From now on there are pages.
 */
void
reprise_backup_pager_start (RepriseBackupPager *self)
{
  self->page = reprise_backup_list_builder_new ();
}

/**
 * reprise_backup_pager_clear:
 * @self: a pager, started or not
 */
void
reprise_backup_pager_clear (RepriseBackupPager *self)
{
  g_clear_pointer (&self->page, reprise_backup_list_builder_free);
}

/**
 * reprise_backup_pager_add:
 * @self: a pager, started or not
 * @fields: the next backup
 *
 * Returns: (transfer full) (nullable): the page that this one completes
 */
RepriseBackupList *
reprise_backup_pager_add (RepriseBackupPager *self, const RepriseBackupFields *fields)
{
  RepriseBackupList *page;

  self->n_backups++;
  if (self->page == NULL)
    return NULL;
  reprise_backup_list_builder_add (self->page, fields);
  if (self->n_backups - self->n_paged < MAX (self->n_paged, FIRST_PAGE_BACKUPS))
    return NULL;
  page = reprise_backup_list_builder_end (g_steal_pointer (&self->page));
  self->n_paged = self->n_backups;
  if (self->n_paged < MAX_PAGED_BACKUPS)
    reprise_backup_pager_start (self);
  return page;
}
