/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore request's values: what reaches a command line, and what never does. */

#include "config.h"

#include "lab/reprise-lab-recovery.h"

#include "engine/reprise-engine-error.h"

typedef struct
{
  RepriseRecoveryType type;
  const char *target;
  const char *set;
  const char *expected_type;
  const char *expected_target;
} Passed;

static RepriseRestoreRequest *
new_request (RepriseRecoveryType type, const char *target, const char *set)
{
  static const char *const repositories[] = { "11111111-2222-4333-8444-555555555503", NULL };
  RepriseRestoreRequestFields fields = {
    .provider = "pgbackrest",
    .source_node_name = "n1",
    .repositories = repositories,
    .recovery_type = type,
    .target = target,
    .set = set,
  };

  return reprise_restore_request_new (&fields);
}

/* Each kind of target arrives as pgBackRest spells it; a time in UTC, to the microsecond. */
static void
test_lab_recovery_passes (void)
{
  static const Passed passed[] = {
    { REPRISE_RECOVERY_TYPE_UNSET, NULL, NULL, "default", NULL },
    { REPRISE_RECOVERY_TYPE_UNSET, NULL, "20240619-195803F", "default", NULL },
    { REPRISE_RECOVERY_TYPE_DEFAULT, NULL, NULL, "default", NULL },
    { REPRISE_RECOVERY_TYPE_IMMEDIATE,
      NULL,
      "20240619-195803F_20240619-210001I",
      "immediate",
      NULL },
    { REPRISE_RECOVERY_TYPE_TIME,
      "2024-06-19T21:58:03.5+02:00",
      NULL,
      "time",
      "2024-06-19 19:58:03.500000+00" },
    { REPRISE_RECOVERY_TYPE_LSN, "0/5000050", NULL, "lsn", "0/5000050" },
    { REPRISE_RECOVERY_TYPE_XID, "742", NULL, "xid", "742" },
    { REPRISE_RECOVERY_TYPE_NAME, "before launch", NULL, "name", "before launch" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (passed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseRestoreRequest) request =
                     new_request (passed[i].type, passed[i].target, passed[i].set);
      g_autofree char *target = NULL;
      RepriseRestoreTarget recovery;

      g_assert_true (reprise_lab_recovery_prepare (request, &recovery, &target, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (recovery.type, ==, passed[i].expected_type);
      g_assert_cmpstr (recovery.target, ==, passed[i].expected_target);
      g_assert_cmpstr (recovery.set, ==, passed[i].set);
      g_assert_false (recovery.exclusive);
    }
}

/* Nothing that is not a label or a target gets through: pgBackRest would write it, unescaped, into
 * PostgreSQL's configuration. */
static void
test_lab_recovery_refuses (void)
{
  static const Passed refused[] = {
    { REPRISE_RECOVERY_TYPE_IMMEDIATE, NULL, "latest" },
    { REPRISE_RECOVERY_TYPE_IMMEDIATE, NULL, "20240619-195803F\n" },
    { REPRISE_RECOVERY_TYPE_IMMEDIATE, NULL, "../../20240619-195803F" },
    { REPRISE_RECOVERY_TYPE_IMMEDIATE, NULL, "20240619-195803F_20240619-210001X" },
    { REPRISE_RECOVERY_TYPE_IMMEDIATE, "0/1", NULL },
    { REPRISE_RECOVERY_TYPE_DEFAULT, "2024-06-19T21:58:03Z", NULL },
    { REPRISE_RECOVERY_TYPE_UNSET, "x", NULL },
    { REPRISE_RECOVERY_TYPE_LSN, NULL, NULL },
    { REPRISE_RECOVERY_TYPE_LSN, "0/5000050'", NULL },
    { REPRISE_RECOVERY_TYPE_LSN, "5000050", NULL },
    { REPRISE_RECOVERY_TYPE_XID, "-1", NULL },
    { REPRISE_RECOVERY_TYPE_XID, "12 --x", NULL },
    { REPRISE_RECOVERY_TYPE_NAME, "it's", NULL },
    { REPRISE_RECOVERY_TYPE_NAME, "a\\b", NULL },
    { REPRISE_RECOVERY_TYPE_NAME, "a\nb", NULL },
    { REPRISE_RECOVERY_TYPE_NAME, "", NULL },
    { REPRISE_RECOVERY_TYPE_NAME,
      "0123456789012345678901234567890123456789012345678901234567890123",
      NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseRestoreRequest) request =
                     new_request (refused[i].type, refused[i].target, refused[i].set);
      g_autofree char *target = NULL;
      RepriseRestoreTarget recovery;

      g_assert_false (reprise_lab_recovery_prepare (request, &recovery, &target, &error));
      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_NOT_FOUND);
      g_assert_cmpstr (error->message, !=, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/recovery/passes", test_lab_recovery_passes);
  g_test_add_func ("/lab/recovery/refuses", test_lab_recovery_refuses);
  return g_test_run ();
}
