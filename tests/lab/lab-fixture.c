/* SPDX-License-Identifier: GPL-3.0-or-later
 * A lab's service on loopback with a fake engine behind it, and a client. */

#include "config.h"

#include "lab/lab-fixture.h"

#include "lab/reprise-lab-blueprint.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOKEN_LIFETIME_SECONDS 3600

static GString *exchanges;

void
lab_reply_free (LabReply *self)
{
  g_free (self->text);
  g_free (self);
}

static void
exchange_token (LabFixture *self, RepriseLabTokens *tokens)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (self->state);

  self->token = reprise_lab_tokens_exchange (tokens, document->client_id, document->client_secret);
  g_assert_nonnull (self->token);
}

static void
make_databases (LabFixture *self)
{
  GPtrArray *databases = reprise_lab_state_get_databases (self->state);
  const RepriseLabDatabaseRecord *east;

  for (guint i = 0; i < databases->len; i++)
    {
      const RepriseLabDatabaseRecord *record =
          reprise_lab_database_get_record (g_ptr_array_index (databases, i));
      g_autofree char *directory = g_build_filename (self->root, "nodes", record->name, NULL);

      g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
    }
  east = reprise_lab_database_get_record (g_ptr_array_index (databases, 0));
  self->east = east->id;
  self->west = reprise_lab_database_get_record (g_ptr_array_index (databases, 1))->id;
  self->east_repository = reprise_repository_get_id (g_ptr_array_index (east->repositories, 0));
}

void
lab_fixture_set_up (LabFixture *self, gconstpointer data)
{
  g_autoptr (RepriseLabTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;
  RepriseLabDocument *document = reprise_lab_blueprint_new_document ();

  self->root = g_dir_make_tmp ("reprise-lab-XXXXXX", &error);
  g_assert_no_error (error);
  self->engine = reprise_fake_lab_engine_new ();
  tokens =
      reprise_lab_tokens_new (document->client_id, document->client_secret, TOKEN_LIFETIME_SECONDS);
  self->state = reprise_lab_state_new (self->root, document);
  make_databases (self);
  self->operations = reprise_lab_operations_new (self->state, REPRISE_LAB_ENGINE (self->engine));
  self->server = soup_server_new (NULL, NULL);
  self->service = reprise_lab_service_new (self->server, self->operations, tokens);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  self->session = soup_session_new ();
  exchange_token (self, tokens);
}

static void
delete_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      delete_tree (entry);
    }
  g_remove (path);
}

void
lab_fixture_tear_down (LabFixture *self, gconstpointer data)
{
  lab_fixture_await (reprise_lab_operations_is_idle (self->operations));
  soup_server_disconnect (self->server);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (self->service);
  g_clear_object (&self->server);
  g_assert_finalize_object (self->operations);
  g_assert_finalize_object (self->state);
  g_assert_finalize_object (self->engine);
  delete_tree (self->root);
  g_free (self->root);
  g_free (self->address);
  g_free (self->token);
}

SoupMessage *
lab_fixture_new_message (LabFixture *self, const char *method, const char *path)
{
  g_autofree char *uri = g_strconcat (self->address, path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Authorization",
                                authorization);
  return message;
}

/* What the contract knows: the path without its query, and the answer. */
static void
record (SoupMessage *message, const LabReply *reply)
{
  const char *path = g_uri_get_path (soup_message_get_uri (message));

  g_string_append_printf (exchanges,
                          "{\"direction\":\"response\",\"method\":\"%s\",\"path\":\"%s\","
                          "\"status\":%u,\"body\":%s}\n",
                          soup_message_get_method (message),
                          path,
                          reply->status,
                          reply->text[0] == '\0' ? "\"\"" : reply->text);
}

static void
reply_received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GBytes **body = user_data;
  g_autoptr (GError) error = NULL;

  *body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

LabReply *
lab_fixture_send (LabFixture *self, SoupMessage *message, const char *body, const char *type)
{
  LabReply *reply = g_new0 (LabReply, 1);
  g_autoptr (GBytes) received = NULL;

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, bytes);
    }
  soup_session_send_and_read_async (self->session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    reply_received_cb,
                                    &received);
  lab_fixture_await (received != NULL);
  reply->status = soup_message_get_status (message);
  reply->text = g_bytes_get_size (received) == 0
                    ? g_strdup ("")
                    : g_strndup (g_bytes_get_data (received, NULL), g_bytes_get_size (received));
  if (!self->is_off_contract)
    record (message, reply);
  return reply;
}

LabReply *
lab_fixture_get (LabFixture *self, const char *format, ...)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  message = lab_fixture_new_message (self, "GET", path);
  return lab_fixture_send (self, message, NULL, NULL);
}

LabReply *
lab_fixture_post (LabFixture *self, const char *path, const char *body)
{
  g_autoptr (SoupMessage) message = lab_fixture_new_message (self, "POST", path);

  return lab_fixture_send (self, message, body, "application/json");
}

char *
lab_reply_dup_member (LabReply *self, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\" *: *\"?([^\",}]*)", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, self->text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static int
check_contract (const char *interpreter, const char *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) checker =
                 g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                       G_SUBPROCESS_FLAGS_STDERR_MERGE,
                                   &error,
                                   interpreter,
                                   program,
                                   NULL);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (checker, exchanges->str, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_successful (checker))
    return 0;
  g_printerr ("%s", said);
  return 1;
}

int
lab_fixture_run_tests (int argc, char **argv)
{
  int failed;

  g_assert_cmpint (argc, ==, 3);
  exchanges = g_string_new (NULL);
  failed = g_test_run ();
  if (failed == 0 && exchanges->len > 0)
    failed = check_contract (argv[1], argv[2]);
  g_string_free (exchanges, TRUE);
  return failed;
}
