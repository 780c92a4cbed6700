/* SPDX-License-Identifier: GPL-3.0-or-later
 * The connection that was given for this run alone. */

#include "config.h"

#include "app/reprise-run-connection.h"

#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-address.h"
#include "wire/reprise-connection-file-codec.h"

#include <glib/gi18n.h>

/**
 * reprise_run_connection_free:
 * @self: (nullable) (transfer full): a connection
 */
void
reprise_run_connection_free (RepriseRunConnection *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->client_id);
  reprise_secret_free (self->client_secret);
  g_free (self);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static RepriseRunConnection *
new_connection (const char *address, const char *client_id, const char *client_secret)
{
  RepriseRunConnection *self = g_new0 (RepriseRunConnection, 1);

  self->address = g_strdup (address != NULL ? address : REPRISE_CLOUD_DEFAULT_ADDRESS);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  return self;
}

static RepriseRunConnection *
read_file (const RepriseRunConnectionSources *sources, GError **error)
{
  g_autoptr (RepriseConnectionFile) file = reprise_connection_file_decode (sources->file, error);

  if (file == NULL)
    {
      g_prefix_error (error, "%s: ", sources->file_name);
      return NULL;
    }
  return new_connection (sources->api_url != NULL ? sources->api_url : file->api_url,
                         file->client_id,
                         file->client_secret);
}

static RepriseRunConnection *
read_environment (const RepriseRunConnectionSources *sources, GError **error)
{
  if (!is_given (sources->client_id) || !is_given (sources->client_secret))
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   /* Translators: the two are names of environment variables. */
                   _ ("%s is set, but %s is not: it takes both"),
                   is_given (sources->client_id) ? "PGEDGE_CLIENT_ID" : "PGEDGE_CLIENT_SECRET",
                   is_given (sources->client_id) ? "PGEDGE_CLIENT_SECRET" : "PGEDGE_CLIENT_ID");
      return NULL;
    }
  return new_connection (sources->api_url, sources->client_id, sources->client_secret);
}

static gboolean
check_address (RepriseRunConnection *connection, GError **error)
{
  g_autoptr (GUri) uri = reprise_cloud_address_parse (connection->address, error);

  if (uri == NULL)
    g_prefix_error (error, "%s: ", connection->address);
  return uri != NULL;
}

/**
 * reprise_run_connection_resolve:
 * @sources: where a connection may come from
 * @connection: (out) (transfer full) (nullable): the connection; %NULL where none was given
 * @error: what is wrong with what was given; repeats no secret
 *
 * A file on the command line goes before the environment, and an address on the command line before
 * the one in the file.
 *
 * Returns: %FALSE where something was given that is no connection
 */
gboolean
reprise_run_connection_resolve (const RepriseRunConnectionSources *sources,
                                RepriseRunConnection **connection,
                                GError **error)
{
  g_autoptr (RepriseRunConnection) found = NULL;
  gboolean is_named;

  g_return_val_if_fail (sources != NULL, FALSE);
  g_return_val_if_fail (connection != NULL, FALSE);

  *connection = NULL;
  is_named =
      sources->file != NULL || is_given (sources->client_id) || is_given (sources->client_secret);
  if (!is_named && sources->api_url == NULL)
    return TRUE;
  if (!is_named)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("--api-url takes credentials beside it: --connect FILE, or "
                              "PGEDGE_CLIENT_ID and PGEDGE_CLIENT_SECRET in the environment"));
      return FALSE;
    }
  found = sources->file != NULL ? read_file (sources, error) : read_environment (sources, error);
  if (found == NULL || !check_address (found, error))
    return FALSE;
  *connection = g_steal_pointer (&found);
  return TRUE;
}

static GBytes *
load_file (const char *path, GError **error)
{
  char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return reprise_secret_take_bytes (contents, length);
}

/**
 * reprise_run_connection_read:
 * @given: the options of the command line
 * @connection: (out) (transfer full) (nullable): the connection; %NULL where none was given
 * @error: what is wrong with what was given; repeats no secret
 *
 * Reads the options, the file that they name, and the environment.
 *
 * Returns: %FALSE where something was given that is no connection
 */
gboolean
reprise_run_connection_read (GVariantDict *given, RepriseRunConnection **connection, GError **error)
{
  g_autoptr (GBytes) file = NULL;
  g_autofree char *path = NULL;
  RepriseRunConnectionSources sources = {
    .client_id = g_getenv ("PGEDGE_CLIENT_ID"),
    .client_secret = g_getenv ("PGEDGE_CLIENT_SECRET"),
  };

  g_return_val_if_fail (given != NULL && connection != NULL, FALSE);

  g_variant_dict_lookup (given, "api-url", "&s", &sources.api_url);
  g_variant_dict_lookup (given, "connect", "^ay", &path);
  if (path != NULL && (file = load_file (path, error)) == NULL)
    return FALSE;
  sources.file_name = path;
  sources.file = file;
  return reprise_run_connection_resolve (&sources, connection, error);
}
