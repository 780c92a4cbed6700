/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the command line of reprise-lab asks for. */

#include "config.h"

#include "lab/reprise-lab-options.h"

#include <glib/gi18n.h>

#define DEFAULT_TOKEN_LIFETIME_SECONDS (24 * 60 * 60)

typedef struct
{
  const char *name;
  RepriseLabCommand command;
} CommandName;

static const CommandName command_names[] = {
  { "serve", REPRISE_LAB_COMMAND_SERVE },
  { "status", REPRISE_LAB_COMMAND_STATUS },
  { "stop", REPRISE_LAB_COMMAND_STOP },
  { "destroy", REPRISE_LAB_COMMAND_DESTROY },
};

/* Borrowed pointers into self, filled in by GOptionContext. */
static gboolean
parse_switches (RepriseLabOptions *self,
                char ***words,
                gboolean *version,
                char ***arguments,
                GError **error)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *port_file = NULL;
  GOptionEntry entries[] = {
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &directory, N_ ("Directory of the lab"), N_ ("DIR") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, N_ ("Port to listen on"), N_ ("PORT") },
    { "port-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &port_file,
      N_ ("Write the port to FILE"),
      N_ ("FILE") },
    { "no-writer",
      0,
      0,
      G_OPTION_ARG_NONE,
      &self->no_writer,
      N_ ("Write no rows of its own"),
      NULL },
    { "token-lifetime",
      0,
      0,
      G_OPTION_ARG_INT,
      &self->token_lifetime_seconds,
      N_ ("How long an access token is good for"),
      N_ ("SECONDS") },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &self->confirmed, N_ ("Destroy without asking"), NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &self->verbose, N_ ("Log every request"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING,
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      words,
      NULL,
      N_ ("serve|status|stop|destroy") },
    { NULL },
  };
  gboolean parsed;

  context = g_option_context_new (NULL);
  g_option_context_set_summary (context,
                                _ ("A small replicated PostgreSQL installation on this machine, "
                                   "behind the cloud API."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  parsed = g_option_context_parse_strv (context, arguments, error);
  if (parsed && directory != NULL)
    self->directory = g_canonicalize_filename (directory, NULL);
  if (parsed && port_file != NULL)
    self->port_file = g_canonicalize_filename (port_file, NULL);
  return parsed;
}

static gboolean
find_command (const char *const *words, RepriseLabCommand *command, GError **error)
{
  if (words == NULL || words[0] == NULL || words[1] != NULL)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say one of: serve, status, stop, destroy"));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (command_names); i++)
    if (g_str_equal (words[0], command_names[i].name))
      {
        *command = command_names[i].command;
        return TRUE;
      }
  g_set_error (error,
               G_OPTION_ERROR,
               G_OPTION_ERROR_BAD_VALUE,
               /* Translators: %s is a word of the command line. */
               _ ("There is no command ‘%s’: say one of serve, status, stop, destroy"),
               words[0]);
  return FALSE;
}

static gboolean
check_ranges (RepriseLabOptions *self, GError **error)
{
  if (self->port < -1 || self->port > G_MAXUINT16)
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   _ ("%d is no port"),
                   self->port);
      return FALSE;
    }
  if (self->token_lifetime_seconds < 1)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("A token lives for one second at least"));
      return FALSE;
    }
  if (self->command == REPRISE_LAB_COMMAND_DESTROY && !self->confirmed)
    {
      g_set_error_literal (error,
                           G_OPTION_ERROR,
                           G_OPTION_ERROR_BAD_VALUE,
                           _ ("‘destroy’ deletes the lab with all its backups: say so with --yes"));
      return FALSE;
    }
  return TRUE;
}

/**
 * reprise_lab_options_parse:
 * @argc: number of arguments
 * @argv: the arguments, the program's name first; left as they are
 * @error: return location for a #GOptionError, or the error of a relative path
 *
 * `--help` prints the help and ends the program, as #GOptionContext does.
 *
 * Returns: (nullable): what was asked for
 */
RepriseLabOptions *
reprise_lab_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (RepriseLabOptions) self = g_new0 (RepriseLabOptions, 1);
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) arguments = g_new0 (char *, (gsize) argc + 1);
  gboolean version = FALSE;

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  self->port = -1;
  self->token_lifetime_seconds = DEFAULT_TOKEN_LIFETIME_SECONDS;
  if (!parse_switches (self, &words, &version, &arguments, error))
    return NULL;
  if (version)
    {
      self->command = REPRISE_LAB_COMMAND_VERSION;
      return g_steal_pointer (&self);
    }
  if (!find_command ((const char *const *) words, &self->command, error) ||
      !check_ranges (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
reprise_lab_options_free (RepriseLabOptions *self)
{
  g_free (self->directory);
  g_free (self->port_file);
  g_free (self);
}
