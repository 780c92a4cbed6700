/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program reprise-lab. */

#include "config.h"

#include "lab/reprise-lab-account.h"
#include "lab/reprise-lab-commands.h"
#include "lab/reprise-lab-error.h"
#include "lab/reprise-lab-options.h"
#include "lab/reprise-lab-server.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>

typedef struct
{
  RepriseLabServer *server;
  GMainLoop *loop;
  GError *error;
} Run;

static gboolean
signal_received_cb (gpointer user_data)
{
  reprise_lab_server_stop (REPRISE_LAB_SERVER (user_data));
  return G_SOURCE_CONTINUE;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  reprise_lab_server_run_finish (REPRISE_LAB_SERVER (source), result, &run->error);
  g_main_loop_quit (run->loop);
}

static gboolean
serve (const RepriseLabOptions *options, int port_fd, GError **error)
{
  RepriseLabServerFields fields = {
    .directory = options->directory,
    .port = options->port,
    .port_fd = port_fd,
    .with_writer = !options->no_writer,
    .token_lifetime_seconds = (guint) options->token_lifetime_seconds,
  };
  g_autoptr (RepriseLabServer) server = reprise_lab_server_new (&fields);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { .server = server, .loop = loop };

  if (!reprise_lab_server_open (server, error))
    return FALSE;
  /* A closed terminal must not leave PostgreSQL running behind. */
  g_unix_signal_add (SIGHUP, signal_received_cb, server);
  g_unix_signal_add (SIGINT, signal_received_cb, server);
  g_unix_signal_add (SIGTERM, signal_received_cb, server);
  reprise_lab_server_run_async (server, ran_cb, &run);
  g_main_loop_run (loop);
  if (run.error == NULL)
    return TRUE;
  g_propagate_error (error, run.error);
  return FALSE;
}

static gboolean
run_command (RepriseLabOptions *options, GError **error)
{
  gboolean is_serve = options->command == REPRISE_LAB_COMMAND_SERVE;
  int port_fd = -1;

  if (options->command == REPRISE_LAB_COMMAND_VERSION)
    {
      g_print ("reprise-lab %s\n", REPRISE_VERSION);
      return TRUE;
    }
  if (!reprise_lab_account_settle (is_serve ? options->port_file : NULL,
                                   &options->directory,
                                   is_serve,
                                   &port_fd,
                                   error))
    return FALSE;
  switch (options->command)
    {
    case REPRISE_LAB_COMMAND_SERVE:
      return serve (options, port_fd, error);
    case REPRISE_LAB_COMMAND_STATUS:
      return reprise_lab_commands_status (options->directory, error);
    case REPRISE_LAB_COMMAND_STOP:
      return reprise_lab_commands_stop (options->directory, error);
    case REPRISE_LAB_COMMAND_DESTROY:
    case REPRISE_LAB_COMMAND_VERSION:
    default:
      return reprise_lab_commands_destroy (options->directory, error);
    }
}

static RepriseLabExit
get_exit (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return REPRISE_LAB_EXIT_USAGE;
  if (error->domain != REPRISE_LAB_ERROR)
    return REPRISE_LAB_EXIT_FAILURE;
  switch ((RepriseLabError) error->code)
    {
    case REPRISE_LAB_ERROR_DIRECTORY:
      return REPRISE_LAB_EXIT_DIRECTORY;
    case REPRISE_LAB_ERROR_RUNNING:
      return REPRISE_LAB_EXIT_RUNNING;
    case REPRISE_LAB_ERROR_NOT_RUNNING:
      return REPRISE_LAB_EXIT_NOT_RUNNING;
    case REPRISE_LAB_ERROR_FAILED:
    default:
      return REPRISE_LAB_EXIT_FAILURE;
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (RepriseLabOptions) options = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("reprise-lab");
  /* Standard output is for what was asked for. */
  g_log_writer_default_set_use_stderr (TRUE);

  options = reprise_lab_options_parse (argc, argv, &error);
  if (options != NULL && options->verbose)
    g_log_set_debug_enabled (TRUE);
  if (options != NULL && run_command (options, &error))
    return REPRISE_LAB_EXIT_SUCCESS;
  g_printerr ("reprise-lab: %s\n", error->message);
  return get_exit (error);
}
