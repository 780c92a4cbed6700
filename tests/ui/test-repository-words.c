/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database's repositories, current and earlier, in words. */

#include "config.h"

#include "ui/reprise-repository-words.h"

#include "ui-fixture.h"

static RepriseDatabaseWatch *
read_watch (RepriseStubBackend *backend)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 1 });
  RepriseDatabaseWatch *watch =
      reprise_database_watch_new (REPRISE_BACKEND (backend), database, NULL);

  reprise_database_watch_refresh (watch);
  ui_settle ();
  return watch;
}

static void
assert_choices (RepriseDatabaseWatch *watch, const char *const *texts)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  g_autoptr (GPtrArray) choices = reprise_repository_list_choices (watch, "n1", zone);

  g_assert_cmpuint (choices->len, ==, g_strv_length ((GStrv) texts));
  for (guint i = 0; i < choices->len; i++)
    g_assert_cmpstr (((RepriseRepositoryChoice *) g_ptr_array_index (choices, i))->text,
                     ==,
                     texts[i]);
}

/* The current one comes first, even where a newer one is listed; others say when they were used. */
static void
test_repository_words_choices (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseRepository) newer = ui_repository_new ("99999999-n", "2026-08-01T00:00:00Z");
  g_autoptr (RepriseDatabaseWatch) watch = NULL;

  reprise_stub_backend_put_repository (backend, newer);
  watch = read_watch (backend);
  assert_choices (watch,
                  (const char *[]){ "Current, since 2026-07-20",
                                    "Since 2026-08-01, 99999999",
                                    "2026-05-02 to 2026-07-20, 11111111",
                                    NULL });
}

/* The current one is there even where the list of repositories is not. */
static void
test_repository_words_without_list (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (RepriseDatabaseWatch) watch = NULL;

  reprise_stub_backend_fail (backend,
                             REPRISE_STUB_REPOSITORIES,
                             REPRISE_SERVICE_ERROR_SERVER,
                             "Oops");
  watch = read_watch (backend);
  assert_choices (watch, (const char *[]){ "Current", NULL });
}

/* How long backups are kept is a time or a number, and an unknown kind is shown as it came. */
static void
test_repository_words_retention (void)
{
  static const struct
  {
    int retention;
    const char *type;
    const char *text;
  } cases[] = {
    { 30, "time", "30 days" },    { 1, "time", "1 day" }, { 2, "count", "2 full backups" },
    { 1, NULL, "1 full backup" }, { -1, "time", "–" },    { 7, "moons", "7 (moons)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
      g_autoptr (RepriseRepository) repository = NULL;
      g_autofree char *text = NULL;

      fields.retention_full = cases[i].retention;
      fields.retention_full_type = cases[i].type;
      repository = reprise_repository_new (&fields);
      text = reprise_repository_dup_retention (repository);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/repository-words/choices", test_repository_words_choices);
  g_test_add_func ("/ui/repository-words/without-list", test_repository_words_without_list);
  g_test_add_func ("/ui/repository-words/retention", test_repository_words_retention);
  return g_test_run ();
}
