/* SPDX-License-Identifier: GPL-3.0-or-later
 * A schedule: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-schedule.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_schedule_keeps (void)
{
  char text[] = "id";
  RepriseScheduleFields fields = { 0 };
  g_autoptr (RepriseSchedule) schedule = NULL;

  fields.id = text;
  fields.backup_type = REPRISE_BACKUP_TYPE_INCR;
  fields.cron_expression = "cron expression";
  schedule = reprise_schedule_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_schedule_get_id (schedule), ==, "id");
  g_assert_cmpint (reprise_schedule_get_backup_type (schedule), ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpstr (reprise_schedule_get_cron_expression (schedule), ==, "cron expression");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_schedule_unknown (void)
{
  const RepriseScheduleFields fields = { 0 };
  g_autoptr (RepriseSchedule) schedule = reprise_schedule_new (&fields);

  g_assert_null (reprise_schedule_get_id (schedule));
  g_assert_cmpint (reprise_schedule_get_backup_type (schedule), ==, REPRISE_BACKUP_TYPE_UNKNOWN);
  g_assert_null (reprise_schedule_get_cron_expression (schedule));
}

/* What widgets bind says the same as the functions. */
static void
test_schedule_properties (void)
{
  RepriseScheduleFields fields = { 0 };
  g_autoptr (RepriseSchedule) schedule = NULL;
  int backup_type = 0;
  g_autofree char *cron_expression = NULL;

  fields.backup_type = REPRISE_BACKUP_TYPE_INCR;
  fields.cron_expression = "cron expression";
  schedule = reprise_schedule_new (&fields);
  g_object_get (schedule, "backup-type", &backup_type, "cron-expression", &cron_expression, NULL);

  g_assert_cmpint (backup_type, ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpstr (cron_expression, ==, "cron expression");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/schedule/keeps", test_schedule_keeps);
  g_test_add_func ("/model/schedule/unknown", test_schedule_unknown);
  g_test_add_func ("/model/schedule/properties", test_schedule_properties);
  return g_test_run ();
}
