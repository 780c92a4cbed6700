/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore leaves to be done, and how much of it is done. */

#pragma once

#include "model/reprise-database.h"
#include "model/reprise-inventory.h"
#include "model/reprise-repository.h"
#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

/**
 * RepriseChecklistKind:
 * @REPRISE_CHECKLIST_DATABASE: The database is available.
 * @REPRISE_CHECKLIST_REPOSITORY: Backups go to a new repository.
 * @REPRISE_CHECKLIST_BACKUP: A first backup is in it.
 * @REPRISE_CHECKLIST_SETS: Tables are in replication sets.
 * @REPRISE_CHECKLIST_TABLES: Tables replicate on every node.
 *
 * What is looked at, in the order in which it can come true.
 */
typedef enum
{
  REPRISE_CHECKLIST_DATABASE,
  REPRISE_CHECKLIST_REPOSITORY,
  REPRISE_CHECKLIST_BACKUP,
  REPRISE_CHECKLIST_SETS,
  REPRISE_CHECKLIST_TABLES,
} RepriseChecklistKind;

#define REPRISE_CHECKLIST_N_KINDS (REPRISE_CHECKLIST_TABLES + 1)

/**
 * RepriseChecklistState:
 * @REPRISE_CHECKLIST_WAITING: It comes by itself, or something before it has to come first.
 * @REPRISE_CHECKLIST_DONE: It is so.
 * @REPRISE_CHECKLIST_ATTENTION: It is not so, and somebody has to do something.
 * @REPRISE_CHECKLIST_UNKNOWN: Nothing tells whether it is so.
 *
 * How far it is.
 */
typedef enum
{
  REPRISE_CHECKLIST_WAITING,
  REPRISE_CHECKLIST_DONE,
  REPRISE_CHECKLIST_ATTENTION,
  REPRISE_CHECKLIST_UNKNOWN,
} RepriseChecklistState;

/**
 * RepriseChecklistAction:
 * @REPRISE_CHECKLIST_DO_NOTHING: There is nothing to do.
 * @REPRISE_CHECKLIST_DO_REFRESH: Look again.
 * @REPRISE_CHECKLIST_DO_BACKUP: Take a backup.
 * @REPRISE_CHECKLIST_DO_REPLICATE: Start replication.
 *
 * What helps.
 */
typedef enum
{
  REPRISE_CHECKLIST_DO_NOTHING,
  REPRISE_CHECKLIST_DO_REFRESH,
  REPRISE_CHECKLIST_DO_BACKUP,
  REPRISE_CHECKLIST_DO_REPLICATE,
} RepriseChecklistAction;

/**
 * RepriseChecklistFacts:
 * @request: what was asked for
 * @asked_at: when, by this machine's clock
 * @began_at: when its task was created, by the service's clock, or %REPRISE_INSTANT_NONE
 * @database: the database that was restored, as it is now
 * @repositories: (element-type RepriseRepository): its repositories
 * @inventories: (element-type RepriseInventory): what is known of what its nodes have in them
 *
 * What is known; borrowed.
 */
typedef struct
{
  RepriseRestoreRequest *request;
  RepriseInstant asked_at;
  RepriseInstant began_at;
  RepriseDatabase *database;
  GPtrArray *repositories;
  GPtrArray *inventories;
} RepriseChecklistFacts;

/**
 * RepriseChecklistItem:
 * @kind: what it is about
 * @state: how far it is
 * @action: what helps
 * @text: the same in sentences
 *
 * One line of the list.
 */
typedef struct
{
  RepriseChecklistKind kind;
  RepriseChecklistState state;
  RepriseChecklistAction action;
  char *text;
} RepriseChecklistItem;

GPtrArray *reprise_restore_checklist_make (const RepriseChecklistFacts *facts);
gboolean reprise_restore_checklist_is_done (GPtrArray *items);
gboolean reprise_restore_checklist_equal (GPtrArray *items, GPtrArray *other);
const char *reprise_checklist_kind_get_title (RepriseChecklistKind kind);

G_END_DECLS
