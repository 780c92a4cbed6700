/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which proxy a request takes: the environment's, else the desktop's, and never one for loopback.
 */

#include "config.h"

#include "cloud/reprise-cloud-proxy.h"

#include "cloud/reprise-cloud-address.h"

/* The resolver that GIO offers ignores the environment under some desktops, and under others sends
 * requests to this machine through the proxy, with their tokens. So the environment is read here.
 */
struct _RepriseCloudProxy
{
  GObject parent_instance;

  /* By the environment; NULL where it names no proxy at all. */
  GProxyResolver *environment;
};

static gboolean
is_loopback_uri (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL &&
         reprise_cloud_address_is_loopback (g_uri_get_host (uri));
}

static char **
direct (void)
{
  static const char *const none[] = { "direct://", NULL };

  return g_strdupv ((char **) none);
}

static GProxyResolver *
resolver_for (RepriseCloudProxy *self)
{
  return self->environment != NULL ? self->environment : g_proxy_resolver_get_default ();
}

static char **
reprise_cloud_proxy_lookup (GProxyResolver *resolver,
                            const char *uri,
                            GCancellable *cancellable,
                            GError **error)
{
  if (is_loopback_uri (uri))
    return direct ();
  return g_proxy_resolver_lookup (resolver_for (REPRISE_CLOUD_PROXY (resolver)),
                                  uri,
                                  cancellable,
                                  error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
}

static void
reprise_cloud_proxy_lookup_async (GProxyResolver *resolver,
                                  const char *uri,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_cloud_proxy_lookup_async);
  if (is_loopback_uri (uri))
    g_task_return_pointer (task, direct (), (GDestroyNotify) g_strfreev);
  else
    g_proxy_resolver_lookup_async (resolver_for (REPRISE_CLOUD_PROXY (resolver)),
                                   uri,
                                   cancellable,
                                   looked_up_cb,
                                   g_steal_pointer (&task));
}

static char **
reprise_cloud_proxy_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_init (GProxyResolverInterface *iface)
{
  iface->lookup = reprise_cloud_proxy_lookup;
  iface->lookup_async = reprise_cloud_proxy_lookup_async;
  iface->lookup_finish = reprise_cloud_proxy_lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseCloudProxy,
                               reprise_cloud_proxy,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_init))

static void
reprise_cloud_proxy_finalize (GObject *object)
{
  g_clear_object (&REPRISE_CLOUD_PROXY (object)->environment);
  G_OBJECT_CLASS (reprise_cloud_proxy_parent_class)->finalize (object);
}

static void
reprise_cloud_proxy_class_init (RepriseCloudProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_cloud_proxy_finalize;
}

static void
reprise_cloud_proxy_init (RepriseCloudProxy *self)
{
}

/* The lower-case name wins, as in curl. */
static const char *
get_variable (char **environment, const char *lower, const char *upper)
{
  const char *value = g_environ_getenv (environment, lower);

  if (value == NULL || *value == '\0')
    value = g_environ_getenv (environment, upper);
  return value != NULL && *value != '\0' ? value : NULL;
}

/* A proxy may be given as host:port. */
static char *
dup_proxy (const char *value)
{
  g_autofree char *scheme = g_uri_parse_scheme (value);

  if (scheme != NULL && g_strstr_len (value, -1, "://") != NULL)
    return g_strdup (value);
  return g_strconcat ("http://", value, NULL);
}

static char **
split_hosts (const char *value)
{
  GPtrArray *hosts = g_ptr_array_new ();
  g_auto (GStrv) parts = g_strsplit_set (value != NULL ? value : "", ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (hosts, g_strdup (parts[i]));
  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_free (hosts, FALSE);
}

static GProxyResolver *
resolver_from_environment (char **environment)
{
  const char *http = get_variable (environment, "http_proxy", "HTTP_PROXY");
  const char *https = get_variable (environment, "https_proxy", "HTTPS_PROXY");
  g_auto (GStrv) ignored = split_hosts (get_variable (environment, "no_proxy", "NO_PROXY"));
  g_autofree char *http_proxy = http != NULL ? dup_proxy (http) : NULL;
  g_autofree char *https_proxy = https != NULL ? dup_proxy (https) : NULL;
  GProxyResolver *resolver;

  if (http == NULL && https == NULL)
    return NULL;
  if (g_strv_contains ((const char *const *) ignored, "*"))
    return g_simple_proxy_resolver_new (NULL, NULL);
  resolver = g_simple_proxy_resolver_new (NULL, ignored);
  if (http_proxy != NULL)
    g_simple_proxy_resolver_set_uri_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), "http", http_proxy);
  if (https_proxy != NULL)
    g_simple_proxy_resolver_set_uri_proxy (G_SIMPLE_PROXY_RESOLVER (resolver),
                                           "https",
                                           https_proxy);
  return resolver;
}

/**
 * reprise_cloud_proxy_new:
 * @environment: variables, as from g_get_environ()
 *
 * Returns: (transfer full): a resolver by HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case; by
 *   the desktop's settings where they name no proxy; without one for loopback in any case
 */
GProxyResolver *
reprise_cloud_proxy_new (char **environment)
{
  RepriseCloudProxy *self = g_object_new (REPRISE_TYPE_CLOUD_PROXY, NULL);

  self->environment = resolver_from_environment (environment);
  return G_PROXY_RESOLVER (self);
}
