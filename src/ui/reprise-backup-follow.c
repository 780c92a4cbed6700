/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup that was asked for: sent once, then watched for on each of its nodes. */

#include "config.h"

#include "ui/reprise-backup-follow.h"

#include "base/reprise-weak.h"
#include "restore/reprise-send-outcome.h"
#include "ui/reprise-repository-words.h"
#include <glib/gi18n.h>

struct _RepriseBackupFollow
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseDatabase *database;
  RepriseBackupFollowState state;
  RepriseInstant sent_at; /* by the service's clock */
  GError *error;
  GListStore *waits; /* of RepriseBackupWait */

  RepriseBackupRequest *request; /* NULL once it was sent */
  guint n_preparing;             /* waits that look what is there before it is sent */
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RepriseBackupFollow, reprise_backup_follow, G_TYPE_OBJECT)

static void
set_state (RepriseBackupFollow *self, RepriseBackupFollowState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
wait_changed_cb (RepriseBackupFollow *self)
{
  gboolean is_waiting = reprise_backup_follow_count (self, REPRISE_BACKUP_WAIT_WAITING) > 0;

  set_state (self, is_waiting ? REPRISE_BACKUP_FOLLOW_WAITING : REPRISE_BACKUP_FOLLOW_ENDED);
}

static RepriseInventory *
get_inventory_before (RepriseDatabaseWatch *watch, const char *node_name)
{
  RepriseCurrentBackups *current = reprise_database_watch_get_current_backups (watch, node_name);
  RepriseNodeView *view = current == NULL ? NULL : reprise_current_backups_get_view (current);

  return view == NULL ? NULL : reprise_node_view_get_inventory (view);
}

static void
add_wait (RepriseBackupFollow *self,
          RepriseDatabaseWatch *watch,
          RepriseClock *clock,
          RepriseNode *node,
          RepriseBackupRequest *request)
{
  const char *node_name = reprise_node_get_name (node);
  RepriseBackupWaitFields fields = {
    .backend = self->backend,
    .clock = clock,
    .node = node,
    .repository_id = reprise_repository_find_current_id (watch, node_name),
    .before = get_inventory_before (watch, node_name),
    .name = reprise_backup_request_get_name (request),
    .backup_type = reprise_backup_request_get_backup_type (request),
  };
  g_autoptr (RepriseBackupWait) wait = NULL;

  if (fields.repository_id == NULL)
    return;
  wait = reprise_backup_wait_new (&fields);
  g_signal_connect_object (wait,
                           "notify::state",
                           G_CALLBACK (wait_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->waits, wait);
}

static void
add_waits (RepriseBackupFollow *self,
           RepriseDatabaseWatch *watch,
           RepriseBackupRequest *request,
           RepriseClock *clock)
{
  GPtrArray *nodes = reprise_database_get_nodes (self->database);
  const char *const *chosen = reprise_backup_request_get_target_nodes (request);

  for (guint i = 0; i < nodes->len; i++)
    {
      RepriseNode *node = g_ptr_array_index (nodes, i);

      if (chosen == NULL || g_strv_contains (chosen, reprise_node_get_name (node)))
        add_wait (self, watch, clock, node, request);
    }
}

static void
start_waits (RepriseBackupFollow *self)
{
  set_state (self, REPRISE_BACKUP_FOLLOW_WAITING);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->waits)); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (G_LIST_MODEL (self->waits), i);

      reprise_backup_wait_start (wait, self->sent_at);
    }
  wait_changed_cb (self);
}

/* Where nobody knows whether it was accepted, the repositories will tell; it is not sent again. */
static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseBackupFollow) self = reprise_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_sent = reprise_backend_send_backup_finish (REPRISE_BACKEND (source), result, &error);

  if (self == NULL)
    return;
  self->error = g_steal_pointer (&error);
  if (is_sent || reprise_send_outcome_from_error (self->error) == REPRISE_SEND_OUTCOME_UNKNOWN)
    start_waits (self);
  else
    set_state (self, REPRISE_BACKUP_FOLLOW_FAILED);
}

/* What is there already is known: from now on every other backup may be the one. */
static void
send (RepriseBackupFollow *self)
{
  g_autoptr (RepriseBackupRequest) request = g_steal_pointer (&self->request);

  self->sent_at = reprise_backend_get_service_now (self->backend);
  reprise_backend_send_backup_async (self->backend,
                                     reprise_database_get_id (self->database),
                                     request,
                                     NULL,
                                     sent_cb,
                                     reprise_weak_new (self));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseBackupFollow) self = user_data;

  reprise_backup_wait_prepare_finish (REPRISE_BACKUP_WAIT (source), result);
  if (--self->n_preparing == 0)
    send (self);
}

/* Whoever lets go of it meanwhile has asked all the same. */
static void
prepare (RepriseBackupFollow *self)
{
  self->n_preparing = g_list_model_get_n_items (G_LIST_MODEL (self->waits));
  if (self->n_preparing == 0)
    send (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->waits)); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (G_LIST_MODEL (self->waits), i);

      reprise_backup_wait_prepare_async (wait, prepared_cb, g_object_ref (self));
    }
}

static void
reprise_backup_follow_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  RepriseBackupFollow *self = REPRISE_BACKUP_FOLLOW (object);

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
reprise_backup_follow_dispose (GObject *object)
{
  RepriseBackupFollow *self = REPRISE_BACKUP_FOLLOW (object);

  g_clear_object (&self->backend);
  g_clear_object (&self->database);
  g_clear_object (&self->waits);
  g_clear_object (&self->request);
  G_OBJECT_CLASS (reprise_backup_follow_parent_class)->dispose (object);
}

static void
reprise_backup_follow_finalize (GObject *object)
{
  g_clear_error (&REPRISE_BACKUP_FOLLOW (object)->error);
  G_OBJECT_CLASS (reprise_backup_follow_parent_class)->finalize (object);
}

static void
reprise_backup_follow_class_init (RepriseBackupFollowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_backup_follow_get_property;
  object_class->dispose = reprise_backup_follow_dispose;
  object_class->finalize = reprise_backup_follow_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             REPRISE_BACKUP_FOLLOW_SENDING,
                                             REPRISE_BACKUP_FOLLOW_ENDED,
                                             REPRISE_BACKUP_FOLLOW_SENDING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_backup_follow_init (RepriseBackupFollow *self)
{
  self->waits = g_list_store_new (REPRISE_TYPE_BACKUP_WAIT);
}

/**
 * reprise_backup_follow_send:
 * @watch: the database, as it is shown
 * @request: what to ask for
 * @clock: what waits are timed by
 *
 * Looks what is there, and then sends the request, once and for all: closing whatever shows it does
 * not call it back.
 *
 * Returns: (transfer full): what becomes of it
 */
RepriseBackupFollow *
reprise_backup_follow_send (RepriseDatabaseWatch *watch,
                            RepriseBackupRequest *request,
                            RepriseClock *clock)
{
  RepriseBackupFollow *self = g_object_new (REPRISE_TYPE_BACKUP_FOLLOW, NULL);

  self->backend = g_object_ref (reprise_database_watch_get_backend (watch));
  self->database = g_object_ref (reprise_database_watch_get_database (watch));
  self->request = g_object_ref (request);
  add_waits (self, watch, request, clock);
  prepare (self);
  return self;
}

/**
 * reprise_backup_follow_get_state:
 * @self: a backup that was asked for
 *
 * Returns: how far it is; property `state`
 */
RepriseBackupFollowState
reprise_backup_follow_get_state (RepriseBackupFollow *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_FOLLOW (self), REPRISE_BACKUP_FOLLOW_FAILED);
  return self->state;
}

/**
 * reprise_backup_follow_get_database:
 * @self: a backup that was asked for
 *
 * Returns: (transfer none): the database
 */
RepriseDatabase *
reprise_backup_follow_get_database (RepriseBackupFollow *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_FOLLOW (self), NULL);
  return self->database;
}

/**
 * reprise_backup_follow_get_error:
 * @self: a backup that was asked for
 *
 * Returns: (nullable): why sending it failed; where it is waited for all the same, nobody knows
 *   whether it was accepted
 */
const GError *
reprise_backup_follow_get_error (RepriseBackupFollow *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_FOLLOW (self), NULL);
  return self->error;
}

/**
 * reprise_backup_follow_get_waits:
 * @self: a backup that was asked for
 *
 * Returns: (transfer none): a #RepriseBackupWait for each node that it was asked for on
 */
GListModel *
reprise_backup_follow_get_waits (RepriseBackupFollow *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_FOLLOW (self), NULL);
  return G_LIST_MODEL (self->waits);
}

/**
 * reprise_backup_follow_count:
 * @self: a backup that was asked for
 * @state: a state
 *
 * Returns: on how many nodes it is so far
 */
guint
reprise_backup_follow_count (RepriseBackupFollow *self, RepriseBackupWaitState state)
{
  guint count = 0;

  g_return_val_if_fail (REPRISE_IS_BACKUP_FOLLOW (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->waits)); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (G_LIST_MODEL (self->waits), i);

      count += reprise_backup_wait_get_state (wait) == state;
    }
  return count;
}

/**
 * reprise_backup_follow_go_on:
 * @self: a backup that was asked for
 *
 * Waits as long again on the nodes where waiting was given up.
 */
void
reprise_backup_follow_go_on (RepriseBackupFollow *self)
{
  g_return_if_fail (REPRISE_IS_BACKUP_FOLLOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->waits)); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (G_LIST_MODEL (self->waits), i);

      reprise_backup_wait_go_on (wait);
    }
}

/**
 * reprise_backup_follow_dup_words:
 * @self: a backup that was asked for
 *
 * Returns: (transfer full): how far it is, in one sentence
 */
char *
reprise_backup_follow_dup_words (RepriseBackupFollow *self)
{
  guint n_waits = g_list_model_get_n_items (G_LIST_MODEL (self->waits));
  guint n_found;

  g_return_val_if_fail (REPRISE_IS_BACKUP_FOLLOW (self), NULL);

  if (n_waits == 0 && self->state == REPRISE_BACKUP_FOLLOW_ENDED)
    return g_strdup (_ ("The service was asked. Where the backup will appear is not known."));
  n_found = reprise_backup_follow_count (self, REPRISE_BACKUP_WAIT_FOUND);
  switch (self->state)
    {
    case REPRISE_BACKUP_FOLLOW_SENDING:
      return g_strdup (_ ("Asking the service…"));
    case REPRISE_BACKUP_FOLLOW_FAILED:
      return g_strdup (_ ("No backup was begun."));
    case REPRISE_BACKUP_FOLLOW_WAITING:
      /* Translators: on how many nodes a new backup is there, and on how many it was asked for. */
      return g_strdup_printf (ngettext ("The new backup is there on %u of %u node.",
                                        "The new backup is there on %u of %u nodes.",
                                        n_waits),
                              n_found,
                              n_waits);
    case REPRISE_BACKUP_FOLLOW_ENDED:
    default:
      if (n_found < n_waits)
        /* Translators: on how many nodes a new backup is there, on how many it was asked for, and
         * a number of minutes. */
        return g_strdup_printf (_ ("The new backup is there on %u of %u nodes; it has not appeared "
                                   "on the others after %d minutes."),
                                n_found,
                                n_waits,
                                REPRISE_BACKUP_WAIT_MINUTES);
      return g_strdup_printf (ngettext ("The new backup is there on %u node.",
                                        "The new backup is there on all %u nodes.",
                                        n_found),
                              n_found);
    }
}
