/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialog that a restore is put together, looked at, confirmed and asked for in. */

#include "config.h"

#include "ui/reprise-restore-dialog.h"

#include "ui/reprise-error-view.h"
#include "ui/reprise-leaflet.h"
#include "ui/reprise-restore-editor.h"
#include "ui/reprise-restore-form-view.h"
#include "ui/reprise-restore-plan-view.h"

#include <glib/gi18n.h>

struct _RepriseRestoreDialog
{
  AdwWindow parent_instance;

  RepriseErrorView *error_view;
  RepriseRestoreFormView *form_view;
  AdwLeaflet *leaflet;
  AdwBin *plan_bin;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkLabel *status_label;
  AdwWindowTitle *title;

  RepriseRestoreEditor *editor;
  RepriseRestorePlanView *plan_view; /* beside the form, or in it */
  gboolean was_complete;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreDialog, reprise_restore_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

enum
{
  SIGNAL_SUBMITTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_title (RepriseRestoreDialog *self)
{
  RepriseRestoreContext *catalogue = reprise_restore_editor_get_catalogue (self->editor);
  const char *name;
  g_autofree char *title = NULL;

  if (catalogue == NULL)
    return;
  name = reprise_database_get_title (reprise_restore_context_get_target (catalogue));
  /* Translators: the name of a database. */
  title = g_strdup_printf (_ ("Restore Database %s"), name);
  adw_window_title_set_subtitle (self->title, name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static const char *
get_status (RepriseRestoreEditorState state)
{
  switch (state)
    {
    case REPRISE_RESTORE_EDITOR_OPENING:
    case REPRISE_RESTORE_EDITOR_READING:
      return _ ("Reading…");
    case REPRISE_RESTORE_EDITOR_SENDING:
      return _ ("Looking again, then sending…");
    case REPRISE_RESTORE_EDITOR_NOT_OPENED:
    case REPRISE_RESTORE_EDITOR_NOT_READ:
    case REPRISE_RESTORE_EDITOR_READY:
    case REPRISE_RESTORE_EDITOR_NOT_SENT:
    default:
      return "";
    }
}

static void
update_page (RepriseRestoreDialog *self)
{
  const GError *error = reprise_restore_editor_get_error (self->editor);

  switch (reprise_restore_editor_get_state (self->editor))
    {
    case REPRISE_RESTORE_EDITOR_OPENING:
      gtk_stack_set_visible_child_name (self->stack, "loading");
      break;
    case REPRISE_RESTORE_EDITOR_NOT_OPENED:
      reprise_error_view_set_error (self->error_view, _ ("The Database Could Not Be Read"), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      break;
    case REPRISE_RESTORE_EDITOR_NOT_SENT:
      reprise_error_view_set_error (self->error_view, _ ("The Restore Did Not Begin"), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      break;
    case REPRISE_RESTORE_EDITOR_READING:
    case REPRISE_RESTORE_EDITOR_NOT_READ:
    case REPRISE_RESTORE_EDITOR_READY:
    case REPRISE_RESTORE_EDITOR_SENDING:
    default:
      gtk_stack_set_visible_child_name (self->stack, "form");
    }
}

static void
update_actions (RepriseRestoreDialog *self)
{
  RepriseRestoreEditorState state = reprise_restore_editor_get_state (self->editor);
  gboolean is_complete = reprise_restore_editor_is_complete (self->editor);
  const char *status = get_status (state);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.send", is_complete);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "restore.reset",
                                 reprise_restore_editor_is_changed (self->editor) &&
                                     state != REPRISE_RESTORE_EDITOR_SENDING &&
                                     state != REPRISE_RESTORE_EDITOR_NOT_SENT);
  gtk_label_set_label (self->status_label, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), state == REPRISE_RESTORE_EDITOR_SENDING);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->spinner), status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  status,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), *status != '\0');
  if (self->was_complete == is_complete)
    return;
  self->was_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
changed_cb (RepriseRestoreDialog *self)
{
  update_title (self);
  update_page (self);
  update_actions (self);
}

static void
submitted_cb (RepriseRestoreDialog *self, RepriseRestoreJob *job)
{
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0, job);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
send_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  /* The form cannot be changed from now on: GTK 4.18 complains of an entry that loses the focus by
   * that, as it has where the key of the button was pressed in it. */
  gtk_window_set_focus (GTK_WINDOW (widget), NULL);
  reprise_restore_editor_send (REPRISE_RESTORE_DIALOG (widget)->editor);
}

static void
reset_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_restore_editor_reset (REPRISE_RESTORE_DIALOG (widget)->editor);
}

static void
retry_cb (RepriseRestoreDialog *self)
{
  reprise_restore_editor_retry (self->editor);
}

/* The plan stands beside the form where there is room, else in it before the confirmation. */
static void
folded_cb (RepriseRestoreDialog *self)
{
  GtkWidget *plan_view = GTK_WIDGET (self->plan_view);

  if (adw_leaflet_get_folded (self->leaflet))
    {
      adw_bin_set_child (self->plan_bin, NULL);
      reprise_restore_form_view_set_plan (self->form_view, plan_view);
    }
  else
    {
      reprise_restore_form_view_set_plan (self->form_view, NULL);
      adw_bin_set_child (self->plan_bin, plan_view);
    }
}

static void
reprise_restore_dialog_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value,
                           reprise_restore_dialog_get_complete (REPRISE_RESTORE_DIALOG (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Closed is closed: what has not been sent by then is not sent any more, whoever may still hold a
 * reference to the dialog. */
static void
reprise_restore_dialog_unmap (GtkWidget *widget)
{
  RepriseRestoreDialog *self = REPRISE_RESTORE_DIALOG (widget);

  if (self->editor != NULL)
    reprise_restore_editor_stop (self->editor);
  GTK_WIDGET_CLASS (reprise_restore_dialog_parent_class)->unmap (widget);
}

static void
reprise_restore_dialog_dispose (GObject *object)
{
  RepriseRestoreDialog *self = REPRISE_RESTORE_DIALOG (object);

  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->editor, self);
      reprise_restore_editor_stop (self->editor);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_DIALOG);
  g_clear_object (&self->plan_view);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_dialog_parent_class)->dispose (object);
}

static void
install_properties_and_signals (GObjectClass *object_class)
{
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete",
                                                    NULL,
                                                    NULL,
                                                    FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseRestoreDialog::submitted:
   * @job: the restore that was asked for; the dialog closes
   */
  signals[SIGNAL_SUBMITTED] = g_signal_new ("submitted",
                                            G_TYPE_FROM_CLASS (object_class),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            REPRISE_TYPE_RESTORE_JOB);
}

static void
reprise_restore_dialog_class_init (RepriseRestoreDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_restore_dialog_get_property;
  object_class->dispose = reprise_restore_dialog_dispose;
  widget_class->unmap = reprise_restore_dialog_unmap;
  install_properties_and_signals (object_class);

  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
  g_type_ensure (REPRISE_TYPE_RESTORE_FORM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, form_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, plan_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreDialog, title);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "restore.reset", NULL, reset_cb);
  gtk_widget_class_install_action (widget_class, "restore.send", NULL, send_cb);
}

static void
reprise_restore_dialog_init (RepriseRestoreDialog *self)
{
  self->plan_view = g_object_ref_sink (reprise_restore_plan_view_new ());
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_leaflet_put_pages_first (self->leaflet);
  folded_cb (self);
}

/**
 * reprise_restore_dialog_new:
 * @backend: a service
 * @jobs: (nullable): through which restores are asked for; %NULL where they cannot be
 * @database_id: the database to be overwritten
 * @clock: what minutes are timed by
 *
 * Reads nothing before reprise_restore_dialog_open().
 *
 * Returns: (transfer none): the dialog, owned by GTK
 */
RepriseRestoreDialog *
reprise_restore_dialog_new (RepriseBackend *backend,
                            RepriseJobManager *jobs,
                            const char *database_id,
                            RepriseClock *clock)
{
  RepriseRestoreDialog *self = g_object_new (REPRISE_TYPE_RESTORE_DIALOG, NULL);

  self->editor = reprise_restore_editor_new (backend, jobs, database_id, clock);
  reprise_restore_form_view_set_editor (self->form_view, self->editor);
  reprise_restore_plan_view_set_editor (self->plan_view, self->editor);
  g_signal_connect_object (self->editor,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor,
                           "submitted",
                           G_CALLBACK (submitted_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * reprise_restore_dialog_set_zone_choice:
 * @self: a dialog
 * @zone_choice: see reprise_zone_choice_resolve()
 */
void
reprise_restore_dialog_set_zone_choice (RepriseRestoreDialog *self, const char *zone_choice)
{
  g_return_if_fail (REPRISE_IS_RESTORE_DIALOG (self));
  reprise_restore_editor_set_zone_choice (self->editor, zone_choice);
}

/**
 * reprise_restore_dialog_prefill:
 * @self: a dialog that has not been opened
 * @source_database_id: (nullable): the database that the request's repository is of; the one to be
 *   overwritten where nobody has noted it
 * @request: what is chosen at first, and what a reset goes back to
 */
void
reprise_restore_dialog_prefill (RepriseRestoreDialog *self,
                                const char *source_database_id,
                                RepriseRestoreRequest *request)
{
  g_return_if_fail (REPRISE_IS_RESTORE_DIALOG (self));
  reprise_restore_editor_prefill (self->editor, source_database_id, request);
}

/**
 * reprise_restore_dialog_open:
 * @self: a dialog
 *
 * Reads what there is to choose from.
 */
void
reprise_restore_dialog_open (RepriseRestoreDialog *self)
{
  g_return_if_fail (REPRISE_IS_RESTORE_DIALOG (self));
  reprise_restore_editor_open (self->editor);
}

/**
 * reprise_restore_dialog_get_complete:
 * @self: a dialog
 *
 * Returns: whether what is shown can be sent; property `complete`
 */
gboolean
reprise_restore_dialog_get_complete (RepriseRestoreDialog *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_DIALOG (self), FALSE);
  return self->editor != NULL && reprise_restore_editor_is_complete (self->editor);
}
