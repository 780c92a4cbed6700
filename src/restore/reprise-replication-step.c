/* SPDX-License-Identifier: GPL-3.0-or-later
 * One table that is added to the replication set of one node, and what came of it. */

#include "config.h"

#include "restore/reprise-replication-step.h"

#include <glib/gi18n.h>

struct _RepriseReplicationStep
{
  GObject parent_instance;

  char *title;
  char *statement;
  RepriseReplicationStepState state;
  char *message; /* NULL unless it failed */
};

G_DEFINE_FINAL_TYPE (RepriseReplicationStep, reprise_replication_step, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
reprise_replication_step_finalize (GObject *object)
{
  RepriseReplicationStep *self = REPRISE_REPLICATION_STEP (object);

  g_free (self->title);
  g_free (self->statement);
  g_free (self->message);
  G_OBJECT_CLASS (reprise_replication_step_parent_class)->finalize (object);
}

static void
reprise_replication_step_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  RepriseReplicationStep *self = REPRISE_REPLICATION_STEP (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_replication_step_class_init (RepriseReplicationStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_replication_step_finalize;
  object_class->get_property = reprise_replication_step_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             REPRISE_REPLICATION_STEP_PLANNED,
                                             REPRISE_REPLICATION_STEP_UNKNOWN,
                                             REPRISE_REPLICATION_STEP_PLANNED,
                                             flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_replication_step_init (RepriseReplicationStep *self)
{
}

/**
 * reprise_replication_step_new:
 * @title: what a person calls the table
 * @statement: what is run
 *
 * Returns: (transfer full): a step that is planned
 */
RepriseReplicationStep *
reprise_replication_step_new (const char *title, const char *statement)
{
  RepriseReplicationStep *self = g_object_new (REPRISE_TYPE_REPLICATION_STEP, NULL);

  self->title = g_strdup (title);
  self->statement = g_strdup (statement);
  return self;
}

/** reprise_replication_step_get_title: Returns: what a person calls the table. */
const char *
reprise_replication_step_get_title (RepriseReplicationStep *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STEP (self), NULL);
  return self->title;
}

/** reprise_replication_step_get_statement: Returns: what is run, to the letter. */
const char *
reprise_replication_step_get_statement (RepriseReplicationStep *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STEP (self), NULL);
  return self->statement;
}

/** reprise_replication_step_get_state: Returns: what came of it; property `state`. */
RepriseReplicationStepState
reprise_replication_step_get_state (RepriseReplicationStep *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STEP (self), REPRISE_REPLICATION_STEP_UNKNOWN);
  return self->state;
}

/** reprise_replication_step_get_message: Returns: (nullable): why it failed. */
const char *
reprise_replication_step_get_message (RepriseReplicationStep *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STEP (self), NULL);
  return self->message;
}

/**
 * reprise_replication_step_set_state:
 * @state: what came of it
 * @message: (nullable): why it failed
 */
void
reprise_replication_step_set_state (RepriseReplicationStep *self,
                                    RepriseReplicationStepState state,
                                    const char *message)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_STEP (self));

  if (self->state == state && g_strcmp0 (self->message, message) == 0)
    return;
  g_free (self->message);
  self->message = g_strdup (message);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/** reprise_replication_step_dup_words: Returns: (transfer full): what came of it, for people. */
char *
reprise_replication_step_dup_words (RepriseReplicationStep *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STEP (self), NULL);

  switch (self->state)
    {
    case REPRISE_REPLICATION_STEP_ADDED:
      return g_strdup (_ ("Added to the set"));
    case REPRISE_REPLICATION_STEP_KEPT:
      return g_strdup (_ ("Was in the set already"));
    case REPRISE_REPLICATION_STEP_FAILED:
      return g_strdup (self->message);
    case REPRISE_REPLICATION_STEP_UNKNOWN:
      return g_strdup (_ ("No answer: it may be in the set or not"));
    case REPRISE_REPLICATION_STEP_PLANNED:
    default:
      return g_strdup (_ ("To be added to the set"));
    }
}
