/* SPDX-License-Identifier: GPL-3.0-or-later
 * A saved inventory, or a document of pgBackRest, as a backend that nothing can be sent to.
 *
 * It is there as soon as the databases are known; inventories that are still being read are waited
 * for, and their first backups are handed over meanwhile. */

#include "config.h"

#include "inventory/reprise-file-backend.h"

#include "inventory/reprise-file-backend-private.h"
#include "inventory/reprise-file-reading.h"
#include "inventory/reprise-pgbackrest-account.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_SEAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_DATABASES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFileBackend,
                               reprise_file_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_BACKEND,
                                                      reprise_file_backend_implement))

/* Returns: (transfer full): the opening, which must be ended now */
static GTask *
take_opening (RepriseFileBackend *self)
{
  g_cancellable_disconnect (g_task_get_cancellable (self->opening), self->opening_cancelled_id);
  self->opening_cancelled_id = 0;
  return g_steal_pointer (&self->opening);
}

/* Ends the opening: from now on there is something to see. */
static void
end_opening (RepriseFileBackend *self)
{
  g_autoptr (GTask) opening = NULL;

  if (self->opening == NULL)
    return;
  opening = take_opening (self);
  if (!g_task_return_error_if_cancelled (opening))
    g_task_return_pointer (opening, g_object_ref (self), g_object_unref);
}

static void
fail_opening (RepriseFileBackend *self, GError *error)
{
  g_autoptr (GTask) opening = take_opening (self);

  g_task_return_error (opening, error);
}

/* Takes @account over. What does not say where it is from is from the file. */
static void
set_account (RepriseFileBackend *self, RepriseSavedAccount *account)
{
  if (account->source_title == NULL)
    account->source_title = g_strdup (self->title);
  reprise_saved_account_free (self->account);
  self->account = account;
}

static void
head_read_cb (gpointer object, RepriseSavedAccount *account)
{
  RepriseFileBackend *self = object;

  set_account (self, account);
  end_opening (self);
}

static void
page_read_cb (gpointer object,
              const char *repository_id,
              const char *node_name,
              RepriseInventory *inventory,
              guint n_backups)
{
  RepriseFileBackend *self = object;

  reprise_inventory_waiters_tell_page (self->waiters,
                                       repository_id,
                                       node_name,
                                       inventory,
                                       n_backups);
}

static void
inventory_read_cb (gpointer object, RepriseSavedInventory *saved)
{
  RepriseFileBackend *self = object;

  g_ptr_array_add (self->inventories, saved);
  reprise_inventory_waiters_answer (self->waiters, saved);
}

static void
opened_cb (gpointer object, RepriseInstant modified_at)
{
  RepriseFileBackend *self = object;

  self->modified_at = modified_at;
}

static void
progress_cb (gpointer object, gint64 n_read, gint64 n_bytes)
{
  RepriseFileBackend *self = object;

  if (self->opening != NULL && self->progress != NULL)
    self->progress (n_read, n_bytes, self->progress_data);
}

/* A document of pgBackRest, which nothing seals, as of when the file was written. */
static void
begin_stanzas (RepriseFileBackend *self)
{
  if (self->seal == REPRISE_SEAL_NONE)
    return;
  self->seal = REPRISE_SEAL_NONE;
  self->account->captured_at =
      self->modified_at != REPRISE_INSTANT_NONE ? self->modified_at : reprise_instant_now ();
  self->account->source_title = g_strdup (self->title);
}

/* Those who see them already hear of it. */
static void
show_databases (RepriseFileBackend *self)
{
  if (self->opening != NULL)
    end_opening (self);
  else
    g_signal_emit (self, signals[SIGNAL_DATABASES_CHANGED], 0);
}

static void
stanza_page_read_cb (gpointer object,
                     guint number,
                     guint repository_key,
                     RepriseInventory *page,
                     guint n_backups)
{
  RepriseFileBackend *self = object;
  guint n_databases = self->account->databases->len;
  g_autofree char *repository_id = NULL;

  if (!self->is_early)
    return;
  begin_stanzas (self);
  repository_id = reprise_pgbackrest_account_begin (self->account, number, repository_key);
  reprise_inventory_waiters_tell_page (self->waiters,
                                       repository_id,
                                       reprise_pgbackrest_account_get_begun_node (),
                                       page,
                                       n_backups);
  if (self->account->databases->len > n_databases)
    show_databases (self);
}

static void
stanza_read_cb (gpointer object, guint number, ReprisePgBackRestStanza *stanza)
{
  RepriseFileBackend *self = object;
  g_autoptr (ReprisePgBackRestStanza) owned = stanza;
  guint n_before = self->account->inventories->len;

  if (!self->is_early)
    return;
  begin_stanzas (self);
  reprise_pgbackrest_account_forget_begun (self->account);
  reprise_pgbackrest_account_add (self->account, self->taken, owned);
  for (guint i = n_before; i < self->account->inventories->len; i++)
    {
      RepriseSavedInventory *saved =
          reprise_saved_inventory_copy (self->account->inventories->pdata[i]);

      g_ptr_array_add (self->inventories, saved);
      reprise_inventory_waiters_answer (self->waiters, saved);
    }
  show_databases (self);
}

static const RepriseFileReadingEvents reading_events = {
  .opened = opened_cb,
  .progress = progress_cb,
  .stanza_page = stanza_page_read_cb,
  .stanza = stanza_read_cb,
  .head = head_read_cb,
  .page = page_read_cb,
  .inventory = inventory_read_cb,
};

static GStrv
collect_problems (const RepriseDocument *document, const RepriseSavedAccount *account)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (document->cut != NULL)
    {
      /* Translators: why a file could not be read to its end. */
      g_autofree char *cut =
          g_strdup_printf (_ ("The file could not be read to its end: %s"), document->cut->message);

      g_strv_builder_add (builder, cut);
    }
  for (guint i = 0; i < document->problems->len; i++)
    g_strv_builder_add (builder, document->problems->pdata[i]);
  for (guint i = 0; i < account->problems->len; i++)
    g_strv_builder_add (builder, account->problems->pdata[i]);
  return g_strv_builder_end (builder);
}

static RepriseSavedAccount *
take_account (RepriseFileBackend *self, RepriseDocument *document, RepriseInstant modified_at)
{
  RepriseInstant captured_at =
      modified_at != REPRISE_INSTANT_NONE ? modified_at : reprise_instant_now ();

  if (document->account != NULL)
    return g_steal_pointer (&document->account);
  return reprise_pgbackrest_account_new (document->stanzas,
                                         self->title,
                                         self->address,
                                         captured_at);
}

static void
finish_loading (RepriseFileBackend *self, RepriseDocument *document, RepriseInstant modified_at)
{
  RepriseSavedAccount *account = take_account (self, document, modified_at);
  gboolean is_shown = self->opening == NULL;

  self->problems = collect_problems (document, account);
  self->seal = document->seal;
  set_account (self, account);
  g_ptr_array_unref (self->inventories);
  self->inventories = g_ptr_array_ref (account->inventories);
  self->is_loading = FALSE;
  end_opening (self);
  reprise_inventory_waiters_answer_all (self->waiters, self->inventories);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (is_shown && document->stanzas != NULL)
    show_databases (self);
}

/* The end of a file that could not be read, some of which was shown already. */
static void
fail_loading (RepriseFileBackend *self, const GError *error)
{
  g_autoptr (RepriseDocument) nothing = g_new0 (RepriseDocument, 1);

  reprise_pgbackrest_account_forget_begun (self->account);
  nothing->account = reprise_saved_account_copy (self->account);
  for (guint i = 0; i < self->inventories->len; i++)
    g_ptr_array_add (nothing->account->inventories, self->inventories->pdata[i]);
  g_ptr_array_set_free_func (self->inventories, NULL);
  nothing->problems = g_ptr_array_new_with_free_func (g_free);
  nothing->seal = REPRISE_SEAL_BROKEN;
  nothing->cut = g_error_copy (error);
  finish_loading (self, nothing, REPRISE_INSTANT_NONE);
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (RepriseFileBackend) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  RepriseInstant modified_at;
  g_autoptr (RepriseDocument) document = reprise_file_reading_finish (result, &modified_at, &error);

  g_weak_ref_clear (ref);
  g_free (ref);
  if (self == NULL)
    return;
  if (document != NULL)
    finish_loading (self, document, modified_at);
  else if (self->opening != NULL)
    fail_opening (self, g_steal_pointer (&error));
  else
    fail_loading (self, error);
}

static void
reprise_file_backend_dispose (GObject *object)
{
  RepriseFileBackend *self = REPRISE_FILE_BACKEND (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (reprise_file_backend_parent_class)->dispose (object);
}

static void
reprise_file_backend_finalize (GObject *object)
{
  RepriseFileBackend *self = REPRISE_FILE_BACKEND (object);

  g_free (self->title);
  g_free (self->address);
  g_strfreev (self->problems);
  reprise_saved_account_free (self->account);
  g_ptr_array_unref (self->inventories);
  reprise_inventory_waiters_free (self->waiters);
  g_hash_table_unref (self->taken);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (reprise_file_backend_parent_class)->finalize (object);
}

static void
reprise_file_backend_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  RepriseFileBackend *self = REPRISE_FILE_BACKEND (object);

  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_SEAL:
      g_value_set_int (value, self->seal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_file_backend_class_init (RepriseFileBackendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = reprise_file_backend_dispose;
  object_class->finalize = reprise_file_backend_finalize;
  object_class->get_property = reprise_file_backend_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_SEAL] = g_param_spec_int ("seal",
                                            NULL,
                                            NULL,
                                            REPRISE_SEAL_NONE,
                                            REPRISE_SEAL_BROKEN,
                                            REPRISE_SEAL_UNREAD,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseFileBackend::databases-changed:
   *
   * There are more databases than before, or one has got its name, in a file that is being read.
   */
  signals[SIGNAL_DATABASES_CHANGED] = g_signal_new ("databases-changed",
                                                    G_TYPE_FROM_CLASS (klass),
                                                    G_SIGNAL_RUN_LAST,
                                                    0,
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    G_TYPE_NONE,
                                                    0);
}

static void
reprise_file_backend_init (RepriseFileBackend *self)
{
  self->account = reprise_saved_account_new ();
  self->inventories =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_saved_inventory_free);
  self->waiters = reprise_inventory_waiters_new ();
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->modified_at = REPRISE_INSTANT_NONE;
  self->cancellable = g_cancellable_new ();
  self->seal = REPRISE_SEAL_UNREAD;
  self->is_loading = TRUE;
}

static void
opening_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Until the opening has ended its task keeps the backend; then only who opened it does. */
static void
begin_opening (char *title,
               char *address,
               GFile *file,
               GInputStream *stream,
               const RepriseFileWatcher *watcher,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  RepriseFileBackend *self = g_object_new (REPRISE_TYPE_FILE_BACKEND, NULL);
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  self->title = title;
  self->address = address;
  self->is_early = watcher != NULL;
  self->progress = watcher == NULL ? NULL : watcher->progress;
  self->progress_data = watcher == NULL ? NULL : watcher->progress_data;
  self->opening = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->opening, reprise_file_backend_open_async);
  g_task_set_task_data (self->opening, self, g_object_unref);
  if (cancellable != NULL)
    self->opening_cancelled_id = g_cancellable_connect (cancellable,
                                                        G_CALLBACK (opening_cancelled_cb),
                                                        g_object_ref (self->cancellable),
                                                        g_object_unref);
  g_weak_ref_init (ref, self);
  reprise_file_reading_async (file,
                              stream,
                              &reading_events,
                              G_OBJECT (self),
                              self->cancellable,
                              file_read_cb,
                              ref);
}

/**
 * reprise_file_backend_open_async:
 * @file: an inventory file or a document of `pgbackrest info --output=json`
 * @watcher: (nullable): who shows it while it is read; copied
 * @cancellable: (nullable): stops it
 * @callback: called as soon as the databases are known; the rest is read meanwhile
 * @user_data: given to @callback
 */
void
reprise_file_backend_open_async (GFile *file,
                                 const RepriseFileWatcher *watcher,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *name = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  name = g_file_get_basename (file);
  begin_opening (g_filename_display_name (name != NULL ? name : ""),
                 g_file_get_parse_name (file),
                 file,
                 NULL,
                 watcher,
                 cancellable,
                 callback,
                 user_data);
}

/**
 * reprise_file_backend_open_stream_async:
 * @stream: where the same comes from, such as a pipe
 * @title: what a person calls that
 * @watcher: (nullable): who shows it while it is read; copied
 * @cancellable: (nullable): stops it
 * @callback: called as soon as the databases are known
 * @user_data: given to @callback
 */
void
reprise_file_backend_open_stream_async (GInputStream *stream,
                                        const char *title,
                                        const RepriseFileWatcher *watcher,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_return_if_fail (G_IS_INPUT_STREAM (stream));
  g_return_if_fail (title != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin_opening (g_strdup (title),
                 g_strdup ("-"),
                 NULL,
                 stream,
                 watcher,
                 cancellable,
                 callback,
                 user_data);
}

/**
 * reprise_file_backend_open_finish:
 * @result: what the callback was given
 * @error: set to what the file system says, or a %REPRISE_WIRE_ERROR that says where it is no such
 *   file
 *
 * Returns: (transfer full): the backend, or %NULL on failure
 */
RepriseFileBackend *
reprise_file_backend_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_file_backend_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_file_backend_get_source:
 * @self: a file
 *
 * Returns: (nullable): where its content is from, as a person calls it; where nobody says, the file
 *   itself
 */
const char *
reprise_file_backend_get_source (RepriseFileBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_FILE_BACKEND (self), NULL);
  return self->account->source_title;
}

/**
 * reprise_file_backend_get_source_address:
 * @self: a file
 *
 * Returns: (nullable): where that is: the base address of a service, or the path of a file
 */
const char *
reprise_file_backend_get_source_address (RepriseFileBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_FILE_BACKEND (self), NULL);
  return self->account->source_address;
}

/**
 * reprise_file_backend_is_loading:
 * @self: a file
 *
 * Returns: whether it is still being read
 */
gboolean
reprise_file_backend_is_loading (RepriseFileBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_FILE_BACKEND (self), FALSE);
  return self->is_loading;
}

/**
 * reprise_file_backend_get_seal:
 * @self: a file
 *
 * Returns: whether it is as it was written
 */
RepriseSeal
reprise_file_backend_get_seal (RepriseFileBackend *self)
{
  g_return_val_if_fail (REPRISE_IS_FILE_BACKEND (self), REPRISE_SEAL_NONE);
  return self->seal;
}

/**
 * reprise_file_backend_get_problems:
 * @self: a file
 *
 * Returns: (transfer none): what was left out and why, now and when it was captured, as sentences;
 *   empty until all is read
 */
const char *const *
reprise_file_backend_get_problems (RepriseFileBackend *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (REPRISE_IS_FILE_BACKEND (self), none);
  return self->problems == NULL ? none : (const char *const *) self->problems;
}
