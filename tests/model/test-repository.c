/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup repository: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-repository.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_repository_keeps (void)
{
  char text[] = "id";
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
  g_autoptr (RepriseRepository) repository = NULL;

  fields.id = text;
  fields.database_id = "database id";
  fields.created_at = 3000000;
  fields.storage_type = "storage type";
  fields.backup_store_id = "backup store id";
  fields.base_path = "base path";
  fields.s3_bucket = "s3 bucket";
  fields.s3_region = "s3 region";
  fields.s3_endpoint = "s3 endpoint";
  fields.gcs_bucket = "gcs bucket";
  fields.gcs_endpoint = "gcs endpoint";
  fields.azure_account = "azure account";
  fields.azure_container = "azure container";
  fields.azure_endpoint = "azure endpoint";
  fields.retention_full = 15;
  fields.retention_full_type = "retention full type";
  repository = reprise_repository_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_repository_get_id (repository), ==, "id");
  g_assert_cmpstr (reprise_repository_get_database_id (repository), ==, "database id");
  g_assert_cmpint (reprise_repository_get_created_at (repository), ==, 3000000);
  g_assert_cmpstr (reprise_repository_get_storage_type (repository), ==, "storage type");
  g_assert_cmpstr (reprise_repository_get_backup_store_id (repository), ==, "backup store id");
  g_assert_cmpstr (reprise_repository_get_base_path (repository), ==, "base path");
  g_assert_cmpstr (reprise_repository_get_s3_bucket (repository), ==, "s3 bucket");
  g_assert_cmpstr (reprise_repository_get_s3_region (repository), ==, "s3 region");
  g_assert_cmpstr (reprise_repository_get_s3_endpoint (repository), ==, "s3 endpoint");
  g_assert_cmpstr (reprise_repository_get_gcs_bucket (repository), ==, "gcs bucket");
  g_assert_cmpstr (reprise_repository_get_gcs_endpoint (repository), ==, "gcs endpoint");
  g_assert_cmpstr (reprise_repository_get_azure_account (repository), ==, "azure account");
  g_assert_cmpstr (reprise_repository_get_azure_container (repository), ==, "azure container");
  g_assert_cmpstr (reprise_repository_get_azure_endpoint (repository), ==, "azure endpoint");
  g_assert_cmpint (reprise_repository_get_retention_full (repository), ==, 15);
  g_assert_cmpstr (reprise_repository_get_retention_full_type (repository),
                   ==,
                   "retention full type");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_repository_unknown (void)
{
  const RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
  g_autoptr (RepriseRepository) repository = reprise_repository_new (&fields);

  g_assert_null (reprise_repository_get_id (repository));
  g_assert_null (reprise_repository_get_database_id (repository));
  g_assert_cmpint (reprise_repository_get_created_at (repository), ==, REPRISE_INSTANT_NONE);
  g_assert_null (reprise_repository_get_storage_type (repository));
  g_assert_null (reprise_repository_get_backup_store_id (repository));
  g_assert_null (reprise_repository_get_base_path (repository));
  g_assert_null (reprise_repository_get_s3_bucket (repository));
  g_assert_null (reprise_repository_get_s3_region (repository));
  g_assert_null (reprise_repository_get_s3_endpoint (repository));
  g_assert_null (reprise_repository_get_gcs_bucket (repository));
  g_assert_null (reprise_repository_get_gcs_endpoint (repository));
  g_assert_null (reprise_repository_get_azure_account (repository));
  g_assert_null (reprise_repository_get_azure_container (repository));
  g_assert_null (reprise_repository_get_azure_endpoint (repository));
  g_assert_cmpint (reprise_repository_get_retention_full (repository), ==, -1);
  g_assert_null (reprise_repository_get_retention_full_type (repository));
}

/* What widgets bind says the same as the functions. */
static void
test_repository_properties (void)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
  g_autoptr (RepriseRepository) repository = NULL;
  gint64 created_at = 0;
  g_autofree char *storage_type = NULL;

  fields.created_at = 1000000;
  fields.storage_type = "storage type";
  repository = reprise_repository_new (&fields);
  g_object_get (repository, "created-at", &created_at, "storage-type", &storage_type, NULL);

  g_assert_cmpint (created_at, ==, 1000000);
  g_assert_cmpstr (storage_type, ==, "storage type");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/repository/keeps", test_repository_keeps);
  g_test_add_func ("/model/repository/unknown", test_repository_unknown);
  g_test_add_func ("/model/repository/properties", test_repository_properties);
  return g_test_run ();
}
