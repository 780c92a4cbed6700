/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waiting for a new backup to appear on one node.
 *
 * The service tells nothing about a backup it was asked for: no task, no label. Only the inventory
 * shows it, once it has ended well. */

#include "config.h"

#include "ui/reprise-backup-wait.h"

#include "restore/reprise-backend-answer.h"

#define MINUTE (60 * REPRISE_INSTANT_SECOND)
#define FIRST_DELAY (5 * REPRISE_INSTANT_SECOND)
#define MAX_DELAY (30 * REPRISE_INSTANT_SECOND)

/* Longer than this nobody is kept from asking by a repository that does not answer. */
#define PREPARE_LIMIT (10 * REPRISE_INSTANT_SECOND)

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
  GHashTable *known;          /* labels that are not the one: there before, or turned down */
  RepriseInstant looked_at;   /* when that was all there was; by the service's clock */
  RepriseInstant asked_at;    /* by the service's clock */
  RepriseInstant waits_since; /* by ours */
  gint64 delay;
  GSource *timer;
  GCancellable *cancellable; /* of the look that is under way */
  GTask *preparing;          /* while that look is the one before asking */
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
  RepriseInstant began_at; /* by the service's clock */
  gboolean is_enough;      /* the newest backups have been seen */
} Look;

static void look (RepriseBackupWait *self);

static Look *
look_new (RepriseBackupWait *self)
{
  Look *new_look = g_new0 (Look, 1);

  g_weak_ref_init (&new_look->wait, self);
  new_look->cancellable = g_object_ref (self->cancellable);
  new_look->began_at = reprise_backend_get_service_now (self->backend);
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

/* When a backup began and ended is told by the node's clock, which need not go like the service's.
 * How long it took is told rightly all the same; and one that by its own clock ended before a look
 * that did not find it shows that its clock is behind. */
static gboolean
began_before (RepriseBackupWait *self, RepriseBackup *backup)
{
  RepriseInstant started_at = reprise_backup_get_started_at (backup);
  RepriseInstant finished_at = reprise_backup_get_finished_at (backup);
  RepriseInstant now = reprise_backend_get_service_now (self->backend);

  if (started_at == REPRISE_INSTANT_NONE)
    return TRUE;
  if (finished_at - started_at > now - self->asked_at + CLOCK_SLACK)
    return TRUE;
  if (started_at >= self->asked_at - CLOCK_SLACK)
    return FALSE;
  return self->looked_at == REPRISE_INSTANT_NONE || finished_at + CLOCK_SLACK >= self->looked_at;
}

/* Neither begun before it was asked for, nor of a lesser type, nor called otherwise. Whether a name
 * comes back is not certain; a backup that a schedule took has none. */
static gboolean
is_wanted (RepriseBackupWait *self, RepriseBackup *backup)
{
  const char *name = reprise_backup_get_name (backup);

  return is_type_wanted (self, reprise_backup_get_backup_type (backup)) &&
         (name == NULL || g_strcmp0 (name, self->name) == 0) && !began_before (self, backup);
}

static gboolean
is_known (RepriseBackupWait *self, const char *label)
{
  g_autoptr (RepriseBackup) before =
                 self->before == NULL ? NULL : reprise_inventory_find_backup (self->before, label);

  return before != NULL || g_hash_table_contains (self->known, label);
}

/* What is turned down once is not asked about again: only at its first sight it is known since when
 * it can have been there. */
static void
search (RepriseBackupWait *self, RepriseInventory *inventory)
{
  for (guint i = 0; i < reprise_inventory_get_n_backups (inventory) && self->backup == NULL; i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i);
      const char *label = reprise_backup_get_label (backup);

      if (label == NULL || is_known (self, label) ||
          reprise_backup_get_finished_at (backup) == REPRISE_INSTANT_NONE)
        continue;
      if (self->preparing == NULL && is_wanted (self, backup))
        self->backup = g_steal_pointer (&backup);
      else
        g_hash_table_add (self->known, g_strdup (label));
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
end_preparing (RepriseBackupWait *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->preparing);

  reprise_clear_timer (&self->timer);
  g_task_return_boolean (task, TRUE);
}

static gboolean
give_up_preparing_cb (gpointer user_data)
{
  RepriseBackupWait *self = user_data;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  end_preparing (self);
  return G_SOURCE_REMOVE;
}

static void
end_look (RepriseBackupWait *self)
{
  if (self->preparing != NULL)
    {
      end_preparing (self);
      return;
    }
  if (self->backup != NULL)
    set_state (self, REPRISE_BACKUP_WAIT_FOUND);
  else
    wait_or_give_up (self);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) current = user_data;
  g_autoptr (RepriseBackupWait) self = g_weak_ref_get (&current->wait);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;
  RepriseInstant kept_at = REPRISE_INSTANT_NONE;
  const GError *kept_error = NULL;
  gboolean is_kept = reprise_backend_answer_get_kept (result, &kept_at, &kept_error);

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
  /* A repository that has nothing for the node yet tells that too. */
  if (current->is_enough || (error == NULL && inventory == NULL && !is_kept))
    self->looked_at = current->began_at;
  end_look (self);
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
  g_hash_table_unref (self->known);
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
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->looked_at = REPRISE_INSTANT_NONE;
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

/**
 * reprise_backup_wait_prepare_async:
 * @self: what was not started before
 * @callback: called once that is known, or cannot be known soon
 * @user_data: given to @callback
 *
 * Looks what is there before the backup is asked for: only labels tell one backup from another
 * whatever the clocks say.
 */
void
reprise_backup_wait_prepare_async (RepriseBackupWait *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_BACKUP_WAIT (self));
  g_return_if_fail (self->cancellable == NULL && self->timer == NULL);

  self->preparing = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->preparing, reprise_backup_wait_prepare_async);
  self->timer = reprise_clock_start_timer (self->clock, PREPARE_LIMIT, give_up_preparing_cb, self);
  look (self);
}

/**
 * reprise_backup_wait_prepare_finish:
 * @self: a wait
 * @result: what the callback was given
 *
 * Returns: %TRUE: where nothing could be read, what is known from before has to do
 */
gboolean
reprise_backup_wait_prepare_finish (RepriseBackupWait *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_backup_wait_prepare_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
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
