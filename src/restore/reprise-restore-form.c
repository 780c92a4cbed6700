/* SPDX-License-Identifier: GPL-3.0-or-later
 * What has been chosen for a restore so far, as a value. */

#include "config.h"

#include "restore/reprise-restore-form.h"

/* What was chosen for the method that is not selected now is kept, for those who come back to it.
 */
typedef struct
{
  char *source_database_id;
  char *source_node;
  char *repository_id;
  GStrv target_nodes;
  RepriseRestoreMethod method;
  char *backup_label;
  RepriseInstant time;
  gboolean exclusive;
  char *base_label;
} Choices;

struct _RepriseRestoreForm
{
  GObject parent_instance;

  RepriseRestoreContext *context;
  Choices original;
  Choices current;
  char *confirmation;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreForm, reprise_restore_form, G_TYPE_OBJECT)

static void
clear_choices (Choices *choices)
{
  g_clear_pointer (&choices->source_database_id, g_free);
  g_clear_pointer (&choices->source_node, g_free);
  g_clear_pointer (&choices->repository_id, g_free);
  g_clear_pointer (&choices->target_nodes, g_strfreev);
  g_clear_pointer (&choices->backup_label, g_free);
  g_clear_pointer (&choices->base_label, g_free);
}

static void
copy_choices (const Choices *from, Choices *to)
{
  clear_choices (to);
  *to = *from;
  to->source_database_id = g_strdup (from->source_database_id);
  to->source_node = g_strdup (from->source_node);
  to->repository_id = g_strdup (from->repository_id);
  to->target_nodes = g_strdupv (from->target_nodes);
  to->backup_label = g_strdup (from->backup_label);
  to->base_label = g_strdup (from->base_label);
}

static gboolean
choices_equal (const Choices *a, const Choices *b)
{
  return g_strcmp0 (a->source_database_id, b->source_database_id) == 0 &&
         g_strcmp0 (a->source_node, b->source_node) == 0 &&
         g_strcmp0 (a->repository_id, b->repository_id) == 0 &&
         g_strv_equal ((const char *const *) a->target_nodes,
                       (const char *const *) b->target_nodes) &&
         a->method == b->method && g_strcmp0 (a->backup_label, b->backup_label) == 0 &&
         a->time == b->time && a->exclusive == b->exclusive &&
         g_strcmp0 (a->base_label, b->base_label) == 0;
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

/* A label means something in one node's part of one repository only. */
static void
forget_backups (Choices *choices)
{
  g_clear_pointer (&choices->backup_label, g_free);
  g_clear_pointer (&choices->base_label, g_free);
}

/* The only node there is, and the repository that its backups go to now. */
static void
fill_in (Choices *choices, RepriseRestoreContext *context)
{
  RepriseDatabase *source =
      reprise_restore_context_find_database (context, choices->source_database_id);
  GPtrArray *nodes = source == NULL ? NULL : reprise_database_get_nodes (source);

  if (choices->source_node == NULL && nodes != NULL && nodes->len == 1)
    replace (&choices->source_node, reprise_node_get_name (g_ptr_array_index (nodes, 0)));
  if (choices->repository_id == NULL && choices->source_node != NULL)
    replace (&choices->repository_id,
             reprise_restore_context_get_current_repository_id (context,
                                                                choices->source_database_id,
                                                                choices->source_node));
}

static GStrv
list_all_nodes (RepriseDatabase *database)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *nodes = reprise_database_get_nodes (database);

  for (guint i = 0; i < nodes->len; i++)
    g_strv_builder_add (builder, reprise_node_get_name (g_ptr_array_index (nodes, i)));
  return g_strv_builder_end (builder);
}

static void
reprise_restore_form_finalize (GObject *object)
{
  RepriseRestoreForm *self = REPRISE_RESTORE_FORM (object);

  g_clear_object (&self->context);
  clear_choices (&self->original);
  clear_choices (&self->current);
  g_free (self->confirmation);
  G_OBJECT_CLASS (reprise_restore_form_parent_class)->finalize (object);
}

static void
reprise_restore_form_class_init (RepriseRestoreFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_form_finalize;
}

static void
reprise_restore_form_init (RepriseRestoreForm *self)
{
}

/**
 * reprise_restore_form_new:
 * @context: what is known
 *
 * The target is its own source, all of its nodes are to be restored, and the node to read from is
 * chosen only where there is no other.
 *
 * Returns: (transfer full): a form as it is first shown
 */
RepriseRestoreForm *
reprise_restore_form_new (RepriseRestoreContext *context)
{
  RepriseRestoreForm *self;
  RepriseDatabase *target;

  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (context), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_FORM, NULL);
  self->context = g_object_ref (context);
  target = reprise_restore_context_get_target (context);
  self->current.source_database_id = g_strdup (reprise_database_get_id (target));
  self->current.target_nodes = list_all_nodes (target);
  self->current.method = REPRISE_RESTORE_METHOD_BACKUP;
  self->current.time = REPRISE_INSTANT_NONE;
  fill_in (&self->current, context);
  copy_choices (&self->current, &self->original);
  return self;
}

static RepriseRestoreForm *
copy_form (RepriseRestoreForm *self)
{
  RepriseRestoreForm *copy = g_object_new (REPRISE_TYPE_RESTORE_FORM, NULL);

  copy->context = g_object_ref (self->context);
  copy_choices (&self->original, &copy->original);
  copy_choices (&self->current, &copy->current);
  copy->confirmation = g_strdup (self->confirmation);
  return copy;
}

/**
 * reprise_restore_form_with_context:
 * @self: a form
 * @context: what is known by now, of the same target
 *
 * Nothing that has been chosen is lost, even where it is not there any more: that is a violation,
 * not a reason to choose something else.
 *
 * Returns: (transfer full): the same choices, with what could not be chosen without @context
 */
RepriseRestoreForm *
reprise_restore_form_with_context (RepriseRestoreForm *self, RepriseRestoreContext *context)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  g_return_val_if_fail (REPRISE_IS_RESTORE_CONTEXT (context), NULL);

  copy = copy_form (self);
  g_set_object (&copy->context, context);
  fill_in (&copy->original, context);
  fill_in (&copy->current, context);
  return copy;
}

/**
 * reprise_restore_form_with_source_database:
 * @self: a form
 * @database_id: the database to read backups of
 *
 * Returns: (transfer full): the same with that; node, repository and backups are to be chosen anew
 */
RepriseRestoreForm *
reprise_restore_form_with_source_database (RepriseRestoreForm *self, const char *database_id)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  g_return_val_if_fail (database_id != NULL, NULL);

  copy = copy_form (self);
  if (g_strcmp0 (copy->current.source_database_id, database_id) == 0)
    return copy;
  replace (&copy->current.source_database_id, database_id);
  g_clear_pointer (&copy->current.source_node, g_free);
  g_clear_pointer (&copy->current.repository_id, g_free);
  forget_backups (&copy->current);
  fill_in (&copy->current, copy->context);
  return copy;
}

/**
 * reprise_restore_form_with_source_node:
 * @self: a form
 * @node_name: (nullable): the node to read backups of
 *
 * Returns: (transfer full): the same with that and the node's current repository; backups are to be
 *   chosen anew
 */
RepriseRestoreForm *
reprise_restore_form_with_source_node (RepriseRestoreForm *self, const char *node_name)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  if (g_strcmp0 (copy->current.source_node, node_name) == 0)
    return copy;
  replace (&copy->current.source_node, node_name);
  g_clear_pointer (&copy->current.repository_id, g_free);
  forget_backups (&copy->current);
  if (node_name != NULL)
    fill_in (&copy->current, copy->context);
  return copy;
}

/**
 * reprise_restore_form_with_repository:
 * @self: a form
 * @repository_id: (nullable): the repository to read from
 *
 * Returns: (transfer full): the same with that; backups are to be chosen anew
 */
RepriseRestoreForm *
reprise_restore_form_with_repository (RepriseRestoreForm *self, const char *repository_id)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  if (g_strcmp0 (copy->current.repository_id, repository_id) == 0)
    return copy;
  replace (&copy->current.repository_id, repository_id);
  forget_backups (&copy->current);
  return copy;
}

static void
add_each_once (GStrvBuilder *builder, const char *const *names, const char *const *order)
{
  for (guint i = 0; order[i] != NULL; i++)
    if (g_strv_contains (names, order[i]))
      g_strv_builder_add (builder, order[i]);
}

/**
 * reprise_restore_form_with_target_nodes:
 * @self: a form
 * @node_names: the nodes to be overwritten
 *
 * Returns: (transfer full): the same with those, each once and in the target's order; names that it
 *   does not have come last
 */
RepriseRestoreForm *
reprise_restore_form_with_target_nodes (RepriseRestoreForm *self, const char *const *node_names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  g_return_val_if_fail (node_names != NULL, NULL);

  copy = copy_form (self);
  all = list_all_nodes (reprise_restore_context_get_target (self->context));
  add_each_once (builder, node_names, (const char *const *) all);
  for (guint i = 0; node_names[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) all, node_names[i]))
      g_strv_builder_add (builder, node_names[i]);
  g_strfreev (copy->current.target_nodes);
  copy->current.target_nodes = g_strv_builder_end (builder);
  return copy;
}

/**
 * reprise_restore_form_with_method:
 * @self: a form
 * @method: how far to go
 *
 * Returns: (transfer full): the same with that
 */
RepriseRestoreForm *
reprise_restore_form_with_method (RepriseRestoreForm *self, RepriseRestoreMethod method)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  copy->current.method = method;
  return copy;
}

/**
 * reprise_restore_form_with_backup:
 * @self: a form
 * @label: (nullable): the backup to restore
 *
 * Returns: (transfer full): the same with that, and the method that it is for
 */
RepriseRestoreForm *
reprise_restore_form_with_backup (RepriseRestoreForm *self, const char *label)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  copy->current.method = REPRISE_RESTORE_METHOD_BACKUP;
  replace (&copy->current.backup_label, label);
  return copy;
}

/**
 * reprise_restore_form_with_time:
 * @self: a form
 * @time: the instant to restore to, or %REPRISE_INSTANT_NONE; with a fraction of a second only
 * where that was typed or is proven, as it is sent
 *
 * A base that was chosen for another time is not kept where it does not serve this one.
 *
 * Returns: (transfer full): the same with that, and the method that it is for
 */
RepriseRestoreForm *
reprise_restore_form_with_time (RepriseRestoreForm *self, RepriseInstant time)
{
  RepriseRestoreForm *copy;
  RepriseRestoreWindow *window;
  g_autoptr (RepriseBackup) base = NULL;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  copy->current.method = REPRISE_RESTORE_METHOD_TIME;
  copy->current.time = time;
  window = reprise_restore_form_get_window (copy);
  if (window != NULL && copy->current.base_label != NULL && time != REPRISE_INSTANT_NONE)
    base = reprise_inventory_find_backup (reprise_restore_window_get_inventory (window),
                                          copy->current.base_label);
  if (base != NULL && reprise_backup_get_finished_at (base) >= reprise_instant_floor_second (time))
    g_clear_pointer (&copy->current.base_label, g_free);
  return copy;
}

/**
 * reprise_restore_form_with_exclusive:
 * @self: a form
 * @exclusive: whether to stop just before a transaction of exactly the chosen time
 *
 * Returns: (transfer full): the same with that
 */
RepriseRestoreForm *
reprise_restore_form_with_exclusive (RepriseRestoreForm *self, gboolean exclusive)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  copy->current.exclusive = exclusive;
  return copy;
}

/**
 * reprise_restore_form_with_base:
 * @self: a form
 * @label: (nullable): the backup to start from for a time; %NULL leaves it to pgBackRest
 *
 * Returns: (transfer full): the same with that
 */
RepriseRestoreForm *
reprise_restore_form_with_base (RepriseRestoreForm *self, const char *label)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  replace (&copy->current.base_label, label);
  return copy;
}

/**
 * reprise_restore_form_with_confirmation:
 * @self: a form
 * @text: (nullable): what was typed to confirm
 *
 * Returns: (transfer full): the same with that
 */
RepriseRestoreForm *
reprise_restore_form_with_confirmation (RepriseRestoreForm *self, const char *text)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  replace (&copy->confirmation, text);
  return copy;
}

static void
take_recovery (Choices *choices, RepriseRestoreRequest *request)
{
  const char *set = reprise_restore_request_get_set (request);
  RepriseInstant time = REPRISE_INSTANT_NONE;

  choices->exclusive =
      reprise_restore_request_get_target_exclusive (request) == REPRISE_TRISTATE_YES;
  if (reprise_restore_request_get_recovery_type (request) == REPRISE_RECOVERY_TYPE_IMMEDIATE)
    {
      choices->method = REPRISE_RESTORE_METHOD_BACKUP;
      replace (&choices->backup_label, set);
      return;
    }
  if (reprise_restore_request_get_recovery_type (request) != REPRISE_RECOVERY_TYPE_TIME)
    {
      choices->method = REPRISE_RESTORE_METHOD_LATEST;
      return;
    }
  choices->method = REPRISE_RESTORE_METHOD_TIME;
  reprise_instant_parse (reprise_restore_request_get_target (request), &time);
  choices->time = time;
  replace (&choices->base_label, set);
}

/**
 * reprise_restore_form_with_request:
 * @self: a form
 * @source_database_id: the database that the request's repository is of
 * @request: what was asked for earlier
 *
 * For starting over. What has to be confirmed has to be confirmed again.
 *
 * Returns: (transfer full): a form with the choices that lead to @request
 */
RepriseRestoreForm *
reprise_restore_form_with_request (RepriseRestoreForm *self,
                                   const char *source_database_id,
                                   RepriseRestoreRequest *request)
{
  g_autoptr (RepriseRestoreForm) copy = NULL;
  const char *const *nodes;
  const char *const *repositories;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  g_return_val_if_fail (source_database_id != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_RESTORE_REQUEST (request), NULL);

  copy = copy_form (self);
  forget_backups (&copy->current);
  replace (&copy->current.source_database_id, source_database_id);
  replace (&copy->current.source_node, reprise_restore_request_get_source_node_name (request));
  repositories = reprise_restore_request_get_repositories (request);
  replace (&copy->current.repository_id, repositories == NULL ? NULL : repositories[0]);
  take_recovery (&copy->current, request);
  g_clear_pointer (&copy->confirmation, g_free);
  nodes = reprise_restore_request_get_target_nodes (request);
  if (nodes == NULL)
    return g_steal_pointer (&copy);
  return reprise_restore_form_with_target_nodes (copy, nodes);
}

/**
 * reprise_restore_form_as_original:
 * @self: a form that has been filled in for somebody
 *
 * Returns: (transfer full): the same, which reprise_restore_form_reset() goes back to from now on
 */
RepriseRestoreForm *
reprise_restore_form_as_original (RepriseRestoreForm *self)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  copy_choices (&self->current, &copy->original);
  return copy;
}

/**
 * reprise_restore_form_reset:
 * @self: a form
 *
 * Returns: (transfer full): a form with the original choices and nothing typed to confirm
 */
RepriseRestoreForm *
reprise_restore_form_reset (RepriseRestoreForm *self)
{
  RepriseRestoreForm *copy;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  copy = copy_form (self);
  copy_choices (&self->original, &copy->current);
  g_clear_pointer (&copy->confirmation, g_free);
  return copy;
}

/**
 * reprise_restore_form_get_context:
 * @self: a form
 *
 * Returns: (transfer none): what is known
 */
RepriseRestoreContext *
reprise_restore_form_get_context (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->context;
}

/**
 * reprise_restore_form_get_source_database_id:
 * @self: a form
 *
 * Returns: the database to read backups of
 */
const char *
reprise_restore_form_get_source_database_id (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->current.source_database_id;
}

/**
 * reprise_restore_form_get_source_database:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the database to read backups of, where it is known
 */
RepriseDatabase *
reprise_restore_form_get_source_database (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return reprise_restore_context_find_database (self->context, self->current.source_database_id);
}

/**
 * reprise_restore_form_is_from_other_database:
 * @self: a form
 *
 * Returns: whether the backups of another database are to be read
 */
gboolean
reprise_restore_form_is_from_other_database (RepriseRestoreForm *self)
{
  RepriseDatabase *target;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), FALSE);

  target = reprise_restore_context_get_target (self->context);
  return g_strcmp0 (reprise_database_get_id (target), self->current.source_database_id) != 0;
}

/**
 * reprise_restore_form_get_source_node:
 * @self: a form
 *
 * Returns: (nullable): the node to read backups of
 */
const char *
reprise_restore_form_get_source_node (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->current.source_node;
}

/**
 * reprise_restore_form_get_repository_id:
 * @self: a form
 *
 * Returns: (nullable): the repository to read from
 */
const char *
reprise_restore_form_get_repository_id (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->current.repository_id;
}

/**
 * reprise_restore_form_get_target_nodes:
 * @self: a form
 *
 * Returns: (transfer none): the nodes to be overwritten, in the target's order
 */
const char *const *
reprise_restore_form_get_target_nodes (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return (const char *const *) self->current.target_nodes;
}

/**
 * reprise_restore_form_has_all_target_nodes:
 * @self: a form
 *
 * Returns: whether each node of the target is to be overwritten
 */
gboolean
reprise_restore_form_has_all_target_nodes (RepriseRestoreForm *self)
{
  GPtrArray *nodes;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), FALSE);

  nodes = reprise_database_get_nodes (reprise_restore_context_get_target (self->context));
  for (guint i = 0; i < nodes->len; i++)
    if (!g_strv_contains ((const char *const *) self->current.target_nodes,
                          reprise_node_get_name (g_ptr_array_index (nodes, i))))
      return FALSE;
  return TRUE;
}

/**
 * reprise_restore_form_get_method:
 * @self: a form
 *
 * Returns: how far to go
 */
RepriseRestoreMethod
reprise_restore_form_get_method (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), REPRISE_RESTORE_METHOD_BACKUP);
  return self->current.method;
}

/**
 * reprise_restore_form_get_backup_label:
 * @self: a form
 *
 * Returns: (nullable): the backup to restore, whether or not the method is to restore one
 */
const char *
reprise_restore_form_get_backup_label (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->current.backup_label;
}

/**
 * reprise_restore_form_get_time:
 * @self: a form
 *
 * Returns: the instant to restore to, or %REPRISE_INSTANT_NONE, whether or not the method is to go
 *   to one
 */
RepriseInstant
reprise_restore_form_get_time (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), REPRISE_INSTANT_NONE);
  return self->current.time;
}

/**
 * reprise_restore_form_get_exclusive:
 * @self: a form
 *
 * Returns: whether to stop just before a transaction of exactly the chosen time
 */
gboolean
reprise_restore_form_get_exclusive (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), FALSE);
  return self->current.exclusive;
}

/**
 * reprise_restore_form_get_base_label:
 * @self: a form
 *
 * Returns: (nullable): the backup to start from for a time; %NULL leaves it to pgBackRest
 */
const char *
reprise_restore_form_get_base_label (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->current.base_label;
}

/**
 * reprise_restore_form_get_confirmation:
 * @self: a form
 *
 * Returns: (nullable): what was typed to confirm
 */
const char *
reprise_restore_form_get_confirmation (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);
  return self->confirmation;
}

/**
 * reprise_restore_form_get_expected_confirmation:
 * @self: a form
 *
 * Returns: what has to be typed: the display name of the target, else its name
 */
const char *
reprise_restore_form_get_expected_confirmation (RepriseRestoreForm *self)
{
  RepriseDatabase *target;
  const char *display_name;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  target = reprise_restore_context_get_target (self->context);
  display_name = reprise_database_get_display_name (target);
  if (display_name != NULL && *display_name != '\0')
    return display_name;
  return reprise_database_get_name (target);
}

/**
 * reprise_restore_form_is_changed:
 * @self: a form
 *
 * Returns: whether reprise_restore_form_reset() would change anything
 */
gboolean
reprise_restore_form_is_changed (RepriseRestoreForm *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), FALSE);
  return !choices_equal (&self->current, &self->original) ||
         (self->confirmation != NULL && *self->confirmation != '\0');
}
