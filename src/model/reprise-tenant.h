/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account that a credential belongs to. */

#pragma once

#include "base/reprise-instant.h"
#include "base/reprise-tristate.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseTenantFields:
 * @id: the service's id
 * @name: its name
 * @plan: the plan it is on
 * @plan_trial: whether the plan is a trial
 * @plan_expires_at: when the plan ends, or %REPRISE_INSTANT_NONE
 * @domain: its domain name
 * @created_at: when it was created, or %REPRISE_INSTANT_NONE
 * @updated_at: when it last changed, or %REPRISE_INSTANT_NONE
 *
 * What a tenant is made from; reprise_tenant_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *plan;
  RepriseTristate plan_trial;
  RepriseInstant plan_expires_at;
  const char *domain;
  RepriseInstant created_at;
  RepriseInstant updated_at;
} RepriseTenantFields;

/* Nothing known. */
#define REPRISE_TENANT_FIELDS_INIT                                                                 \
  {                                                                                                \
    .plan_expires_at = REPRISE_INSTANT_NONE, .created_at = REPRISE_INSTANT_NONE,                   \
    .updated_at = REPRISE_INSTANT_NONE,                                                            \
  }

#define REPRISE_TYPE_TENANT (reprise_tenant_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTenant, reprise_tenant, REPRISE, TENANT, GObject)

RepriseTenant *reprise_tenant_new (const RepriseTenantFields *fields);
const char *reprise_tenant_get_id (RepriseTenant *self);
const char *reprise_tenant_get_name (RepriseTenant *self);
const char *reprise_tenant_get_plan (RepriseTenant *self);
RepriseTristate reprise_tenant_get_plan_trial (RepriseTenant *self);
RepriseInstant reprise_tenant_get_plan_expires_at (RepriseTenant *self);
const char *reprise_tenant_get_domain (RepriseTenant *self);
RepriseInstant reprise_tenant_get_created_at (RepriseTenant *self);
RepriseInstant reprise_tenant_get_updated_at (RepriseTenant *self);

G_END_DECLS
