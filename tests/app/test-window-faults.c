/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window on a service that fails in every way there is: it says what happened and what to do,
 * shows the rest, recovers by another try, and leaves nothing behind. */

#include "config.h"

#include "ui/reprise-window.h"

#include "cloud/reprise-cloud-message.h"
#include "ui/reprise-node-pane.h"

#include "support/reprise-ui-support.h"
#include "cloud-fixture.h"
#include "ui-find.h"

#define DATABASES "/byoc/v1/databases"
#define CLUSTERS "/byoc/v1/clusters"
#define REPOSITORIES "/byoc/v1/backup-repositories"
#define OLD_REPOSITORY "11111111-2222-4333-8444-555555555501"
#define FAILING "/byoc/v1/backup-repositories/" CLOUD_REPOSITORY "/n5"
#define OLD_FAILING "/byoc/v1/backup-repositories/" OLD_REPOSITORY "/n5"

#define N_NODES 9
#define FAILING_NODE 4
#define NESTING (10 * 1024 * 1024)

/* No pause between two attempts is longer, where it is waited for; no request is waited for less.
 */
#define LONGEST_PAUSE (10 * G_USEC_PER_SEC)

#define DATABASE_HEAD                                                                              \
  "{\"id\":\"" CLOUD_DATABASE "\",\"cluster_id\":\"" CLOUD_CLUSTER                                 \
  "\",\"name\":\"payables\",\"status\":\"available\",\"pg_version\":\"16\","                       \
  "\"created_at\":\"2024-03-15T10:30:00Z\",\"updated_at\":\"2024-06-19T19:00:00Z\","               \
  "\"backups\":{\"provider\":\"pgbackrest\",\"config\":[{\"id\":\"default\",\"repositories\":"     \
  "[{\"id\":\"" CLOUD_REPOSITORY "\"}],\"schedules\":[]}]},\"nodes\":["
#define NODE                                                                                       \
  "{\"name\":\"n%d\",\"location\":{\"latitude\":38.1,\"longitude\":-78.4},\"connection\":{}}"
#define CLUSTER                                                                                    \
  "{\"id\":\"" CLOUD_CLUSTER "\",\"name\":\"accounting\",\"status\":\"available\","                \
  "\"created_at\":\"2024-03-15T10:30:00Z\",\"regions\":[],\"node_location\":\"public\","           \
  "\"cloud_account\":{\"id\":\"a\"}}"
#define REPOSITORY                                                                                 \
  "[{\"id\":\"" CLOUD_REPOSITORY "\",\"database_id\":\"" CLOUD_DATABASE                            \
  "\",\"type\":\"s3\",\"created_at\":\"2024-03-15T10:30:00Z\"},"                                   \
  "{\"id\":\"" OLD_REPOSITORY "\",\"database_id\":\"" CLOUD_DATABASE                               \
  "\",\"type\":\"s3\",\"created_at\":\"2024-01-15T10:30:00Z\"}]"
#define INVENTORY                                                                                  \
  "{\"backup_repository_id\":\"%s\",\"database_id\":\"" CLOUD_DATABASE                             \
  "\",\"node_name\":\"n%d\",\"status\":\"ok\",\"status_code\":0,\"backups\":["                     \
  "{\"label\":\"20240619-195803F\",\"type\":\"full\",\"created_at\":\"2024-06-19T19:58:03Z\","     \
  "\"finished_at\":\"2024-06-19T19:59:00Z\"}]}"

/* An account with a database of nine nodes, and a window that shows it. */
typedef struct
{
  CloudFixture cloud;
  RepriseWindow *window;
  const char *awaited; /* words that the window is to show, or a part of it */
  GtkWidget *place;
} World;

typedef struct
{
  const char *name;
  guint status;
  const char *body;
  RepriseMockFault fault;
  const char *retry_after;
  const char *words;
} Fault;

static const Fault faults[] = {
  { "dropped", 200, NULL, REPRISE_MOCK_DROP, NULL, "No connection to the service. *" },
  { "half a body", 200, "[{},{}]", REPRISE_MOCK_HALF, NULL, "No connection to the service. *" },
  { "endless", 200, NULL, REPRISE_MOCK_ENDLESS, NULL, "The service’s answer makes no sense. *" },
  { "401",
    401,
    "{\"code\":401,\"message\":\"no\"}",
    0,
    NULL,
    "The credential was not accepted. *" },
  { "403", 403, "{\"code\":403,\"message\":\"no\"}", 0, NULL, "The account may not do this. *" },
  { "404", 404, "{\"code\":404,\"message\":\"no\"}", 0, NULL, "The service does not know this. *" },
  { "404 of a proxy", 404, "<html>", 0, NULL, "Something other than the service answered. *" },
  { "429", 429, NULL, 0, NULL, "Too many requests in too short a time. *" },
  { "429 for an hour", 429, NULL, 0, "3600", "Too many requests in too short a time. *" },
  { "500", 500, "{\"code\":500,\"message\":\"oh\"}", 0, NULL, "The service failed. *" },
  { "wrong type", 200, "\"backups\"", 0, NULL, "The service’s answer makes no sense. *" },
  { "nesting", 200, NULL, 0, NULL, "The service’s answer makes no sense. *" },
};

static AdwApplication *application;

static void
serve (RepriseMockService *service, const char *target, const char *body)
{
  RepriseMockReply *reply = reprise_mock_service_expect (service, "GET", target, 200, body);

  reprise_mock_reply_set_repeated (reply);
  reprise_mock_reply_set_optional (reply);
}

static void
serve_inventory (RepriseMockService *service, const char *repository_id, int node)
{
  g_autofree char *target = g_strdup_printf ("%s/%s/n%d", REPOSITORIES, repository_id, node);
  g_autofree char *inventory = g_strdup_printf (INVENTORY, repository_id, node);

  serve (service, target, inventory);
}

static void
serve_account (RepriseMockService *service, int n_nodes)
{
  g_autoptr (GString) database = g_string_new (DATABASE_HEAD);
  g_autofree char *list = NULL;

  for (int i = 1; i <= n_nodes; i++)
    {
      serve_inventory (service, CLOUD_REPOSITORY, i);
      serve_inventory (service, OLD_REPOSITORY, i);
      g_string_append_printf (database, i == 1 ? NODE : "," NODE, i);
    }
  g_string_append (database, "]}");
  list = g_strdup_printf ("[%s]", database->str);
  serve (service, DATABASES, list);
  serve (service, DATABASES "/" CLOUD_DATABASE, database->str);
  serve (service, CLUSTERS, "[" CLUSTER "]");
  serve (service, CLUSTERS "/" CLOUD_CLUSTER, CLUSTER);
  serve (service, REPOSITORIES, REPOSITORY);
  serve (service, "/byoc/v1/backup-stores", "[]");
  serve (service, "/byoc/v1/tasks", "[]");
  serve (service, "/account/v1/tenants", "[{\"id\":\"t\",\"name\":\"Acme\"}]");
  reprise_mock_reply_set_optional (reprise_mock_service_grant_token (service));
}

static void
set_up (World *world, gconstpointer data)
{
  cloud_fixture_set_up (&world->cloud, NULL);
  serve_account (world->cloud.service, GPOINTER_TO_INT (data));
}

static void
open_window (World *world, RepriseBackend *backend)
{
  world->window = reprise_window_new (application, backend, NULL, NULL, NULL);
  world->place = GTK_WIDGET (world->window);
  gtk_window_present (GTK_WINDOW (world->window));
}

static void
close_window (World *world)
{
  g_object_ref (world->window);
  gtk_window_destroy (GTK_WINDOW (world->window));
  cloud_run_pending ();
  g_assert_finalize_object (g_steal_pointer (&world->window));
}

static void
tear_down (World *world, gconstpointer data)
{
  if (world->window != NULL)
    close_window (world);
  cloud_fixture_tear_down (&world->cloud, NULL);
}

/* Lets pauses between attempts pass at once, and nothing else. */
static void
pass_pause (World *world)
{
  gint64 delay = reprise_fake_clock_get_next_delay (world->cloud.clock);

  if (delay >= 0 && delay <= LONGEST_PAUSE)
    reprise_fake_clock_advance (world->cloud.clock, delay);
}

static gboolean
is_shown (gpointer user_data)
{
  World *world = user_data;

  pass_pause (world);
  return ui_shows (world->place, world->awaited);
}

static void
await_words (World *world, GtkWidget *place, const char *words)
{
  world->place = place;
  world->awaited = words;
  reprise_test_wait_for (is_shown, world);
}

static GtkNotebook *
get_tabs (World *world)
{
  return (GtkNotebook *) ui_find (GTK_WIDGET (world->window), "RepriseNodeTabs", "GtkNotebook");
}

static GtkWidget *
get_failing_pane (World *world)
{
  return gtk_notebook_get_nth_page (get_tabs (world), FAILING_NODE);
}

static GtkWidget *
get_part (GtkWidget *pane, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (pane, REPRISE_TYPE_NODE_PANE, name));
}

static gboolean
shows_backups (GtkWidget *pane)
{
  GtkStack *stack = GTK_STACK (get_part (pane, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "content") == 0;
}

static gboolean
are_shown (World *world, int but_not)
{
  GtkNotebook *tabs = get_tabs (world);

  pass_pause (world);
  if (tabs == NULL || gtk_notebook_get_n_pages (tabs) == 0)
    return FALSE;
  for (int i = 0; i < gtk_notebook_get_n_pages (tabs); i++)
    if (i != but_not && !shows_backups (gtk_notebook_get_nth_page (tabs, i)))
      return FALSE;
  return TRUE;
}

static gboolean
are_all_shown (gpointer user_data)
{
  return are_shown (user_data, -1);
}

static gboolean
are_others_shown (gpointer user_data)
{
  return are_shown (user_data, FAILING_NODE);
}

static RepriseMockReply *
break_target (World *world, const char *target, const Fault *fault)
{
  g_autofree char *nesting =
      g_str_equal (fault->name, "nesting") ? g_strnfill (NESTING, '[') : NULL;
  RepriseMockReply *reply =
      reprise_mock_service_expect_first (world->cloud.service,
                                         "GET",
                                         target,
                                         fault->status,
                                         nesting != NULL ? nesting : fault->body);

  reprise_mock_reply_set_fault (reply, fault->fault);
  reprise_mock_reply_set_repeated (reply);
  if (fault->retry_after != NULL)
    reprise_mock_reply_add_header (reply, "Retry-After", fault->retry_after);
  return reply;
}

static void
click_retry (GtkWidget *place)
{
  g_signal_emit_by_name (ui_find (place, "RepriseErrorView", "GtkButton"), "clicked");
}

/* What cannot be read at all takes the whole window, until another try succeeds. */
static void
test_window_faults_account (World *world, gconstpointer data)
{
  open_window (world, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      RepriseMockReply *reply = break_target (world, DATABASES, &faults[i]);

      g_test_message ("%s", faults[i].name);
      reprise_window_set_service (world->window, world->cloud.backend, NULL);
      await_words (world, GTK_WIDGET (world->window), faults[i].words);
      g_assert_true (ui_shows (GTK_WIDGET (world->window), "The Account Could Not Be Read"));

      reprise_mock_service_forget (world->cloud.service, reply);
      click_retry (GTK_WIDGET (world->window));
      reprise_test_wait_for (are_all_shown, world);
      reprise_window_set_service (world->window, NULL, NULL);
    }
}

/* What one node of nine cannot tell is said in its tab alone, until another try succeeds. */
static void
test_window_faults_node (World *world, gconstpointer data)
{
  GtkDropDown *chooser;
  GtkWidget *pane;

  open_window (world, world->cloud.backend);
  reprise_test_wait_for (are_all_shown, world);
  pane = get_failing_pane (world);
  chooser = GTK_DROP_DOWN (get_part (pane, "repository_chooser"));
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      RepriseMockReply *reply = break_target (world, OLD_FAILING, &faults[i]);

      g_test_message ("%s", faults[i].name);
      gtk_drop_down_set_selected (chooser, 1);
      await_words (world, pane, faults[i].words);
      g_assert_true (ui_shows (pane, "The Backups Could Not Be Read"));
      g_assert_true (are_others_shown (world));

      reprise_mock_service_forget (world->cloud.service, reply);
      click_retry (pane);
      reprise_test_wait_for (are_all_shown, world);
      gtk_drop_down_set_selected (chooser, 0);
      reprise_test_wait_for (are_all_shown, world);
    }
}

/* While one node is silent the others are there; then it is said that it did not answer. */
static void
test_window_faults_silence (World *world, gconstpointer data)
{
  static const Fault fault = { "stall", 200, "{\"backups\":[]}", REPRISE_MOCK_STALL, NULL, NULL };
  RepriseMockReply *reply = break_target (world, FAILING, &fault);
  GtkWidget *pane;

  open_window (world, world->cloud.backend);
  reprise_test_wait_for (are_others_shown, world);
  pane = get_failing_pane (world);
  g_assert_false (ui_shows (pane, "The Backups Could Not Be Read"));
  world->place = pane;
  world->awaited = "The service did not answer in time. *";
  while (!is_shown (world))
    {
      reprise_fake_clock_advance (world->cloud.clock, REPRISE_CLOUD_INVENTORY_TIMEOUT_USEC);
      cloud_run_pending ();
    }

  reprise_mock_service_forget (world->cloud.service, reply);
  click_retry (pane);
  reprise_test_wait_for (are_all_shown, world);
}

/* What passes by itself is not spoken of: a token that is not taken once, a service that asks for a
 * short pause. */
static void
test_window_faults_passing (World *world, gconstpointer data)
{
  RepriseMockReply *reply;

  reprise_mock_service_expect_first (world->cloud.service, "GET", FAILING, 401, NULL);
  reply = reprise_mock_service_expect_first (world->cloud.service, "GET", DATABASES, 429, NULL);
  reprise_mock_reply_add_header (reply, "Retry-After", "7");
  open_window (world, world->cloud.backend);
  reprise_test_wait_for (are_all_shown, world);
  g_assert_cmpuint (reprise_mock_service_count_requests (world->cloud.service,
                                                         REPRISE_MOCK_TOKEN_PATH),
                    ==,
                    2);
}

/* One that nobody listens for is told as such, and found when it is there. */
static void
test_window_faults_refused (World *world, gconstpointer data)
{
  RepriseMockService *before = reprise_mock_service_new (NULL);
  g_autoptr (GUri) address =
                 g_uri_parse (reprise_mock_service_get_address (before), G_URI_FLAGS_NONE, NULL);
  RepriseBackend *backend =
      cloud_fixture_new_backend (&world->cloud, reprise_mock_service_get_address (before));
  RepriseMockService *after;

  reprise_mock_service_finish (before);
  open_window (world, backend);
  await_words (world, GTK_WIDGET (world->window), "No connection to the service. *");

  after = reprise_mock_service_new_at (g_uri_get_port (address), NULL);
  serve_account (after, 1);
  click_retry (GTK_WIDGET (world->window));
  reprise_test_wait_for (are_all_shown, world);
  close_window (world);
  g_assert_finalize_object (backend);
  reprise_mock_service_finish (after);
}

/* One whose certificate nobody has signed is not told the secret, at the first try or another. */
static void
test_window_faults_tls (World *world, gconstpointer data)
{
  static const char *const words = "The service’s certificate is not trusted. *";
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "loopback.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  RepriseMockService *service = NULL;
  RepriseBackend *backend;

  g_assert_no_error (error);
  service = reprise_mock_service_new (certificate);
  backend = cloud_fixture_new_backend (&world->cloud, reprise_mock_service_get_address (service));
  open_window (world, backend);
  await_words (world, GTK_WIDGET (world->window), words);
  click_retry (GTK_WIDGET (world->window));
  g_assert_false (ui_shows (GTK_WIDGET (world->window), words));
  await_words (world, GTK_WIDGET (world->window), words);
  g_assert_cmpuint (reprise_mock_service_get_n_requests (service), ==, 0);
  close_window (world);
  g_assert_finalize_object (backend);
  reprise_mock_service_finish (service);
}

/* An answer that comes when the window is gone finds nobody, and nothing is kept for it. */
static void
test_window_faults_gone (World *world, gconstpointer data)
{
  static const Fault fault = { "late", 200, "{\"backups\":[]}", REPRISE_MOCK_HOLD, NULL, NULL };

  break_target (world, FAILING, &fault);
  open_window (world, world->cloud.backend);
  reprise_test_wait_for (are_others_shown, world);
  close_window (world);
  reprise_mock_service_release (world->cloud.service);
  cloud_run_pending ();
}

#define ADD(name, n_nodes, function)                                                               \
  g_test_add ("/app/window-faults/" name,                                                          \
              World,                                                                               \
              GINT_TO_POINTER (n_nodes),                                                           \
              set_up,                                                                              \
              function,                                                                            \
              tear_down)

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  ADD ("account", 1, test_window_faults_account);
  ADD ("node", N_NODES, test_window_faults_node);
  ADD ("silence", N_NODES, test_window_faults_silence);
  ADD ("passing", N_NODES, test_window_faults_passing);
  ADD ("refused", 1, test_window_faults_refused);
  ADD ("tls", 1, test_window_faults_tls);
  ADD ("gone", N_NODES, test_window_faults_gone);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
