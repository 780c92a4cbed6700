/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is left to do after a restore, told from what is known. */

#include "config.h"

#include "restore/reprise-restore-checklist.h"

#include "restore-world.h"

#include <string.h>

#define NEW_REPOSITORY "11111111-2222-4333-8444-555555555599"
#define ASKED_AT "2024-06-19T23:30:00Z"

/* A world after a restore; what is not said is as it should be. */
typedef struct
{
  const char *status;
  const char *const *nodes;
  const char *const *targets;
  const char *const *options;
  const char *current;           /* repository; "" for none */
  const char *kept_by;           /* the node that still uses the old one */
  const char *created_at;        /* of that repository; "" for not known */
  const char *began_at;          /* of the task; "" for no task */
  const char *const *backed_up;  /* nodes with a backup in the current repository */
  const char *const *unread;     /* nodes whose inventory is not known */
  const char *backup_started_at; /* of those backups */
  gboolean backup_has_errors;
  const char *const *tables; /* see make_table() */
  gboolean without_tables;   /* the service says nothing about them */
} World;

static const char *const n1[] = { "n1", NULL };
static const char *const n1_n2[] = { "n1", "n2", NULL };
static const char *const none[] = { NULL };
static const char *const one_table[] = { "orders key set n1+ n2+", NULL };

/* "NAME [key] [set] NODE+|NODE-|NODE!…": replicating there, not replicating, defined otherwise. */
static RepriseTable *
make_table (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_auto (GStrv) name = g_strsplit (words[0], ".", 2);
  const char *const id[] = { "id", NULL };
  const char *const set[] = { "default", NULL };
  RepriseTableStatus statuses[4];
  RepriseTableFields fields = { .schema = name[1] == NULL ? "public" : name[0],
                                .name = name[1] == NULL ? name[0] : name[1],
                                .primary_key = none,
                                .replication_sets = none,
                                .statuses = statuses };

  for (guint i = 1; words[i] != NULL; i++)
    {
      char *mark = words[i] + strlen (words[i]) - 1;

      if (g_str_equal (words[i], "key"))
        fields.primary_key = id;
      else if (g_str_equal (words[i], "set"))
        fields.replication_sets = set;
      else
        {
          statuses[fields.n_statuses++] = (RepriseTableStatus){ .node_name = words[i],
                                                                .present = TRUE,
                                                                .aligned = *mark != '!',
                                                                .replicating = *mark == '+' };
          *mark = '\0';
        }
    }
  return reprise_table_new (&fields);
}

static GPtrArray *
make_tables (const World *world)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const *texts = world->tables == NULL ? one_table : world->tables;

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (tables, make_table (texts[i]));
  return tables;
}

static GPtrArray *
make_nodes (const char *const *names)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      RepriseNodeFields fields = { .name = names[i] };

      g_ptr_array_add (nodes, reprise_node_new (&fields));
    }
  return nodes;
}

static RepriseRepository *
make_repository (const World *world)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

  fields.id = world->current == NULL ? NEW_REPOSITORY : world->current;
  if (world->created_at == NULL)
    fields.created_at = world_instant ("2024-06-19T23:31:00Z");
  else if (*world->created_at != '\0')
    fields.created_at = world_instant (world->created_at);
  return reprise_repository_new (&fields);
}

static RepriseDatabase *
make_database (const World *world, RepriseRepository *repository)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (GPtrArray) nodes = make_nodes (world->nodes == NULL ? n1_n2 : world->nodes);
  g_autoptr (GPtrArray) tables = make_tables (world);
  g_autoptr (GPtrArray) repositories = world_list (g_object_ref (repository), NULL);
  g_autoptr (RepriseRepository) old = world_repository (WORLD_REPOSITORY, WORLD_EAST, ASKED_AT);
  g_autoptr (GPtrArray) old_ones = world_list (g_object_ref (old), NULL);
  RepriseBackupConfigFields config = { .id = "default", .repositories = repositories };
  const RepriseBackupConfigFields kept = { .id = "kept",
                                           .node_name = world->kept_by,
                                           .repositories = old_ones };
  g_autoptr (GPtrArray) configs = world_list (reprise_backup_config_new (&config), NULL);

  if (world->kept_by != NULL)
    g_ptr_array_add (configs, reprise_backup_config_new (&kept));
  fields.id = WORLD_EAST;
  fields.status_word = world->status == NULL ? "available" : world->status;
  fields.options = world->options;
  fields.nodes = nodes;
  fields.tables = world->without_tables ? NULL : tables;
  if (world->current == NULL || *world->current != '\0')
    fields.backup_configs = configs;
  return reprise_database_new (&fields);
}

static GPtrArray *
make_inventories (const World *world, RepriseRepository *repository)
{
  const char *const *names = world->nodes == NULL ? n1_n2 : world->nodes;
  const char *const *backed_up = world->backed_up == NULL ? names : world->backed_up;
  GPtrArray *inventories = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseBackupFields backup = world_backups ()[0];

  backup.started_at = world_instant (world->backup_started_at == NULL ? "2024-06-19T23:35:00Z"
                                                                      : world->backup_started_at);
  backup.error = world->backup_has_errors ? REPRISE_TRISTATE_YES : REPRISE_TRISTATE_NO;
  for (guint i = 0; names[i] != NULL; i++)
    {
      RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;

      fields.node_name = names[i];
      fields.repository_id = reprise_repository_get_id (repository);
      if (world->unread == NULL || !g_strv_contains (world->unread, names[i]))
        g_ptr_array_add (inventories,
                         world_inventory (&fields,
                                          &backup,
                                          g_strv_contains (backed_up, names[i]) ? 1 : 0));
    }
  return inventories;
}

static GPtrArray *
make_checklist (const World *world)
{
  const char *const read_from[] = { WORLD_REPOSITORY, NULL };
  RepriseRestoreRequestFields request_fields = { .provider = "pgbackrest",
                                                 .source_node_name = "n1",
                                                 .repositories = read_from,
                                                 .target_nodes = world->targets };
  g_autoptr (RepriseRestoreRequest) request = reprise_restore_request_new (&request_fields);
  g_autoptr (RepriseRepository) repository = make_repository (world);
  g_autoptr (RepriseDatabase) database = make_database (world, repository);
  g_autoptr (GPtrArray) repositories = world_list (g_object_ref (repository), NULL);
  g_autoptr (GPtrArray) inventories = make_inventories (world, repository);
  RepriseChecklistFacts facts = { .request = request,
                                  .asked_at = world_instant (ASKED_AT),
                                  .began_at = REPRISE_INSTANT_NONE,
                                  .database = database,
                                  .repositories = repositories,
                                  .inventories = inventories };

  if (world->began_at == NULL)
    facts.began_at = world_instant ("2024-06-19T23:30:01Z");
  else if (*world->began_at != '\0')
    facts.began_at = world_instant (world->began_at);
  return reprise_restore_checklist_make (&facts);
}

typedef struct
{
  const char *what;
  RepriseChecklistKind kind;
  World world;
  RepriseChecklistState state;
  RepriseChecklistAction action;
  const char *text; /* a pattern */
} Case;

static void
check (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GPtrArray) items = make_checklist (&cases[i].world);
      const RepriseChecklistItem *item = NULL;

      g_test_message ("%s", cases[i].what);
      for (guint j = 0; j < items->len; j++)
        if (((RepriseChecklistItem *) g_ptr_array_index (items, j))->kind == cases[i].kind)
          item = g_ptr_array_index (items, j);
      g_assert_nonnull (item);
      g_test_message ("%s", item->text);
      g_assert_cmpint (item->state, ==, cases[i].state);
      g_assert_cmpint (item->action, ==, cases[i].action);
      g_assert_true (g_pattern_match_simple (cases[i].text, item->text));
    }
}

/* Where everything is as it should be nothing is left. */
static void
test_checklist_done (void)
{
  const World world = { 0 };
  g_autoptr (GPtrArray) items = make_checklist (&world);

  g_assert_cmpuint (items->len, ==, REPRISE_CHECKLIST_N_KINDS);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpuint (((RepriseChecklistItem *) g_ptr_array_index (items, i))->kind, ==, i);
  g_assert_true (reprise_restore_checklist_is_done (items));
}

/* A single node has nothing to replicate with. */
static void
test_checklist_single_node (void)
{
  const World world = { .nodes = n1, .without_tables = TRUE };
  g_autoptr (GPtrArray) items = make_checklist (&world);

  g_assert_cmpuint (items->len, ==, REPRISE_CHECKLIST_BACKUP + 1);
  g_assert_true (reprise_restore_checklist_is_done (items));
}

/* The database is available, or it is said what it reads. */
static void
test_checklist_database (void)
{
  const RepriseChecklistKind kind = REPRISE_CHECKLIST_DATABASE;
  const Case cases[] = {
    { "available", kind, { 0 }, REPRISE_CHECKLIST_DONE, REPRISE_CHECKLIST_DO_NOTHING, "*used*" },
    { "modifying",
      kind,
      { .status = "modifying" },
      REPRISE_CHECKLIST_WAITING,
      REPRISE_CHECKLIST_DO_NOTHING,
      "*‘modifying’*" },
    { "degraded",
      kind,
      { .status = "degraded" },
      REPRISE_CHECKLIST_ATTENTION,
      REPRISE_CHECKLIST_DO_REFRESH,
      "*‘degraded’*" },
    { "a word that is not known",
      kind,
      { .status = "pondering" },
      REPRISE_CHECKLIST_UNKNOWN,
      REPRISE_CHECKLIST_DO_REFRESH,
      "*‘pondering’*" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* A repository is new where the service's clock says so, and never where it was read from. */
static void
test_checklist_repository (void)
{
  const RepriseChecklistKind kind = REPRISE_CHECKLIST_REPOSITORY;
  const RepriseChecklistState done = REPRISE_CHECKLIST_DONE;
  const RepriseChecklistState attention = REPRISE_CHECKLIST_ATTENTION;
  const RepriseChecklistState unknown = REPRISE_CHECKLIST_UNKNOWN;
  const RepriseChecklistAction nothing = REPRISE_CHECKLIST_DO_NOTHING;
  const RepriseChecklistAction refresh = REPRISE_CHECKLIST_DO_REFRESH;
  const Case cases[] = {
    { "in the second of the task",
      kind,
      { .began_at = "2024-06-19T23:30:01.9Z", .created_at = "2024-06-19T23:30:01Z" },
      done,
      nothing,
      "Backups go to it*" },
    { "the second before the task",
      kind,
      { .began_at = "2024-06-19T23:30:01Z", .created_at = "2024-06-19T23:30:00Z" },
      attention,
      refresh,
      "n1, n2: backups still go to*" },
    { "the service's clock is seven minutes behind, and so is its task",
      kind,
      { .began_at = "2024-06-19T23:23:00Z", .created_at = "2024-06-19T23:23:30Z" },
      done,
      nothing,
      "*" },
    { "read from, but said to be new",
      kind,
      { .current = WORLD_REPOSITORY },
      attention,
      refresh,
      "n1, n2: backups still go to*" },
    { "no task, and a time within what clocks may differ",
      kind,
      { .began_at = "", .created_at = "2024-06-19T23:31:00Z" },
      unknown,
      refresh,
      "n1, n2: whether*" },
    { "no task, and a time beyond it",
      kind,
      { .began_at = "", .created_at = "2024-06-19T23:45:00Z" },
      done,
      nothing,
      "*" },
    { "no task, and a time before it",
      kind,
      { .began_at = "", .created_at = "2024-06-19T23:14:59Z" },
      attention,
      refresh,
      "n1, n2: backups*" },
    { "no time", kind, { .created_at = "" }, unknown, refresh, "n1, n2: whether*" },
    { "none named", kind, { .current = "" }, attention, refresh, "*no repository for n1, n2*" },
    { "none named yet",
      kind,
      { .current = "", .status = "modifying" },
      REPRISE_CHECKLIST_WAITING,
      nothing,
      "*when the restore has ended*" },
    { "of the node that was restored only",
      kind,
      { .targets = n1, .current = WORLD_REPOSITORY },
      attention,
      refresh,
      "n1: backups*" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* A first backup is one that is whole, on every node, in the new repository. */
static void
test_checklist_backup (void)
{
  const RepriseChecklistKind kind = REPRISE_CHECKLIST_BACKUP;
  const RepriseChecklistState done = REPRISE_CHECKLIST_DONE;
  const RepriseChecklistState attention = REPRISE_CHECKLIST_ATTENTION;
  const RepriseChecklistAction nothing = REPRISE_CHECKLIST_DO_NOTHING;
  const RepriseChecklistAction backup = REPRISE_CHECKLIST_DO_BACKUP;
  const Case cases[] = {
    { "on every node", kind, { 0 }, done, nothing, "Every node*" },
    { "on none", kind, { .backed_up = none }, attention, backup, "n1, n2: there is none yet*" },
    { "on the one that was restored",
      kind,
      { .targets = n1, .kept_by = "n2" },
      done,
      nothing,
      "n1: there is one*" },
    { "on one", kind, { .backed_up = n1 }, attention, backup, "n2: there is none yet*" },
    { "with page errors",
      kind,
      { .backup_has_errors = TRUE },
      attention,
      backup,
      "n1, n2: there is none yet*" },
    { "one was not read",
      kind,
      { .unread = n1 },
      REPRISE_CHECKLIST_UNKNOWN,
      REPRISE_CHECKLIST_DO_REFRESH,
      "n1: what the new repository holds*" },
    { "one was not read and one has none",
      kind,
      { .unread = n1, .backed_up = n1 },
      attention,
      backup,
      "n2: there is none yet*" },
    { "the repository is not there",
      kind,
      { .current = "" },
      REPRISE_CHECKLIST_WAITING,
      nothing,
      "*once there is a new repository*" },
    { "in a repository that may be old: what came before does not count",
      kind,
      { .created_at = "", .backup_started_at = "2024-06-19T23:30:00Z" },
      attention,
      backup,
      "n1, n2:*" },
    { "in a repository that may be old: what came after does",
      kind,
      { .created_at = "", .backup_started_at = "2024-06-19T23:30:01Z" },
      done,
      nothing,
      "*" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Tables with a key have to be in a set; those without are no obstacle. */
static void
test_checklist_sets (void)
{
  const RepriseChecklistKind kind = REPRISE_CHECKLIST_SETS;
  const char *const mixed[] = { "orders key set n1+ n2+",
                                "lines key n1- n2-",
                                "log n1- n2-",
                                NULL };
  const char *const keyless[] = { "log n1- n2-", NULL };
  const Case cases[] = {
    { "all", kind, { 0 }, REPRISE_CHECKLIST_DONE, REPRISE_CHECKLIST_DO_NOTHING, "Every table*" },
    { "one is in none",
      kind,
      { .tables = mixed },
      REPRISE_CHECKLIST_ATTENTION,
      REPRISE_CHECKLIST_DO_REPLICATE,
      "1 of 2 tables with a primary key are in none." },
    { "none could be",
      kind,
      { .tables = keyless },
      REPRISE_CHECKLIST_DONE,
      REPRISE_CHECKLIST_DO_NOTHING,
      "There is no table that could*" },
    { "nothing is known",
      kind,
      { .without_tables = TRUE },
      REPRISE_CHECKLIST_UNKNOWN,
      REPRISE_CHECKLIST_DO_REPLICATE,
      "The service does not say*" },
    { "too early",
      kind,
      { .status = "modifying" },
      REPRISE_CHECKLIST_WAITING,
      REPRISE_CHECKLIST_DO_NOTHING,
      "*once the database is available*" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Replicating means on every node; what cannot, and what differs, is named. */
static void
test_checklist_tables (void)
{
  const RepriseChecklistKind kind = REPRISE_CHECKLIST_TABLES;
  const RepriseChecklistState done = REPRISE_CHECKLIST_DONE;
  const RepriseChecklistState attention = REPRISE_CHECKLIST_ATTENTION;
  const RepriseChecklistAction nothing = REPRISE_CHECKLIST_DO_NOTHING;
  const RepriseChecklistAction replicate = REPRISE_CHECKLIST_DO_REPLICATE;
  const char *const automatic[] = { "autoddl:enabled", NULL };
  const char *const half[] = { "orders key set n1+ n2-", "lines key set n1+ n2+", NULL };
  const char *const unseen[] = { "orders key set n1+", NULL };
  const char *const keyless[] = { "orders key set n1+ n2+", "app.log n1- n2-", NULL };
  const char *const many[] = { "a n1-", "b n1-", "c n1-", "d n1-", "e n1-", NULL };
  const char *const differing[] = { "orders key set n1! n2!", NULL };
  const Case cases[] = {
    { "all", kind, { 0 }, done, nothing, "1 table replicates." },
    { "no tables", kind, { .tables = none }, done, nothing, "There is no table*" },
    { "on one node only",
      kind,
      { .tables = half },
      attention,
      replicate,
      "1 of 2 tables replicate on every node. By node: n1: 2, n2: 1." },
    { "a node is not spoken of",
      kind,
      { .tables = unseen },
      attention,
      replicate,
      "0 of 1 table replicates on every node. By node: n1: 1, n2: 0." },
    { "one without a key is named and no obstacle",
      kind,
      { .tables = keyless },
      done,
      nothing,
      "1 table replicates. Without a primary key, so never replicated: app.log." },
    { "many are not all named",
      kind,
      { .tables = many },
      done,
      nothing,
      "There is no table*: a, b, c and 2 others." },
    { "defined otherwise",
      kind,
      { .tables = differing },
      attention,
      replicate,
      "*Defined differently between nodes: orders." },
    { "automatic",
      kind,
      { .tables = half, .options = automatic },
      attention,
      replicate,
      "*Automatic DDL replication is on*" },
    { "a node was not restored",
      kind,
      { .targets = n1 },
      done,
      nothing,
      "1 table replicates. Not every node was restored*" },
    { "all were named", kind, { .targets = n1_n2 }, done, nothing, "1 table replicates." },
    { "nothing is known",
      kind,
      { .without_tables = TRUE },
      REPRISE_CHECKLIST_UNKNOWN,
      replicate,
      "The service does not say*" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Two lists are the same where they say the same. */
static void
test_checklist_equal (void)
{
  const World world = { 0 };
  const World other_world = { .backed_up = n1 };
  g_autoptr (GPtrArray) items = make_checklist (&world);
  g_autoptr (GPtrArray) same = make_checklist (&world);
  g_autoptr (GPtrArray) other = make_checklist (&other_world);

  g_assert_true (reprise_restore_checklist_equal (items, same));
  g_assert_false (reprise_restore_checklist_equal (items, other));
  g_assert_false (reprise_restore_checklist_is_done (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/checklist/done", test_checklist_done);
  g_test_add_func ("/restore/checklist/single-node", test_checklist_single_node);
  g_test_add_func ("/restore/checklist/database", test_checklist_database);
  g_test_add_func ("/restore/checklist/repository", test_checklist_repository);
  g_test_add_func ("/restore/checklist/backup", test_checklist_backup);
  g_test_add_func ("/restore/checklist/sets", test_checklist_sets);
  g_test_add_func ("/restore/checklist/tables", test_checklist_tables);
  g_test_add_func ("/restore/checklist/equal", test_checklist_equal);
  return g_test_run ();
}
