/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup store: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-store.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_store_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "id";
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (RepriseStore) store = NULL;

  fields.id = text;
  fields.name = "name";
  fields.status_word = "status word";
  fields.cloud_account_id = "cloud account id";
  fields.cloud_account_type = "cloud account type";
  fields.cluster_ids = list;
  fields.created_at = 7000000;
  fields.updated_at = 8000000;
  store = reprise_store_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_store_get_id (store), ==, "id");
  g_assert_cmpstr (reprise_store_get_name (store), ==, "name");
  g_assert_cmpstr (reprise_store_get_status_word (store), ==, "status word");
  g_assert_cmpstr (reprise_store_get_cloud_account_id (store), ==, "cloud account id");
  g_assert_cmpstr (reprise_store_get_cloud_account_type (store), ==, "cloud account type");
  assert_list (reprise_store_get_cluster_ids (store));
  g_assert_cmpint (reprise_store_get_created_at (store), ==, 7000000);
  g_assert_cmpint (reprise_store_get_updated_at (store), ==, 8000000);
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_store_unknown (void)
{
  const RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (RepriseStore) store = reprise_store_new (&fields);

  g_assert_null (reprise_store_get_id (store));
  g_assert_null (reprise_store_get_name (store));
  g_assert_null (reprise_store_get_status_word (store));
  g_assert_null (reprise_store_get_cloud_account_id (store));
  g_assert_null (reprise_store_get_cloud_account_type (store));
  g_assert_null (reprise_store_get_cluster_ids (store));
  g_assert_cmpint (reprise_store_get_created_at (store), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_store_get_updated_at (store), ==, REPRISE_INSTANT_NONE);
}

/* What widgets bind says the same as the functions. */
static void
test_store_properties (void)
{
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (RepriseStore) store = NULL;
  g_autofree char *name = NULL;
  g_autofree char *status_word = NULL;

  fields.name = "name";
  fields.status_word = "status word";
  store = reprise_store_new (&fields);
  g_object_get (store, "name", &name, "status-word", &status_word, NULL);

  g_assert_cmpstr (name, ==, "name");
  g_assert_cmpstr (status_word, ==, "status word");
}

/* The status word is the service's own, its meaning ours. */
static void
test_store_status (void)
{
  RepriseStoreFields fields = REPRISE_STORE_FIELDS_INIT;
  g_autoptr (RepriseStore) store = NULL;
  int status = -1;

  fields.status_word = "modifying";
  store = reprise_store_new (&fields);
  g_object_get (store, "status", &status, NULL);

  g_assert_cmpint (reprise_store_get_status (store), ==, REPRISE_STATUS_WORKING);
  g_assert_cmpint (status, ==, REPRISE_STATUS_WORKING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/store/keeps", test_store_keeps);
  g_test_add_func ("/model/store/unknown", test_store_unknown);
  g_test_add_func ("/model/store/properties", test_store_properties);
  g_test_add_func ("/model/store/status", test_store_status);
  return g_test_run ();
}
