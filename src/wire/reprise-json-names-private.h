/* SPDX-License-Identifier: GPL-3.0-or-later
 * The names that one object has had so far, to notice those that come twice. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseJsonNames:
 * @count: how many names are remembered
 *
 * Cleared and used again object after object, so that reading allocates nothing for it.
 */
typedef struct
{
  guint count;
  GArray *entries;
  GString *texts;
} RepriseJsonNames;

void reprise_json_names_init (RepriseJsonNames *self);
void reprise_json_names_clear (RepriseJsonNames *self);
void reprise_json_names_reset (RepriseJsonNames *self);
gboolean reprise_json_names_add (RepriseJsonNames *self, const char *name, gsize length);

G_END_DECLS
