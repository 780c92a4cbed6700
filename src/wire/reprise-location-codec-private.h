/* SPDX-License-Identifier: GPL-3.0-or-later
 * Locations and regions as JSON, for the codecs of nodes. */

#pragma once

#include "model/reprise-location.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

/**
 * RepriseRegionFields:
 * @cloud: the cloud, such as aws
 * @code: its code there, such as us-east-1
 * @name: what a person calls it
 * @availability_zones: (nullable): its zones; freed by reprise_region_fields_clear()
 */
typedef struct
{
  const char *cloud;
  const char *code;
  const char *name;
  char **availability_zones;
} RepriseRegionFields;

void reprise_region_fields_clear (RepriseRegionFields *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepriseRegionFields, reprise_region_fields_clear)

RepriseLocation *reprise_location_read (const RepriseJsonPlace *place);
JsonObject *reprise_location_write (RepriseLocation *location);
RepriseRegionFields reprise_region_read (const RepriseJsonPlace *place);
JsonObject *reprise_region_write (const char *cloud,
                                  const char *code,
                                  const char *name,
                                  const char *const *availability_zones);

G_END_DECLS
