/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where one of two inventories is from, and which of its repositories is looked at. */

#include "config.h"

#include "ui/reprise-compare-card.h"

#include "restore/reprise-instant-words.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-repository-words.h"
#include "ui/reprise-text-choice.h"

#include <glib/gi18n.h>

struct _RepriseCompareCard
{
  AdwBin parent_instance;

  GtkButton *choose_button;
  GtkLabel *heading;
  GtkLabel *notice_label;
  GtkDropDown *repository_chooser;
  GtkLabel *source_label;
  GtkLabel *time_label;

  char *title;
  RepriseCompareSide *side; /* what it shows */
  GPtrArray *choices;       /* of RepriseRepositoryChoice, as the chooser shows them */
  gboolean is_changing;     /* the chooser is being filled: none of that is a choice */
};

G_DEFINE_FINAL_TYPE (RepriseCompareCard, reprise_compare_card, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

enum
{
  SIGNAL_CHOOSE,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
choose_clicked_cb (RepriseCompareCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0);
}

static gboolean
dropped_cb (RepriseCompareCard *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, files->data);
  return TRUE;
}

static void
repository_selected_cb (RepriseCompareCard *self)
{
  guint position = gtk_drop_down_get_selected (self->repository_chooser);
  const RepriseRepositoryChoice *choice;

  if (self->is_changing || self->choices == NULL || position >= self->choices->len)
    return;
  choice = g_ptr_array_index (self->choices, position);
  reprise_compare_side_set_repository (self->side, choice->id);
}

static GPtrArray *
list_choices (RepriseCompareSide *side)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  RepriseNodeView *view = reprise_compare_side_get_view (side);

  return view == NULL
             ? g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_repository_choice_free)
             : reprise_repository_list_choices (reprise_compare_side_get_watch (side),
                                                reprise_node_view_get_name (view),
                                                zone);
}

static guint
find_choice (GPtrArray *choices, const char *repository_id)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_strcmp0 (((RepriseRepositoryChoice *) g_ptr_array_index (choices, i))->id,
                   repository_id) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
are_shown (RepriseCompareCard *self, GPtrArray *choices)
{
  if (self->choices == NULL || self->choices->len != choices->len)
    return FALSE;
  for (guint i = 0; i < choices->len; i++)
    if (find_choice (self->choices,
                     ((RepriseRepositoryChoice *) g_ptr_array_index (choices, i))->id) != i)
      return FALSE;
  return TRUE;
}

/* Only where they differ: a list that is open must not change under the pointer. */
static void
fill_chooser (RepriseCompareCard *self, GPtrArray *choices)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  if (are_shown (self, choices))
    return;
  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (texts,
                            ((RepriseRepositoryChoice *) g_ptr_array_index (choices, i))->text);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_ptr_array_ref (choices);
  gtk_drop_down_set_model (self->repository_chooser, G_LIST_MODEL (texts));
}

/* Where there is one repository, there is nothing to choose. */
static void
update_chooser (RepriseCompareCard *self)
{
  g_autoptr (GPtrArray) choices = list_choices (self->side);
  RepriseNodeView *view = reprise_compare_side_get_view (self->side);

  self->is_changing = TRUE;
  fill_chooser (self, choices);
  if (view != NULL)
    gtk_drop_down_set_selected (self->repository_chooser,
                                find_choice (self->choices,
                                             reprise_node_view_get_repository_id (view)));
  self->is_changing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->repository_chooser), choices->len > 1);
}

static char *
dup_time_text (RepriseCompareSide *side)
{
  RepriseInstant as_of = reprise_compare_side_get_as_of (side);
  g_autofree char *time = NULL;

  switch (reprise_compare_side_get_state (side))
    {
    case REPRISE_COMPARE_SIDE_NONE:
      return g_strdup (_ ("Choose a file, or drop one here."));
    case REPRISE_COMPARE_SIDE_READING:
      return g_strdup (_ ("Reading…"));
    case REPRISE_COMPARE_SIDE_FAILED:
      return g_strdup (_ ("It could not be read."));
    case REPRISE_COMPARE_SIDE_READY:
    default:
      break;
    }
  if (as_of == REPRISE_INSTANT_NONE)
    return g_strdup (_ ("It does not say as of when it is."));
  time = reprise_instant_describe (as_of, REPRISE_INSTANT_NONE);
  /* Translators: a date and time. */
  return g_strdup_printf (_ ("As of %s"), time);
}

static void
update_choose_button (RepriseCompareCard *self)
{
  g_autofree char *text = NULL;

  /* Translators: "First Inventory" or "Second Inventory". */
  text = g_strdup_printf (_ ("Choose a File: %s"), self->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choose_button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
}

static void
reprise_compare_card_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, REPRISE_COMPARE_CARD (object)->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_compare_card_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_TITLE:
      REPRISE_COMPARE_CARD (object)->title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_compare_card_constructed (GObject *object)
{
  RepriseCompareCard *self = REPRISE_COMPARE_CARD (object);

  G_OBJECT_CLASS (reprise_compare_card_parent_class)->constructed (object);
  gtk_label_set_label (self->heading, self->title);
  update_choose_button (self);
}

static void
reprise_compare_card_dispose (GObject *object)
{
  RepriseCompareCard *self = REPRISE_COMPARE_CARD (object);

  g_clear_object (&self->side);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_COMPARE_CARD);
  G_OBJECT_CLASS (reprise_compare_card_parent_class)->dispose (object);
}

static void
reprise_compare_card_finalize (GObject *object)
{
  RepriseCompareCard *self = REPRISE_COMPARE_CARD (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self->title);
  G_OBJECT_CLASS (reprise_compare_card_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * RepriseCompareCard::choose:
   *
   * Somebody wants to choose a file.
   */
  signals[SIGNAL_CHOOSE] = g_signal_new ("choose",
                                         REPRISE_TYPE_COMPARE_CARD,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
  /**
   * RepriseCompareCard::dropped:
   * @file: what was dropped
   */
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped",
                                          REPRISE_TYPE_COMPARE_CARD,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_FILE);
}

static void
reprise_compare_card_class_init (RepriseCompareCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = reprise_compare_card_constructed;
  object_class->get_property = reprise_compare_card_get_property;
  object_class->set_property = reprise_compare_card_set_property;
  object_class->dispose = reprise_compare_card_dispose;
  object_class->finalize = reprise_compare_card_finalize;

  properties[PROP_TITLE] =
      g_param_spec_string ("title",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-compare-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareCard, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareCard, heading);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareCard, notice_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareCard, repository_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareCard, source_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseCompareCard, time_label);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, repository_selected_cb);
}

static void
reprise_compare_card_init (RepriseCompareCard *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_full_text_offer (self->source_label);
  reprise_text_choice_set_up (self->repository_chooser);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * reprise_compare_card_update:
 * @self: a card
 * @side: what it is to show
 */
void
reprise_compare_card_update (RepriseCompareCard *self, RepriseCompareSide *side)
{
  const char *title, *notice;
  g_autofree char *time = NULL;

  g_return_if_fail (REPRISE_IS_COMPARE_CARD (self));
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (side));

  title = reprise_compare_side_get_title (side);
  notice = reprise_compare_side_get_notice (side);
  time = dup_time_text (side);
  g_set_object (&self->side, side);
  gtk_label_set_label (self->source_label, title == NULL ? _ ("Not chosen yet") : title);
  gtk_label_set_label (self->time_label, time);
  gtk_label_set_label (self->notice_label, notice == NULL ? "" : notice);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), notice != NULL);
  update_chooser (self);
}
