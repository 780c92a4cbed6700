/* SPDX-License-Identifier: GPL-3.0-or-later
 * The command line: what is understood and what is refused. */

#include "config.h"

#include "lab/reprise-lab-options.h"

static RepriseLabOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  return reprise_lab_options_parse ((int) g_strv_length (words), words, error);
}

/* What is not said has its default. */
static void
test_lab_options_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseLabOptions) options = parse ("reprise-lab serve", &error);

  g_assert_no_error (error);
  g_assert_cmpint (options->command, ==, REPRISE_LAB_COMMAND_SERVE);
  g_assert_null (options->directory);
  g_assert_cmpint (options->port, ==, -1);
  g_assert_null (options->port_file);
  g_assert_false (options->no_writer);
  g_assert_cmpint (options->token_lifetime_seconds, ==, 86400);
  g_assert_false (options->verbose);
}

/* Every switch arrives; paths become absolute. */
static void
test_lab_options_reads_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_get_current_dir ();
  g_autofree char *expected = g_build_filename (directory, "lab", NULL);
  g_autoptr (RepriseLabOptions) options =
                 parse ("reprise-lab serve --dir lab --port 0 --port-file /p --no-writer "
                        "--token-lifetime 5 --verbose",
                        &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->directory, ==, expected);
  g_assert_cmpint (options->port, ==, 0);
  g_assert_cmpstr (options->port_file, ==, "/p");
  g_assert_true (options->no_writer);
  g_assert_cmpint (options->token_lifetime_seconds, ==, 5);
  g_assert_true (options->verbose);
}

/* Each command is known by its word. */
static void
test_lab_options_knows_commands (void)
{
  static const struct
  {
    const char *line;
    RepriseLabCommand command;
  } lines[] = {
    { "reprise-lab status", REPRISE_LAB_COMMAND_STATUS },
    { "reprise-lab stop", REPRISE_LAB_COMMAND_STOP },
    { "reprise-lab destroy --yes", REPRISE_LAB_COMMAND_DESTROY },
    { "reprise-lab --version", REPRISE_LAB_COMMAND_VERSION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseLabOptions) options = parse (lines[i].line, &error);

      g_assert_no_error (error);
      g_assert_cmpint (options->command, ==, lines[i].command);
    }
}

/* What makes no sense, and destruction without a word of consent, is refused. */
static void
test_lab_options_refuses (void)
{
  static const char *const lines[] = {
    "reprise-lab",
    "reprise-lab play",
    "reprise-lab serve stop",
    "reprise-lab serve --port 65536",
    "reprise-lab serve --port -2",
    "reprise-lab serve --port x",
    "reprise-lab serve --token-lifetime 0",
    "reprise-lab serve --frobnicate",
    "reprise-lab destroy",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (lines[i], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_OPTION_ERROR);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/options/defaults", test_lab_options_defaults);
  g_test_add_func ("/lab/options/reads-all", test_lab_options_reads_all);
  g_test_add_func ("/lab/options/knows-commands", test_lab_options_knows_commands);
  g_test_add_func ("/lab/options/refuses", test_lab_options_refuses);
  return g_test_run ();
}
