/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of a person's connections, in a file without secrets.
 *
 * A group for each, named by its id. What is in the file besides, such as comments, stays. */

#include "config.h"

#include "app/reprise-connection-list.h"

#include "restore/reprise-connection-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>

#define TITLE "Title"
#define ADDRESS "Address"
#define CLIENT_ID "ClientId"

static GKeyFile *
load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, &problem) ||
      g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
      g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    return g_steal_pointer (&file);
  g_set_error (error,
               REPRISE_CONNECTION_STORE_ERROR,
               REPRISE_CONNECTION_STORE_ERROR_UNREADABLE,
               /* Translators: the path of a file, and what is wrong with it. */
               _ ("The list of connections, %s, cannot be read: %s"),
               path,
               problem->message);
  return NULL;
}

static RepriseConnection *
read_group (GKeyFile *file, const char *id)
{
  g_autofree char *title = g_key_file_get_string (file, id, TITLE, NULL);
  g_autofree char *address = g_key_file_get_string (file, id, ADDRESS, NULL);
  g_autofree char *client_id = g_key_file_get_string (file, id, CLIENT_ID, NULL);
  RepriseConnectionFields fields = {
    .id = id,
    .title = title != NULL ? title : address,
    .base_address = address,
    .client_id = client_id,
    .origin = REPRISE_CONNECTION_SAVED,
  };

  return address == NULL || client_id == NULL ? NULL : reprise_connection_new (&fields);
}

static GPtrArray *
read_groups (GKeyFile *file)
{
  GPtrArray *connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) ids = g_key_file_get_groups (file, NULL);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      RepriseConnection *connection = read_group (file, ids[i]);

      if (connection != NULL)
        g_ptr_array_add (connections, connection);
    }
  return connections;
}

static gboolean
write_file (GKeyFile *file, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data = NULL;
  gsize length;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (code),
                   /* Translators: the path of a folder, and what the system says about it. */
                   _ ("The folder %s cannot be created: %s"),
                   folder,
                   g_strerror (code));
      return FALSE;
    }
  data = g_key_file_to_data (file, &length, NULL);
  /* All of the new file or all of the old one, whatever happens meanwhile. */
  return g_file_set_contents_full (path,
                                   data,
                                   (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

/**
 * reprise_connection_list_read:
 * @path: the file; one that does not exist is an empty list
 * @error: %REPRISE_CONNECTION_STORE_ERROR_UNREADABLE
 *
 * What lacks an address or a client id is left out.
 *
 * Returns: (transfer full) (element-type RepriseConnection): the connections, in their order
 */
GPtrArray *
reprise_connection_list_read (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = load (path, error);

  return file == NULL ? NULL : read_groups (file);
}

/**
 * reprise_connection_list_put:
 * @path: the file; never written where it cannot be read
 * @connection: what to add, or to put in the place of the one of its id
 * @error: %REPRISE_CONNECTION_STORE_ERROR_UNREADABLE, or why it cannot be written; then the file is
 *   as it was
 *
 * Returns: (transfer full) (element-type RepriseConnection): the connections, in their order
 */
GPtrArray *
reprise_connection_list_put (const char *path, RepriseConnection *connection, GError **error)
{
  g_autoptr (GKeyFile) file = load (path, error);
  const char *id = reprise_connection_get_id (connection);

  if (file == NULL)
    return NULL;
  g_key_file_set_string (file, id, TITLE, reprise_connection_get_title (connection));
  g_key_file_set_string (file, id, ADDRESS, reprise_connection_get_base_address (connection));
  g_key_file_set_string (file, id, CLIENT_ID, reprise_connection_get_client_id (connection));
  return write_file (file, path, error) ? read_groups (file) : NULL;
}

/**
 * reprise_connection_list_remove:
 * @path: the file; never written where it cannot be read
 * @id: what to remove
 * @error: as for reprise_connection_list_put()
 *
 * Returns: (transfer full) (element-type RepriseConnection): the connections, in their order
 */
GPtrArray *
reprise_connection_list_remove (const char *path, const char *id, GError **error)
{
  g_autoptr (GKeyFile) file = load (path, error);

  if (file == NULL)
    return NULL;
  if (!g_key_file_remove_group (file, id, NULL))
    return read_groups (file);
  return write_file (file, path, error) ? read_groups (file) : NULL;
}
