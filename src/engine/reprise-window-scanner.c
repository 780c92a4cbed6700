/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far forward a repository can really go, read from its archived WAL. */

#include "config.h"

#include "engine/reprise-window-scanner.h"

#include "engine/reprise-archive-scan.h"
#include "engine/reprise-parallel.h"
#include "engine/reprise-repository-stamp.h"
#include "engine/reprise-segment-reader.h"
#include "engine/reprise-window-builder.h"
#include "wire/reprise-pgbackrest-info-codec.h"

/* What is known of one repository; mutex is over all of it and held while it is read, so that
 * readers that come together share one look. */
typedef struct
{
  gatomicrefcount references;
  GMutex mutex;

  char *stamp;                 /* of what the next two say; NULL where it has to be read again */
  RepriseInventory *inventory; /* with its window */
  GHashTable *contents;        /* of segments, for RepriseArchiveScan */
} Repository;

struct _RepriseWindowScanner
{
  GObject parent_instance;

  ReprisePgBackRest *pgbackrest;
  RepriseSegmentReader *reader;

  GMutex mutex;
  GHashTable *repositories; /* path to Repository; under mutex */
};

G_DEFINE_FINAL_TYPE (RepriseWindowScanner, reprise_window_scanner, G_TYPE_OBJECT)

/* The two documents about a repository, asked for at once. */
typedef struct
{
  RepriseWindowScanner *scanner;
  RepriseInstance *instance;
  const char *path;
  GBytes *info;
  GPtrArray *segments;
} Documents;

static Repository *
repository_new (void)
{
  Repository *self = g_new0 (Repository, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  return self;
}

static void
repository_unref (Repository *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->stamp);
  g_clear_object (&self->inventory);
  g_clear_pointer (&self->contents, g_hash_table_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Repository, repository_unref)

static Repository *
ref_repository (RepriseWindowScanner *self, const char *path)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  Repository *repository = g_hash_table_lookup (self->repositories, path);

  if (repository == NULL)
    {
      repository = repository_new ();
      g_hash_table_insert (self->repositories, g_strdup (path), repository);
    }
  g_atomic_ref_count_inc (&repository->references);
  return repository;
}

static void
forget_repository (RepriseWindowScanner *self, const char *path)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->repositories, path);
}

static gboolean
read_info (gpointer user_data, GCancellable *cancellable, GError **error)
{
  Documents *documents = user_data;

  documents->info = reprise_pgbackrest_info (documents->scanner->pgbackrest,
                                             documents->path,
                                             documents->instance,
                                             cancellable,
                                             error);
  return documents->info != NULL;
}

static gboolean
read_listing (gpointer user_data, GCancellable *cancellable, GError **error)
{
  Documents *documents = user_data;

  documents->segments = reprise_pgbackrest_list_archive (documents->scanner->pgbackrest,
                                                         documents->path,
                                                         NULL,
                                                         cancellable,
                                                         error);
  return documents->segments != NULL;
}

typedef gboolean (*ReadFunc) (gpointer user_data, GCancellable *cancellable, GError **error);

static gboolean
read_document (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const ReadFunc *read = item;

  return (*read) (user_data, cancellable, error);
}

static void
clear_documents (Documents *documents)
{
  g_clear_pointer (&documents->info, g_bytes_unref);
  g_clear_pointer (&documents->segments, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Documents, clear_documents)

static gboolean
read_documents (Documents *documents, GCancellable *cancellable, GError **error)
{
  static ReadFunc reads[] = { read_info, read_listing };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    g_ptr_array_add (items, &reads[i]);
  return reprise_parallel_run (items, read_document, documents, cancellable, error);
}

/* The inventory with another window, and with the same backups. */
static RepriseInventory *
new_with_window (RepriseInventory *inventory, RepriseRecoveryWindow *window)
{
  return reprise_inventory_new (&(RepriseInventoryFields){
      .database_id = reprise_inventory_get_database_id (inventory),
      .repository_id = reprise_inventory_get_repository_id (inventory),
      .node_name = reprise_inventory_get_node_name (inventory),
      .status_word = reprise_inventory_get_status_word (inventory),
      .status_code = reprise_inventory_get_status_code (inventory),
      .status_message = reprise_inventory_get_status_message (inventory),
      .pg_version = reprise_inventory_get_pg_version (inventory),
      .pg_system_id = reprise_inventory_get_pg_system_id (inventory),
      .archive_min_wal = reprise_inventory_get_archive_min_wal (inventory),
      .archive_max_wal = reprise_inventory_get_archive_max_wal (inventory),
      .backups = REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)),
      .recovery_window = window,
      .is_complete = reprise_inventory_get_is_complete (inventory),
  });
}

/* A repository that has not changed says the same now as when it was read. */
static RepriseInventory *
new_checked_again (RepriseInventory *inventory, RepriseInstant checked_at)
{
  RepriseRecoveryWindow *old = reprise_inventory_get_recovery_window (inventory);
  gsize n_spans;
  const RepriseRecoverySpan *spans = reprise_recovery_window_get_spans (old, &n_spans);
  g_autoptr (RepriseRecoveryWindow) window =
                 reprise_recovery_window_new (&(RepriseRecoveryWindowFields){
                     .contiguous_max_wal = reprise_recovery_window_get_contiguous_max_wal (old),
                     .checked_at = checked_at,
                     .spans = spans,
                     .n_spans = n_spans,
                 });

  return new_with_window (inventory, window);
}

/* What is asked for: a repository, and what the service calls it. */
typedef struct
{
  const char *path;
  const char *database_id;
  const char *repository_id;
  const char *node_name;
  RepriseInstance *instance;
} Request;

static RepriseInventory *
decode_info (GBytes *info, const Request *request, GError **error)
{
  RepriseInventory *inventory = reprise_pgbackrest_info_decode_inventory (info,
                                                                          REPRISE_INSTANCE_STANZA,
                                                                          request->repository_id,
                                                                          request->database_id,
                                                                          request->node_name,
                                                                          NULL,
                                                                          error);

  if (inventory == NULL)
    g_prefix_error (error, "What pgBackRest says about ‘%s’ cannot be read: ", request->path);
  return inventory;
}

static RepriseRecoveryWindow *
build_window (RepriseWindowScanner *self,
              Repository *repository,
              RepriseInventory *inventory,
              Documents *documents,
              RepriseInstant checked_at,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RepriseArchiveScan) scan =
                 reprise_archive_scan_new (self->reader,
                                           documents->path,
                                           reprise_inventory_get_pg_system_id (inventory),
                                           documents->segments,
                                           repository->contents);
  RepriseRecoveryWindow *window =
      reprise_window_build (inventory, documents->segments, scan, checked_at, cancellable, error);

  if (window == NULL)
    return NULL;
  g_clear_pointer (&repository->contents, g_hash_table_unref);
  repository->contents = g_hash_table_ref (reprise_archive_scan_get_contents (scan));
  /* It may be readable the next time. */
  if (reprise_archive_scan_has_unreadable (scan))
    g_clear_pointer (&repository->stamp, g_free);
  g_debug ("%s: %u archived segments, %u of them read, %" G_GINT64_FORMAT " ms",
           documents->path,
           documents->segments->len,
           reprise_archive_scan_get_n_read (scan),
           (reprise_instant_now () - checked_at) / 1000);
  return window;
}

static void
offer_control_file (RepriseWindowScanner *self, RepriseInstance *instance)
{
  g_autofree char *path = g_build_filename (reprise_instance_get_data_directory (instance),
                                            "global",
                                            "pg_control",
                                            NULL);

  reprise_segment_reader_offer_control_file (self->reader, path);
}

/* Looks at everything anew. */
static gboolean
read_repository (RepriseWindowScanner *self,
                 Repository *repository,
                 const Request *request,
                 RepriseInstant checked_at,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Documents) documents = { self, request->instance, request->path, NULL, NULL };
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseRecoveryWindow) window = NULL;

  if (request->instance != NULL)
    offer_control_file (self, request->instance);
  if (!read_documents (&documents, cancellable, error))
    return FALSE;
  inventory = decode_info (documents.info, request, error);
  if (inventory == NULL)
    return FALSE;
  window = build_window (self, repository, inventory, &documents, checked_at, cancellable, error);
  if (window == NULL)
    return FALSE;
  g_clear_object (&repository->inventory);
  repository->inventory = new_with_window (inventory, window);
  return TRUE;
}

/* The repository as it is now; its mutex is held. */
static RepriseInventory *
read_unless_known (RepriseWindowScanner *self,
                   Repository *repository,
                   const Request *request,
                   GCancellable *cancellable,
                   GError **error)
{
  const RepriseInstant now = reprise_instant_now ();
  gboolean is_settled;
  /* Taken before reading: what changes meanwhile makes the next stamp another one. */
  g_autofree char *stamp = reprise_repository_stamp (request->path, now, &is_settled);

  if (g_strcmp0 (stamp, repository->stamp) == 0)
    return new_checked_again (repository->inventory, now);
  g_free (repository->stamp);
  repository->stamp = is_settled ? g_steal_pointer (&stamp) : NULL;
  if (!read_repository (self, repository, request, now, cancellable, error))
    {
      g_clear_pointer (&repository->stamp, g_free);
      return NULL;
    }
  return g_object_ref (repository->inventory);
}

static void
reprise_window_scanner_finalize (GObject *object)
{
  RepriseWindowScanner *self = REPRISE_WINDOW_SCANNER (object);

  g_clear_object (&self->pgbackrest);
  g_clear_object (&self->reader);
  g_hash_table_unref (self->repositories);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (reprise_window_scanner_parent_class)->finalize (object);
}

static void
reprise_window_scanner_class_init (RepriseWindowScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_window_scanner_finalize;
}

static void
reprise_window_scanner_init (RepriseWindowScanner *self)
{
  self->repositories =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) repository_unref);
  g_mutex_init (&self->mutex);
}

/**
 * reprise_window_scanner_new:
 * @pgbackrest: reads the repositories
 * @postgres: says where pg_waldump is
 * @runner: runs it
 * @scratch_directory: where WAL segments are put while they are read; this process alone uses it
 *
 * One scanner serves all repositories, and any thread may call it. It remembers what it read.
 *
 * Returns: (transfer full): the scanner
 */
RepriseWindowScanner *
reprise_window_scanner_new (ReprisePgBackRest *pgbackrest,
                            ReprisePostgres *postgres,
                            RepriseRunner *runner,
                            const char *scratch_directory)
{
  RepriseWindowScanner *self;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (pgbackrest), NULL);
  g_return_val_if_fail (REPRISE_IS_POSTGRES (postgres), NULL);

  self = g_object_new (REPRISE_TYPE_WINDOW_SCANNER, NULL);
  self->pgbackrest = g_object_ref (pgbackrest);
  self->reader = reprise_segment_reader_new (pgbackrest,
                                             runner,
                                             reprise_postgres_get_bin_directory (postgres),
                                             reprise_postgres_get_major (postgres),
                                             scratch_directory);
  return self;
}

/**
 * reprise_window_scanner_read:
 * @self: a scanner
 * @repository_path: the repository's directory
 * @database_id: what the service calls the database
 * @repository_id: what it calls the repository
 * @node_name: the node that the repository is of
 * @instance: (nullable): whose locks are looked at; without one the first look of all takes a
 * second or two longer, to make a control file
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Reads what a repository holds, with the window of time that it can really be recovered to. A
 * repository that has not changed since costs nothing but a few looks at its directories.
 *
 * Returns: (transfer full) (nullable): the inventory; %NULL with an error, or without one where
 * there is no such directory
 */
RepriseInventory *
reprise_window_scanner_read (RepriseWindowScanner *self,
                             const char *repository_path,
                             const char *database_id,
                             const char *repository_id,
                             const char *node_name,
                             RepriseInstance *instance,
                             GCancellable *cancellable,
                             GError **error)
{
  const Request request = { repository_path, database_id, repository_id, node_name, instance };
  g_autoptr (Repository) repository = NULL;
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (REPRISE_IS_WINDOW_SCANNER (self), NULL);
  g_return_val_if_fail (repository_path != NULL, NULL);

  if (!g_file_test (repository_path, G_FILE_TEST_IS_DIR))
    {
      forget_repository (self, repository_path);
      return NULL;
    }
  repository = ref_repository (self, repository_path);
  locker = g_mutex_locker_new (&repository->mutex);
  return read_unless_known (self, repository, &request, cancellable, error);
}

/* The system that a repository is of: known, or asked for. 0 where it cannot be told. */
static guint64
find_system_id (RepriseWindowScanner *self,
                Repository *repository,
                const char *path,
                GCancellable *cancellable)
{
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GBytes) info = NULL;

  if (repository->inventory != NULL)
    return reprise_inventory_get_pg_system_id (repository->inventory);
  info = reprise_pgbackrest_info (self->pgbackrest, path, NULL, cancellable, NULL);
  inventory = info == NULL ? NULL : decode_info (info, &(Request){ .path = path }, NULL);
  return inventory == NULL ? 0 : reprise_inventory_get_pg_system_id (inventory);
}

/**
 * reprise_window_scanner_newest_commit:
 * @self: a scanner
 * @repository_path: the repository's directory
 * @segments: (element-type utf8): sorted names of segments in its archive
 * @cancellable: (nullable): a #GCancellable
 *
 * Looks for the newest transaction in some segments, whatever is missing between them. Segments
 * that cannot be read count as if they had none.
 *
 * Returns: when it ended, or %REPRISE_INSTANT_NONE where there is none or nothing can be read
 */
RepriseInstant
reprise_window_scanner_newest_commit (RepriseWindowScanner *self,
                                      const char *repository_path,
                                      GPtrArray *segments,
                                      GCancellable *cancellable)
{
  g_autoptr (Repository) repository = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (RepriseArchiveScan) scan = NULL;
  g_autoptr (GError) error = NULL;
  RepriseInstant newest = REPRISE_INSTANT_NONE;
  guint end;

  g_return_val_if_fail (REPRISE_IS_WINDOW_SCANNER (self), REPRISE_INSTANT_NONE);
  g_return_val_if_fail (repository_path != NULL, REPRISE_INSTANT_NONE);
  g_return_val_if_fail (segments != NULL, REPRISE_INSTANT_NONE);

  if (segments->len == 0)
    return REPRISE_INSTANT_NONE;
  repository = ref_repository (self, repository_path);
  locker = g_mutex_locker_new (&repository->mutex);
  scan = reprise_archive_scan_new (self->reader,
                                   repository_path,
                                   find_system_id (self, repository, repository_path, cancellable),
                                   segments,
                                   repository->contents);
  end = segments->len;
  if (!reprise_archive_scan_find_newest (scan, 0, 0, &end, &newest, cancellable, &error))
    g_message ("The newest transaction in ‘%s’ is not known: %s", repository_path, error->message);
  return newest;
}
