/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words for where a recovery stops. */

#include "config.h"

#include "model/reprise-recovery-type.h"

/* The six words go both ways. Not saying anything differs from saying something unknown. */
static void
test_recovery_type_words (void)
{
  static const char *const words[] = { NULL, "default", "immediate", "time", "lsn", "xid", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpstr (reprise_recovery_type_to_word ((RepriseRecoveryType) i), ==, words[i]);
      g_assert_cmpint (reprise_recovery_type_from_word (words[i]), ==, i);
    }
  g_assert_cmpint (reprise_recovery_type_from_word (NULL), ==, REPRISE_RECOVERY_TYPE_UNSET);
  g_assert_cmpint (reprise_recovery_type_from_word ("standby"), ==, REPRISE_RECOVERY_TYPE_OTHER);
  g_assert_cmpint (reprise_recovery_type_from_word (""), ==, REPRISE_RECOVERY_TYPE_OTHER);
  g_assert_null (reprise_recovery_type_to_word (REPRISE_RECOVERY_TYPE_OTHER));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/recovery-type/words", test_recovery_type_words);
  return g_test_run ();
}
