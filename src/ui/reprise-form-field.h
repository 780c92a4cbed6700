/* SPDX-License-Identifier: GPL-3.0-or-later
 * A field of a form: its title, a word of help, a widget, and what is wrong with it. */

#pragma once

#include "ui/reprise-restore-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_FORM_FIELD (reprise_form_field_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFormField, reprise_form_field, REPRISE, FORM_FIELD, GtkWidget)

RepriseFormField *reprise_form_field_new (void);
void reprise_form_field_set_title (RepriseFormField *self, const char *title);
void reprise_form_field_set_mnemonic_widget (RepriseFormField *self, GtkWidget *widget);
void reprise_form_field_set_problem (RepriseFormField *self, const char *text, gboolean is_missing);
void reprise_form_field_show_problem (RepriseFormField *self,
                                      RepriseRestoreEditor *editor,
                                      RepriseRestoreField field);
const char *reprise_form_field_get_problem (RepriseFormField *self);

G_END_DECLS
