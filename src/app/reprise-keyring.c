/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets in the keyring of the session, by the Secret Service.
 *
 * A service that does not answer must not hold anything up: each question has a few seconds. Only
 * while the keyring asks a person for its password there is no limit. */

#include "config.h"

#include "app/reprise-keyring.h"

#include "base/reprise-secret.h"
#include "restore/reprise-connection-store.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include <string.h>

#define REPRISE_TYPE_KEYRING_SERVICE (reprise_keyring_service_get_type ())
G_DECLARE_FINAL_TYPE (RepriseKeyringService,
                      reprise_keyring_service,
                      REPRISE,
                      KEYRING_SERVICE,
                      SecretService)

/* The service, which tells when it begins to ask a person. */
struct _RepriseKeyringService
{
  SecretService parent_instance;

  RepriseKeyring *keyring; /* borrowed; NULL once it is gone */
};

G_DEFINE_FINAL_TYPE (RepriseKeyringService, reprise_keyring_service, SECRET_TYPE_SERVICE)

struct _RepriseKeyring
{
  GObject parent_instance;

  RepriseKeyringService *service; /* NULL until it has answered */
  GPtrArray *questions;           /* of Question, borrowed: those that are waited for */
  guint patience_seconds;
};

G_DEFINE_FINAL_TYPE (RepriseKeyring, reprise_keyring, G_TYPE_OBJECT)

/* What is asked of the service. */
typedef struct
{
  GCancellable *cancellable;
  guint timeout_id;
  gboolean is_timed_out;
  const SecretSchema *schema;
  GHashTable *attributes;
  char *label;
  SecretValue *value;
  GList *items; /* of SecretItem: those still to be removed */
  void (*ask) (RepriseKeyring *self, GTask *task);
} Question;

static const SecretSchema connection_schema = {
  "io.github.reprisedb.Reprise.Connection",
  SECRET_SCHEMA_NONE,
  { { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* As the command line writes them: without the name of a schema. */
static const SecretSchema profile_schema = {
  "io.github.reprisedb.Reprise.Profile",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "service", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "username", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
stop_clock (Question *question)
{
  g_clear_handle_id (&question->timeout_id, g_source_remove);
}

static void
reprise_keyring_service_prompt_async (SecretService *service,
                                      SecretPrompt *prompt,
                                      const GVariantType *return_type,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  RepriseKeyring *keyring = REPRISE_KEYRING_SERVICE (service)->keyring;

  for (guint i = 0; keyring != NULL && i < keyring->questions->len; i++)
    stop_clock (g_ptr_array_index (keyring->questions, i));
  SECRET_SERVICE_CLASS (reprise_keyring_service_parent_class)
      ->prompt_async (service, prompt, return_type, cancellable, callback, user_data);
}

static void
reprise_keyring_service_dispose (GObject *object)
{
  g_clear_weak_pointer (&REPRISE_KEYRING_SERVICE (object)->keyring);
  G_OBJECT_CLASS (reprise_keyring_service_parent_class)->dispose (object);
}

static void
reprise_keyring_service_class_init (RepriseKeyringServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_keyring_service_dispose;
  SECRET_SERVICE_CLASS (klass)->prompt_async = reprise_keyring_service_prompt_async;
}

static void
reprise_keyring_service_init (RepriseKeyringService *self)
{
}

static void
question_free (Question *question)
{
  stop_clock (question);
  g_clear_object (&question->cancellable);
  g_clear_pointer (&question->attributes, g_hash_table_unref);
  g_clear_pointer (&question->value, secret_value_unref);
  g_list_free_full (question->items, g_object_unref);
  g_free (question->label);
  g_free (question);
}

/* Who asked has given up. */
static void
given_up_cb (GCancellable *cancellable, GCancellable *own)
{
  g_cancellable_cancel (own);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Question *question = user_data;

  question->timeout_id = 0;
  question->is_timed_out = TRUE;
  g_cancellable_cancel (question->cancellable);
  return G_SOURCE_REMOVE;
}

/* The question was answered, one way or the other. */
static void
end_question (RepriseKeyring *self, Question *question)
{
  stop_clock (question);
  g_ptr_array_remove_fast (self->questions, question);
}

static void
return_error (GTask *task, GError *error)
{
  RepriseKeyring *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  const gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const RepriseConnectionStoreError code =
      g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
          ? REPRISE_CONNECTION_STORE_ERROR_NO_SECRET
          : REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING;
  g_autofree char *reason = g_strdup (error->message);

  end_question (self, question);
  if (is_cancelled && !question->is_timed_out)
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  /* Another one may have come up by the next question. */
  if (code == REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING)
    g_clear_object (&self->service);
  if (code == REPRISE_CONNECTION_STORE_ERROR_NO_SECRET)
    g_task_return_new_error (task,
                             REPRISE_CONNECTION_STORE_ERROR,
                             code,
                             "%s",
                             _ ("The keyring was not unlocked"));
  else if (question->is_timed_out)
    g_task_return_new_error (task,
                             REPRISE_CONNECTION_STORE_ERROR,
                             code,
                             ngettext ("No keyring has answered within %u second",
                                       "No keyring has answered within %u seconds",
                                       self->patience_seconds),
                             self->patience_seconds);
  else
    /* Translators: what the system says about it. */
    g_task_return_new_error (task,
                             REPRISE_CONNECTION_STORE_ERROR,
                             code,
                             _ ("There is no keyring in this session: %s"),
                             reason);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseKeyring *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SecretService) service = secret_service_open_finish (result, &error);

  if (service == NULL)
    {
      return_error (task, error);
      return;
    }
  g_set_weak_pointer (&REPRISE_KEYRING_SERVICE (service)->keyring, self);
  g_set_object (&self->service, REPRISE_KEYRING_SERVICE (service));
  question->ask (self, task);
}

/* Asks the service, once it has answered at all. */
static void
start (RepriseKeyring *self, GTask *owned_task, Question *question)
{
  g_autoptr (GTask) task = owned_task;
  GCancellable *outer = g_task_get_cancellable (task);

  question->cancellable = g_cancellable_new ();
  if (outer != NULL)
    g_signal_connect_object (outer,
                             "cancelled",
                             G_CALLBACK (given_up_cb),
                             question->cancellable,
                             0);
  if (outer != NULL && g_cancellable_is_cancelled (outer))
    g_cancellable_cancel (question->cancellable);
  question->timeout_id = g_timeout_add_seconds (self->patience_seconds, timed_out_cb, question);
  g_ptr_array_add (self->questions, question);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (self->service != NULL)
    question->ask (self, task);
  else
    secret_service_open (REPRISE_TYPE_KEYRING_SERVICE,
                         NULL,
                         SECRET_SERVICE_OPEN_SESSION,
                         question->cancellable,
                         opened_cb,
                         g_object_ref (task));
}

static Question *
new_question (const SecretSchema *schema, const char *name)
{
  Question *question = g_new0 (Question, 1);

  question->schema = schema;
  question->attributes =
      schema == &connection_schema
          ? secret_attributes_build (schema, "connection", name, NULL)
          : secret_attributes_build (schema, "service", "pgedge-cli", "username", name, NULL);
  return question;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    {
      return_error (task, error);
      return;
    }
  end_question (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
ask_to_store (RepriseKeyring *self, GTask *task)
{
  Question *question = g_task_get_task_data (task);

  secret_service_store (SECRET_SERVICE (self->service),
                        question->schema,
                        question->attributes,
                        SECRET_COLLECTION_DEFAULT,
                        question->label,
                        question->value,
                        question->cancellable,
                        stored_cb,
                        g_object_ref (task));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretValue *value = secret_service_lookup_finish (SECRET_SERVICE (source), result, &error);
  const char *text = value == NULL ? NULL : secret_value_get_text (value);

  if (error != NULL)
    {
      return_error (task, error);
      return;
    }
  end_question (g_task_get_source_object (task), g_task_get_task_data (task));
  if (text != NULL)
    g_task_return_pointer (task, g_strdup (text), (GDestroyNotify) reprise_secret_free);
  else
    g_task_return_new_error (task,
                             REPRISE_CONNECTION_STORE_ERROR,
                             REPRISE_CONNECTION_STORE_ERROR_NO_SECRET,
                             "%s",
                             _ ("The keyring does not hold the client secret"));
  g_clear_pointer (&value, secret_value_unref);
}

static void
ask_to_look_up (RepriseKeyring *self, GTask *task)
{
  Question *question = g_task_get_task_data (task);

  secret_service_lookup (SECRET_SERVICE (self->service),
                         question->schema,
                         question->attributes,
                         question->cancellable,
                         looked_up_cb,
                         g_object_ref (task));
}

static void remove_next (GTask *task);

static void
item_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    remove_next (task);
  else
    return_error (task, error);
}

/* One after the other: libsecret's own function for it answers twice where one of them fails. */
static void
remove_next (GTask *task)
{
  Question *question = g_task_get_task_data (task);
  g_autoptr (SecretItem) item = NULL;

  if (question->items == NULL)
    {
      end_question (g_task_get_source_object (task), question);
      g_task_return_boolean (task, TRUE);
      return;
    }
  item = question->items->data;
  question->items = g_list_delete_link (question->items, question->items);
  secret_item_delete (item, question->cancellable, item_removed_cb, g_object_ref (task));
}

static void
found_to_remove_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;

  question->items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  if (error != NULL)
    return_error (task, error);
  else
    remove_next (task);
}

static void
ask_to_remove (RepriseKeyring *self, GTask *task)
{
  Question *question = g_task_get_task_data (task);

  secret_service_search (SECRET_SERVICE (self->service),
                         question->schema,
                         question->attributes,
                         SECRET_SEARCH_ALL,
                         question->cancellable,
                         found_to_remove_cb,
                         g_object_ref (task));
}

static void
reprise_keyring_finalize (GObject *object)
{
  RepriseKeyring *self = REPRISE_KEYRING (object);

  g_clear_object (&self->service);
  g_ptr_array_unref (self->questions);
  G_OBJECT_CLASS (reprise_keyring_parent_class)->finalize (object);
}

static void
reprise_keyring_class_init (RepriseKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_keyring_finalize;
}

static void
reprise_keyring_init (RepriseKeyring *self)
{
  self->questions = g_ptr_array_new ();
}

/**
 * reprise_keyring_new:
 * @patience_seconds: how long to wait for the service, while it asks nobody
 *
 * Returns: (transfer full): the keyring; nobody is asked for it yet
 */
RepriseKeyring *
reprise_keyring_new (guint patience_seconds)
{
  RepriseKeyring *self = g_object_new (REPRISE_TYPE_KEYRING, NULL);

  self->patience_seconds = patience_seconds;
  return self;
}

/**
 * reprise_keyring_store_async:
 * @self: a keyring
 * @id: a connection's id
 * @label: what a person sees in a program that shows keyrings
 * @secret: what to keep, in the place of what was kept for that id
 * @cancellable: (nullable): to give up
 */
void
reprise_keyring_store_async (RepriseKeyring *self,
                             const char *id,
                             const char *label,
                             const char *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Question *question;

  g_return_if_fail (REPRISE_IS_KEYRING (self));
  g_return_if_fail (id != NULL && label != NULL && secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_keyring_store_async);
  question = new_question (&connection_schema, id);
  question->label = g_strdup (label);
  question->value = secret_value_new (secret, -1, "text/plain");
  question->ask = ask_to_store;
  start (self, task, question);
}

/**
 * reprise_keyring_store_finish:
 *
 * Errors: %REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING,
 * %REPRISE_CONNECTION_STORE_ERROR_NO_SECRET where it stays locked, %G_IO_ERROR_CANCELLED.
 */
gboolean
reprise_keyring_store_finish (RepriseKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_keyring_look_up_async:
 * @self: a keyring
 * @item: what kind of secret
 * @name: which of them
 * @cancellable: (nullable): to give up
 */
void
reprise_keyring_look_up_async (RepriseKeyring *self,
                               RepriseKeyringItem item,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Question *question;

  g_return_if_fail (REPRISE_IS_KEYRING (self));
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_keyring_look_up_async);
  question =
      new_question (item == REPRISE_KEYRING_PROFILE ? &profile_schema : &connection_schema, name);
  question->ask = ask_to_look_up;
  start (self, task, question);
}

/**
 * reprise_keyring_look_up_finish:
 *
 * Errors: %REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING, %REPRISE_CONNECTION_STORE_ERROR_NO_SECRET,
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the secret, for reprise_secret_free()
 */
char *
reprise_keyring_look_up_finish (RepriseKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_keyring_remove_async:
 * @self: a keyring
 * @id: a connection's id
 * @cancellable: (nullable): to give up
 */
void
reprise_keyring_remove_async (RepriseKeyring *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Question *question;

  g_return_if_fail (REPRISE_IS_KEYRING (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_keyring_remove_async);
  question = new_question (&connection_schema, id);
  question->ask = ask_to_remove;
  start (self, task, question);
}

/**
 * reprise_keyring_remove_finish:
 *
 * Errors: as reprise_keyring_store_finish().
 *
 * Returns: whether the keyring has no such secret any more
 */
gboolean
reprise_keyring_remove_finish (RepriseKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
