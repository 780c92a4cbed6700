/* SPDX-License-Identifier: GPL-3.0-or-later
 * A status as a small mark.
 *
 * Shape, colour and text each tell the status: a full disc is ready, a half disc at work, a
 * triangle failed and a ring not known. */

#include "config.h"

#include "ui/reprise-status-dot.h"

#include <math.h>

/* How much of a line of text it is high, so that it grows with large text. */
#define LINE_SHARE 0.65

struct _RepriseStatusDot
{
  GtkWidget parent_instance;

  char *text;
  RepriseStatus status;
};

G_DEFINE_FINAL_TYPE (RepriseStatusDot, reprise_status_dot, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Of the platform's style sheet, in the order of RepriseStatus; and the colours that they give. */
static const char *const style_classes[] = { "dim-label", "success", "accent", "error" };
static const char *const color_names[] = { NULL, "success_color", "accent_color", "error_color" };

/* How much of the text's colour is left of it where it is dim. */
#define DIM_ALPHA 0.55f

static void
draw_shape (cairo_t *cr, RepriseStatus status, double size)
{
  double middle = size / 2;
  double line = MAX (1.5, size / 7);
  double radius = middle - line / 2;

  cairo_set_line_width (cr, line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (status)
    {
    case REPRISE_STATUS_READY:
      cairo_arc (cr, middle, middle, middle, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case REPRISE_STATUS_WORKING:
      cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
      cairo_stroke (cr);
      cairo_arc (cr, middle, middle, radius, G_PI / 2, 3 * G_PI / 2);
      cairo_fill (cr);
      break;
    case REPRISE_STATUS_FAILED:
      cairo_move_to (cr, middle, line / 2);
      cairo_line_to (cr, size - line / 2, size - line);
      cairo_line_to (cr, line / 2, size - line);
      cairo_close_path (cr);
      cairo_fill_preserve (cr);
      cairo_stroke (cr);
      break;
    case REPRISE_STATUS_UNKNOWN:
    default:
      cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    }
}

static void
append_shape (GtkSnapshot *snapshot,
              RepriseStatus status,
              const graphene_rect_t *bounds,
              const GdkRGBA *color)
{
  float size = MIN (bounds->size.width, bounds->size.height);
  cairo_t *cr;

  if (size <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_translate (cr,
                   bounds->origin.x + floorf ((bounds->size.width - size) / 2),
                   bounds->origin.y + floorf ((bounds->size.height - size) / 2));
  draw_shape (cr, status, (double) size);
  cairo_destroy (cr);
}

static void
update_style (RepriseStatusDot *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (style_classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), style_classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), style_classes[self->status]);
}

static void
reprise_status_dot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseStatusDot *self = REPRISE_STATUS_DOT (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0,
                                               0,
                                               (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  append_shape (snapshot, self->status, &bounds, &color);
}

static void
reprise_status_dot_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = reprise_status_dot_get_size (gtk_widget_get_pango_context (widget));
}

static void
reprise_status_dot_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  RepriseStatusDot *self = REPRISE_STATUS_DOT (object);

  switch (property_id)
    {
    case PROP_STATUS:
      g_value_set_int (value, (int) self->status);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_status_dot_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  RepriseStatusDot *self = REPRISE_STATUS_DOT (object);

  switch (property_id)
    {
    case PROP_STATUS:
      reprise_status_dot_set_status (self, (RepriseStatus) g_value_get_int (value));
      break;
    case PROP_TEXT:
      reprise_status_dot_set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_status_dot_finalize (GObject *object)
{
  RepriseStatusDot *self = REPRISE_STATUS_DOT (object);

  g_free (self->text);
  G_OBJECT_CLASS (reprise_status_dot_parent_class)->finalize (object);
}

static void
reprise_status_dot_class_init (RepriseStatusDotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_status_dot_get_property;
  object_class->set_property = reprise_status_dot_set_property;
  object_class->finalize = reprise_status_dot_finalize;
  widget_class->measure = reprise_status_dot_measure;
  widget_class->snapshot = reprise_status_dot_snapshot;

  properties[PROP_STATUS] =
      g_param_spec_int ("status",
                        NULL,
                        NULL,
                        REPRISE_STATUS_UNKNOWN,
                        REPRISE_STATUS_FAILED,
                        REPRISE_STATUS_UNKNOWN,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] =
      g_param_spec_string ("text",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "statusdot");
}

static void
reprise_status_dot_init (RepriseStatusDot *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update_style (self);
}

/**
 * reprise_status_dot_new:
 *
 * Returns: (transfer floating): a mark for a status that is not known, without text
 */
RepriseStatusDot *
reprise_status_dot_new (void)
{
  return g_object_new (REPRISE_TYPE_STATUS_DOT, NULL);
}

/**
 * reprise_status_dot_get_status:
 * @self: a mark
 *
 * Returns: what its shape and colour tell
 */
RepriseStatus
reprise_status_dot_get_status (RepriseStatusDot *self)
{
  g_return_val_if_fail (REPRISE_IS_STATUS_DOT (self), REPRISE_STATUS_UNKNOWN);
  return self->status;
}

/**
 * reprise_status_dot_set_status:
 * @self: a mark
 * @status: what its shape and colour are to tell
 */
void
reprise_status_dot_set_status (RepriseStatusDot *self, RepriseStatus status)
{
  g_return_if_fail (REPRISE_IS_STATUS_DOT (self));
  g_return_if_fail (status < G_N_ELEMENTS (style_classes));

  if (self->status == status)
    return;
  self->status = status;
  update_style (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/**
 * reprise_status_dot_get_text:
 * @self: a mark
 *
 * Returns: (nullable): the status in words
 */
const char *
reprise_status_dot_get_text (RepriseStatusDot *self)
{
  g_return_val_if_fail (REPRISE_IS_STATUS_DOT (self), NULL);
  return self->text;
}

/**
 * reprise_status_dot_set_text:
 * @self: a mark
 * @text: (nullable): the status in words; its tooltip, and what a screen reader says
 */
void
reprise_status_dot_set_text (RepriseStatusDot *self, const char *text)
{
  g_return_if_fail (REPRISE_IS_STATUS_DOT (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text == NULL ? "" : text,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * reprise_status_dot_get_size:
 * @context: of the text that a mark stands beside
 *
 * Returns: how wide and high the mark is, in pixels
 */
int
reprise_status_dot_get_size (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

  pango_font_metrics_unref (metrics);
  return (int) ceil (LINE_SHARE * line / PANGO_SCALE);
}

/**
 * reprise_status_dot_draw:
 * @snapshot: where to draw
 * @status: what shape and colour tell
 * @bounds: the place for the mark
 * @context: tells the colours
 * @text_color: the colour of the text beside it
 *
 * Draws a mark where a widget for it would be one too many, as in a long list.
 */
void
reprise_status_dot_draw (GtkSnapshot *snapshot,
                         RepriseStatus status,
                         const graphene_rect_t *bounds,
                         GtkStyleContext *context,
                         const GdkRGBA *text_color)
{
  GdkRGBA color = *text_color;

  g_return_if_fail (status < G_N_ELEMENTS (color_names));

  if (color_names[status] == NULL)
    color.alpha *= DIM_ALPHA;
  else
    gtk_style_context_lookup_color (context, color_names[status], &color);
  append_shape (snapshot, status, bounds, &color);
}
