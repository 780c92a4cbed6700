/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one connection shows: its tenant, clusters and databases, and how fresh they are. */

#include "config.h"

#include "ui/reprise-account.h"

#include "base/reprise-weak.h"
#include "restore/reprise-backend-answer.h"

struct _RepriseAccount
{
  GObject parent_instance;

  RepriseBackend *backend;
  GListStore *entries;
  RepriseTenant *tenant;
  RepriseLoadState state;
  RepriseInstant loaded_at;
  GError *error;
  GStrv problems;

  GCancellable *cancellable; /* of the reading that is under way */
  guint n_pending;
  GPtrArray *clusters;  /* read so far, NULL before */
  GPtrArray *databases; /* read so far, NULL before */
  GPtrArray *new_problems;
  GError *new_error;
  gboolean is_kept; /* the databases are from earlier */
  RepriseInstant kept_at;
};

enum
{
  PROP_0,
  PROP_BACKEND,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RepriseAccount, reprise_account, G_TYPE_OBJECT)

static void
set_state (RepriseAccount *self, RepriseLoadState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static RepriseCluster *
find_cluster (RepriseAccount *self, const char *cluster_id)
{
  for (guint i = 0; self->clusters != NULL && i < self->clusters->len; i++)
    {
      RepriseCluster *cluster = g_ptr_array_index (self->clusters, i);

      if (g_strcmp0 (reprise_cluster_get_id (cluster), cluster_id) == 0)
        return cluster;
    }
  return NULL;
}

/* The one that is listed already where nothing else is to be seen: its row then stays under the
 * pointer, and keeps the focus. */
static RepriseDatabaseEntry *
ref_entry (RepriseAccount *self, RepriseDatabase *database)
{
  RepriseCluster *cluster = find_cluster (self, reprise_database_get_cluster_id (database));
  g_autoptr (RepriseDatabaseEntry) listed =
                 reprise_account_find_entry (self, reprise_database_get_id (database));

  if (listed != NULL && reprise_database_entry_renew (listed, database, cluster))
    return g_steal_pointer (&listed);
  return reprise_database_entry_new (database, cluster);
}

static gboolean
is_same_entry (GListModel *a, guint position_a, GListModel *b, guint position_b)
{
  g_autoptr (GObject) item_a = g_list_model_get_item (a, position_a);
  g_autoptr (GObject) item_b = g_list_model_get_item (b, position_b);

  return item_a == item_b;
}

/* Leaves the entries alone that both begin and end with. */
static void
show_entries (RepriseAccount *self, GListModel *fresh)
{
  GListModel *shown = G_LIST_MODEL (self->entries);
  g_autoptr (GPtrArray) additions = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_shown = g_list_model_get_n_items (shown);
  guint n_fresh = g_list_model_get_n_items (fresh);
  guint n_first = 0, n_last = 0;

  while (n_first < MIN (n_shown, n_fresh) && is_same_entry (shown, n_first, fresh, n_first))
    n_first++;
  while (n_last < MIN (n_shown, n_fresh) - n_first &&
         is_same_entry (shown, n_shown - 1 - n_last, fresh, n_fresh - 1 - n_last))
    n_last++;
  for (guint i = n_first; i < n_fresh - n_last; i++)
    g_ptr_array_add (additions, g_list_model_get_item (fresh, i));
  if (additions->len > 0 || n_shown > n_first + n_last)
    g_list_store_splice (self->entries,
                         n_first,
                         n_shown - n_first - n_last,
                         additions->pdata,
                         additions->len);
}

static void
replace_entries (RepriseAccount *self)
{
  g_autoptr (GListStore) fresh = g_list_store_new (REPRISE_TYPE_DATABASE_ENTRY);

  for (guint i = 0; i < self->databases->len; i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry =
                     ref_entry (self, g_ptr_array_index (self->databases, i));

      g_list_store_insert_sorted (fresh, entry, reprise_database_entry_compare, NULL);
    }
  show_entries (self, G_LIST_MODEL (fresh));
}

static GStrv
steal_strings (GPtrArray *strings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < strings->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (strings, i));
  return g_strv_builder_end (builder);
}

static RepriseLoadState
judge_reading (RepriseAccount *self)
{
  if (!self->is_kept)
    return REPRISE_LOAD_STATE_READY;
  return self->error == NULL ? REPRISE_LOAD_STATE_REFRESHING : REPRISE_LOAD_STATE_STALE;
}

/* What was there before stays when reading again fails: it is stale, not gone. */
static void
finish_reading (RepriseAccount *self)
{
  gboolean had_data = self->loaded_at != REPRISE_INSTANT_NONE;

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&self->new_error);
  g_strfreev (self->problems);
  self->problems = steal_strings (self->new_problems);
  if (self->databases != NULL)
    {
      replace_entries (self);
      self->loaded_at =
          self->is_kept ? self->kept_at : reprise_backend_get_service_now (self->backend);
    }
  if (self->databases != NULL)
    set_state (self, judge_reading (self));
  else
    set_state (self, had_data ? REPRISE_LOAD_STATE_STALE : REPRISE_LOAD_STATE_FAILED);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
}

/* Returns FALSE where nobody waits for the answer any more (@self is NULL, or it was cancelled). */
static gboolean
take_answer (RepriseAccount *self, GPtrArray *problems, GError *error, gboolean is_needed)
{
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      g_clear_pointer (&problems, g_ptr_array_unref);
      return FALSE;
    }
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (self->new_problems, g_strdup (g_ptr_array_index (problems, i)));
  g_clear_pointer (&problems, g_ptr_array_unref);
  if (error != NULL && !is_needed)
    g_ptr_array_add (self->new_problems, g_strdup (error->message));
  if (error != NULL && is_needed && self->new_error == NULL)
    self->new_error = g_steal_pointer (&error);
  g_clear_error (&error);
  return TRUE;
}

static void
count_answer (RepriseAccount *self)
{
  if (--self->n_pending == 0)
    finish_reading (self);
}

/* What is shown is as old as the oldest of what it is made of. */
static void
note_kept (RepriseAccount *self, GAsyncResult *result)
{
  RepriseInstant kept_at = REPRISE_INSTANT_NONE;
  const GError *error = NULL;

  if (!reprise_backend_answer_get_kept (result, &kept_at, &error))
    return;
  self->kept_at = self->is_kept ? MIN (self->kept_at, kept_at) : kept_at;
  self->is_kept = TRUE;
  if (error != NULL && self->new_error == NULL)
    self->new_error = g_error_copy (error);
}

static void
tenant_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseAccount) self = reprise_weak_take (user_data);
  GError *error = NULL;
  g_autoptr (RepriseTenant) tenant =
                 reprise_backend_get_tenant_finish (REPRISE_BACKEND (source), result, &error);

  if (!take_answer (self, NULL, error, FALSE))
    return;
  note_kept (self, result);
  if (tenant != NULL)
    g_set_object (&self->tenant, tenant);
  count_answer (self);
}

static void
clusters_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseAccount) self = reprise_weak_take (user_data);
  GPtrArray *problems = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) clusters = reprise_backend_list_clusters_finish (REPRISE_BACKEND (source),
                                                                         result,
                                                                         &problems,
                                                                         &error);

  if (!take_answer (self, problems, error, FALSE))
    return;
  note_kept (self, result);
  self->clusters = g_steal_pointer (&clusters);
  count_answer (self);
}

static void
databases_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseAccount) self = reprise_weak_take (user_data);
  GPtrArray *problems = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) databases = reprise_backend_list_databases_finish (REPRISE_BACKEND (source),
                                                                           result,
                                                                           &problems,
                                                                           &error);

  if (!take_answer (self, problems, error, TRUE))
    return;
  note_kept (self, result);
  self->databases = g_steal_pointer (&databases);
  count_answer (self);
}

static void
reprise_account_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseAccount *self = REPRISE_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      g_value_set_object (value, self->backend);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_account_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepriseAccount *self = REPRISE_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      self->backend = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_account_dispose (GObject *object)
{
  RepriseAccount *self = REPRISE_ACCOUNT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->backend);
  g_clear_object (&self->entries);
  g_clear_object (&self->tenant);
  g_clear_pointer (&self->clusters, g_ptr_array_unref);
  g_clear_pointer (&self->databases, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_account_parent_class)->dispose (object);
}

static void
reprise_account_finalize (GObject *object)
{
  RepriseAccount *self = REPRISE_ACCOUNT (object);

  g_clear_error (&self->error);
  g_clear_error (&self->new_error);
  g_strfreev (self->problems);
  g_ptr_array_unref (self->new_problems);
  G_OBJECT_CLASS (reprise_account_parent_class)->finalize (object);
}

static void
reprise_account_class_init (RepriseAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_account_get_property;
  object_class->set_property = reprise_account_set_property;
  object_class->dispose = reprise_account_dispose;
  object_class->finalize = reprise_account_finalize;

  properties[PROP_BACKEND] =
      g_param_spec_object ("backend",
                           NULL,
                           NULL,
                           REPRISE_TYPE_BACKEND,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             REPRISE_LOAD_STATE_LOADING,
                                             REPRISE_LOAD_STATE_FAILED,
                                             REPRISE_LOAD_STATE_LOADING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_account_init (RepriseAccount *self)
{
  self->entries = g_list_store_new (REPRISE_TYPE_DATABASE_ENTRY);
  self->loaded_at = REPRISE_INSTANT_NONE;
  self->problems = g_new0 (char *, 1);
  self->new_problems = g_ptr_array_new_with_free_func (g_free);
}

/**
 * reprise_account_new:
 * @backend: what is read
 *
 * Returns: (transfer full): the account; nothing is read before reprise_account_refresh()
 */
RepriseAccount *
reprise_account_new (RepriseBackend *backend)
{
  return g_object_new (REPRISE_TYPE_ACCOUNT, "backend", backend, NULL);
}

/**
 * reprise_account_get_backend:
 * @self: an account
 *
 * Returns: (transfer none): what it reads
 */
RepriseBackend *
reprise_account_get_backend (RepriseAccount *self)
{
  return self->backend;
}

/**
 * reprise_account_get_state:
 * @self: an account
 *
 * Returns: how far it has been read; property `state`
 */
RepriseLoadState
reprise_account_get_state (RepriseAccount *self)
{
  return self->state;
}

/**
 * reprise_account_get_error:
 * @self: an account
 *
 * Returns: (nullable): why the last reading failed, where it did
 */
const GError *
reprise_account_get_error (RepriseAccount *self)
{
  return self->error;
}

/**
 * reprise_account_get_loaded_at:
 * @self: an account
 *
 * Returns: when what is shown was read, by the service's clock, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_account_get_loaded_at (RepriseAccount *self)
{
  return self->loaded_at;
}

/**
 * reprise_account_get_tenant:
 * @self: an account
 *
 * Returns: (transfer none) (nullable): whose it is, where that could be read
 */
RepriseTenant *
reprise_account_get_tenant (RepriseAccount *self)
{
  return self->tenant;
}

/**
 * reprise_account_get_entries:
 * @self: an account
 *
 * Returns: (transfer none): its #RepriseDatabaseEntry items, by cluster and title
 */
GListModel *
reprise_account_get_entries (RepriseAccount *self)
{
  return G_LIST_MODEL (self->entries);
}

/**
 * reprise_account_find_entry:
 * @self: an account
 * @database_id: (nullable): a database's UUID
 *
 * Returns: (transfer full) (nullable): that database
 */
RepriseDatabaseEntry *
reprise_account_find_entry (RepriseAccount *self, const char *database_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry =
                     g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (g_strcmp0 (reprise_database_entry_get_id (entry), database_id) == 0)
        return g_steal_pointer (&entry);
    }
  return NULL;
}

/**
 * reprise_account_get_problems:
 * @self: an account
 *
 * Returns: what could not be read beside the rest, as sentences; empty where nothing was wrong
 */
const char *const *
reprise_account_get_problems (RepriseAccount *self)
{
  return (const char *const *) self->problems;
}

/**
 * reprise_account_update:
 * @self: an account
 * @database: one of its databases, read since
 * @cluster: (nullable): its cluster, where known
 *
 * Takes over what somebody else has read, so that the list does not say otherwise.
 */
void
reprise_account_update (RepriseAccount *self, RepriseDatabase *database, RepriseCluster *cluster)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry =
                     g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      g_autoptr (RepriseDatabaseEntry) fresh = NULL;

      if (g_strcmp0 (reprise_database_entry_get_id (entry), reprise_database_get_id (database)) !=
          0)
        continue;
      if (reprise_database_entry_renew (entry, database, cluster))
        return;
      fresh = reprise_database_entry_new (database, cluster);
      g_list_store_splice (self->entries, i, 1, (gpointer *) &fresh, 1);
      return;
    }
}

/**
 * reprise_account_refresh:
 * @self: an account
 *
 * Reads everything; does nothing while that is under way. What is shown stays until it is there.
 */
void
reprise_account_refresh (RepriseAccount *self)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT (self));

  if (self->cancellable != NULL)
    return;
  self->is_kept = FALSE;
  self->cancellable = g_cancellable_new ();
  self->n_pending = 3;
  g_ptr_array_set_size (self->new_problems, 0);
  set_state (self,
             self->loaded_at == REPRISE_INSTANT_NONE ? REPRISE_LOAD_STATE_LOADING
                                                     : REPRISE_LOAD_STATE_REFRESHING);
  reprise_backend_get_tenant_async (self->backend,
                                    self->cancellable,
                                    tenant_read_cb,
                                    reprise_weak_new (self));
  reprise_backend_list_clusters_async (self->backend,
                                       self->cancellable,
                                       clusters_read_cb,
                                       reprise_weak_new (self));
  reprise_backend_list_databases_async (self->backend,
                                        self->cancellable,
                                        databases_read_cb,
                                        reprise_weak_new (self));
}
