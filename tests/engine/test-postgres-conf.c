/* SPDX-License-Identifier: GPL-3.0-or-later
 * The configuration of an instance: what PostgreSQL reads in it. */

#include "config.h"

#include "engine/reprise-postgres-conf.h"

static const ReprisePostgresConf release_15_20 = {
  .pgbackrest = "/usr/bin/pgbackrest",
  .major = 15,
  .known_settings = "client_connection_check_interval\tuser\tConnections\n"
                    "output_plugin_libraries\tsuperuser\tReplication\n",
  .system_user = "o'neil",
};

static const ReprisePostgresConf release_13 = {
  .pgbackrest = "/opt/o'neil's 100% tools/pgbackrest",
  .major = 13,
  .known_settings = "old_output_plugin_libraries\tuser\tNothing\n",
  .system_user = "lab",
};

static void
assert_line (const char *conf, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (conf, "\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("no line: %s\nin:\n%s", line, conf);
}

/* A path with blanks, quotes and percent signs arrives whole, through PostgreSQL's quoting, its
 * lists, its archive_command and the shell behind that. */
static void
test_conf_quotes_paths (void)
{
  g_autoptr (RepriseInstance) instance =
                 reprise_instance_new ("/srv/o'neil \"5%\"", "east_parts", "n2");
  g_autofree char *conf = reprise_postgres_conf_format (&release_13, instance);

  assert_line (conf, "data_directory = '/srv/o''neil \"5%\"/nodes/east_parts/n2/data'");
  assert_line (conf, "hba_file = '/srv/o''neil \"5%\"/nodes/east_parts/n2/conf/pg_hba.conf'");
  assert_line (conf, "unix_socket_directories = '\"/srv/o''neil \"\"5%\"\"/run/east_parts.n2\"'");
  assert_line (conf,
               "archive_command = '''/opt/o''\\\\''''neil''\\\\''''s 100%% tools/pgbackrest'' "
               "''--config=/srv/o''\\\\''''neil \"5%%\"/nodes/east_parts/n2/conf/pgbackrest.conf'' "
               "--stanza=db archive-push \"%p\"'");
}

/* A server does not start with a setting that it does not know. */
static void
test_conf_heeds_release (void)
{
  g_autoptr (RepriseInstance) instance = reprise_instance_new ("/l", "d", "n1");
  g_autofree char *newer = reprise_postgres_conf_format (&release_15_20, instance);
  g_autofree char *older = reprise_postgres_conf_format (&release_13, instance);

  assert_line (newer, "output_plugin_libraries = 'pgoutput, test_decoding, pglogical_output'");
  assert_line (newer, "client_connection_check_interval = '2s'");
  assert_line (newer, "wal_compression = 'zstd'");
  g_assert_null (strstr (older, "output_plugin_libraries"));
  g_assert_null (strstr (older, "client_connection_check_interval"));
  assert_line (older, "wal_compression = 'on'");
}

/* Nothing listens on the network, each node knows its number, and WAL leaves within ten seconds. */
static void
test_conf_has_settings (void)
{
  g_autoptr (RepriseInstance) instance = reprise_instance_new ("/l", "east_parts", "n3");
  g_autofree char *conf = reprise_postgres_conf_format (&release_15_20, instance);

  assert_line (conf, "port = 5432");
  assert_line (conf, "listen_addresses = ''");
  assert_line (conf, "archive_timeout = '10s'");
  assert_line (conf, "cluster_name = 'east_parts.n3'");
  assert_line (conf, "lab.node_number = 3");
  assert_line (conf, "lab.node_name = 'n3'");
}

/* Only this system user becomes the superuser; everybody else needs a password. */
static void
test_conf_limits_access (void)
{
  g_autofree char *access = reprise_postgres_conf_format_access ();
  g_autofree char *users = reprise_postgres_conf_format_users (&release_15_20);

  g_assert_cmpstr (access, ==, "local all postgres peer map=lab\nlocal all all scram-sha-256\n");
  g_assert_cmpstr (users, ==, "lab \"o'neil\" postgres\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/postgres-conf/quotes-paths", test_conf_quotes_paths);
  g_test_add_func ("/engine/postgres-conf/heeds-release", test_conf_heeds_release);
  g_test_add_func ("/engine/postgres-conf/has-settings", test_conf_has_settings);
  g_test_add_func ("/engine/postgres-conf/limits-access", test_conf_limits_access);
  return g_test_run ();
}
