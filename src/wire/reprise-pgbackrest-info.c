/* SPDX-License-Identifier: GPL-3.0-or-later
 * What `pgbackrest info --output=json` says, repository by repository. */

#include "config.h"

#include "wire/reprise-pgbackrest-info.h"

/**
 * reprise_pgbackrest_history_free:
 * @self: (nullable) (transfer full): one database of a repository
 */
void
reprise_pgbackrest_history_free (ReprisePgBackRestHistory *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_free (self->archive_min_wal);
  g_free (self->archive_max_wal);
  g_clear_object (&self->backups);
  g_free (self);
}

/**
 * reprise_pgbackrest_repository_free:
 * @self: (nullable) (transfer full): a repository
 */
void
reprise_pgbackrest_repository_free (ReprisePgBackRestRepository *self)
{
  if (self == NULL)
    return;
  g_free (self->cipher);
  g_free (self->status_message);
  g_clear_pointer (&self->histories, g_ptr_array_unref);
  g_clear_object (&self->backups);
  g_free (self);
}

/**
 * reprise_pgbackrest_repository_get_current:
 * @self: a repository
 *
 * Returns: (transfer none) (nullable): the database that is backed up now: the newest it has held
 */
const ReprisePgBackRestHistory *
reprise_pgbackrest_repository_get_current (const ReprisePgBackRestRepository *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->histories->len == 0 ? NULL : self->histories->pdata[self->histories->len - 1];
}

/**
 * reprise_pgbackrest_stanza_new:
 *
 * Returns: (transfer full): a stanza without anything, which does not change once it is shared
 */
ReprisePgBackRestStanza *
reprise_pgbackrest_stanza_new (void)
{
  return g_atomic_rc_box_new0 (ReprisePgBackRestStanza);
}

/**
 * reprise_pgbackrest_stanza_ref:
 * @self: a stanza
 *
 * Returns: (transfer full): the same; also for another thread
 */
ReprisePgBackRestStanza *
reprise_pgbackrest_stanza_ref (ReprisePgBackRestStanza *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_stanza (gpointer data)
{
  ReprisePgBackRestStanza *self = data;

  g_free (self->name);
  g_free (self->status_message);
  g_clear_pointer (&self->repositories, g_ptr_array_unref);
}

/**
 * reprise_pgbackrest_stanza_unref:
 * @self: (transfer full): a stanza
 */
void
reprise_pgbackrest_stanza_unref (ReprisePgBackRestStanza *self)
{
  g_atomic_rc_box_release_full (self, clear_stanza);
}

/**
 * reprise_pgbackrest_stanza_get_repository:
 * @self: a stanza
 * @key: the number of a repository, or 0 for the first
 *
 * Returns: (transfer none) (nullable): the repository
 */
ReprisePgBackRestRepository *
reprise_pgbackrest_stanza_get_repository (const ReprisePgBackRestStanza *self, guint key)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->repositories->len; i++)
    {
      ReprisePgBackRestRepository *repository = self->repositories->pdata[i];

      if (key == 0 || repository->key == key)
        return repository;
    }
  return NULL;
}
