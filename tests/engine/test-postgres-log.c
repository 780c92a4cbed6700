/* SPDX-License-Identifier: GPL-3.0-or-later
 * A server's last words, found among everything else that it says. */

#include "config.h"

#include "engine/reprise-postgres-log.h"

#include <glib/gstdio.h>

#define PREFIX "2026-11-23 03:51:42.832 UTC "
#define SHUTDOWN                                                                                   \
  PREFIX                                                                                           \
      "[6126] postmaster LOG:  startup process (PID 6129) exited with exit code 1\n" PREFIX        \
      "[6140] client backend FATAL:  terminating connection due to administrator command\n" PREFIX \
      "[6126] postmaster LOG:  database system is shut down\n"

static const struct
{
  const char *name;
  const char *log;
  const char *words;
} cases[] = {
  { "target-beyond-archive",
    PREFIX "[6129] startup  LOG:  redo done at 0/25000188\n" PREFIX
           "[6129] startup  LOG:  last completed transaction was at log time 2026-11-23 "
           "02:53:50.71498+00\n" PREFIX "[6127] checkpointer LOG:  restartpoint complete\n" PREFIX
           "[6129] startup  FATAL:  recovery ended before configured recovery target was "
           "reached\n" SHUTDOWN,
    "recovery ended before configured recovery target was reached; last completed transaction was "
    "at log time 2026-11-23 02:53:50.71498+00" },
  { "unreadable-archive",
    "2026-11-23 03:51:42.209 P00  ERROR: [042]: unable to decompress [1] [2]\n" PREFIX
    "[6129] startup LOG:  last completed transaction was at log time 2026-11-23 "
    "02:47:56+00\n" PREFIX "[6129] startup FATAL:  recovery ended before configured recovery "
                           "target was reached\n" SHUTDOWN,
    "recovery ended before configured recovery target was reached; last completed transaction was "
    "at log time 2026-11-23 02:47:56+00; [042]: unable to decompress [1] [2]" },
  { "hint-of-several-lines",
    PREFIX "[7] startup LOG:  invalid checkpoint record\n" PREFIX
           "[7] startup FATAL:  could not locate required checkpoint record\n" PREFIX
           "[7] startup HINT:  If you are restoring from a backup, touch \"recovery.signal\".\n"
           "\tIf you are not, be careful.\n" SHUTDOWN,
    "could not locate required checkpoint record; If you are restoring from a backup, touch "
    "\"recovery.signal\". If you are not, be careful.; invalid checkpoint record" },
  { "configuration-without-kind",
    PREFIX "[9] LOG:  unrecognized configuration parameter \"x\" in file \"/c\" line 3\n" PREFIX
           "[9] FATAL:  configuration file \"/c\" contains errors\n",
    "configuration file \"/c\" contains errors; unrecognized configuration parameter \"x\" in file "
    "\"/c\" line 3" },
  { "early-client-is-no-reason",
    PREFIX "[5] startup PANIC:  could not read file\n" PREFIX
           "[6] client backend FATAL:  password authentication failed\n" PREFIX
           "[8] not initialized FATAL:  the database system is starting up\n",
    "could not read file" },
  { "no-reason",
    PREFIX "[5] postmaster LOG:  one\n" PREFIX "[5] postmaster LOG:  two\n" PREFIX
           "[5] postmaster LOG:  three\n" PREFIX "[5] postmaster LOG:  four\n",
    "two; three; four" },
  { "nothing", "\n", NULL },
};

/* The reason is told from what merely follows it, without time stamps, in one line. */
static void
test_log_finds_words (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *words = reprise_postgres_log_find_words (cases[i].log);

  g_assert_cmpstr (words, ==, cases[i].words);
}

/* An earlier start's reason is not given for a later one. */
static void
test_log_reads_from_start (void)
{
  g_autofree char *directory = g_dir_make_tmp ("log-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "postgresql.log", NULL);
  g_autofree char *earlier = g_strdup (PREFIX "[1] postmaster FATAL:  earlier\n");
  g_autofree char *both = g_strconcat (earlier, PREFIX "[2] postmaster LOG:  later\xff\n", NULL);
  g_autofree char *words = NULL;
  g_autofree char *silence = NULL;
  gint64 start;

  g_assert_cmpint (reprise_postgres_log_get_end (path), ==, 0);
  g_assert_true (g_file_set_contents (path, earlier, -1, NULL));
  start = reprise_postgres_log_get_end (path);
  silence = reprise_postgres_log_read_words (path, start);
  g_assert_cmpstr (silence, ==, "it said nothing in its log");
  g_assert_true (g_file_set_contents (path, both, -1, NULL));
  words = reprise_postgres_log_read_words (path, start);
  g_assert_cmpstr (words, ==, "later\uFFFD");
  g_remove (path);
  g_rmdir (directory);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strconcat ("/engine/postgres-log/finds-words/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_log_finds_words);
    }
  g_test_add_func ("/engine/postgres-log/reads-from-start", test_log_reads_from_start);
  return g_test_run ();
}
