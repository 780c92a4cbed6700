/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting for a new backup to appear on one node.
 *
 * The service tells nothing about a backup it was asked for: no task, no label. Only the inventory
 * shows it, once it has ended well. */

#include "config.h"

#include "ui/reprise-backup-wait.h"

#define MINUTE (60 * REPRISE_INSTANT_SECOND)
#define FIRST_DELAY (5 * REPRISE_INSTANT_SECOND)
#define MAX_DELAY (30 * REPRISE_INSTANT_SECOND)

/* The service's clock is known from its answers, to the second and less a way over the network. */
#define CLOCK_SLACK (2 * REPRISE_INSTANT_SECOND)

struct _RepriseBackupWait
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseClock *clock;
  RepriseNode *node;
  char *repository_id;
  RepriseInventory *before;
  char *name;
  RepriseBackupType backup_type;

  RepriseBackupWaitState state;
  RepriseBackup *backup;
  GError *error;              /* of the last look, where it failed */
  RepriseInstant asked_at;    /* by the service's clock */
  RepriseInstant waits_since; /* by ours */
  gint64 delay;
  GSource *timer;
  GCancellable *cancellable; /* of the look that is under way */
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

enum
{
  SIGNAL_LOOKED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseBackupWait, reprise_backup_wait, G_TYPE_OBJECT)

/* What the callbacks of one look need. */
typedef struct
{
  GWeakRef wait;
  GCancellable *cancellable;
  gboolean is_enough; /* the newest backups have been seen */
} Look;

static void look (RepriseBackupWait *self);

static Look *
look_new (RepriseBackupWait *self)
{
  Look *new_look = g_new0 (Look, 1);

  g_weak_ref_init (&new_look->wait, self);
  new_look->cancellable = g_object_ref (self->cancellable);
  return new_look;
}

static void
look_free (Look *self)
{
  g_weak_ref_clear (&self->wait);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
set_state (RepriseBackupWait *self, RepriseBackupWaitState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* pgBackRest takes a full backup, or a differential one, where there is nothing to build on yet; it
 * never takes less than it was asked for. */
static gboolean
is_type_wanted (RepriseBackupWait *self, RepriseBackupType type)
{
  switch (self->backup_type)
    {
    case REPRISE_BACKUP_TYPE_FULL:
      return type == REPRISE_BACKUP_TYPE_FULL;
    case REPRISE_BACKUP_TYPE_DIFF:
      return type == REPRISE_BACKUP_TYPE_FULL || type == REPRISE_BACKUP_TYPE_DIFF;
    case REPRISE_BACKUP_TYPE_INCR:
    case REPRISE_BACKUP_TYPE_UNKNOWN:
    default:
      return TRUE;
    }
}

/* Not there before, ended, not begun before it was asked for, and neither of another type nor
 * called otherwise. Whether a name comes back is not certain; a backup that a schedule took has
 * none. */
static gboolean
is_wanted (RepriseBackupWait *self, RepriseBackup *backup)
{
  const char *name = reprise_backup_get_name (backup);
  g_autoptr (RepriseBackup) known = NULL;

  if (reprise_backup_get_label (backup) == NULL)
    return FALSE;
  if (self->before != NULL)
    known = reprise_inventory_find_backup (self->before, reprise_backup_get_label (backup));
  return known == NULL && reprise_backup_get_finished_at (backup) != REPRISE_INSTANT_NONE &&
         reprise_backup_get_started_at (backup) >= self->asked_at - CLOCK_SLACK &&
         is_type_wanted (self, reprise_backup_get_backup_type (backup)) &&
         (name == NULL || g_strcmp0 (name, self->name) == 0);
}

static void
search (RepriseBackupWait *self, RepriseInventory *inventory)
{
  for (guint i = 0; i < reprise_inventory_get_n_backups (inventory) && self->backup == NULL; i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i);

      if (is_wanted (self, backup))
        self->backup = g_steal_pointer (&backup);
    }
}

/* The newest backups come first: nothing after the first page can be the one. */
static void
page_read_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  Look *current = user_data;
  g_autoptr (RepriseBackupWait) self = g_weak_ref_get (&current->wait);

  if (self == NULL || current->is_enough)
    return;
  search (self, page);
  current->is_enough = TRUE;
  g_cancellable_cancel (current->cancellable);
}

static gboolean
look_again_cb (gpointer user_data)
{
  RepriseBackupWait *self = user_data;

  reprise_clear_timer (&self->timer);
  look (self);
  return G_SOURCE_REMOVE;
}

static void
wait_or_give_up (RepriseBackupWait *self)
{
  RepriseInstant waited = reprise_clock_get_now (self->clock) - self->waits_since;

  if (waited >= REPRISE_BACKUP_WAIT_MINUTES * MINUTE)
    {
      set_state (self, REPRISE_BACKUP_WAIT_GAVE_UP);
      return;
    }
  self->timer = reprise_clock_start_timer (self->clock, self->delay, look_again_cb, self);
  self->delay = MIN (self->delay * 2, MAX_DELAY);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) current = user_data;
  g_autoptr (RepriseBackupWait) self = g_weak_ref_get (&current->wait);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  reprise_backend_read_inventory_finish (REPRISE_BACKEND (source),
                                         result,
                                         &inventory,
                                         NULL,
                                         &error);
  if (self == NULL || self->cancellable != current->cancellable)
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (error != NULL && !current->is_enough)
    self->error = g_steal_pointer (&error);
  if (self->backup != NULL)
    set_state (self, REPRISE_BACKUP_WAIT_FOUND);
  else
    wait_or_give_up (self);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
}

static void
look (RepriseBackupWait *self)
{
  RepriseInventoryRequest request = { .repository_id = self->repository_id,
                                      .node_name = reprise_node_get_name (self->node),
                                      .progress = page_read_cb };

  self->cancellable = g_cancellable_new ();
  request.progress_data = look_new (self);
  reprise_backend_read_inventory_async (self->backend,
                                        &request,
                                        self->cancellable,
                                        looked_cb,
                                        request.progress_data);
}

static void
reprise_backup_wait_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  RepriseBackupWait *self = REPRISE_BACKUP_WAIT (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_wait_dispose (GObject *object)
{
  RepriseBackupWait *self = REPRISE_BACKUP_WAIT (object);

  reprise_clear_timer (&self->timer);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->backend);
  g_clear_object (&self->clock);
  g_clear_object (&self->node);
  g_clear_object (&self->before);
  g_clear_object (&self->backup);
  G_OBJECT_CLASS (reprise_backup_wait_parent_class)->dispose (object);
}

static void
reprise_backup_wait_finalize (GObject *object)
{
  RepriseBackupWait *self = REPRISE_BACKUP_WAIT (object);

  g_free (self->repository_id);
  g_free (self->name);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (reprise_backup_wait_parent_class)->finalize (object);
}

static void
reprise_backup_wait_class_init (RepriseBackupWaitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_backup_wait_get_property;
  object_class->dispose = reprise_backup_wait_dispose;
  object_class->finalize = reprise_backup_wait_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             REPRISE_BACKUP_WAIT_WAITING,
                                             REPRISE_BACKUP_WAIT_GAVE_UP,
                                             REPRISE_BACKUP_WAIT_WAITING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseBackupWait::looked:
   *
   * The repository was looked into, or could not be.
   */
  signals[SIGNAL_LOOKED] = g_signal_new ("looked",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
}

static void
reprise_backup_wait_init (RepriseBackupWait *self)
{
}

/**
 * reprise_backup_wait_new:
 * @fields: what is waited for; copied
 *
 * Returns: (transfer full): it, not looking yet
 */
RepriseBackupWait *
reprise_backup_wait_new (const RepriseBackupWaitFields *fields)
{
  RepriseBackupWait *self = g_object_new (REPRISE_TYPE_BACKUP_WAIT, NULL);

  self->backend = g_object_ref (fields->backend);
  self->clock = g_object_ref (fields->clock);
  self->node = g_object_ref (fields->node);
  self->repository_id = g_strdup (fields->repository_id);
  g_set_object (&self->before, fields->before);
  self->name = g_strdup (fields->name);
  self->backup_type = fields->backup_type;
  return self;
}

static void
begin_waiting (RepriseBackupWait *self)
{
  self->waits_since = reprise_clock_get_now (self->clock);
  self->delay = FIRST_DELAY;
  set_state (self, REPRISE_BACKUP_WAIT_WAITING);
  wait_or_give_up (self);
}

/**
 * reprise_backup_wait_start:
 * @self: what was not started before
 * @asked_at: when the backup was asked for, by the service's clock
 *
 * Looks every few seconds, later less often.
 */
void
reprise_backup_wait_start (RepriseBackupWait *self, RepriseInstant asked_at)
{
  g_return_if_fail (REPRISE_IS_BACKUP_WAIT (self));
  g_return_if_fail (self->timer == NULL);

  self->asked_at = asked_at;
  begin_waiting (self);
}

/**
 * reprise_backup_wait_go_on:
 * @self: a wait
 *
 * Waits as long again, where it gave up.
 */
void
reprise_backup_wait_go_on (RepriseBackupWait *self)
{
  g_return_if_fail (REPRISE_IS_BACKUP_WAIT (self));

  if (self->state == REPRISE_BACKUP_WAIT_GAVE_UP)
    begin_waiting (self);
}

/**
 * reprise_backup_wait_get_node:
 * @self: a wait
 *
 * Returns: (transfer none): the node
 */
RepriseNode *
reprise_backup_wait_get_node (RepriseBackupWait *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_WAIT (self), NULL);
  return self->node;
}

/**
 * reprise_backup_wait_get_state:
 * @self: a wait
 *
 * Returns: how far it is; property `state`
 */
RepriseBackupWaitState
reprise_backup_wait_get_state (RepriseBackupWait *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_WAIT (self), REPRISE_BACKUP_WAIT_WAITING);
  return self->state;
}

/**
 * reprise_backup_wait_get_backup:
 * @self: a wait
 *
 * Returns: (transfer none) (nullable): the new backup, once it is there
 */
RepriseBackup *
reprise_backup_wait_get_backup (RepriseBackupWait *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_WAIT (self), NULL);
  return self->backup;
}

/**
 * reprise_backup_wait_get_error:
 * @self: a wait
 *
 * Returns: (nullable): why the last look failed, where it did; it goes on all the same
 */
const GError *
reprise_backup_wait_get_error (RepriseBackupWait *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_WAIT (self), NULL);
  return self->error;
}
