/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore dialog over a service that a test controls. */

#include "config.h"

#include "restore-dialog-fixture.h"

#include "support/reprise-nameless.h"
#include "ui/reprise-restore-option.h"

#include <glib/gstdio.h>

/* How long a test is ready to wait, in real time. */
#define PATIENCE_USEC (10 * G_USEC_PER_SEC)

static void
submitted_cb (DialogFixture *self, RepriseRestoreJob *job)
{
  g_set_object (&self->job, job);
  self->n_submitted++;
}

void
dialog_fixture_set_up (DialogFixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("reprise-dialog-XXXXXX", NULL);
  path = g_build_filename (self->folder, "restores.jsonl", NULL);
  self->backend = ui_fixture_new ();
  self->clock = reprise_fake_clock_new (UI_NOW);
  self->journal = reprise_journal_new (path);
  self->jobs = reprise_job_manager_new (REPRISE_BACKEND (self->backend),
                                        self->journal,
                                        REPRISE_CLOCK (self->clock));
}

/* What goes on in a thread ends a little later; what is never let go of fails the test. */
static void
await_finalized (gpointer object)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  while (object != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

void
dialog_fixture_tear_down (DialogFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "restores.jsonl", NULL);
  RepriseRestoreDialog *dialog = self->dialog;

  if (dialog != NULL)
    {
      reprise_test_assert_named (GTK_WIDGET (dialog));
      g_object_ref (dialog);
      g_object_remove_weak_pointer (G_OBJECT (dialog), (gpointer *) &self->dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
      ui_settle ();
      g_assert_finalize_object (dialog);
    }
  g_clear_object (&self->job);
  await_finalized (self->jobs);
  if (self->must_not_send)
    g_assert_cmpuint (reprise_stub_backend_count (self->backend, REPRISE_STUB_SEND_RESTORE), ==, 0);
  g_object_unref (self->journal);
  g_assert_finalize_object (self->backend);
  g_object_unref (self->clock);
  g_unlink (path);
  g_rmdir (self->folder);
  g_free (self->folder);
}

/* Not open yet, so that it can be filled in. */
void
dialog_fixture_create (DialogFixture *self)
{
  self->dialog = reprise_restore_dialog_new (REPRISE_BACKEND (self->backend),
                                             self->jobs,
                                             UI_DATABASE_ID,
                                             REPRISE_CLOCK (self->clock));
  reprise_restore_dialog_set_zone_choice (self->dialog, "utc");
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  g_signal_connect_swapped (self->dialog, "submitted", G_CALLBACK (submitted_cb), self);
}

void
dialog_fixture_prefill_backup (DialogFixture *self,
                               const char *node_name,
                               const char *repository_id,
                               const char *label)
{
  g_autoptr (RepriseRestoreRequest) request =
                 reprise_restore_prefill_backup (node_name, repository_id, label);

  reprise_restore_dialog_prefill (self->dialog, UI_DATABASE_ID, request);
}

void
dialog_fixture_prefill_time (DialogFixture *self,
                             const char *node_name,
                             const char *repository_id,
                             RepriseInstant time)
{
  g_autoptr (RepriseRestoreRequest) request =
                 reprise_restore_prefill_time (node_name, repository_id, time);

  reprise_restore_dialog_prefill (self->dialog, UI_DATABASE_ID, request);
}

void
dialog_fixture_present (DialogFixture *self)
{
  reprise_restore_dialog_open (self->dialog);
  gtk_window_present (GTK_WINDOW (self->dialog));
  ui_settle ();
}

void
dialog_fixture_open (DialogFixture *self)
{
  dialog_fixture_create (self);
  dialog_fixture_present (self);
}

static GtkWidget *
find_type (GtkWidget *root, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A child of a template, also where it is not shown. */
gpointer
dialog_fixture_get (DialogFixture *self, const char *type, const char *child)
{
  GtkWidget *widget = find_type (GTK_WIDGET (self->dialog), type);
  GObject *found;

  g_assert_nonnull (widget);
  found = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), child);
  g_assert_nonnull (found);
  return found;
}

gboolean
dialog_fixture_is_reading (DialogFixture *self)
{
  GtkWidget *spinner = dialog_fixture_get (self, "RepriseRestoreDialog", "spinner");

  return gtk_widget_get_visible (spinner) &&
         g_strcmp0 (gtk_widget_get_tooltip_text (spinner), "Reading…") == 0;
}

gboolean
dialog_fixture_shows (DialogFixture *self, const char *pattern)
{
  return ui_shows (GTK_WIDGET (self->dialog), pattern);
}

const char *
dialog_fixture_get_problem (DialogFixture *self, const char *type, const char *field)
{
  return reprise_form_field_get_problem (dialog_fixture_get (self, type, field));
}

/* What says that nothing is chosen yet comes before what there is to choose from. */
static guint
count_hints (GListModel *shown)
{
  g_autoptr (GObject) first = g_list_model_get_item (shown, 0);

  if (REPRISE_IS_RESTORE_OPTION (first))
    return reprise_restore_option_get_id (REPRISE_RESTORE_OPTION (first)) == NULL;
  return GTK_IS_STRING_OBJECT (first);
}

void
dialog_fixture_choose (GtkDropDown *drop_down, guint position)
{
  guint n_hints = count_hints (gtk_drop_down_get_model (drop_down));

  gtk_drop_down_set_selected (drop_down, position + n_hints);
  ui_settle ();
}

void
dialog_fixture_choose_node (DialogFixture *self, guint position)
{
  dialog_fixture_choose (dialog_fixture_get (self, "RepriseRestoreSource", "node_chooser"),
                         position);
}

/* The check button of a target node. */
static GtkCheckButton *
get_target (DialogFixture *self, guint position)
{
  GtkWidget *child =
      gtk_widget_get_first_child (dialog_fixture_get (self, "RepriseRestoreTargets", "nodes_box"));

  for (; position > 0; position--)
    child = gtk_widget_get_next_sibling (child);
  return GTK_CHECK_BUTTON (child);
}

void
dialog_fixture_set_target (DialogFixture *self, guint position, gboolean is_chosen)
{
  gtk_check_button_set_active (get_target (self, position), is_chosen);
  ui_settle ();
}

gboolean
dialog_fixture_get_target (DialogFixture *self, guint position)
{
  return gtk_check_button_get_active (get_target (self, position));
}

static void
choose_method (DialogFixture *self, const char *button)
{
  gtk_check_button_set_active (dialog_fixture_get (self, "RepriseRestoreMethodView", button), TRUE);
  ui_settle ();
}

void
dialog_fixture_choose_latest (DialogFixture *self)
{
  choose_method (self, "latest_button");
}

void
dialog_fixture_choose_time (DialogFixture *self)
{
  choose_method (self, "time_button");
}

/* As it is typed, with Enter at the end. */
void
dialog_fixture_set_time_text (DialogFixture *self, const char *text)
{
  GtkWidget *entry = dialog_fixture_get (self, "RepriseRestoreTimeEntry", "text_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  ui_settle ();
}

void
dialog_fixture_confirm (DialogFixture *self)
{
  gtk_editable_set_text (dialog_fixture_get (self, "RepriseRestoreConfirm", "entry"),
                         "Accounts payable");
}

/* Does nothing where it cannot be sent. */
void
dialog_fixture_send (DialogFixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "restore.send", NULL);
  ui_settle ();
}

void
dialog_fixture_await (DialogFixture *self, gboolean (*condition) (DialogFixture *))
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  while (!condition (self))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
  ui_settle ();
}

/* What the service was sent, as text. */
char *
dialog_fixture_dup_sent (DialogFixture *self)
{
  GBytes *body = reprise_stub_backend_get_sent_body (self->backend);
  gsize length = 0;
  const char *data = body == NULL ? NULL : g_bytes_get_data (body, &length);

  return data == NULL ? NULL : g_strndup (data, length);
}

/* What was copied last, as text. */
char *
dialog_fixture_read_clipboard (DialogFixture *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->dialog));
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (content);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}
