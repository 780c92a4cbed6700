/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backend interface: what implementations hand back reaches the caller unchanged. */

#include "config.h"

#include "restore/reprise-backend.h"

#include "restore/reprise-backend-answer.h"
#include "restore/reprise-send-outcome.h"

#define TEST_TYPE_BACKEND (test_backend_get_type ())
G_DECLARE_FINAL_TYPE (TestBackend, test_backend, TEST, BACKEND, GObject)

/* Knows one cluster, no task, and can do nothing else. */
struct _TestBackend
{
  GObject parent_instance;
};

static const char *
test_backend_get_title (RepriseBackend *backend)
{
  return "The test";
}

static RepriseCluster *
new_cluster (void)
{
  RepriseClusterFields fields = REPRISE_CLUSTER_FIELDS_INIT;

  fields.id = "c1";
  fields.name = "one";
  return reprise_cluster_new (&fields);
}

static void
test_backend_list_clusters_async (RepriseBackend *backend,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);
  GPtrArray *clusters = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);

  g_task_set_source_tag (task, reprise_backend_list_clusters_async);
  g_ptr_array_add (clusters, new_cluster ());
  g_ptr_array_add (problems, g_strdup ("the second has no id"));
  reprise_backend_return_objects (task, clusters, problems);
}

static void
test_backend_get_cluster_async (RepriseBackend *backend,
                                const char *cluster_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_get_cluster_async);
  reprise_backend_return_object (task,
                                 g_str_equal (cluster_id, "c1") ? new_cluster () : NULL,
                                 NULL);
}

static void
test_backend_get_task_async (RepriseBackend *backend,
                             const char *task_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_backend_get_task_async);
  reprise_backend_return_object (task, NULL, NULL);
}

static void
backend_init (RepriseBackendInterface *iface)
{
  iface->get_title = test_backend_get_title;
  iface->list_clusters_async = test_backend_list_clusters_async;
  iface->get_cluster_async = test_backend_get_cluster_async;
  iface->get_task_async = test_backend_get_task_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestBackend,
                               test_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_BACKEND, backend_init))

static void
test_backend_class_init (TestBackendClass *klass)
{
}

static void
test_backend_init (TestBackend *self)
{
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A list arrives with its problems, which a caller may leave alone. */
static void
test_backend_list (void)
{
  g_autoptr (RepriseBackend) backend = g_object_new (TEST_TYPE_BACKEND, NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GPtrArray) clusters = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  reprise_backend_list_clusters_async (backend, NULL, keep_result_cb, &first);
  wait_for (&first);
  clusters = reprise_backend_list_clusters_finish (backend, first, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (clusters->len, ==, 1);
  g_assert_cmpstr (reprise_cluster_get_id (g_ptr_array_index (clusters, 0)), ==, "c1");
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (problems, 0), ==, "the second has no id");

  reprise_backend_list_clusters_async (backend, NULL, keep_result_cb, &second);
  wait_for (&second);
  again = reprise_backend_list_clusters_finish (backend, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
}

/* What must exist is an error where it is missing. */
static void
test_backend_required (void)
{
  g_autoptr (RepriseBackend) backend = g_object_new (TEST_TYPE_BACKEND, NULL);
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (RepriseCluster) cluster = NULL;
  g_autoptr (RepriseCluster) none = NULL;
  g_autoptr (GError) error = NULL;

  reprise_backend_get_cluster_async (backend, "c1", NULL, keep_result_cb, &found);
  wait_for (&found);
  cluster = reprise_backend_get_cluster_finish (backend, found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_cluster_get_name (cluster), ==, "one");

  reprise_backend_get_cluster_async (backend, "c2", NULL, keep_result_cb, &missing);
  wait_for (&missing);
  none = reprise_backend_get_cluster_finish (backend, missing, &error);
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PROTOCOL);
  g_assert_null (none);
}

/* A task that is not to be seen yet is an answer, not an error. */
static void
test_backend_maybe (void)
{
  g_autoptr (RepriseBackend) backend = g_object_new (TEST_TYPE_BACKEND, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RepriseTask) task = NULL;
  g_autoptr (GError) error = NULL;

  reprise_backend_get_task_async (backend, "t1", NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (reprise_backend_get_task_finish (backend, result, &task, &error));
  g_assert_no_error (error);
  g_assert_null (task);
}

/* What an implementation leaves out fails, in words, and counts as not sent. */
static void
test_backend_unsupported (void)
{
  g_autoptr (RepriseBackend) backend = g_object_new (TEST_TYPE_BACKEND, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;

  reprise_backend_send_restore_async (backend, "d1", body, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_false (reprise_backend_send_restore_finish (backend, result, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, "The test cannot do this");
  g_assert_cmpint (reprise_send_outcome_from_error (error), ==, REPRISE_SEND_OUTCOME_NOT_SENT);
}

/* Only a refusal of the service and what never left are certain; anything else is not. */
static void
test_backend_send_outcome (void)
{
  static const struct
  {
    int code;
    RepriseSendOutcome outcome;
  } cases[] = {
    { REPRISE_SERVICE_ERROR_TRANSPORT, REPRISE_SEND_OUTCOME_NOT_SENT },
    { REPRISE_SERVICE_ERROR_TLS, REPRISE_SEND_OUTCOME_NOT_SENT },
    { REPRISE_SERVICE_ERROR_TIMEOUT, REPRISE_SEND_OUTCOME_NOT_SENT },
    { REPRISE_SERVICE_ERROR_PROTOCOL, REPRISE_SEND_OUTCOME_NOT_SENT },
    { REPRISE_SERVICE_ERROR_SERVER, REPRISE_SEND_OUTCOME_NOT_SENT },
    { REPRISE_SERVICE_ERROR_BUSY_DATABASE, REPRISE_SEND_OUTCOME_REFUSED },
    { REPRISE_SERVICE_ERROR_BUSY_CLUSTER, REPRISE_SEND_OUTCOME_REFUSED },
    { REPRISE_SERVICE_ERROR_UNAUTHORIZED, REPRISE_SEND_OUTCOME_REFUSED },
    { REPRISE_SERVICE_ERROR_CONFLICT, REPRISE_SEND_OUTCOME_REFUSED },
    { REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN, REPRISE_SEND_OUTCOME_UNKNOWN },
    { REPRISE_SERVICE_ERROR_N_CODES, REPRISE_SEND_OUTCOME_UNKNOWN },
  };
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (REPRISE_SERVICE_ERROR, cases[i].code, "");

      g_assert_cmpint (reprise_send_outcome_from_error (error), ==, cases[i].outcome);
    }
  g_assert_cmpint (reprise_send_outcome_from_error (other), ==, REPRISE_SEND_OUTCOME_UNKNOWN);
  g_assert_cmpint (reprise_send_outcome_from_error (cancelled), ==, REPRISE_SEND_OUTCOME_NOT_SENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/restore/backend/list", test_backend_list);
  g_test_add_func ("/restore/backend/required", test_backend_required);
  g_test_add_func ("/restore/backend/maybe", test_backend_maybe);
  g_test_add_func ("/restore/backend/unsupported", test_backend_unsupported);
  g_test_add_func ("/restore/backend/send-outcome", test_backend_send_outcome);
  return g_test_run ();
}
