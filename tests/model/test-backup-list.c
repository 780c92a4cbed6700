/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of backups: order, positions, labels. */

#include "config.h"

#include "model/reprise-backup-list.h"

static RepriseBackupList *
new_list (const char *const *labels, gsize n_labels)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();

  for (gsize i = 0; i < n_labels; i++)
    {
      RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

      fields.label = labels[i];
      reprise_backup_list_builder_add (builder, &fields);
    }
  return reprise_backup_list_builder_end (builder);
}

/* Backups come back in the order they were added, and nothing past the end. */
static void
test_backup_list_order (void)
{
  static const char *const labels[] = { "b", "a", NULL, "c" };
  g_autoptr (RepriseBackupList) list = new_list (labels, G_N_ELEMENTS (labels));
  GListModel *model = G_LIST_MODEL (list);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, G_N_ELEMENTS (labels));
  g_assert_true (g_list_model_get_item_type (model) == REPRISE_TYPE_BACKUP);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (RepriseBackup) backup = g_list_model_get_item (model, i);

      g_assert_cmpstr (reprise_backup_get_label (backup), ==, labels[i]);
    }
  g_assert_null (g_list_model_get_item (model, G_N_ELEMENTS (labels)));
  g_assert_null (g_list_model_get_item (model, G_MAXUINT));
}

/* A label is found whatever the order, the first of equal ones; a missing one leaves no trace. */
static void
test_backup_list_find (void)
{
  static const char *const labels[] = { "d", "b", NULL, "c", "b", "a", "" };
  g_autoptr (RepriseBackupList) list = new_list (labels, G_N_ELEMENTS (labels));
  static const struct
  {
    const char *label;
    int position;
  } cases[] = {
    { "a", 5 },  { "b", 1 },   { "c", 3 },  { "d", 0 },   { "", 6 },
    { "e", -1 }, { "aa", -1 }, { "0", -1 }, { NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint position = 42;
      gboolean found = reprise_backup_list_find (list, cases[i].label, &position);

      g_assert_cmpint (found, ==, cases[i].position >= 0);
      g_assert_cmpint ((int) position, ==, found ? cases[i].position : 42);
    }
}

/* Labels in order are found without sorting them, at both ends and between. */
static void
test_backup_list_find_sorted (void)
{
  static const char *const labels[] = { NULL, "a", "b", "b", "d" };
  g_autoptr (RepriseBackupList) list = new_list (labels, G_N_ELEMENTS (labels));
  guint position = 42;

  g_assert_false (reprise_backup_list_find (list, "", &position));
  g_assert_false (reprise_backup_list_find (list, "c", &position));
  g_assert_false (reprise_backup_list_find (list, "e", &position));
  g_assert_cmpuint (position, ==, 42);
  g_assert_true (reprise_backup_list_find (list, "a", &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (reprise_backup_list_find (list, "b", &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (reprise_backup_list_find (list, "d", &position));
  g_assert_cmpuint (position, ==, 4);
}

/* A list of none is a list. */
static void
test_backup_list_empty (void)
{
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (NULL, 0);
  guint position = 42;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
  g_assert_false (reprise_backup_list_find (list, "a", &position));
}

/* A backup that somebody holds is the same object for everybody; it goes with its last holder. */
static void
test_backup_list_identity (void)
{
  static const char *const labels[] = { "a", "b" };
  g_autoptr (RepriseBackupList) list = new_list (labels, G_N_ELEMENTS (labels));
  RepriseBackup *first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  RepriseBackup *again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  RepriseBackup *second = g_list_model_get_item (G_LIST_MODEL (list), 1);

  g_assert_true (first == again);
  g_assert_true (first != second);
  g_object_unref (again);
  g_assert_finalize_object (first);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (reprise_backup_get_label (first), ==, "a");
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

/* A backup outlives its list. */
static void
test_backup_list_outlived (void)
{
  static const char *const labels[] = { "a", "b" };
  RepriseBackupList *list = new_list (labels, G_N_ELEMENTS (labels));
  RepriseBackup *backup = g_list_model_get_item (G_LIST_MODEL (list), 1);

  g_assert_finalize_object (list);
  g_assert_cmpstr (reprise_backup_get_label (backup), ==, "b");
  g_assert_finalize_object (backup);
}

/* A builder that is given up frees what it collected. */
static void
test_backup_list_given_up (void)
{
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

  fields.label = "a";
  reprise_backup_list_builder_add (builder, &fields);
}

static RepriseBackupList *
new_chain (const char *const (*rows)[2], gsize n_rows)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();

  for (gsize i = 0; i < n_rows; i++)
    {
      RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

      fields.label = rows[i][0];
      fields.prior = rows[i][1];
      reprise_backup_list_builder_add (builder, &fields);
    }
  return reprise_backup_list_builder_end (builder);
}

static void
assert_dependents (RepriseBackupList *list, guint position, const char *expected)
{
  g_autoptr (GArray) dependents = reprise_backup_list_find_dependents (list, position);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < dependents->len; i++)
    g_string_append_printf (found, "%u ", g_array_index (dependents, guint, i));
  g_assert_cmpstr (found->str, ==, expected);
}

/* What builds on a backup, over others too, whichever comes first, and in a ring. */
static void
test_backup_list_dependents (void)
{
  static const char *const forwards[][2] = {
    { "a", NULL }, { "b", "a" }, { "c", "b" }, { "d", "a" }, { "e", NULL }, { "f", "gone" },
  };
  static const char *const backwards[][2] = { { "c", "b" }, { "b", "a" }, { "a", NULL } };
  static const char *const ring[][2] = { { "a", "b" }, { "b", "a" }, { "c", "c" } };
  g_autoptr (RepriseBackupList) first = new_chain (forwards, G_N_ELEMENTS (forwards));
  g_autoptr (RepriseBackupList) second = new_chain (backwards, G_N_ELEMENTS (backwards));
  g_autoptr (RepriseBackupList) third = new_chain (ring, G_N_ELEMENTS (ring));

  assert_dependents (first, 0, "1 2 3 ");
  assert_dependents (first, 1, "2 ");
  assert_dependents (first, 4, "");
  assert_dependents (second, 2, "0 1 ");
  assert_dependents (third, 0, "1 ");
  assert_dependents (third, 2, "");
}

/* A reader says the same as the objects, one backup after another. */
static void
test_backup_list_read (void)
{
  static const char *const rows[][2] = { { "a", NULL }, { "b", "a" }, { NULL, "b" } };
  g_autoptr (RepriseBackupList) list = new_chain (rows, G_N_ELEMENTS (rows));
  g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (list);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const RepriseBackupFields *fields = reprise_backup_reader_read (reader, i);

      g_assert_cmpstr (fields->label, ==, rows[i][0]);
      g_assert_cmpstr (fields->prior, ==, rows[i][1]);
      g_assert_cmpint (fields->database_size, ==, -1);
      g_assert_null (fields->references);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/backup-list/order", test_backup_list_order);
  g_test_add_func ("/model/backup-list/find", test_backup_list_find);
  g_test_add_func ("/model/backup-list/find-sorted", test_backup_list_find_sorted);
  g_test_add_func ("/model/backup-list/empty", test_backup_list_empty);
  g_test_add_func ("/model/backup-list/identity", test_backup_list_identity);
  g_test_add_func ("/model/backup-list/outlived", test_backup_list_outlived);
  g_test_add_func ("/model/backup-list/given-up", test_backup_list_given_up);
  g_test_add_func ("/model/backup-list/dependents", test_backup_list_dependents);
  g_test_add_func ("/model/backup-list/read", test_backup_list_read);
  return g_test_run ();
}
