/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is chosen to leave backups out of the table: type and days. */

#include "config.h"

#include "ui/reprise-backup-filter.h"

#include "ui/reprise-date-button.h"

#define DAY_SECONDS G_GINT64_CONSTANT (86400)

struct _RepriseBackupFilter
{
  GtkWidget parent_instance;

  RepriseDateButton *from_button;
  GtkWidget *grid; /* bound, so that it goes with the template */
  GtkDropDown *type_drop_down;
  RepriseDateButton *until_button;
};

G_DEFINE_FINAL_TYPE (RepriseBackupFilter, reprise_backup_filter, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of the drop-down. */
static const int backup_types[] = {
  REPRISE_BACKUP_QUERY_ANY_TYPE,
  REPRISE_BACKUP_TYPE_FULL,
  REPRISE_BACKUP_TYPE_DIFF,
  REPRISE_BACKUP_TYPE_INCR,
};

static void
changed_cb (RepriseBackupFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reprise_backup_filter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_BACKUP_FILTER);
  G_OBJECT_CLASS (reprise_backup_filter_parent_class)->dispose (object);
}

static void
reprise_backup_filter_class_init (RepriseBackupFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_filter_dispose;

  /**
   * RepriseBackupFilter::changed:
   *
   * Something else was chosen.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          REPRISE_TYPE_BACKUP_FILTER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupFilter, from_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupFilter, grid);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupFilter, type_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupFilter, until_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  g_type_ensure (REPRISE_TYPE_DATE_BUTTON);
}

static void
reprise_backup_filter_init (RepriseBackupFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Midnight may come twice, and not at all where clocks are put forward then: the day begins when
 * clocks that were not would show it. */
static RepriseInstant
first_instant_of (int day, RepriseZone *zone)
{
  RepriseInstant instants[REPRISE_ZONE_MAX_INSTANTS];
  gint64 midnight = day * DAY_SECONDS;

  RepriseInstant day_before = reprise_instant_from_unix (midnight - DAY_SECONDS);

  if (reprise_zone_find_instants (zone, midnight, instants) > 0)
    return instants[0];
  return reprise_instant_from_unix (midnight - reprise_zone_get_offset (zone, day_before));
}

/**
 * reprise_backup_filter_narrow:
 * @self: a filter
 * @zone: the zone that the days are in
 * @query: what is asked; its type, from and until are set to what was chosen
 */
void
reprise_backup_filter_narrow (RepriseBackupFilter *self,
                              RepriseZone *zone,
                              RepriseBackupQuery *query)
{
  guint chosen;
  int from, until;

  g_return_if_fail (REPRISE_IS_BACKUP_FILTER (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  chosen = gtk_drop_down_get_selected (self->type_drop_down);
  from = reprise_date_button_get_day (self->from_button);
  until = reprise_date_button_get_day (self->until_button);
  query->backup_type = backup_types[chosen < G_N_ELEMENTS (backup_types) ? chosen : 0];
  query->from =
      from == REPRISE_DATE_BUTTON_ANY ? REPRISE_INSTANT_NONE : first_instant_of (from, zone);
  query->until =
      until == REPRISE_DATE_BUTTON_ANY ? REPRISE_INSTANT_NONE : first_instant_of (until + 1, zone);
}

/**
 * reprise_backup_filter_clear:
 * @self: a filter
 *
 * Chooses all types and days again.
 */
void
reprise_backup_filter_clear (RepriseBackupFilter *self)
{
  g_return_if_fail (REPRISE_IS_BACKUP_FILTER (self));

  gtk_drop_down_set_selected (self->type_drop_down, 0);
  reprise_date_button_set_day (self->from_button, REPRISE_DATE_BUTTON_ANY);
  reprise_date_button_set_day (self->until_button, REPRISE_DATE_BUTTON_ANY);
}

/**
 * reprise_backup_filter_is_set:
 * @self: a filter
 *
 * Returns: whether anything is chosen that leaves backups out
 */
gboolean
reprise_backup_filter_is_set (RepriseBackupFilter *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_FILTER (self), FALSE);

  return gtk_drop_down_get_selected (self->type_drop_down) != 0 ||
         reprise_date_button_get_day (self->from_button) != REPRISE_DATE_BUTTON_ANY ||
         reprise_date_button_get_day (self->until_button) != REPRISE_DATE_BUTTON_ANY;
}
