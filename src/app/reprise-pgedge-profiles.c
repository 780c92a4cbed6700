/* SPDX-License-Identifier: GPL-3.0-or-later
 * The profiles of the `pgedge` command line, which are only ever read.
 *
 * Its configuration, `~/.pgedge/cli/config.yaml`, names the address, the client id and seldom the
 * secret; usually that is in the keyring, under `PROFILE@PATH`. */

#define _DEFAULT_SOURCE

#include "config.h"

#include "app/reprise-pgedge-profiles.h"

#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-address.h"
#include "restore/reprise-connection-store.h"

#include <glib/gi18n.h>

#include <string.h>
#include <yaml.h>

/* Nobody has more than some kilobytes of it. */
#define MAX_BYTES (1024 * 1024)

#define ID_PREFIX "profile:"

/* There may be a secret in it. */
static void
clear_document (yaml_document_t *document)
{
  for (yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++)
    if (node->type == YAML_SCALAR_NODE)
      explicit_bzero (node->data.scalar.value, node->data.scalar.length);
  yaml_document_delete (document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (yaml_document_t, clear_document)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (yaml_parser_t, yaml_parser_delete)

static void
set_unreadable (GError **error, const char *path, const char *reason)
{
  g_set_error (error,
               REPRISE_CONNECTION_STORE_ERROR,
               REPRISE_CONNECTION_STORE_ERROR_UNREADABLE,
               /* Translators: the path of a file, and what is wrong with it. */
               _ ("The profiles in %s cannot be read: %s"),
               path,
               reason);
}

/* The parser's own words may repeat a part of the file, so only the line is taken from it. */
static gboolean
parse (GBytes *yaml, yaml_document_t *document, gsize *line)
{
  g_auto (yaml_parser_t) parser;
  gsize length;
  const guchar *data = g_bytes_get_data (yaml, &length);

  if (!yaml_parser_initialize (&parser))
    g_error ("libyaml has no memory");
  yaml_parser_set_input_string (&parser, data, length);
  if (yaml_parser_load (&parser, document))
    return TRUE;
  *line = parser.problem_mark.line + 1;
  return FALSE;
}

static gboolean
is_text (yaml_node_t *node)
{
  return node != NULL && node->type == YAML_SCALAR_NODE &&
         strlen ((const char *) node->data.scalar.value) == node->data.scalar.length;
}

static const char *
get_text (yaml_node_t *node)
{
  const char *text = is_text (node) ? (const char *) node->data.scalar.value : NULL;

  return text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL) ? NULL : text;
}

static yaml_node_t *
get_member (yaml_document_t *document, yaml_node_t *mapping, const char *name)
{
  if (mapping == NULL || mapping->type != YAML_MAPPING_NODE)
    return NULL;
  for (yaml_node_pair_t *pair = mapping->data.mapping.pairs.start;
       pair < mapping->data.mapping.pairs.top;
       pair++)
    if (g_strcmp0 (get_text (yaml_document_get_node (document, pair->key)), name) == 0)
      return yaml_document_get_node (document, pair->value);
  return NULL;
}

static const char *
get_member_text (yaml_document_t *document, yaml_node_t *mapping, const char *name)
{
  return get_text (get_member (document, mapping, name));
}

static char *
dup_account (const char *profile, const char *path)
{
  return g_strdup_printf ("%s@%s", profile, path);
}

/* Returns NULL where the profile is of something else than the cloud. */
static RepriseConnection *
read_profile (yaml_document_t *document, const char *name, yaml_node_t *profile, const char *path)
{
  yaml_node_t *cloud = get_member (document, profile, "starfleet");
  const char *address = get_member_text (document, cloud, "api_url");
  const char *client_id = get_member_text (document, cloud, "client_id");
  g_autofree char *account = NULL;
  g_autofree char *id = NULL;
  RepriseConnectionFields fields = {
    .title = name,
    .base_address = address != NULL ? address : REPRISE_CLOUD_DEFAULT_ADDRESS,
    .client_id = client_id,
    .origin = REPRISE_CONNECTION_PROFILE,
  };

  if (client_id == NULL)
    return NULL;
  account = dup_account (name, path);
  id = g_strconcat (ID_PREFIX, account, NULL);
  fields.id = id;
  return reprise_connection_new (&fields);
}

/**
 * reprise_pgedge_profiles_decode:
 * @yaml: a configuration of the command line
 * @path: where the command line finds it: part of what a profile is told by
 * @error: %REPRISE_CONNECTION_STORE_ERROR_UNREADABLE, with the line and nothing of the file
 *
 * Returns: (transfer full) (element-type RepriseConnection): the profiles that lead to a service,
 *   in their order, but the one in use first
 */
GPtrArray *
reprise_pgedge_profiles_decode (GBytes *yaml, const char *path, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (yaml_document_t) document = { 0 };
  yaml_node_t *profiles, *root;
  const char *current;
  gsize line = 0;

  g_return_val_if_fail (yaml != NULL && path != NULL, NULL);

  if (!parse (yaml, &document, &line))
    {
      g_autofree char *reason = g_strdup_printf (_ ("line %u is not YAML"), (guint) line);

      set_unreadable (error, path, reason);
      return NULL;
    }
  root = yaml_document_get_root_node (&document);
  current = get_member_text (&document, root, "current_profile");
  profiles = get_member (&document, root, "profiles");
  if (profiles == NULL || profiles->type != YAML_MAPPING_NODE)
    return g_steal_pointer (&found);
  for (yaml_node_pair_t *pair = profiles->data.mapping.pairs.start;
       pair < profiles->data.mapping.pairs.top;
       pair++)
    {
      const char *name = get_text (yaml_document_get_node (&document, pair->key));
      yaml_node_t *profile = yaml_document_get_node (&document, pair->value);
      RepriseConnection *connection =
          name == NULL ? NULL : read_profile (&document, name, profile, path);

      if (connection != NULL)
        g_ptr_array_insert (found,
                            g_strcmp0 (name, current == NULL ? "default" : current) == 0 ? 0 : -1,
                            connection);
    }
  return g_steal_pointer (&found);
}

/**
 * reprise_pgedge_profiles_decode_secret:
 * @yaml: a configuration of the command line
 * @account: what the profile is told by, `PROFILE@PATH`
 *
 * Returns: (transfer full) (nullable): the secret where the file holds it, which then goes before
 *   the one in the keyring; for reprise_secret_free()
 */
char *
reprise_pgedge_profiles_decode_secret (GBytes *yaml, const char *account)
{
  g_auto (yaml_document_t) document = { 0 };
  g_autofree char *name = NULL;
  const char *path, *secret;
  yaml_node_t *profiles, *cloud;
  gsize line;

  g_return_val_if_fail (yaml != NULL && account != NULL, NULL);

  path = strstr (account, "@/");
  if (path == NULL || !parse (yaml, &document, &line))
    return NULL;
  name = g_strndup (account, (gsize) (path - account));
  profiles = get_member (&document, yaml_document_get_root_node (&document), "profiles");
  cloud = get_member (&document, get_member (&document, profiles, name), "starfleet");
  secret = get_member_text (&document, cloud, "client_secret");
  return g_strdup (secret);
}

/**
 * reprise_pgedge_profile_get_account:
 * @profile: a connection from reprise_pgedge_profiles_decode()
 *
 * Returns: what the keyring knows it by, `PROFILE@PATH`
 */
const char *
reprise_pgedge_profile_get_account (RepriseConnection *profile)
{
  const char *id = reprise_connection_get_id (profile);

  g_return_val_if_fail (g_str_has_prefix (id, ID_PREFIX), NULL);
  return id + strlen (ID_PREFIX);
}

/**
 * reprise_pgedge_profiles_dup_usual_path:
 *
 * Returns: (transfer full): where the command line has its configuration
 */
char *
reprise_pgedge_profiles_dup_usual_path (void)
{
  return g_build_filename (g_get_home_dir (), ".pgedge", "cli", "config.yaml", NULL);
}

/**
 * reprise_pgedge_profiles_dup_host_path:
 * @file: a configuration that somebody has chosen
 *
 * In a sandbox a chosen file has a path of its own; its secret is in the keyring under the path
 * that the command line knows. Newer portals tell it.
 *
 * Returns: (transfer full): that path, or where the command line usually has it
 */
char *
reprise_pgedge_profiles_dup_host_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *portal = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);
  g_autoptr (GFileInfo) info = NULL;
  const char *host_path = NULL;

  if (path != NULL && !g_str_has_prefix (path, portal))
    return g_steal_pointer (&path);
  info = g_file_query_info (file,
                            "xattr::document-portal.host-path",
                            G_FILE_QUERY_INFO_NONE,
                            NULL,
                            NULL);
  if (info != NULL)
    host_path = g_file_info_get_attribute_string (info, "xattr::document-portal.host-path");
  return host_path != NULL ? g_strdup (host_path) : reprise_pgedge_profiles_dup_usual_path ();
}

/**
 * reprise_pgedge_profiles_load:
 * @file: a configuration of the command line
 * @error: a #GIOErrorEnum, or that it is far too large
 *
 * Returns: (transfer full): what it holds, which may be a secret: for reprise_secret_unref_bytes()
 */
GBytes *
reprise_pgedge_profiles_load (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *path = g_file_get_parse_name (file);
  char *data;
  gsize length = 0;

  if (stream == NULL)
    return NULL;
  data = g_malloc (MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, MAX_BYTES + 1, &length, NULL, error))
    {
      g_bytes_unref (reprise_secret_take_bytes (data, length));
      return NULL;
    }
  if (length <= MAX_BYTES)
    return reprise_secret_take_bytes (data, length);
  g_bytes_unref (reprise_secret_take_bytes (data, length));
  set_unreadable (error, path, _ ("it is too large"));
  return NULL;
}
