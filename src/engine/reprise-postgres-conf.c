/* SPDX-License-Identifier: GPL-3.0-or-later
 * The configuration files of an instance. */

#include "config.h"

#include "engine/reprise-postgres-conf.h"

/* What every instance has in common. wal_level to conflict_resolution are for pglogical; a segment
 * is archived after ten seconds at most, so that the recovery window keeps up with a demonstration;
 * sizes are small because several instances share one desktop. */
static const char common_settings[] = "port = " G_STRINGIFY (
    REPRISE_INSTANCE_PORT) "\n"
                           "listen_addresses = ''\n"
                           "unix_socket_permissions = 0700\n"
                           "max_connections = 40\n"
                           "password_encryption = 'scram-sha-256'\n"
                           "\n"
                           "shared_preload_libraries = 'pglogical'\n"
                           "wal_level = logical\n"
                           "track_commit_timestamp = on\n"
                           "max_worker_processes = 16\n"
                           "max_replication_slots = 12\n"
                           "max_wal_senders = 12\n"
                           "pglogical.conflict_resolution = 'last_update_wins'\n"
                           "wal_retrieve_retry_interval = '500ms'\n"
                           "\n"
                           "archive_mode = on\n"
                           "archive_timeout = '10s'\n"
                           "max_wal_size = '256MB'\n"
                           "min_wal_size = '32MB'\n"
                           "\n"
                           "shared_buffers = '16MB'\n"
                           "autovacuum_max_workers = 1\n"
                           "jit = off\n"
                           "\n"
                           "log_destination = 'stderr'\n"
                           "logging_collector = off\n"
                           "log_line_prefix = '%m [%p] %b '\n"
                           "log_checkpoints = off\n"
                           "log_timezone = 'UTC'\n"
                           "timezone = 'UTC'\n"
                           "lc_messages = 'C'\n"
                           "default_text_search_config = 'pg_catalog.english'\n";

static void
append_quoted (GString *conf, const char *name, const char *value)
{
  g_string_append_printf (conf, "%s = '", name);
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (conf, *c);
      g_string_append_c (conf, *c);
    }
  g_string_append (conf, "'\n");
}

static void
append_path (GString *conf, const char *name, RepriseInstance *instance, const char *file)
{
  g_autofree char *path =
      g_build_filename (reprise_instance_get_conf_directory (instance), file, NULL);

  append_quoted (conf, name, path);
}

/* PostgreSQL gives the command to a shell, after it has replaced %p and made one % of two. */
static char *
build_archive_command (const char *pgbackrest, RepriseInstance *instance)
{
  g_autofree char *option =
      g_strconcat ("--config=", reprise_instance_get_pgbackrest_conf (instance), NULL);
  g_autofree char *shell_program = g_shell_quote (pgbackrest);
  g_autofree char *shell_option = g_shell_quote (option);
  GString *command = g_string_new (NULL);

  g_string_append_printf (command, "%s %s", shell_program, shell_option);
  g_string_replace (command, "%", "%%", 0);
  g_string_append (command, " --stanza=" REPRISE_INSTANCE_STANZA " archive-push \"%p\"");
  return g_string_free (command, FALSE);
}

static gboolean
knows_setting (const ReprisePostgresConf *self, const char *name)
{
  g_autofree char *first = g_strconcat (name, "\t", NULL);
  g_autofree char *later = g_strconcat ("\n", name, "\t", NULL);

  return g_str_has_prefix (self->known_settings, first) ||
         strstr (self->known_settings, later) != NULL;
}

static void
append_settings_by_release (const ReprisePostgresConf *self, GString *conf)
{
  /* Up to release 14 it is a boolean. */
  append_quoted (conf, "wal_compression", self->major >= 15 ? "zstd" : "on");
  if (knows_setting (self, "client_connection_check_interval"))
    append_quoted (conf, "client_connection_check_interval", "2s");
  /* The security releases since 15.20 let slots use only the plugins that are listed. */
  if (knows_setting (self, "output_plugin_libraries"))
    append_quoted (conf, "output_plugin_libraries", "pgoutput, test_decoding, pglogical_output");
}

static gboolean
write_file (RepriseInstance *instance, const char *name, const char *contents, GError **error)
{
  g_autofree char *path =
      g_build_filename (reprise_instance_get_conf_directory (instance), name, NULL);

  if (g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return TRUE;
  g_prefix_error (error,
                  "Writing the configuration of node ‘%s’: ",
                  reprise_instance_get_node_name (instance));
  return FALSE;
}

/**
 * reprise_postgres_conf_dup_path:
 * @instance: an instance
 *
 * Returns: (transfer full): where its postgresql.conf is
 */
char *
reprise_postgres_conf_dup_path (RepriseInstance *instance)
{
  return g_build_filename (reprise_instance_get_conf_directory (instance), "postgresql.conf", NULL);
}

/**
 * reprise_postgres_conf_quote_directory:
 * @directory: a directory
 *
 * Settings like unix_socket_directories are lists: a blank or a comma would end a name that has no
 * quotes of its own.
 *
 * Returns: (transfer full): a list of @directory alone
 */
char *
reprise_postgres_conf_quote_directory (const char *directory)
{
  GString *quoted = g_string_new (directory);

  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_prepend_c (quoted, '"');
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

/**
 * reprise_postgres_conf_format:
 * @self: what the machine has
 * @instance: whose configuration it is
 *
 * Returns: (transfer full): postgresql.conf. It names the files beside it and the data directory,
 * so that a restore, which replaces the data directory, leaves an instance itself.
 */
char *
reprise_postgres_conf_format (const ReprisePostgresConf *self, RepriseInstance *instance)
{
  GString *conf = g_string_new ("# Written when the instance was created.\n");
  g_autofree char *cluster_name = g_strdup_printf ("%s.%s",
                                                   reprise_instance_get_database_name (instance),
                                                   reprise_instance_get_node_name (instance));
  g_autofree char *sockets =
      reprise_postgres_conf_quote_directory (reprise_instance_get_socket_directory (instance));
  g_autofree char *archive_command = build_archive_command (self->pgbackrest, instance);

  append_quoted (conf, "cluster_name", cluster_name);
  append_quoted (conf, "data_directory", reprise_instance_get_data_directory (instance));
  append_path (conf, "hba_file", instance, "pg_hba.conf");
  append_path (conf, "ident_file", instance, "pg_ident.conf");
  append_quoted (conf, "unix_socket_directories", sockets);
  g_string_append (conf, common_settings);
  append_settings_by_release (self, conf);
  append_quoted (conf, "archive_command", archive_command);
  g_string_append_printf (conf,
                          "lab.node_number = %u\n",
                          reprise_instance_get_node_number (instance));
  append_quoted (conf, "lab.node_name", reprise_instance_get_node_name (instance));
  return g_string_free (conf, FALSE);
}

/**
 * reprise_postgres_conf_format_access:
 *
 * Returns: (transfer full): pg_hba.conf: the superuser by the operating system's word, everybody
 * else by password, nobody over the network
 */
char *
reprise_postgres_conf_format_access (void)
{
  return g_strdup ("local all " REPRISE_INSTANCE_SUPERUSER " peer map=lab\n"
                   "local all all scram-sha-256\n");
}

/**
 * reprise_postgres_conf_format_users:
 * @self: what the machine has
 *
 * Returns: (transfer full): pg_ident.conf
 */
char *
reprise_postgres_conf_format_users (const ReprisePostgresConf *self)
{
  return g_strdup_printf ("lab \"%s\" " REPRISE_INSTANCE_SUPERUSER "\n", self->system_user);
}

/**
 * reprise_postgres_conf_write:
 * @self: what the machine has
 * @instance: whose directories are there
 * @error: return location for a #GFileError
 *
 * Writes the three files into the instance's configuration directory, each whole or not at all.
 *
 * Returns: %TRUE if they are written
 */
gboolean
reprise_postgres_conf_write (const ReprisePostgresConf *self,
                             RepriseInstance *instance,
                             GError **error)
{
  g_autofree char *settings = reprise_postgres_conf_format (self, instance);
  g_autofree char *access = reprise_postgres_conf_format_access ();
  g_autofree char *users = reprise_postgres_conf_format_users (self);

  return write_file (instance, "postgresql.conf", settings, error) &&
         write_file (instance, "pg_hba.conf", access, error) &&
         write_file (instance, "pg_ident.conf", users, error);
}
