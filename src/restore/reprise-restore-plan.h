/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore will do, in words and in bytes. */

#pragma once

#include "restore/reprise-restore-check.h"

G_BEGIN_DECLS

/**
 * RepriseRestorePlanSection:
 * @REPRISE_RESTORE_PLAN_OVERWRITTEN: Which nodes are overwritten with what.
 * @REPRISE_RESTORE_PLAN_LOST: What is lost.
 * @REPRISE_RESTORE_PLAN_START: The backup that it starts from, and its chain.
 * @REPRISE_RESTORE_PLAN_REPLAYED: The WAL that is replayed.
 * @REPRISE_RESTORE_PLAN_REACH: How sure it is that the end is reached.
 * @REPRISE_RESTORE_PLAN_UNTOUCHED: What is left as it is.
 * @REPRISE_RESTORE_PLAN_REPLICATION: What becomes of replication.
 * @REPRISE_RESTORE_PLAN_BACKUPS: What becomes of the backups.
 * @REPRISE_RESTORE_PLAN_DURATION: How long earlier restores took.
 * @REPRISE_RESTORE_PLAN_WARNINGS: What speaks against it.
 *
 * The parts of a plan, in the order in which they are read.
 */
typedef enum
{
  REPRISE_RESTORE_PLAN_OVERWRITTEN,
  REPRISE_RESTORE_PLAN_LOST,
  REPRISE_RESTORE_PLAN_START,
  REPRISE_RESTORE_PLAN_REPLAYED,
  REPRISE_RESTORE_PLAN_REACH,
  REPRISE_RESTORE_PLAN_UNTOUCHED,
  REPRISE_RESTORE_PLAN_REPLICATION,
  REPRISE_RESTORE_PLAN_BACKUPS,
  REPRISE_RESTORE_PLAN_DURATION,
  REPRISE_RESTORE_PLAN_WARNINGS,
} RepriseRestorePlanSection;

#define REPRISE_RESTORE_PLAN_N_SECTIONS (REPRISE_RESTORE_PLAN_WARNINGS + 1)

/**
 * RepriseRestoreDifference:
 * @title: what differs
 * @before: what was shown
 * @now: what is true now
 */
typedef struct
{
  char *title;
  char *before;
  char *now;
} RepriseRestoreDifference;

#define REPRISE_TYPE_RESTORE_PLAN (reprise_restore_plan_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestorePlan, reprise_restore_plan, REPRISE, RESTORE_PLAN, GObject)

RepriseRestorePlan *reprise_restore_plan_new (RepriseRestoreForm *form);
RepriseRestoreForm *reprise_restore_plan_get_form (RepriseRestorePlan *self);
RepriseRestoreRequest *reprise_restore_plan_get_request (RepriseRestorePlan *self);
GBytes *reprise_restore_plan_get_body (RepriseRestorePlan *self);
char *reprise_restore_plan_dup_json (RepriseRestorePlan *self);
char *reprise_restore_plan_dup_pgedge_command (RepriseRestorePlan *self);
char *reprise_restore_plan_dup_pgbackrest_command (RepriseRestorePlan *self);
const char *const *reprise_restore_plan_get_lines (RepriseRestorePlan *self,
                                                   RepriseRestorePlanSection section);
char *reprise_restore_plan_dup_confirmation (RepriseRestorePlan *self);
GPtrArray *reprise_restore_plan_compare (RepriseRestorePlan *shown, RepriseRestorePlan *fresh);

const char *reprise_restore_plan_section_get_title (RepriseRestorePlanSection section);

G_END_DECLS
