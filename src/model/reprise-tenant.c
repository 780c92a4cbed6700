/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account that a credential belongs to. */

#include "config.h"

#include "model/reprise-tenant.h"

struct _RepriseTenant
{
  GObject parent_instance;

  char *id;
  char *name;
  char *plan;
  RepriseTristate plan_trial;
  RepriseInstant plan_expires_at;
  char *domain;
  RepriseInstant created_at;
  RepriseInstant updated_at;
};

G_DEFINE_FINAL_TYPE (RepriseTenant, reprise_tenant, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_tenant_finalize (GObject *object)
{
  RepriseTenant *self = REPRISE_TENANT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->plan);
  g_free (self->domain);
  G_OBJECT_CLASS (reprise_tenant_parent_class)->finalize (object);
}

static void
reprise_tenant_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseTenant *self = REPRISE_TENANT (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_tenant_class_init (RepriseTenantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_tenant_finalize;
  object_class->get_property = reprise_tenant_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_tenant_init (RepriseTenant *self)
{
}

/**
 * reprise_tenant_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a tenant
 */
RepriseTenant *
reprise_tenant_new (const RepriseTenantFields *fields)
{
  RepriseTenant *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_TENANT, NULL);
  self->id = g_strdup (fields->id);
  self->name = g_strdup (fields->name);
  self->plan = g_strdup (fields->plan);
  self->plan_trial = fields->plan_trial;
  self->plan_expires_at = fields->plan_expires_at;
  self->domain = g_strdup (fields->domain);
  self->created_at = fields->created_at;
  self->updated_at = fields->updated_at;
  return self;
}

/**
 * reprise_tenant_get_id:
 * @self: a tenant
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_tenant_get_id (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), NULL);
  return self->id;
}

/**
 * reprise_tenant_get_name:
 * @self: a tenant
 *
 * Returns: (nullable): its name
 */
const char *
reprise_tenant_get_name (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), NULL);
  return self->name;
}

/**
 * reprise_tenant_get_plan:
 * @self: a tenant
 *
 * Returns: (nullable): the plan it is on
 */
const char *
reprise_tenant_get_plan (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), NULL);
  return self->plan;
}

/**
 * reprise_tenant_get_plan_trial:
 * @self: a tenant
 *
 * Returns: whether the plan is a trial
 */
RepriseTristate
reprise_tenant_get_plan_trial (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), REPRISE_TRISTATE_UNKNOWN);
  return self->plan_trial;
}

/**
 * reprise_tenant_get_plan_expires_at:
 * @self: a tenant
 *
 * Returns: when the plan ends, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_tenant_get_plan_expires_at (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), REPRISE_INSTANT_NONE);
  return self->plan_expires_at;
}

/**
 * reprise_tenant_get_domain:
 * @self: a tenant
 *
 * Returns: (nullable): its domain name
 */
const char *
reprise_tenant_get_domain (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), NULL);
  return self->domain;
}

/**
 * reprise_tenant_get_created_at:
 * @self: a tenant
 *
 * Returns: when it was created, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_tenant_get_created_at (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), REPRISE_INSTANT_NONE);
  return self->created_at;
}

/**
 * reprise_tenant_get_updated_at:
 * @self: a tenant
 *
 * Returns: when it last changed, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_tenant_get_updated_at (RepriseTenant *self)
{
  g_return_val_if_fail (REPRISE_IS_TENANT (self), REPRISE_INSTANT_NONE);
  return self->updated_at;
}
