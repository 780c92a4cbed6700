/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which handler answers which method and path. */

#include "config.h"

#include "lab/reprise-lab-router.h"

/* The decoded segments that stand for a pattern's names, or NULL where the path does not match. A
 * segment with a slash or a broken escape in it matches nothing. */
static GStrv
match_pattern (const char *pattern, const char *path)
{
  g_auto (GStrv) expected = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);
  g_autoptr (GStrvBuilder) parameters = g_strv_builder_new ();

  if (g_strv_length (expected) != g_strv_length (given))
    return NULL;
  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_autofree char *segment = g_uri_unescape_string (given[i], "/");

      if (segment == NULL)
        return NULL;
      if (expected[i][0] == '{')
        g_strv_builder_add (parameters, segment);
      else if (!g_str_equal (expected[i], segment))
        return NULL;
    }
  return g_strv_builder_end (parameters);
}

/**
 * reprise_lab_router_find:
 * @routes: (array length=n_routes): the routes
 * @n_routes: how many
 * @method: an HTTP method
 * @path: a path as it was sent, still escaped
 * @route: (out): the route, where one is found
 * @parameters: (out) (transfer full): the segments that its pattern names, in order
 */
RepriseLabMatch
reprise_lab_router_find (const RepriseLabRoute *routes,
                         gsize n_routes,
                         const char *method,
                         const char *path,
                         const RepriseLabRoute **route,
                         GStrv *parameters)
{
  RepriseLabMatch match = REPRISE_LAB_MATCH_NO_PATH;

  for (gsize i = 0; i < n_routes; i++)
    {
      g_auto (GStrv) found = match_pattern (routes[i].pattern, path);

      if (found == NULL)
        continue;
      match = REPRISE_LAB_MATCH_NO_METHOD;
      if (!g_str_equal (routes[i].method, method))
        continue;
      *route = &routes[i];
      *parameters = g_steal_pointer (&found);
      return REPRISE_LAB_MATCH_FOUND;
    }
  return match;
}
