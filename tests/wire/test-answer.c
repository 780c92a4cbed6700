/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of answers that should be empty. */

#include "config.h"

#include "wire/reprise-answer.h"
#include "wire-support.h"

/* All that the service sends for an empty success is one; what says something is not. */
static void
test_answer_empty (void)
{
  static const char *const empty[] = { "", " \r\n\t", "null", " null\n", "{}", "{ }" };
  static const char *const full[] = { "[]", "0", "false", "\"\"", "{\"id\":1}", "nul", "<html>" };

  g_assert_true (reprise_answer_is_empty (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (GBytes) body = bytes_of (empty[i]);

      g_assert_true (reprise_answer_is_empty (body));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (full); i++)
    {
      g_autoptr (GBytes) body = bytes_of (full[i]);

      g_assert_false (reprise_answer_is_empty (body));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/answer/empty", test_answer_empty);
  return g_test_run ();
}
