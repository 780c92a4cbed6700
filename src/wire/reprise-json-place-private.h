/* SPDX-License-Identifier: GPL-3.0-or-later
 * One value of a JSON document and where it stands, read with checks. */

#pragma once

#include "base/reprise-instant.h"
#include "base/reprise-tristate.h"
#include "wire/reprise-wire-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Of so many things that are wrong in one document or inventory each is named. */
#define REPRISE_JSON_MAX_NOTES 1000

typedef struct _RepriseJsonPlace RepriseJsonPlace;

/**
 * RepriseJsonPlace:
 * @parent: (nullable): the place around it, which must live as long
 * @member: (nullable): its name in an object, or the name of a root; %NULL in an array
 * @index: its position in an array
 * @node: (nullable): the value; %NULL where it is absent or null
 * @problem: where the first thing that is wrong is put, naming its path
 * @notes: (nullable) (element-type utf8): where what was left out is noted, naming its path
 *
 * Lives on the stack and owns nothing. After a problem the getters still answer, with their
 * fallback, so that a whole object is read in one go and @problem looked at once.
 */
struct _RepriseJsonPlace
{
  const RepriseJsonPlace *parent;
  const char *member;
  guint index;
  JsonNode *node;
  GError **problem;
  GPtrArray *notes;
};

/**
 * RepriseJsonPresence:
 * @REPRISE_JSON_OPTIONAL: absent and null both mean unset.
 * @REPRISE_JSON_REQUIRED: absent and null are problems; so is an empty string.
 */
typedef enum
{
  REPRISE_JSON_OPTIONAL,
  REPRISE_JSON_REQUIRED,
} RepriseJsonPresence;

/**
 * RepriseJsonTolerance:
 * @REPRISE_JSON_ALL_OR_NOTHING: an element that cannot be read is a problem of what holds it.
 * @REPRISE_JSON_KEEP_GOOD: an element that cannot be read is left out and noted.
 */
typedef enum
{
  REPRISE_JSON_ALL_OR_NOTHING,
  REPRISE_JSON_KEEP_GOOD,
} RepriseJsonTolerance;

/**
 * RepriseJsonReadFunc:
 * @place: an element, which is an object
 *
 * Returns: (transfer full) (nullable): an object, or %NULL once the problem is reported
 */
typedef gpointer (*RepriseJsonReadFunc) (const RepriseJsonPlace *place);

RepriseJsonPlace reprise_json_place_root (JsonNode *node, const char *name, GError **problem);
RepriseJsonPlace reprise_json_place_object (const RepriseJsonPlace *parent,
                                            const char *member,
                                            RepriseJsonPresence presence);
RepriseJsonPlace reprise_json_place_array (const RepriseJsonPlace *parent,
                                           const char *member,
                                           RepriseJsonPresence presence);
gboolean reprise_json_place_expect_object (const RepriseJsonPlace *self);
gboolean reprise_json_place_expect_array (const RepriseJsonPlace *self);
guint reprise_json_place_get_length (const RepriseJsonPlace *self);
RepriseJsonPlace reprise_json_place_element (const RepriseJsonPlace *self, guint index);
GPtrArray *reprise_json_place_read_elements (const RepriseJsonPlace *self,
                                             RepriseJsonReadFunc read,
                                             RepriseJsonTolerance tolerance);
GPtrArray *reprise_json_place_read_objects (const RepriseJsonPlace *self,
                                            const char *member,
                                            RepriseJsonReadFunc read,
                                            RepriseJsonTolerance tolerance);
char *reprise_json_place_dup_path (const RepriseJsonPlace *self, const char *member);

gboolean reprise_json_place_has (const RepriseJsonPlace *self, const char *member);
const char *reprise_json_place_get_string (const RepriseJsonPlace *self,
                                           const char *member,
                                           RepriseJsonPresence presence);
const char *reprise_json_place_get_word (const RepriseJsonPlace *self,
                                         const char *member,
                                         RepriseJsonPresence presence,
                                         const char *const *accepted);
char **reprise_json_place_dup_strv (const RepriseJsonPlace *self,
                                    const char *member,
                                    RepriseJsonPresence presence);
char **reprise_json_place_dup_pairs (const RepriseJsonPlace *self, const char *member);
gboolean reprise_json_place_get_boolean (const RepriseJsonPlace *self,
                                         const char *member,
                                         RepriseJsonPresence presence,
                                         gboolean fallback);
RepriseTristate reprise_json_place_get_tristate (const RepriseJsonPlace *self, const char *member);
gint64 reprise_json_place_get_int64 (const RepriseJsonPlace *self,
                                     const char *member,
                                     RepriseJsonPresence presence,
                                     gint64 most,
                                     gint64 fallback);
guint64 reprise_json_place_get_uint64 (const RepriseJsonPlace *self,
                                       const char *member,
                                       RepriseJsonPresence presence,
                                       guint64 fallback);
double reprise_json_place_get_double (const RepriseJsonPlace *self,
                                      const char *member,
                                      RepriseJsonPresence presence,
                                      double fallback);
RepriseInstant reprise_json_place_get_instant (const RepriseJsonPlace *self,
                                               const char *member,
                                               RepriseJsonPresence presence);

guint64 reprise_json_place_get_lsn (const RepriseJsonPlace *self, const char *member);

void reprise_json_place_refuse_unknown (const RepriseJsonPlace *self, const char *const *known);
void reprise_json_place_report (const RepriseJsonPlace *self,
                                const char *member,
                                RepriseWireError code,
                                const char *format,
                                ...) G_GNUC_PRINTF (4, 5);
void reprise_json_place_report_kind (const RepriseJsonPlace *self,
                                     const char *member,
                                     const char *expected,
                                     const char *found);
void reprise_json_place_report_type (const RepriseJsonPlace *self,
                                     const char *member,
                                     const char *expected,
                                     JsonNode *node);
void
reprise_json_place_note (const RepriseJsonPlace *self, const char *member, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
