/* SPDX-License-Identifier: GPL-3.0-or-later
 * A time that is so long ago, or that is pasted or typed as text. */

#include "config.h"

#include "ui/reprise-restore-time-entry.h"

#include "restore/reprise-time-text.h"
#include "ui/reprise-form-field.h"
#include "ui/reprise-restore-option.h"
#include "ui/reprise-restore-time-words.h"
#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

struct _RepriseRestoreTimeEntry
{
  AdwBin parent_instance;

  GtkBox *answers_box;
  GtkDropDown *relative_chooser;
  GtkEntry *text_entry;
  RepriseFormField *text_field;

  RepriseRestoreEditor *editor;
  RepriseTimeText text;    /* what was read last */
  RepriseInstant taken;    /* what the text came to, or none */
  RepriseInstant relative; /* what the relative time came to, or none */
  RepriseZone *zone;       /* that the text was said to be in; NULL before that */
  gboolean is_typing;      /* something that has not been read */
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreTimeEntry, reprise_restore_time_entry, ADW_TYPE_BIN)

/* What is said of a length of time, and the length as it would be typed. */
static const struct
{
  const char *typed;
  const char *title;
} lengths[] = {
  { "5m", N_ ("5 minutes ago") },   { "15m", N_ ("15 minutes ago") },
  { "30m", N_ ("30 minutes ago") }, { "1h", N_ ("1 hour ago") },
  { "3h", N_ ("3 hours ago") },     { "6h", N_ ("6 hours ago") },
  { "12h", N_ ("12 hours ago") },   { "1 day", N_ ("1 day ago") },
  { "2 days", N_ ("2 days ago") },  { "1 week", N_ ("1 week ago") },
};

/* The zones that a time without one may be in. */
static const char *const zone_choices[] = { REPRISE_ZONE_CHOICE_LOCAL,
                                            REPRISE_ZONE_CHOICE_UTC,
                                            REPRISE_ZONE_CHOICE_NODE };

static void take_text (RepriseRestoreTimeEntry *self);

static void
choose (RepriseRestoreTimeEntry *self, RepriseInstant instant)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);

  if (form != NULL)
    reprise_restore_editor_change (self->editor, reprise_restore_form_with_time (form, instant));
}

/* Until what is typed has been taken or cleared, nothing can be sent. */
static void
set_pending (RepriseRestoreTimeEntry *self, RepriseRestoreProblem problem, const char *text)
{
  if (self->editor != NULL)
    reprise_restore_editor_set_pending (self->editor, REPRISE_RESTORE_INPUT_TEXT, problem, text);
}

static void
refuse (RepriseRestoreTimeEntry *self, const char *reason)
{
  set_pending (self, REPRISE_RESTORE_PROBLEM_NOT_VALID, reason);
}

static void
take (RepriseRestoreTimeEntry *self, RepriseInstant instant)
{
  self->taken = instant;
  choose (self, instant);
  set_pending (self, REPRISE_RESTORE_PROBLEM_NOT_TAKEN, NULL);
}

static void
clear_question (RepriseRestoreTimeEntry *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answers_box))) != NULL)
    gtk_box_remove (self->answers_box, child);
  gtk_widget_set_visible (GTK_WIDGET (self->answers_box), FALSE);
}

static GtkWidget *
add_answer (RepriseRestoreTimeEntry *self, const char *text, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->answers_box, button);
  return button;
}

static void
ask (RepriseRestoreTimeEntry *self, const char *question)
{
  clear_question (self);
  set_pending (self, REPRISE_RESTORE_PROBLEM_NOT_TAKEN, question);
  gtk_widget_set_visible (GTK_WIDGET (self->answers_box), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answers_box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question,
                                  -1);
}

static void
first_clicked_cb (RepriseRestoreTimeEntry *self)
{
  clear_question (self);
  take (self, self->text.instant);
}

static void
second_clicked_cb (RepriseRestoreTimeEntry *self)
{
  clear_question (self);
  take (self, self->text.later);
}

static void
ask_which (RepriseRestoreTimeEntry *self)
{
  RepriseZone *zone = reprise_restore_editor_get_zone (self->editor);
  g_autofree char *first =
      reprise_time_words_turn (REPRISE_TIME_TURN_FIRST, zone, self->text.instant);
  g_autofree char *second =
      reprise_time_words_turn (REPRISE_TIME_TURN_SECOND, zone, self->text.later);

  ask (self, _ ("Clocks were put back, so it was that time twice. Which is meant?"));
  add_answer (self, first, G_CALLBACK (first_clicked_cb));
  add_answer (self, second, G_CALLBACK (second_clicked_cb));
}

/* Says so where the text calls its zone by a name that this one does not have then. */
static void
zone_clicked_cb (RepriseRestoreTimeEntry *self, GtkButton *button)
{
  const char *choice = g_object_get_data (G_OBJECT (button), "zone-choice");
  RepriseNode *node = reprise_restore_editor_get_source_node (self->editor);
  g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (choice, node);

  g_set_object (&self->zone, zone);
  reprise_time_text_resolve (&self->text, reprise_zone_get_time_zone (zone));
  take_text (self);
}

static void
without_abbreviation_clicked_cb (RepriseRestoreTimeEntry *self)
{
  self->text.abbreviation[0] = '\0';
  reprise_time_text_resolve (&self->text, reprise_zone_get_time_zone (self->zone));
  take_text (self);
}

static void
add_zones (RepriseRestoreTimeEntry *self)
{
  RepriseNode *node = reprise_restore_editor_get_source_node (self->editor);

  for (gsize i = 0; i < G_N_ELEMENTS (zone_choices); i++)
    {
      g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (zone_choices[i], node);
      g_autofree char *label = reprise_zone_dup_label (zone);
      GtkWidget *button;

      if (g_str_equal (zone_choices[i], REPRISE_ZONE_CHOICE_NODE) &&
          reprise_zone_get_kind (zone) != REPRISE_ZONE_NAMED)
        continue;
      button = add_answer (self, label, G_CALLBACK (zone_clicked_cb));
      g_object_set_data (G_OBJECT (button), "zone-choice", (gpointer) zone_choices[i]);
    }
}

/* The zone that was answered contradicts the text; nothing but that answer may be right. */
static void
ask_zone_again (RepriseRestoreTimeEntry *self)
{
  const char *name = reprise_zone_get_name (self->zone);
  /* Translators: what a text calls a time zone, such as "PST", and the name of another zone. */
  g_autofree char *question = g_strdup_printf (_ ("‘%s’ is not used in %s then. In which zone is "
                                                  "that time?"),
                                               self->text.abbreviation,
                                               name);
  /* Translators: the name of a time zone, and what a text calls it, such as "PST". */
  g_autofree char *answer =
      g_strdup_printf (_ ("In %s, whatever ‘%s’ means"), name, self->text.abbreviation);

  ask (self, question);
  add_zones (self);
  add_answer (self, answer, G_CALLBACK (without_abbreviation_clicked_cb));
}

static void
ask_zone (RepriseRestoreTimeEntry *self)
{
  g_autofree char *question = NULL;

  if (self->zone != NULL)
    {
      ask_zone_again (self);
      return;
    }
  if (*self->text.abbreviation == '\0')
    question = g_strdup (_ ("That time names no zone. In which is it?"));
  else
    /* Translators: what a text calls a time zone, such as "PST". */
    question =
        g_strdup_printf (_ ("The time says ‘%s’. In which zone is that?"), self->text.abbreviation);
  ask (self, question);
  add_zones (self);
}

static void
take_text (RepriseRestoreTimeEntry *self)
{
  clear_question (self);
  switch (self->text.kind)
    {
    case REPRISE_TIME_TEXT_INSTANT:
      take (self, self->text.instant);
      break;
    case REPRISE_TIME_TEXT_NEEDS_ZONE:
      ask_zone (self);
      break;
    case REPRISE_TIME_TEXT_TWICE:
      ask_which (self);
      break;
    case REPRISE_TIME_TEXT_NEVER:
      refuse (self, _ ("It never was that time there: clocks were put forward."));
      break;
    case REPRISE_TIME_TEXT_INVALID:
    default:
      refuse (self, _ ("This is not a time, nor a length of time back from now."));
    }
}

static void
text_activated_cb (RepriseRestoreTimeEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->text_entry));

  if (*typed == '\0')
    return;
  self->is_typing = FALSE;
  g_clear_object (&self->zone);
  reprise_time_text_parse (typed, reprise_restore_editor_get_now (self->editor), &self->text);
  take_text (self);
}

/* Who goes on elsewhere is done here, unless the whole dialog goes. */
static void
text_left_cb (RepriseRestoreTimeEntry *self)
{
  if (self->is_typing && gtk_widget_get_mapped (GTK_WIDGET (self)))
    text_activated_cb (self);
}

static void
text_changed_cb (RepriseRestoreTimeEntry *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->text_entry));

  clear_question (self);
  self->taken = REPRISE_INSTANT_NONE;
  self->is_typing = *typed != '\0';
  set_pending (self,
               REPRISE_RESTORE_PROBLEM_NOT_TAKEN,
               self->is_typing ? _ ("Press Enter to take this time.") : NULL);
}

static void
relative_selected_cb (RepriseRestoreTimeEntry *self)
{
  const char *typed = reprise_restore_options_get_selected (self->relative_chooser);
  RepriseTimeText text;

  if (self->is_changing || typed == NULL || *typed == '\0' ||
      reprise_time_text_parse (typed, reprise_restore_editor_get_now (self->editor), &text) !=
          REPRISE_TIME_TEXT_INSTANT)
    return;
  self->relative = text.instant;
  choose (self, text.instant);
}

static void
forget_relative (RepriseRestoreTimeEntry *self)
{
  self->relative = REPRISE_INSTANT_NONE;
  self->is_changing = TRUE;
  gtk_drop_down_set_selected (self->relative_chooser, 0);
  self->is_changing = FALSE;
}

/* List and text say how the time was chosen, so they say nothing once it is chosen in another way.
 */
static void
update (RepriseRestoreTimeEntry *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  gboolean has_window = form != NULL && reprise_restore_form_get_window (form) != NULL;
  RepriseInstant time;

  gtk_widget_set_sensitive (GTK_WIDGET (self), has_window);
  if (form == NULL)
    return;
  reprise_form_field_show_problem (self->text_field, self->editor, REPRISE_RESTORE_FIELD_TIME_TEXT);
  time = reprise_restore_form_get_time (form);
  if (self->relative == REPRISE_INSTANT_NONE || self->relative != time)
    forget_relative (self);
  if (self->taken != REPRISE_INSTANT_NONE && self->taken != time)
    gtk_editable_set_text (GTK_EDITABLE (self->text_entry), "");
}

static void
reset_cb (RepriseRestoreTimeEntry *self)
{
  self->relative = REPRISE_INSTANT_NONE;
  gtk_editable_set_text (GTK_EDITABLE (self->text_entry), "");
}

static void
fill_lengths (RepriseRestoreTimeEntry *self)
{
  g_autoptr (GListStore) options = g_list_store_new (REPRISE_TYPE_RESTORE_OPTION);
  g_autoptr (RepriseRestoreOption) none =
                 reprise_restore_option_new ("", _ ("Choose…"), NULL, TRUE);

  g_list_store_append (options, none);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (RepriseRestoreOption) option =
              reprise_restore_option_new (lengths[i].typed, _ (lengths[i].title), NULL, TRUE);

      g_list_store_append (options, option);
    }
  reprise_restore_options_set_up (self->relative_chooser);
  reprise_restore_options_show (self->relative_chooser, G_LIST_MODEL (options), "");
}

static void
reprise_restore_time_entry_dispose (GObject *object)
{
  RepriseRestoreTimeEntry *self = REPRISE_RESTORE_TIME_ENTRY (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_TIME_ENTRY);
  g_clear_object (&self->editor);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_restore_time_entry_parent_class)->dispose (object);
}

static void
reprise_restore_time_entry_class_init (RepriseRestoreTimeEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_time_entry_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-time-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimeEntry, answers_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimeEntry, relative_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimeEntry, text_entry);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimeEntry, text_field);
  gtk_widget_class_bind_template_callback (widget_class, relative_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_left_cb);
}

static void
reprise_restore_time_entry_init (RepriseRestoreTimeEntry *self)
{
  self->taken = REPRISE_INSTANT_NONE;
  self->relative = REPRISE_INSTANT_NONE;
  self->is_changing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lengths (self);
  self->is_changing = FALSE;
}

/**
 * reprise_restore_time_entry_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreTimeEntry *
reprise_restore_time_entry_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_TIME_ENTRY, NULL);
}

/**
 * reprise_restore_time_entry_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_time_entry_set_editor (RepriseRestoreTimeEntry *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_TIME_ENTRY (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
