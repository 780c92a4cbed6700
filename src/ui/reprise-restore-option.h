/* SPDX-License-Identifier: GPL-3.0-or-later
 * One of several things to choose from in a list that drops down. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_RESTORE_OPTION (reprise_restore_option_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreOption,
                      reprise_restore_option,
                      REPRISE,
                      RESTORE_OPTION,
                      GObject)

RepriseRestoreOption *reprise_restore_option_new (const char *id,
                                                  const char *title,
                                                  const char *words,
                                                  gboolean may_be_chosen);
const char *reprise_restore_option_get_id (RepriseRestoreOption *self);
const char *reprise_restore_option_get_title (RepriseRestoreOption *self);
const char *reprise_restore_option_get_words (RepriseRestoreOption *self);
gboolean reprise_restore_option_may_be_chosen (RepriseRestoreOption *self);

void reprise_restore_options_set_up (GtkDropDown *drop_down);
void
reprise_restore_options_show (GtkDropDown *drop_down, GListModel *options, const char *selected);
const char *reprise_restore_options_get_selected (GtkDropDown *drop_down);

G_END_DECLS
