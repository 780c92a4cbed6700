/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says something that must not be overlooked, and takes an answer. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_MESSAGE_DIALOG (reprise_message_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepriseMessageDialog,
                      reprise_message_dialog,
                      REPRISE,
                      MESSAGE_DIALOG,
                      AdwWindow)

RepriseMessageDialog *
reprise_message_dialog_new (GtkWindow *parent, const char *heading, const char *body);
const char *reprise_message_dialog_get_heading (RepriseMessageDialog *self);
const char *reprise_message_dialog_get_body (RepriseMessageDialog *self);
void
reprise_message_dialog_add_response (RepriseMessageDialog *self, const char *id, const char *label);
void reprise_message_dialog_add_destructive_response (RepriseMessageDialog *self,
                                                      const char *id,
                                                      const char *label);
RepriseMessageDialog *
reprise_message_dialog_tell (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
