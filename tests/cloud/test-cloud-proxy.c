/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which proxy a request takes. */

#include "config.h"

#include "cloud/reprise-cloud-proxy.h"

typedef struct
{
  const char *variables[4];
  const char *uri;
  const char *proxy;
} Case;

static const Case cases[] = {
  /* Nothing said: what the desktop says, which under test is no proxy. */
  { { NULL }, "https://api.pgedge.com", "direct://" },
  { { "HTTPS_PROXY=http://proxy:3128" }, "https://api.pgedge.com", "http://proxy:3128" },
  { { "https_proxy=proxy:3128" }, "https://api.pgedge.com", "http://proxy:3128" },
  { { "HTTPS_PROXY=socks5://proxy:1080" }, "https://api.pgedge.com", "socks5://proxy:1080" },
  /* The lower-case name wins; an empty one says nothing. */
  { { "HTTPS_PROXY=http://a:1", "https_proxy=http://b:2" },
    "https://api.pgedge.com",
    "http://b:2" },
  { { "HTTPS_PROXY=http://a:1", "https_proxy=" }, "https://api.pgedge.com", "http://a:1" },
  /* Each scheme has its own. */
  { { "HTTP_PROXY=http://proxy:3128" }, "https://api.pgedge.com", "direct://" },
  { { "HTTP_PROXY=http://proxy:3128" }, "http://somewhere.example", "http://proxy:3128" },
  /* Exceptions. */
  { { "HTTPS_PROXY=http://a:1", "NO_PROXY=example.com, .pgedge.com" },
    "https://api.pgedge.com",
    "direct://" },
  { { "HTTPS_PROXY=http://a:1", "no_proxy=pgedge.com" }, "https://api.pgedge.com", "direct://" },
  { { "HTTPS_PROXY=http://a:1", "no_proxy=edge.com" }, "https://api.pgedge.com", "http://a:1" },
  { { "HTTPS_PROXY=http://a:1", "no_proxy=10.0.0.0/8" }, "https://10.1.2.3", "direct://" },
  { { "HTTPS_PROXY=http://a:1", "NO_PROXY=*" }, "https://api.pgedge.com", "direct://" },
  /* This machine is never reached through a proxy. */
  { { "HTTP_PROXY=http://a:1", "NO_PROXY=localhost" }, "http://127.0.0.1:8080", "direct://" },
  { { "HTTP_PROXY=http://a:1" }, "http://localhost:8080", "direct://" },
  { { "HTTPS_PROXY=http://a:1" }, "https://[::1]:8443", "direct://" },
};

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char ***proxies = user_data;
  g_autoptr (GError) error = NULL;

  *proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);
  g_assert_no_error (error);
}

/* The environment decides, for both ways of asking. */
static void
test_cloud_proxy_lookup (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GProxyResolver) resolver = reprise_cloud_proxy_new ((char **) cases[i].variables);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) now = g_proxy_resolver_lookup (resolver, cases[i].uri, NULL, &error);
      g_auto (GStrv) later = NULL;

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].uri);
      g_assert_cmpuint (g_strv_length (now), ==, 1);
      g_assert_cmpstr (now[0], ==, cases[i].proxy);

      g_proxy_resolver_lookup_async (resolver, cases[i].uri, NULL, looked_up_cb, &later);
      while (later == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstrv (later, now);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud/proxy/lookup", test_cloud_proxy_lookup);
  return g_test_run ();
}
