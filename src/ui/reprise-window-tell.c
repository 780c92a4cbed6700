/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the window tells of its own accord. */

#include "config.h"

#include "ui/reprise-window-private.h"

#include "ui/reprise-message-dialog.h"

#include <glib/gi18n.h>

/**
 * reprise_window_tell:
 * @self: a window
 * @text: what a person has to know
 *
 * Says so until it is dismissed.
 */
void
reprise_window_tell (RepriseWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  g_return_if_fail (REPRISE_IS_WINDOW (self));

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * reprise_window_tell_of_database:
 * @self: a window
 * @text: what has become of it
 * @connection_id: the connection that it is of, which may be another than that of the window
 * @database_id: a database
 *
 * Says so, with a button that leads to it, unless its page is there to be seen and says it anyway.
 */
void
reprise_window_tell_of_database (RepriseWindow *self,
                                 const char *text,
                                 const char *connection_id,
                                 const char *database_id)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  g_return_if_fail (REPRISE_IS_WINDOW (self));

  if (self->account_view != NULL &&
      reprise_account_view_shows_database (self->account_view, database_id))
    return;
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "app.show-database");
  adw_toast_set_action_target (toast, "(ss)", connection_id, database_id);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * reprise_window_warn:
 * @self: a window
 * @heading: what is wrong
 * @body: the same in sentences
 *
 * Says so in a dialog, because it must not be overlooked.
 */
void
reprise_window_warn (RepriseWindow *self, const char *heading, const char *body)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  reprise_message_dialog_tell (GTK_WINDOW (self), heading, body);
}
