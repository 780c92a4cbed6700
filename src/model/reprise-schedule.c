/* SPDX-License-Identifier: GPL-3.0-or-later
 * When backups of one type are taken. */

#include "config.h"

#include "model/reprise-schedule.h"

struct _RepriseSchedule
{
  GObject parent_instance;

  char *id;
  RepriseBackupType backup_type;
  char *cron_expression;
};

G_DEFINE_FINAL_TYPE (RepriseSchedule, reprise_schedule, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BACKUP_TYPE,
  PROP_CRON_EXPRESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_schedule_finalize (GObject *object)
{
  RepriseSchedule *self = REPRISE_SCHEDULE (object);

  g_free (self->id);
  g_free (self->cron_expression);
  G_OBJECT_CLASS (reprise_schedule_parent_class)->finalize (object);
}

static void
reprise_schedule_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseSchedule *self = REPRISE_SCHEDULE (object);

  switch (property_id)
    {
    case PROP_BACKUP_TYPE:
      g_value_set_int (value, self->backup_type);
      break;
    case PROP_CRON_EXPRESSION:
      g_value_set_string (value, self->cron_expression);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_schedule_class_init (RepriseScheduleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_schedule_finalize;
  object_class->get_property = reprise_schedule_get_property;

  properties[PROP_BACKUP_TYPE] =
      g_param_spec_int ("backup-type", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_CRON_EXPRESSION] =
      g_param_spec_string ("cron-expression", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_schedule_init (RepriseSchedule *self)
{
}

/**
 * reprise_schedule_new:
 * @fields: what it holds; copied
 *
 * Returns: (transfer full): a schedule
 */
RepriseSchedule *
reprise_schedule_new (const RepriseScheduleFields *fields)
{
  RepriseSchedule *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_SCHEDULE, NULL);
  self->id = g_strdup (fields->id);
  self->backup_type = fields->backup_type;
  self->cron_expression = g_strdup (fields->cron_expression);
  return self;
}

/**
 * reprise_schedule_get_id:
 * @self: a schedule
 *
 * Returns: (nullable): the service's id
 */
const char *
reprise_schedule_get_id (RepriseSchedule *self)
{
  g_return_val_if_fail (REPRISE_IS_SCHEDULE (self), NULL);
  return self->id;
}

/**
 * reprise_schedule_get_backup_type:
 * @self: a schedule
 *
 * Returns: the type of backup
 */
RepriseBackupType
reprise_schedule_get_backup_type (RepriseSchedule *self)
{
  g_return_val_if_fail (REPRISE_IS_SCHEDULE (self), 0);
  return self->backup_type;
}

/**
 * reprise_schedule_get_cron_expression:
 * @self: a schedule
 *
 * Returns: (nullable): five fields in UTC, as the service has them; see reprise_cron_parse()
 */
const char *
reprise_schedule_get_cron_expression (RepriseSchedule *self)
{
  g_return_val_if_fail (REPRISE_IS_SCHEDULE (self), NULL);
  return self->cron_expression;
}
