/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore dialog is filled in with at first. */

#include "config.h"

#include "ui/reprise-restore-prefill.h"

/**
 * reprise_restore_prefill_backup:
 * @node_name: the node to read backups of
 * @repository_id: the repository to read from
 * @label: the backup to restore
 *
 * Returns: (transfer full): the request that those choices lead to, for all nodes
 */
RepriseRestoreRequest *
reprise_restore_prefill_backup (const char *node_name, const char *repository_id, const char *label)
{
  const char *repositories[] = { repository_id, NULL };
  const RepriseRestoreRequestFields fields = { .source_node_name = node_name,
                                               .repositories = repositories,
                                               .recovery_type = REPRISE_RECOVERY_TYPE_IMMEDIATE,
                                               .set = label };

  return reprise_restore_request_new (&fields);
}

/**
 * reprise_restore_prefill_time:
 * @node_name: the node to read backups of
 * @repository_id: the repository to read from
 * @time: the instant to restore to
 *
 * Returns: (transfer full): the request that those choices lead to, for all nodes
 */
RepriseRestoreRequest *
reprise_restore_prefill_time (const char *node_name, const char *repository_id, RepriseInstant time)
{
  const char *repositories[] = { repository_id, NULL };
  g_autofree char *target = reprise_instant_format (time, REPRISE_INSTANT_AUTO);
  const RepriseRestoreRequestFields fields = { .source_node_name = node_name,
                                               .repositories = repositories,
                                               .recovery_type = REPRISE_RECOVERY_TYPE_TIME,
                                               .target = target };

  return reprise_restore_request_new (&fields);
}
