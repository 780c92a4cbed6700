/* SPDX-License-Identifier: GPL-3.0-or-later
 * A piece of software installed with a database. */

#include "config.h"

#include "model/reprise-component.h"

struct _RepriseComponent
{
  GObject parent_instance;

  char *id;
  char *name;
  char *version;
  char *release_date;
  char *status_word;
};

G_DEFINE_FINAL_TYPE (RepriseComponent, reprise_component, G_TYPE_OBJECT)

static void
reprise_component_finalize (GObject *object)
{
  RepriseComponent *self = REPRISE_COMPONENT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->release_date);
  g_free (self->status_word);
  G_OBJECT_CLASS (reprise_component_parent_class)->finalize (object);
}

static void
reprise_component_class_init (RepriseComponentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_component_finalize;
}

static void
reprise_component_init (RepriseComponent *self)
{
}

/**
 * reprise_component_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a component
 */
RepriseComponent *
reprise_component_new (const RepriseComponentFields *fields)
{
  RepriseComponent *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_COMPONENT, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->version = g_strdup (fields->version);
  self->release_date = g_strdup (fields->release_date);
  self->status_word = g_strdup (fields->status_word);
  return self;
}

/**
 * reprise_component_get_id:
 * @self: a component
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_component_get_id (RepriseComponent *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPONENT (self), NULL);
  return self->id;
}

/**
 * reprise_component_get_name:
 * @self: a component
 *
 * Returns: (nullable): its name, such as spock
 */
const char *
reprise_component_get_name (RepriseComponent *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPONENT (self), NULL);
  return self->name;
}

/**
 * reprise_component_get_version:
 * @self: a component
 *
 * Returns: (nullable): its version
 */
const char *
reprise_component_get_version (RepriseComponent *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPONENT (self), NULL);
  return self->version;
}

/**
 * reprise_component_get_release_date:
 * @self: a component
 *
 * Returns: (nullable): when that version appeared, as the service has it
 */
const char *
reprise_component_get_release_date (RepriseComponent *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPONENT (self), NULL);
  return self->release_date;
}

/**
 * reprise_component_get_status_word:
 * @self: a component
 *
 * Returns: (nullable): its status in the service's own word
 */
const char *
reprise_component_get_status_word (RepriseComponent *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPONENT (self), NULL);
  return self->status_word;
}
