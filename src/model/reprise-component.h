/* SPDX-License-Identifier: GPL-3.0-or-later
 * A piece of software installed with a database. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseComponentFields:
 * @id: the service's id
 * @name: its name, such as spock
 * @version: its version
 * @release_date: when that version appeared, as the service has it
 * @status_word: its status in the service's own word
 *
 * What a component is made from; reprise_component_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *version;
  const char *release_date;
  const char *status_word;
} RepriseComponentFields;

#define REPRISE_TYPE_COMPONENT (reprise_component_get_type ())
G_DECLARE_FINAL_TYPE (RepriseComponent, reprise_component, REPRISE, COMPONENT, GObject)

RepriseComponent *reprise_component_new (const RepriseComponentFields *fields);
const char *reprise_component_get_id (RepriseComponent *self);
const char *reprise_component_get_name (RepriseComponent *self);
const char *reprise_component_get_version (RepriseComponent *self);
const char *reprise_component_get_release_date (RepriseComponent *self);
const char *reprise_component_get_status_word (RepriseComponent *self);

G_END_DECLS
