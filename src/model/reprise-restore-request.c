/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of a service that is to restore a database. */

#include "config.h"

#include "model/reprise-restore-request.h"

#include "base/reprise-instant.h"

struct _RepriseRestoreRequest
{
  GObject parent_instance;

  char *provider;
  char *source_node_name;
  char **repositories;
  RepriseRecoveryType recovery_type;
  char *target;
  RepriseTristate target_exclusive;
  char *set;
  RepriseTristate delta;
  RepriseTristate force;
  char **target_nodes;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreRequest, reprise_restore_request, G_TYPE_OBJECT)

static gboolean
lists_equal (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
is_subset (char **a, char **b)
{
  for (; *a != NULL; a++)
    if (!g_strv_contains ((const char *const *) b, *a))
      return FALSE;
  return TRUE;
}

/* No nodes named means all of them, which is not the same as an empty list. */
static gboolean
sets_equal (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return is_subset (a, b) && is_subset (b, a);
}

/* A service may spell an instant in another way than it was asked in. */
static gboolean
targets_equal (RepriseRestoreRequest *a, RepriseRestoreRequest *b)
{
  RepriseInstant instant, other;

  if (g_strcmp0 (a->target, b->target) == 0)
    return TRUE;
  return a->recovery_type == REPRISE_RECOVERY_TYPE_TIME && a->target != NULL && b->target != NULL &&
         reprise_instant_parse (a->target, &instant) && reprise_instant_parse (b->target, &other) &&
         instant == other;
}

static void
reprise_restore_request_finalize (GObject *object)
{
  RepriseRestoreRequest *self = REPRISE_RESTORE_REQUEST (object);

  g_free (self->provider);
  g_free (self->source_node_name);
  g_strfreev (self->repositories);
  g_free (self->target);
  g_free (self->set);
  g_strfreev (self->target_nodes);
  G_OBJECT_CLASS (reprise_restore_request_parent_class)->finalize (object);
}

static void
reprise_restore_request_class_init (RepriseRestoreRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_restore_request_finalize;
}

static void
reprise_restore_request_init (RepriseRestoreRequest *self)
{
}

/**
 * reprise_restore_request_new:
 * @fields: what it holds; copied
 *
 * A boolean that is not known is left out of the request, which differs from sending false.
 *
 * Returns: (transfer full): a request for a restore
 */
RepriseRestoreRequest *
reprise_restore_request_new (const RepriseRestoreRequestFields *fields)
{
  RepriseRestoreRequest *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_REQUEST, NULL);
  self->provider = g_strdup (fields->provider);
  self->source_node_name = g_strdup (fields->source_node_name);
  self->repositories = g_strdupv ((char **) fields->repositories);
  self->recovery_type = fields->recovery_type;
  self->target = g_strdup (fields->target);
  self->target_exclusive = fields->target_exclusive;
  self->set = g_strdup (fields->set);
  self->delta = fields->delta;
  self->force = fields->force;
  self->target_nodes = g_strdupv ((char **) fields->target_nodes);
  return self;
}

/**
 * reprise_restore_request_get_provider:
 * @self: a request for a restore
 *
 * Returns: (nullable): `pgbackrest`
 */
const char *
reprise_restore_request_get_provider (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), NULL);
  return self->provider;
}

/**
 * reprise_restore_request_get_source_node_name:
 * @self: a request for a restore
 *
 * Returns: (nullable): the node whose backups are read; need not exist on the target
 */
const char *
reprise_restore_request_get_source_node_name (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), NULL);
  return self->source_node_name;
}

/**
 * reprise_restore_request_get_repositories:
 * @self: a request for a restore
 *
 * Returns: (nullable): the ids of the repositories to read from, in order; they imply the
 *   source database
 */
const char *const *
reprise_restore_request_get_repositories (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), NULL);
  return (const char *const *) self->repositories;
}

/**
 * reprise_restore_request_get_recovery_type:
 * @self: a request for a restore
 *
 * Returns: where recovery stops
 */
RepriseRecoveryType
reprise_restore_request_get_recovery_type (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), 0);
  return self->recovery_type;
}

/**
 * reprise_restore_request_get_target:
 * @self: a request for a restore
 *
 * Returns: (nullable): the target for that type; for a time RFC 3339 with an offset
 */
const char *
reprise_restore_request_get_target (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), NULL);
  return self->target;
}

/**
 * reprise_restore_request_get_target_exclusive:
 * @self: a request for a restore
 *
 * Returns: whether recovery stops just before the target
 */
RepriseTristate
reprise_restore_request_get_target_exclusive (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), REPRISE_TRISTATE_UNKNOWN);
  return self->target_exclusive;
}

/**
 * reprise_restore_request_get_set:
 * @self: a request for a restore
 *
 * Returns: (nullable): the label of the backup to start from; %NULL lets pgBackRest choose
 */
const char *
reprise_restore_request_get_set (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), NULL);
  return self->set;
}

/**
 * reprise_restore_request_get_delta:
 * @self: a request for a restore
 *
 * Returns: whether only files that differ are replaced
 */
RepriseTristate
reprise_restore_request_get_delta (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), REPRISE_TRISTATE_UNKNOWN);
  return self->delta;
}

/**
 * reprise_restore_request_get_force:
 * @self: a request for a restore
 *
 * Returns: pgBackRest's --force, which is not a confirmation
 */
RepriseTristate
reprise_restore_request_get_force (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), REPRISE_TRISTATE_UNKNOWN);
  return self->force;
}

/**
 * reprise_restore_request_get_target_nodes:
 * @self: a request for a restore
 *
 * Returns: (nullable): the nodes of the target to restore; %NULL for all
 */
const char *const *
reprise_restore_request_get_target_nodes (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), NULL);
  return (const char *const *) self->target_nodes;
}

/**
 * reprise_restore_request_has_command:
 * @self: a request for a restore
 *
 * Returns: whether anything of the restore command is set; where not, the service wants it left out
 */
gboolean
reprise_restore_request_has_command (RepriseRestoreRequest *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), FALSE);
  return self->recovery_type != REPRISE_RECOVERY_TYPE_UNSET || self->target != NULL ||
         self->set != NULL || self->target_exclusive != REPRISE_TRISTATE_UNKNOWN ||
         self->delta != REPRISE_TRISTATE_UNKNOWN || self->force != REPRISE_TRISTATE_UNKNOWN;
}

/* What is left out is not done. */
static gboolean
switches_equal (RepriseTristate one, RepriseTristate other)
{
  return (one == REPRISE_TRISTATE_YES) == (other == REPRISE_TRISTATE_YES);
}

/* What is left out is pgBackRest's default. */
static RepriseRecoveryType
get_effective_type (RepriseRestoreRequest *self)
{
  return self->recovery_type == REPRISE_RECOVERY_TYPE_UNSET ? REPRISE_RECOVERY_TYPE_DEFAULT
                                                            : self->recovery_type;
}

/**
 * reprise_restore_request_equal:
 * @self: a request for a restore
 * @other: another
 *
 * The order of repositories matters, as pgBackRest tries them in turn; the order of nodes does not,
 * nor how an instant is spelled, nor whether a default is said or left out.
 *
 * Returns: whether both ask for the same
 */
gboolean
reprise_restore_request_equal (RepriseRestoreRequest *self, RepriseRestoreRequest *other)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (other), FALSE);

  return g_strcmp0 (self->provider, other->provider) == 0 &&
         g_strcmp0 (self->source_node_name, other->source_node_name) == 0 &&
         lists_equal (self->repositories, other->repositories) &&
         get_effective_type (self) == get_effective_type (other) && targets_equal (self, other) &&
         switches_equal (self->target_exclusive, other->target_exclusive) &&
         g_strcmp0 (self->set, other->set) == 0 && switches_equal (self->delta, other->delta) &&
         switches_equal (self->force, other->force) &&
         sets_equal (self->target_nodes, other->target_nodes);
}

/* Whether what is wanted is said. */
static gboolean
says_word (const char *said, const char *wanted)
{
  return wanted == NULL || g_strcmp0 (said, wanted) == 0;
}

static gboolean
says_switch (RepriseTristate said, RepriseTristate wanted)
{
  return wanted == REPRISE_TRISTATE_UNKNOWN || switches_equal (said, wanted);
}

/**
 * reprise_restore_request_includes:
 * @self: a request for a restore
 * @other: another
 *
 * A service may fill in what was left to it.
 *
 * Returns: whether @self says all that @other does, and maybe more
 */
gboolean
reprise_restore_request_includes (RepriseRestoreRequest *self, RepriseRestoreRequest *other)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (other), FALSE);

  return says_word (self->provider, other->provider) &&
         says_word (self->source_node_name, other->source_node_name) &&
         says_word (self->set, other->set) &&
         (other->repositories == NULL || lists_equal (self->repositories, other->repositories)) &&
         (other->target_nodes == NULL || sets_equal (self->target_nodes, other->target_nodes)) &&
         get_effective_type (self) == get_effective_type (other) &&
         (other->target == NULL || targets_equal (self, other)) &&
         says_switch (self->target_exclusive, other->target_exclusive) &&
         says_switch (self->delta, other->delta) && says_switch (self->force, other->force);
}
