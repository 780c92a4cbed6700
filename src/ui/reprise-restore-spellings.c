/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chosen instant in all the ways in which it is told. */

#include "config.h"

#include "ui/reprise-restore-spellings.h"

#include "restore/reprise-window-words.h"
#include "ui/reprise-restore-time-words.h"
#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

struct _RepriseRestoreSpellings
{
  AdwBin parent_instance;

  GtkLabel *label;

  RepriseRestoreEditor *editor;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreSpellings, reprise_restore_spellings, ADW_TYPE_BIN)

static void
add_zone (GPtrArray *lines, RepriseZone *zone, RepriseInstant instant)
{
  g_autofree char *name = reprise_zone_dup_label (zone);
  g_autofree char *time = reprise_time_words_spell (zone, instant);

  /* Translators: a time zone, and a time in it. */
  g_ptr_array_add (lines, g_strdup_printf (_ ("%s: %s"), name, time));
}

/* A node whose zone is not known counts as being in UTC, which is there anyway. */
static void
add_zones (RepriseRestoreSpellings *self, GPtrArray *lines, RepriseInstant instant)
{
  RepriseNode *node = reprise_restore_editor_get_source_node (self->editor);
  g_autoptr (RepriseZone) local = reprise_zone_new_local ();
  g_autoptr (RepriseZone) utc = reprise_zone_new_utc ();
  g_autoptr (RepriseZone) of_node = reprise_zone_choice_resolve (REPRISE_ZONE_CHOICE_NODE, node);

  add_zone (lines, local, instant);
  add_zone (lines, utc, instant);
  if (node != NULL && reprise_zone_get_kind (of_node) == REPRISE_ZONE_NAMED)
    {
      g_autofree char *time = reprise_time_words_spell (of_node, instant);

      /* Translators: a node, its time zone, and a time in it. */
      g_ptr_array_add (lines,
                       g_strdup_printf (_ ("%s (%s): %s"),
                                        reprise_node_get_title (node),
                                        reprise_zone_get_name (of_node),
                                        time));
    }
}

static void
add_reach (RepriseRestoreForm *form, GPtrArray *lines)
{
  g_autofree char *reach = NULL;

  if (reprise_restore_form_get_window (form) == NULL)
    return;
  reach = reprise_reach_describe (reprise_restore_form_judge_time (form), NULL);
  /* Translators: how sure it is that a time is reached. */
  g_ptr_array_add (lines, g_strdup_printf (_ ("Certainty: %s"), reach));
}

static void
update (RepriseRestoreSpellings *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  RepriseInstant instant =
      form == NULL ? REPRISE_INSTANT_NONE : reprise_restore_form_get_time (form);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sent = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), instant != REPRISE_INSTANT_NONE);
  if (instant == REPRISE_INSTANT_NONE)
    return;
  add_zones (self, lines, instant);
  sent = reprise_instant_format (instant, REPRISE_INSTANT_AUTO);
  /* Translators: a time as the service is told it. */
  g_ptr_array_add (lines, g_strdup_printf (_ ("Sent as: %s"), sent));
  add_reach (form, lines);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  gtk_label_set_label (self->label, text);
}

static void
reprise_restore_spellings_dispose (GObject *object)
{
  RepriseRestoreSpellings *self = REPRISE_RESTORE_SPELLINGS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_SPELLINGS);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_spellings_parent_class)->dispose (object);
}

static void
reprise_restore_spellings_class_init (RepriseRestoreSpellingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_spellings_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-spellings.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreSpellings, label);
}

static void
reprise_restore_spellings_init (RepriseRestoreSpellings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_spellings_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreSpellings *
reprise_restore_spellings_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_SPELLINGS, NULL);
}

/**
 * reprise_restore_spellings_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_spellings_set_editor (RepriseRestoreSpellings *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_SPELLINGS (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
