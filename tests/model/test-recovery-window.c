/* SPDX-License-Identifier: GPL-3.0-or-later
 * A recovery window: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-recovery-window.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_recovery_window_keeps (void)
{
  char text[] = "contiguous max wal";
  RepriseRecoveryWindowFields fields = REPRISE_RECOVERY_WINDOW_FIELDS_INIT;
  g_autoptr (RepriseRecoveryWindow) recovery_window = NULL;

  fields.contiguous_max_wal = text;
  fields.checked_at = 2000000;
  recovery_window = reprise_recovery_window_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (recovery_window),
                   ==,
                   "contiguous max wal");
  g_assert_cmpint (reprise_recovery_window_get_checked_at (recovery_window), ==, 2000000);
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_recovery_window_unknown (void)
{
  const RepriseRecoveryWindowFields fields = REPRISE_RECOVERY_WINDOW_FIELDS_INIT;
  g_autoptr (RepriseRecoveryWindow) recovery_window = reprise_recovery_window_new (&fields);

  g_assert_null (reprise_recovery_window_get_contiguous_max_wal (recovery_window));
  g_assert_cmpint (reprise_recovery_window_get_checked_at (recovery_window),
                   ==,
                   REPRISE_INSTANT_NONE);
}

/* Spans are copied, labels included, in the order given. */
static void
test_recovery_window_spans (void)
{
  char label[] = "20240619-195803F";
  RepriseRecoverySpan given[] = { { 1, 2, label }, { 3, 4, "20240620-195803F" } };
  RepriseRecoveryWindowFields fields = REPRISE_RECOVERY_WINDOW_FIELDS_INIT;
  g_autoptr (RepriseRecoveryWindow) window = NULL;
  const RepriseRecoverySpan *spans;
  gsize n_spans = 0;

  fields.spans = given;
  fields.n_spans = 2;
  window = reprise_recovery_window_new (&fields);
  label[0] = 'X';
  given[1].earliest = 9;
  spans = reprise_recovery_window_get_spans (window, &n_spans);

  g_assert_cmpuint (n_spans, ==, 2);
  g_assert_cmpstr (spans[0].base_label, ==, "20240619-195803F");
  g_assert_cmpint (spans[0].earliest, ==, 1);
  g_assert_cmpint (spans[0].latest_exclusive, ==, 2);
  g_assert_cmpstr (spans[1].base_label, ==, "20240620-195803F");
  g_assert_cmpint (spans[1].earliest, ==, 3);
  g_assert_cmpint (spans[1].latest_exclusive, ==, 4);
}

/* No spans is an answer too: no time target works. */
static void
test_recovery_window_without_spans (void)
{
  const RepriseRecoveryWindowFields fields = REPRISE_RECOVERY_WINDOW_FIELDS_INIT;
  g_autoptr (RepriseRecoveryWindow) window = reprise_recovery_window_new (&fields);
  gsize n_spans = 42;

  reprise_recovery_window_get_spans (window, &n_spans);
  g_assert_cmpuint (n_spans, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/recovery-window/keeps", test_recovery_window_keeps);
  g_test_add_func ("/model/recovery-window/unknown", test_recovery_window_unknown);
  g_test_add_func ("/model/recovery-window/spans", test_recovery_window_spans);
  g_test_add_func ("/model/recovery-window/without-spans", test_recovery_window_without_spans);
  return g_test_run ();
}
