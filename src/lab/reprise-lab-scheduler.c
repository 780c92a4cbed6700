/* SPDX-License-Identifier: GPL-3.0-or-later
 * Takes the backups that the databases' schedules ask for. */

#include "config.h"

#include "lab/reprise-lab-scheduler.h"

#include "model/reprise-cron.h"
#include "model/reprise-schedule.h"

#include <glib/gi18n.h>

/* How often it is looked whether something is due: also how soon a backup is taken after other
 * work that kept it waiting. */
#define INTERVAL_USEC (G_USEC_PER_SEC)

typedef struct
{
  RepriseLabDatabase *database; /* owned */
  RepriseCron *cron;
  RepriseInstant due;
  RepriseBackupType type;
} Entry;

struct _RepriseLabScheduler
{
  GObject parent_instance;

  RepriseLabOperations *operations;
  RepriseClock *clock;
  GPtrArray *entries;
  GSource *timer;
};

static void start_timer (RepriseLabScheduler *self);

G_DEFINE_FINAL_TYPE (RepriseLabScheduler, reprise_lab_scheduler, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_clear_object (&entry->database);
  g_clear_pointer (&entry->cron, reprise_cron_free);
  g_free (entry);
}

/* A schedule that comes round while the database is busy waits for it; one whose database cannot be
 * backed up at all is passed over, as is whatever came round while nothing was served. */
static void
try_entry (RepriseLabScheduler *self, Entry *entry, RepriseInstant now)
{
  g_autoptr (GError) error = NULL;

  if (entry->due == REPRISE_INSTANT_NONE || now < entry->due ||
      reprise_lab_state_is_restoring (reprise_lab_operations_get_state (self->operations)) ||
      reprise_lab_database_get_activity (entry->database) != REPRISE_LAB_ACTIVITY_NONE)
    return;
  entry->due = reprise_cron_next (entry->cron, now);
  if (!reprise_lab_operations_back_up (self->operations,
                                       entry->database,
                                       NULL,
                                       entry->type,
                                       NULL,
                                       &error))
    g_message (_ ("The scheduled backup of %s is left out: %s"),
               reprise_lab_database_get_record (entry->database)->name,
               error->message);
}

static gboolean
timer_expired_cb (gpointer user_data)
{
  RepriseLabScheduler *self = REPRISE_LAB_SCHEDULER (user_data);
  RepriseInstant now = reprise_clock_get_now (self->clock);

  for (guint i = 0; i < self->entries->len; i++)
    try_entry (self, g_ptr_array_index (self->entries, i), now);
  start_timer (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (RepriseLabScheduler *self)
{
  reprise_clear_timer (&self->timer);
  self->timer = reprise_clock_start_timer (self->clock, INTERVAL_USEC, timer_expired_cb, self);
}

static void
add_schedules (RepriseLabScheduler *self, RepriseLabDatabase *database, RepriseInstant now)
{
  GPtrArray *schedules = reprise_lab_database_get_record (database)->schedules;

  for (guint i = 0; i < schedules->len; i++)
    {
      RepriseSchedule *schedule = g_ptr_array_index (schedules, i);
      g_autoptr (GError) error = NULL;
      Entry *entry;
      RepriseCron *cron =
          reprise_cron_parse (reprise_schedule_get_cron_expression (schedule), &error);

      if (cron == NULL)
        {
          g_message (_ ("The schedule ‘%s’ is not understood: %s"),
                     reprise_schedule_get_cron_expression (schedule),
                     error->message);
          continue;
        }
      entry = g_new0 (Entry, 1);
      entry->database = g_object_ref (database);
      entry->cron = cron;
      entry->due = reprise_cron_next (cron, now);
      entry->type = reprise_schedule_get_backup_type (schedule);
      g_ptr_array_add (self->entries, entry);
    }
}

static void
reprise_lab_scheduler_dispose (GObject *object)
{
  RepriseLabScheduler *self = REPRISE_LAB_SCHEDULER (object);

  reprise_clear_timer (&self->timer);
  g_clear_object (&self->operations);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_lab_scheduler_parent_class)->dispose (object);
}

static void
reprise_lab_scheduler_class_init (RepriseLabSchedulerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_lab_scheduler_dispose;
}

static void
reprise_lab_scheduler_init (RepriseLabScheduler *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

/**
 * reprise_lab_scheduler_new:
 * @operations: (transfer none): what takes the backups
 * @clock: (transfer none): what time it is
 *
 * Works as long as it lives.
 */
RepriseLabScheduler *
reprise_lab_scheduler_new (RepriseLabOperations *operations, RepriseClock *clock)
{
  RepriseLabScheduler *self = g_object_new (REPRISE_TYPE_LAB_SCHEDULER, NULL);
  GPtrArray *databases =
      reprise_lab_state_get_databases (reprise_lab_operations_get_state (operations));

  self->operations = g_object_ref (operations);
  self->clock = g_object_ref (clock);
  for (guint i = 0; i < databases->len; i++)
    add_schedules (self, g_ptr_array_index (databases, i), reprise_clock_get_now (clock));
  start_timer (self);
  return self;
}
