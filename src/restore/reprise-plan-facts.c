/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a plan rests on, fact by fact, to be compared. */

#include "config.h"

#include "restore/reprise-plan-facts.h"

#include "base/reprise-wal.h"
#include "restore/reprise-earlier-restores.h"
#include "restore/reprise-restore-plan-words.h"
#include "restore/reprise-window-words.h"

#include <glib/gi18n-lib.h>

#define AUTOMATIC_DDL "autoddl:enabled"

/* A fact that may grow is one whose number may rise without a word. */
typedef struct
{
  const char *title;
  char *text;
  gboolean may_grow;
  gint64 number;
} Fact;

static void
fact_free (gpointer data)
{
  Fact *fact = data;

  g_free (fact->text);
  g_free (fact);
}

static Fact *
add (GPtrArray *facts, const char *title, char *text)
{
  Fact *fact = g_new0 (Fact, 1);

  fact->title = title;
  fact->text = text == NULL ? g_strdup (_ ("not known")) : text;
  g_ptr_array_add (facts, fact);
  return fact;
}

static void
add_growing (GPtrArray *facts, const char *title, char *text, gint64 number)
{
  Fact *fact = add (facts, title, text);

  fact->may_grow = TRUE;
  fact->number = number;
}

static char *
join (char **texts)
{
  return g_strjoinv (", ", texts);
}

static char *
list_nodes (RepriseDatabase *database)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *nodes = reprise_database_get_nodes (database);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < nodes->len; i++)
    g_strv_builder_add (builder, reprise_node_get_name (g_ptr_array_index (nodes, i)));
  names = g_strv_builder_end (builder);
  return join (names);
}

static void
add_target (GPtrArray *facts, RepriseRestoreContext *context)
{
  RepriseDatabase *target = reprise_restore_context_get_target (context);
  RepriseCluster *cluster = reprise_restore_context_get_target_cluster (context);
  GPtrArray *tasks = reprise_restore_context_get_tasks (context);
  char *state = cluster == NULL ? NULL : g_strdup (reprise_cluster_get_status_word (cluster));
  char *n_restores =
      tasks == NULL ? NULL : g_strdup_printf ("%u", reprise_earlier_restores_count (tasks));

  add (facts, _ ("Database"), g_strdup (reprise_database_get_title (target)));
  add (facts, _ ("Database id"), g_strdup (reprise_database_get_id (target)));
  add (facts, _ ("State of the database"), g_strdup (reprise_database_get_status_word (target)));
  add (facts, _ ("Cluster"), g_strdup (reprise_database_get_cluster_id (target)));
  add (facts, _ ("State of the cluster"), state);
  add (facts, _ ("Nodes of the database"), list_nodes (target));
  add (facts, _ ("Version of PostgreSQL"), g_strdup (reprise_database_get_pg_version (target)));
  add (facts,
       _ ("Automatic DDL replication"),
       g_strdup (reprise_database_has_option (target, AUTOMATIC_DDL) ? _ ("on") : _ ("off")));
  add (facts, _ ("Earlier restores"), n_restores);
}

static void
add_source (GPtrArray *facts, RepriseRestoreForm *form)
{
  RepriseDatabase *source = reprise_restore_form_get_source_database (form);
  const char *node = reprise_restore_form_get_source_node (form);

  if (reprise_restore_form_is_from_other_database (form))
    add (facts, _ ("Source database"), g_strdup (reprise_database_get_title (source)));
  add (facts,
       _ ("Current repository of the source"),
       g_strdup (reprise_database_get_current_repository_id (source, node)));
}

static void
add_start (GPtrArray *facts, RepriseRestoreForm *form)
{
  guint position = 0;
  g_autoptr (RepriseBackup) start = reprise_restore_form_dup_start (form, &position);
  RepriseBackupDoubts doubts =
      reprise_restore_window_get_backup_doubts (reprise_restore_form_get_window (form), position);
  RepriseInstant end = reprise_backup_get_finished_at (start);
  g_auto (GStrv) chain = reprise_restore_form_list_chain (form);
  g_auto (GStrv) words = reprise_backup_doubts_describe (doubts);
  const char *type = reprise_backup_type_to_word (reprise_backup_get_backup_type (start));

  add (facts, _ ("Backup it starts from"), g_strdup (reprise_backup_get_label (start)));
  add (facts, _ ("Type of that backup"), g_strdup (type));
  add (facts, _ ("End of that backup"), reprise_instant_format (end, REPRISE_INSTANT_AUTO));
  add (facts, _ ("Chain of backups"), join (chain));
  add (facts, _ ("Doubts about that backup"), join (words));
}

/* Of one timeline only, as the numbers of segments mean nothing across two. */
static void
add_archive (GPtrArray *facts, RepriseInventory *inventory)
{
  RepriseRecoveryWindow *reported = reprise_inventory_get_recovery_window (inventory);
  const char *last =
      reported == NULL ? NULL : reprise_recovery_window_get_contiguous_max_wal (reported);
  RepriseWalSegment segment = { 0 };

  if (last == NULL)
    last = reprise_inventory_get_archive_max_wal (inventory);
  if (!reprise_wal_parse (last, &segment))
    segment = (RepriseWalSegment){ 0 };
  add (facts, _ ("Timeline of the archive"), g_strdup_printf ("%u", segment.timeline));
  add_growing (facts,
               _ ("End of the archive"),
               g_strdup (last),
               ((gint64) segment.log << 32) | segment.segment);
}

static void
add_window (GPtrArray *facts, RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  RepriseReach reach = reprise_restore_form_judge_time (form);
  g_auto (GStrv) doubts =
              reprise_window_doubts_describe (reprise_restore_window_get_doubts (window));
  gint64 n_segments = reprise_restore_form_count_segments (form);

  if (reprise_restore_form_get_method (form) == REPRISE_RESTORE_METHOD_TIME)
    add_growing (facts, _ ("Reaching the time"), g_strdup (reprise_reach_get_word (reach)), reach);
  add (facts, _ ("Doubts"), join (doubts));
  add_archive (facts, reprise_restore_window_get_inventory (window));
  add_growing (facts,
               _ ("WAL to replay, in segments"),
               n_segments < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, n_segments),
               n_segments);
}

/**
 * reprise_plan_facts_collect:
 * @form: a form without violations
 * @body: the request that it leads to
 *
 * Returns: (transfer full): what the plan rests on; for reprise_plan_facts_compare()
 */
GPtrArray *
reprise_plan_facts_collect (RepriseRestoreForm *form, GBytes *body)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);
  gsize length = 0;
  const char *request = g_bytes_get_data (body, &length);

  add (facts, _ ("Request"), g_strndup (request, length));
  add_target (facts, reprise_restore_form_get_context (form));
  add_source (facts, form);
  add_start (facts, form);
  add_window (facts, form);
  return facts;
}

static void
difference_free (gpointer data)
{
  RepriseRestoreDifference *difference = data;

  g_free (difference->title);
  g_free (difference->before);
  g_free (difference->now);
  g_free (difference);
}

static const Fact *
find_fact (GPtrArray *facts, const char *title)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = g_ptr_array_index (facts, i);

      if (g_strcmp0 (fact->title, title) == 0)
        return fact;
    }
  return NULL;
}

static gboolean
is_as_before (const Fact *before, const Fact *now)
{
  if (before->may_grow && now->may_grow && before->number >= 0)
    return now->number >= before->number;
  return g_strcmp0 (before->text, now->text) == 0;
}

/**
 * reprise_plan_facts_compare:
 * @before: what a plan rested on
 * @now: what it rests on now
 *
 * Returns: (transfer full) (element-type RepriseRestoreDifference): what differs, but for figures
 *   that only grew
 */
GPtrArray *
reprise_plan_facts_compare (GPtrArray *before, GPtrArray *now)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);

  for (guint i = 0; i < now->len; i++)
    {
      const Fact *fact = g_ptr_array_index (now, i);
      const Fact *old = find_fact (before, fact->title);
      RepriseRestoreDifference *difference;

      if (old != NULL && is_as_before (old, fact))
        continue;
      difference = g_new0 (RepriseRestoreDifference, 1);
      difference->title = g_strdup (fact->title);
      difference->before = g_strdup (old == NULL ? "" : old->text);
      difference->now = g_strdup (fact->text);
      g_ptr_array_add (differences, difference);
    }
  return differences;
}
