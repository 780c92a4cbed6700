/* SPDX-License-Identifier: GPL-3.0-or-later
 * Routes: which handler is found for what. */

#include "config.h"

#include "lab/reprise-lab-router.h"

static void
list (RepriseLabRequest *request, gpointer service_data)
{
}

static void
show (RepriseLabRequest *request, gpointer service_data)
{
}

static const RepriseLabRoute routes[] = {
  { "GET", "/things", list },
  { "GET", "/things/{id}", show },
  { "POST", "/things/{id}/parts/{name}", list },
};

static RepriseLabMatch
find (const char *method, const char *path, RepriseLabHandler *handler, GStrv *parameters)
{
  const RepriseLabRoute *route = NULL;
  RepriseLabMatch match =
      reprise_lab_router_find (routes, G_N_ELEMENTS (routes), method, path, &route, parameters);

  *handler = match == REPRISE_LAB_MATCH_FOUND ? route->handler : NULL;
  return match;
}

/* A path's segments reach the handler that its pattern belongs to, unescaped. */
static void
test_lab_router_finds (void)
{
  g_auto (GStrv) none = NULL;
  g_auto (GStrv) one = NULL;
  g_auto (GStrv) two = NULL;
  RepriseLabHandler handler;

  g_assert_cmpint (find ("GET", "/things", &handler, &none), ==, REPRISE_LAB_MATCH_FOUND);
  g_assert_true (handler == list);
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  g_assert_cmpint (find ("GET", "/things/%7B1%7D", &handler, &one), ==, REPRISE_LAB_MATCH_FOUND);
  g_assert_true (handler == show);
  g_assert_cmpstr (one[0], ==, "{1}");

  g_assert_cmpint (find ("POST", "/things/a/parts/b", &handler, &two), ==, REPRISE_LAB_MATCH_FOUND);
  g_assert_cmpstr (two[0], ==, "a");
  g_assert_cmpstr (two[1], ==, "b");
}

/* A known path with another method is told from a path that is not known. */
static void
test_lab_router_tells_method_from_path (void)
{
  g_auto (GStrv) parameters = NULL;
  RepriseLabHandler handler;

  g_assert_cmpint (find ("DELETE", "/things", &handler, &parameters),
                   ==,
                   REPRISE_LAB_MATCH_NO_METHOD);
  g_assert_cmpint (find ("GET", "/thing", &handler, &parameters), ==, REPRISE_LAB_MATCH_NO_PATH);
  g_assert_cmpint (find ("GET", "/things/a/", &handler, &parameters),
                   ==,
                   REPRISE_LAB_MATCH_NO_PATH);
  g_assert_cmpint (find ("GET", "things", &handler, &parameters), ==, REPRISE_LAB_MATCH_NO_PATH);
}

/* A segment cannot smuggle in a slash, a NUL or half an escape. */
static void
test_lab_router_refuses_odd_escapes (void)
{
  g_auto (GStrv) parameters = NULL;
  RepriseLabHandler handler;

  g_assert_cmpint (find ("GET", "/things/a%2Fb", &handler, &parameters),
                   ==,
                   REPRISE_LAB_MATCH_NO_PATH);
  g_assert_cmpint (find ("GET", "/things/a%00b", &handler, &parameters),
                   ==,
                   REPRISE_LAB_MATCH_NO_PATH);
  g_assert_cmpint (find ("GET", "/things/a%2", &handler, &parameters),
                   ==,
                   REPRISE_LAB_MATCH_NO_PATH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/router/finds", test_lab_router_finds);
  g_test_add_func ("/lab/router/tells-method-from-path", test_lab_router_tells_method_from_path);
  g_test_add_func ("/lab/router/refuses-odd-escapes", test_lab_router_refuses_odd_escapes);
  return g_test_run ();
}
