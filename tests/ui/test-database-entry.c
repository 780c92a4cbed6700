/* SPDX-License-Identifier: GPL-3.0-or-later
 * Databases in a list: found by what somebody types, told apart where they share a name. */

#include "config.h"

#include "ui/reprise-database-entry.h"

#include "ui-fixture.h"

static RepriseDatabaseEntry *
add_entry (GListStore *store, const UiDatabase *wanted, const char *cluster_name)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (wanted);
  g_autoptr (RepriseCluster) cluster =
          ui_cluster_new (reprise_database_get_cluster_id (database), cluster_name, "available");
  g_autoptr (RepriseDatabaseEntry) entry =
                 reprise_database_entry_new (database, cluster_name == NULL ? NULL : cluster);

  g_list_store_append (store, entry);
  return entry;
}

static void
assert_words (RepriseDatabaseEntry *entry,
              GListStore *store,
              const char *section,
              const char *subtitle)
{
  g_autofree char *real_section = reprise_database_entry_dup_section (entry, G_LIST_MODEL (store));
  g_autofree char *real_subtitle =
      reprise_database_entry_dup_subtitle (entry, G_LIST_MODEL (store));

  g_assert_cmpstr (real_section, ==, section);
  g_assert_cmpstr (real_subtitle, ==, subtitle);
}

/* Whoever shares a title is told by its id, and clusters that share a name by theirs. */
static void
test_database_entry_words (void)
{
  g_autoptr (GListStore) store = g_list_store_new (REPRISE_TYPE_DATABASE_ENTRY);
  RepriseDatabaseEntry *alone =
      add_entry (store, &(UiDatabase){ .id = "11111111-a", .name = "tax" }, "one");
  RepriseDatabaseEntry *titled =
      add_entry (store,
                 &(UiDatabase){ .id = "22222222-a", .name = "x", .display_name = "Yes" },
                 "one");
  RepriseDatabaseEntry *first =
      add_entry (store,
                 &(UiDatabase){ .id = "33333333-a", .name = "p", .cluster_id = "cccccccc-1" },
                 "two");
  RepriseDatabaseEntry *second = add_entry (store,
                                            &(UiDatabase){ .id = "44444444-a",
                                                           .name = "q",
                                                           .display_name = "p",
                                                           .cluster_id = "dddddddd-1" },
                                            "two");
  RepriseDatabaseEntry *lost =
      add_entry (store, &(UiDatabase){ .id = "5", .name = "z", .cluster_id = "gone" }, NULL);

  assert_words (alone, store, "one", NULL);
  assert_words (titled, store, "one", "x");
  assert_words (first, store, "two · cccccccc", "33333333");
  assert_words (second, store, "two · dddddddd", "q · 44444444");
  assert_words (lost, store, "gone", NULL);
}

/* Title, name, cluster and id are searched, in any case and however accents are written. */
static void
test_database_entry_matches (void)
{
  g_autoptr (GListStore) store = g_list_store_new (REPRISE_TYPE_DATABASE_ENTRY);
  RepriseDatabaseEntry *entry =
      add_entry (store,
                 &(UiDatabase){ .id = "abcdef", .name = "payables", .display_name = "Créances" },
                 "Accounting");

  g_assert_true (reprise_database_entry_matches (entry, "PAYA"));
  g_assert_true (reprise_database_entry_matches (entry,
                                                 "cre\xcc\x81"
                                                 "ANCES"));
  g_assert_true (reprise_database_entry_matches (entry, "account"));
  g_assert_true (reprise_database_entry_matches (entry, "bcde"));
  g_assert_false (reprise_database_entry_matches (entry, "payables2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/database-entry/words", test_database_entry_words);
  g_test_add_func ("/ui/database-entry/matches", test_database_entry_matches);
  return g_test_run ();
}
