/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the time targets that backups and WAL allow. */

#include "config.h"

#include "engine/reprise-window-spans.h"
#include "model/reprise-backup.h"

#include <string.h>

typedef struct
{
  const char *label;
  const char *finished_at;
  const char *last_commit; /* NULL: none */
} BackupCase;

typedef struct
{
  const char *name;
  BackupCase backups[4];
  const char *spans; /* EARLIEST LATEST_EXCLUSIVE BASE, separated by semicolons */
} WindowCase;

#define DAY "2026-11-23T"

static const WindowCase window_cases[] = {
  { "none", { { NULL } }, "" },
  { "one-backup",
    { { "A", DAY "10:00:00Z", DAY "10:30:00.5Z" } },
    DAY "10:00:01Z " DAY "10:30:00.5Z A" },
  { "idle", { { "A", DAY "10:00:00Z", NULL } }, "" },
  { "commit-exactly-one-second-behind", { { "A", DAY "10:00:00Z", DAY "10:00:01Z" } }, "" },
  { "commit-just-behind-one-second",
    { { "A", DAY "10:00:00Z", DAY "10:00:01.000001Z" } },
    DAY "10:00:01Z " DAY "10:00:01.000001Z A" },
  { "commit-within-the-second", { { "A", DAY "10:00:00Z", DAY "10:00:00.9Z" } }, "" },
  { "neighbours-merge",
    { { "A", DAY "10:00:00Z", DAY "12:30:00Z" }, { "B", DAY "11:00:00Z", DAY "12:30:00Z" } },
    DAY "10:00:01Z " DAY "12:30:00Z A" },
  { "three-neighbours-merge",
    { { "A", DAY "10:00:00Z", DAY "12:30:00Z" },
      { "B", DAY "11:00:00Z", DAY "12:30:00Z" },
      { "C", DAY "12:00:00Z", DAY "12:30:00Z" } },
    DAY "10:00:01Z " DAY "12:30:00Z A" },
  { "gap-before-second",
    { { "A", DAY "10:00:00Z", DAY "10:20:00Z" }, { "B", DAY "11:00:00Z", DAY "12:30:00Z" } },
    DAY "10:00:01Z " DAY "10:20:00Z A;" DAY "11:00:01Z " DAY "12:30:00Z B" },
  { "gap-just-before-second",
    { { "A", DAY "10:00:00Z", DAY "11:00:00.999999Z" }, { "B", DAY "11:00:00Z", DAY "12:30:00Z" } },
    DAY "10:00:01Z " DAY "11:00:00.999999Z A;" DAY "11:00:01Z " DAY "12:30:00Z B" },
  { "idle-since-second",
    { { "A", DAY "10:00:00Z", DAY "10:20:00Z" }, { "B", DAY "11:00:00Z", NULL } },
    DAY "10:00:01Z " DAY "10:20:00Z A" },
  /* What cannot be restored is chosen all the same. */
  { "second-not-restorable",
    { { "A", DAY "10:00:00Z", DAY "12:30:00Z" },
      { "B", DAY "11:00:00Z", NULL },
      { "C", DAY "12:00:00Z", DAY "12:30:00Z" } },
    DAY "10:00:01Z " DAY "11:00:01Z A;" DAY "12:00:01Z " DAY "12:30:00Z C" },
  { "first-not-restorable",
    { { "A", DAY "10:00:00Z", NULL }, { "B", DAY "11:00:00Z", DAY "12:30:00Z" } },
    DAY "11:00:01Z " DAY "12:30:00Z B" },
  { "equal-stops",
    { { "A", DAY "10:00:00Z", DAY "12:30:00Z" }, { "B", DAY "10:00:00Z", DAY "12:30:00Z" } },
    DAY "10:00:01Z " DAY "12:30:00Z B" },
  { "stop-unknown",
    { { "A", NULL, DAY "12:30:00Z" }, { "B", DAY "11:00:00Z", DAY "12:30:00Z" } },
    DAY "11:00:01Z " DAY "12:30:00Z B" },
  { "next-stop-unknown",
    { { "A", DAY "10:00:00Z", DAY "12:30:00Z" }, { "B", NULL, NULL } },
    DAY "10:00:01Z " DAY "12:30:00Z A" },
};

static RepriseInstant
parse (const char *text)
{
  RepriseInstant instant = REPRISE_INSTANT_NONE;

  g_assert_true (text == NULL || reprise_instant_parse (text, &instant));
  return instant;
}

static RepriseBackup *
make_backup (const BackupCase *backup)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

  fields.label = backup->label;
  fields.finished_at = parse (backup->finished_at);
  return reprise_backup_new (&fields);
}

static char *
describe_spans (RepriseRecoveryWindow *window)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_spans;
  const RepriseRecoverySpan *spans = reprise_recovery_window_get_spans (window, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    {
      g_autofree char *earliest = reprise_instant_format (spans[i].earliest, REPRISE_INSTANT_AUTO);
      g_autofree char *latest =
          reprise_instant_format (spans[i].latest_exclusive, REPRISE_INSTANT_AUTO);

      g_string_append_printf (text,
                              "%s%s %s %s",
                              i > 0 ? ";" : "",
                              earliest,
                              latest,
                              spans[i].base_label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The spans are exactly the instants for which pgBackRest and PostgreSQL find what they need. */
static void
test_spans (gconstpointer data)
{
  const WindowCase *test = data;
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseInstant last_commits[G_N_ELEMENTS (test->backups)];
  g_autoptr (RepriseRecoveryWindow) window = NULL;
  g_autofree char *spans = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (test->backups) && test->backups[i].label != NULL; i++)
    {
      g_ptr_array_add (backups, make_backup (&test->backups[i]));
      last_commits[i] = parse (test->backups[i].last_commit);
    }
  window = reprise_window_from_commits (backups,
                                        last_commits,
                                        "000000010000000000000042",
                                        parse (DAY "13:00:00Z"));
  spans = describe_spans (window);
  g_assert_cmpstr (spans, ==, test->spans);
  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (window),
                   ==,
                   "000000010000000000000042");
  g_assert_cmpint (reprise_recovery_window_get_checked_at (window), ==, parse (DAY "13:00:00Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (window_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/window-spans/", window_cases[i].name, NULL);

      g_test_add_data_func (path, &window_cases[i], test_spans);
    }
  return g_test_run ();
}
