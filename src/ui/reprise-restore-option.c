/* SPDX-License-Identifier: GPL-3.0-or-later
 * One of several things to choose from in a list that drops down. */

#include "config.h"

#include "ui/reprise-restore-option.h"

#include "ui/reprise-full-text.h"

#include <glib/gi18n.h>

/* Text gives way to a narrow window down to this. */
#define MIN_CHARS 12

struct _RepriseRestoreOption
{
  GObject parent_instance;

  char *id;
  char *title;
  char *words; /* NULL where there is nothing more to say */
  gboolean may_be_chosen;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreOption, reprise_restore_option, G_TYPE_OBJECT)

static void
reprise_restore_option_finalize (GObject *object)
{
  RepriseRestoreOption *self = REPRISE_RESTORE_OPTION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->words);
  G_OBJECT_CLASS (reprise_restore_option_parent_class)->finalize (object);
}

static void
reprise_restore_option_class_init (RepriseRestoreOptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_option_finalize;
}

static void
reprise_restore_option_init (RepriseRestoreOption *self)
{
}

/**
 * reprise_restore_option_new:
 * @id: (nullable): what it is known by; %NULL where it only says that nothing is chosen
 * @title: what it is called
 * @words: (nullable): what else is to be said of it
 * @may_be_chosen: whether it can be chosen at all
 *
 * Returns: (transfer full): an option
 */
RepriseRestoreOption *
reprise_restore_option_new (const char *id,
                            const char *title,
                            const char *words,
                            gboolean may_be_chosen)
{
  RepriseRestoreOption *self = g_object_new (REPRISE_TYPE_RESTORE_OPTION, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->words = g_strdup (words);
  self->may_be_chosen = may_be_chosen;
  return self;
}

/**
 * reprise_restore_option_get_id:
 * @self: an option
 *
 * Returns: (nullable): what it is known by
 */
const char *
reprise_restore_option_get_id (RepriseRestoreOption *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_OPTION (self), NULL);
  return self->id;
}

/**
 * reprise_restore_option_get_title:
 * @self: an option
 *
 * Returns: what it is called
 */
const char *
reprise_restore_option_get_title (RepriseRestoreOption *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_OPTION (self), NULL);
  return self->title;
}

/**
 * reprise_restore_option_get_words:
 * @self: an option
 *
 * Returns: (nullable): what else is to be said of it
 */
const char *
reprise_restore_option_get_words (RepriseRestoreOption *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_OPTION (self), NULL);
  return self->words;
}

/**
 * reprise_restore_option_may_be_chosen:
 * @self: an option
 *
 * Returns: whether it can be chosen at all
 */
gboolean
reprise_restore_option_may_be_chosen (RepriseRestoreOption *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_OPTION (self), FALSE);
  return self->may_be_chosen;
}

static void
append_label (GtkBox *box, PangoEllipsizeMode ellipsize)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, ellipsize);
  gtk_label_set_width_chars (label, MIN_CHARS);
  gtk_label_set_xalign (label, 0);
  reprise_full_text_offer (label);
  gtk_box_append (box, GTK_WIDGET (label));
}

static void
setup_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  append_label (box, PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (GTK_WIDGET (box), GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, GTK_WIDGET (box));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  append_label (box, PANGO_ELLIPSIZE_END);
  append_label (box, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (GTK_WIDGET (box))), TRUE);
  gtk_widget_add_css_class (gtk_widget_get_last_child (GTK_WIDGET (box)), "dim-label");
  gtk_widget_add_css_class (gtk_widget_get_last_child (GTK_WIDGET (box)), "caption");
  gtk_list_item_set_child (item, GTK_WIDGET (box));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RepriseRestoreOption *option = REPRISE_RESTORE_OPTION (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title_label = gtk_widget_get_first_child (box);
  GtkWidget *words_label = gtk_widget_get_next_sibling (title_label);

  gtk_label_set_label (GTK_LABEL (title_label), option->title);
  if (words_label == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (words_label), option->words == NULL ? "" : option->words);
  gtk_widget_set_visible (words_label, option->words != NULL);
  gtk_list_item_set_activatable (item, option->may_be_chosen);
  gtk_list_item_set_selectable (item, option->may_be_chosen);
  gtk_widget_set_sensitive (box, option->may_be_chosen);
}

/**
 * reprise_restore_options_set_up:
 * @drop_down: a list that drops down
 *
 * Makes it show #RepriseRestoreOption items, and insensitive those that cannot be chosen.
 */
void
reprise_restore_options_set_up (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) row = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  g_signal_connect (button, "setup", G_CALLBACK (setup_button_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (row, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (row, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, row);
}

static gboolean
are_equal (RepriseRestoreOption *a, RepriseRestoreOption *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->words, b->words) == 0 && a->may_be_chosen == b->may_be_chosen;
}

/* GTK 4.18 cannot show that nothing is chosen of a list: what says so is an item of its own, which
 * has no id. It stays once something is chosen, so that nothing moves meanwhile. */
static guint
count_hints (GListModel *shown)
{
  g_autoptr (RepriseRestoreOption) first = g_list_model_get_item (shown, 0);

  return first != NULL && first->id == NULL ? 1 : 0;
}

static void
insert_hint (GtkDropDown *drop_down)
{
  g_autoptr (RepriseRestoreOption) hint =
                 reprise_restore_option_new (NULL, _ ("Choose…"), NULL, TRUE);

  g_list_store_insert (G_LIST_STORE (gtk_drop_down_get_model (drop_down)), 0, hint);
}

/* A list that is open must not change under the pointer. */
static gboolean
are_shown (GtkDropDown *drop_down, GListModel *options)
{
  GListModel *shown = gtk_drop_down_get_model (drop_down);
  guint n = g_list_model_get_n_items (options);
  guint n_hints = shown == NULL ? 0 : count_hints (shown);

  if (shown == NULL || g_list_model_get_n_items (shown) != n + n_hints)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RepriseRestoreOption) before = g_list_model_get_item (shown, i + n_hints);
      g_autoptr (RepriseRestoreOption) now = g_list_model_get_item (options, i);

      if (!are_equal (before, now))
        return FALSE;
    }
  return TRUE;
}

/**
 * reprise_restore_options_show:
 * @drop_down: a list that drops down
 * @options: (type GListStore): what there is to choose from, #RepriseRestoreOption; the drop-down
 *   may keep it
 * @selected: (nullable): the id of what is chosen
 *
 * Where nothing of it is chosen, the list says so in an item of its own before the others.
 */
void
reprise_restore_options_show (GtkDropDown *drop_down, GListModel *options, const char *selected)
{
  guint n = g_list_model_get_n_items (options);
  guint position = GTK_INVALID_LIST_POSITION;
  guint n_hints;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (G_IS_LIST_STORE (options));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RepriseRestoreOption) option = g_list_model_get_item (options, i);

      if (g_strcmp0 (option->id, selected) == 0)
        position = i;
    }
  if (!are_shown (drop_down, options))
    gtk_drop_down_set_model (drop_down, options);
  n_hints = count_hints (gtk_drop_down_get_model (drop_down));
  if (position != GTK_INVALID_LIST_POSITION)
    position += n_hints;
  else if (n > 0 && n_hints == 0)
    insert_hint (drop_down);
  gtk_drop_down_set_selected (drop_down,
                              position == GTK_INVALID_LIST_POSITION && n > 0 ? 0 : position);
  gtk_widget_set_sensitive (GTK_WIDGET (drop_down), n > 0);
}

/**
 * reprise_restore_options_get_selected:
 * @drop_down: a list that drops down
 *
 * Returns: (nullable): the id of what is chosen; %NULL where that is nothing or cannot be chosen
 */
const char *
reprise_restore_options_get_selected (GtkDropDown *drop_down)
{
  RepriseRestoreOption *option = gtk_drop_down_get_selected_item (drop_down);

  return option == NULL || !option->may_be_chosen ? NULL : option->id;
}
