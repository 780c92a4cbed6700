/* SPDX-License-Identifier: GPL-3.0-or-later
 * One sign of a coverage chart, for its legend. */

#include "config.h"

#include "ui/reprise-coverage-sample.h"

#include "ui/reprise-coverage-scene.h"

#define WIDTH 28
#define HEIGHT 16
#define MARK_SIZE 11

struct _RepriseCoverageSample
{
  GtkWidget parent_instance;

  char *kind;
};

G_DEFINE_FINAL_TYPE (RepriseCoverageSample, reprise_coverage_sample, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_KIND,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *kind;
  RepriseBackupType type;
  RepriseCoverageState state;
} mark_kinds[] = {
  { "full", REPRISE_BACKUP_TYPE_FULL, REPRISE_COVERAGE_GOOD },
  { "diff", REPRISE_BACKUP_TYPE_DIFF, REPRISE_COVERAGE_GOOD },
  { "incr", REPRISE_BACKUP_TYPE_INCR, REPRISE_COVERAGE_GOOD },
  { "doubtful", REPRISE_BACKUP_TYPE_FULL, REPRISE_COVERAGE_DOUBTFUL },
  { "unusable", REPRISE_BACKUP_TYPE_FULL, REPRISE_COVERAGE_UNUSABLE },
};

static const struct
{
  const char *kind;
  RepriseReach reach;
} reach_kinds[] = {
  { "proven", REPRISE_REACH_PROVEN },
  { "likely", REPRISE_REACH_LIKELY },
  { "possible", REPRISE_REACH_POSSIBLE },
};

static void
reprise_coverage_sample_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseCoverageSample *self = REPRISE_COVERAGE_SAMPLE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  for (gsize i = 0; i < G_N_ELEMENTS (mark_kinds); i++)
    if (g_strcmp0 (self->kind, mark_kinds[i].kind) == 0)
      reprise_coverage_draw_mark (widget,
                                  snapshot,
                                  mark_kinds[i].type,
                                  mark_kinds[i].state,
                                  width / 2.0,
                                  height / 2.0,
                                  MARK_SIZE);
  for (gsize i = 0; i < G_N_ELEMENTS (reach_kinds); i++)
    if (g_strcmp0 (self->kind, reach_kinds[i].kind) == 0)
      reprise_coverage_draw_reach (widget,
                                   snapshot,
                                   reach_kinds[i].reach,
                                   &GRAPHENE_RECT_INIT (0, 2, (float) width, (float) height - 4));
  if (g_strcmp0 (self->kind, "gap") == 0)
    reprise_coverage_draw_gap (widget, snapshot, width, height);
}

static void
reprise_coverage_sample_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
reprise_coverage_sample_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  RepriseCoverageSample *self = REPRISE_COVERAGE_SAMPLE (object);

  switch (property_id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_coverage_sample_set_property (GObject *object,
                                      guint property_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  RepriseCoverageSample *self = REPRISE_COVERAGE_SAMPLE (object);

  switch (property_id)
    {
    case PROP_KIND:
      self->kind = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_coverage_sample_finalize (GObject *object)
{
  RepriseCoverageSample *self = REPRISE_COVERAGE_SAMPLE (object);

  g_free (self->kind);
  G_OBJECT_CLASS (reprise_coverage_sample_parent_class)->finalize (object);
}

static void
reprise_coverage_sample_class_init (RepriseCoverageSampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_coverage_sample_get_property;
  object_class->set_property = reprise_coverage_sample_set_property;
  object_class->finalize = reprise_coverage_sample_finalize;
  widget_class->measure = reprise_coverage_sample_measure;
  widget_class->snapshot = reprise_coverage_sample_snapshot;

  /* full, diff, incr, doubtful, unusable, proven, likely, possible or gap. */
  properties[PROP_KIND] =
      g_param_spec_string ("kind",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
reprise_coverage_sample_init (RepriseCoverageSample *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
