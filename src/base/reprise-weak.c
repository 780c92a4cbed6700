/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking for something without living until the answer comes. */

#include "config.h"

#include "base/reprise-weak.h"

/**
 * reprise_weak_new:
 * @object: who asks
 *
 * User data for a call whose answer is of no use once @object is gone. The object's `dispose` can
 * then cancel what it has asked for, which it never could if each question kept it alive.
 *
 * Returns: (transfer full): give it to reprise_weak_take()
 */
GWeakRef *
reprise_weak_new (gpointer object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

/**
 * reprise_weak_take:
 * @weak: (transfer full): from reprise_weak_new()
 *
 * Returns: (transfer full) (nullable): who asked, or %NULL where it is gone
 */
gpointer
reprise_weak_take (GWeakRef *weak)
{
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return object;
}
