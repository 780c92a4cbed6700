/* SPDX-License-Identifier: GPL-3.0-or-later
 * When a part of an inventory file was read, as JSON. */

#include "config.h"

#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-saved-account.h"

/**
 * reprise_saved_part_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseSavedPart, or %NULL once a problem is reported
 */
gpointer
reprise_saved_part_read (const RepriseJsonPlace *place)
{
  const char *member = reprise_json_place_get_string (place, "member", REPRISE_JSON_REQUIRED);
  const char *id = reprise_json_place_get_string (place, "id", REPRISE_JSON_OPTIONAL);
  RepriseInstant captured_at =
      reprise_json_place_get_instant (place, "captured_at", REPRISE_JSON_REQUIRED);

  return *place->problem != NULL ? NULL : reprise_saved_part_new (member, id, captured_at);
}

/**
 * reprise_saved_part_write:
 * @part: a #RepriseSavedPart
 *
 * Returns: (transfer full): what it says
 */
JsonObject *
reprise_saved_part_write (gpointer part)
{
  const RepriseSavedPart *self = part;
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "member", self->member);
  reprise_json_put_string (object, "id", self->id);
  reprise_json_put_instant (object, "captured_at", self->captured_at, REPRISE_INSTANT_AUTO);
  return object;
}
