/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ids as the services want them. */

#include "config.h"

#include "base/reprise-uuid.h"

#include <string.h>

#define UUID_LENGTH 36

/**
 * reprise_uuid_is_canonical:
 * @text: (nullable): an id
 *
 * pgEdge's services refuse the braced and the URN form, and fail with a server error on some.
 * GLib's own check lets upper case through, which would not compare equal to what a service
 * answers.
 *
 * Returns: whether @text is a UUID in lower case, with dashes
 */
gboolean
reprise_uuid_is_canonical (const char *text)
{
  if (text == NULL || strlen (text) != UUID_LENGTH)
    return FALSE;
  for (int i = 0; i < UUID_LENGTH; i++)
    {
      gboolean is_dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (is_dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
    }
  return TRUE;
}
