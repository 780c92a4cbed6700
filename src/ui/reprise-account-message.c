/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the window shows while there is no database to look at, and why there is none. */

#include "config.h"

#include "ui/reprise-account-message.h"

#include "ui/reprise-connection-title.h"
#include "ui/reprise-error-view.h"
#include "ui/reprise-main-menu.h"
#include "ui/reprise-start-page.h"

#include <glib/gi18n.h>

struct _RepriseAccountMessage
{
  AdwBin parent_instance;

  AdwStatusPage *empty_page;
  RepriseErrorView *error_view;
  GtkWidget *kept_button;
  RepriseConnectionTitle *message_title;
  GtkStack *messages;
};

G_DEFINE_FINAL_TYPE (RepriseAccountMessage, reprise_account_message, ADW_TYPE_BIN)

enum
{
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Whose account it is; the plan is named, because an empty list may only mean that the plan hides
 * something. */
static char *
dup_empty_sentence (RepriseAccount *account)
{
  RepriseTenant *tenant = reprise_account_get_tenant (account);
  const char *plan = tenant == NULL ? NULL : reprise_tenant_get_plan (tenant);

  if (tenant == NULL)
    /* Translators: the name of a connection. */
    return g_strdup_printf (_ ("%s lists no databases."),
                            reprise_backend_get_title (reprise_account_get_backend (account)));
  if (plan == NULL)
    /* Translators: the name of an account. */
    return g_strdup_printf (_ ("%s has no databases."), reprise_tenant_get_name (tenant));
  /* Translators: the names of an account and of its plan. */
  return g_strdup_printf (_ ("%s has no databases, or none that its plan (%s) shows."),
                          reprise_tenant_get_name (tenant),
                          plan);
}

static void
update_empty_page (RepriseAccountMessage *self, RepriseAccount *account)
{
  g_autofree char *sentence = dup_empty_sentence (account);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->empty_page, markup);
}

static const char *
choose_message (RepriseAccount *account)
{
  switch (reprise_account_get_state (account))
    {
    case REPRISE_LOAD_STATE_LOADING:
      return "loading";
    case REPRISE_LOAD_STATE_FAILED:
      return "failed";
    case REPRISE_LOAD_STATE_READY:
    case REPRISE_LOAD_STATE_REFRESHING:
    case REPRISE_LOAD_STATE_STALE:
    default:
      return g_list_model_get_n_items (reprise_account_get_entries (account)) == 0 ? "empty" : NULL;
    }
}

static void
set_title (RepriseAccountMessage *self, const char *connection)
{
  reprise_connection_title_set (self->message_title, _ ("Reprise"), connection);
}

static void
retry_cb (RepriseAccountMessage *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
reprise_account_message_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_ACCOUNT_MESSAGE);
  G_OBJECT_CLASS (reprise_account_message_parent_class)->dispose (object);
}

static void
reprise_account_message_class_init (RepriseAccountMessageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_account_message_dispose;

  /**
   * RepriseAccountMessage::retry:
   *
   * Somebody wants the account to be read again.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-account-message.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountMessage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountMessage, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountMessage, kept_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountMessage, message_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountMessage, messages);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);

  g_type_ensure (REPRISE_TYPE_CONNECTION_TITLE);
  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
  g_type_ensure (REPRISE_TYPE_MAIN_MENU);
  g_type_ensure (REPRISE_TYPE_START_PAGE);
}

static void
reprise_account_message_init (RepriseAccountMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_title (self, "");
}

/**
 * reprise_account_message_new:
 *
 * Returns: (transfer floating): a message that says how to get a connection
 */
RepriseAccountMessage *
reprise_account_message_new (void)
{
  return g_object_new (REPRISE_TYPE_ACCOUNT_MESSAGE, NULL);
}

/**
 * reprise_account_message_show:
 * @self: a message
 * @account: an account
 *
 * Says why @account has no databases to show: it is being read, it could not be, or it has none.
 *
 * Returns: whether there is something to say; otherwise the databases are to be shown
 */
gboolean
reprise_account_message_show (RepriseAccountMessage *self, RepriseAccount *account)
{
  const char *message;

  g_return_val_if_fail (REPRISE_IS_ACCOUNT_MESSAGE (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_ACCOUNT (account), FALSE);

  set_title (self, reprise_backend_get_title (reprise_account_get_backend (account)));
  message = choose_message (account);
  if (message == NULL)
    return FALSE;
  if (reprise_account_get_state (account) == REPRISE_LOAD_STATE_FAILED)
    reprise_error_view_set_error (self->error_view,
                                  _ ("The Account Could Not Be Read"),
                                  reprise_account_get_error (account));
  gtk_widget_set_visible (self->kept_button, FALSE);
  update_empty_page (self, account);
  gtk_stack_set_visible_child_name (self->messages, message);
  return TRUE;
}

/**
 * reprise_account_message_show_connecting:
 * @self: a message
 * @title: (nullable): what is being connected to; %NULL where that is not known yet
 */
void
reprise_account_message_show_connecting (RepriseAccountMessage *self, const char *title)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_MESSAGE (self));

  set_title (self, title == NULL ? "" : title);
  gtk_stack_set_visible_child_name (self->messages, "loading");
}

/**
 * reprise_account_message_show_failure:
 * @self: a message
 * @title: what could not be connected to
 * @error: why
 */
void
reprise_account_message_show_failure (RepriseAccountMessage *self,
                                      const char *title,
                                      const GError *error)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_MESSAGE (self));
  g_return_if_fail (error != NULL);

  set_title (self, title);
  reprise_error_view_set_error (self->error_view, _ ("Not Connected"), error);
  gtk_widget_set_visible (self->kept_button, FALSE);
  gtk_stack_set_visible_child_name (self->messages, "failed");
}

/**
 * reprise_account_message_offer_kept:
 * @self: a message that tells of a failure
 *
 * Offers to show what was read before, by `app.show-kept`.
 */
void
reprise_account_message_offer_kept (RepriseAccountMessage *self)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_MESSAGE (self));

  gtk_widget_set_visible (self->kept_button, TRUE);
}

/**
 * reprise_account_message_show_start:
 * @self: a message
 *
 * Says how to get a connection.
 */
void
reprise_account_message_show_start (RepriseAccountMessage *self)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_MESSAGE (self));

  set_title (self, "");
  gtk_stack_set_visible_child_name (self->messages, "start");
}

/**
 * reprise_account_message_set_connections:
 * @self: a message
 * @menu: (nullable): connections to choose from
 */
void
reprise_account_message_set_connections (RepriseAccountMessage *self, GMenuModel *menu)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_MESSAGE (self));

  reprise_connection_title_set_menu (self->message_title, menu);
}
