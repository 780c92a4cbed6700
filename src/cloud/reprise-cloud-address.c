/* SPDX-License-Identifier: GPL-3.0-or-later
 * The base address of a service: which ones are accepted. */

#include "config.h"

#include "cloud/reprise-cloud-address.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, why);
  return FALSE;
}

static gboolean
check (GUri *uri, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return refuse (error, _ ("The address names no host"));
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _ ("The address must not hold a user name or password"));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, _ ("The address must end with its path"));
  if (g_str_equal (scheme, "https"))
    return TRUE;
  if (!g_str_equal (scheme, "http"))
    return refuse (error, _ ("The address must begin with https://"));
  if (!reprise_cloud_address_is_loopback (host))
    return refuse (error,
                   _ ("Plain HTTP is for this machine alone; the address must begin with "
                      "https://"));
  return TRUE;
}

/**
 * reprise_cloud_address_is_loopback:
 * @host: a host name or address, an IPv6 address without brackets
 *
 * Returns: whether it is this machine, whatever a name server says
 */
gboolean
reprise_cloud_address_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  /* RFC 6761 reserves the name, and GLib resolves it without asking anybody. */
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * reprise_cloud_address_parse:
 * @text: what a person typed or a file said
 * @error: set to a %G_IO_ERROR_INVALID_ARGUMENT that says what is wrong with it
 *
 * Accepts HTTPS, and plain HTTP for loopback alone, with or without a path. White space around it
 * and slashes at its end do not count.
 *
 * Returns: (transfer full) (nullable): the address, its path without a slash at the end
 */
GUri *
reprise_cloud_address_parse (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  uri = g_uri_parse (stripped, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   /* Translators: an address. */
                   _ ("This is not an address such as %s"),
                   REPRISE_CLOUD_DEFAULT_ADDRESS);
      return NULL;
    }
  if (!check (uri, error))
    return NULL;

  path = g_strdup (g_uri_get_path (uri));
  for (length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';
  return g_uri_build (G_URI_FLAGS_ENCODED,
                      g_uri_get_scheme (uri),
                      NULL,
                      g_uri_get_host (uri),
                      g_uri_get_port (uri),
                      path,
                      NULL,
                      NULL);
}
