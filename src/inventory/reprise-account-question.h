/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be asked of a backend and kept. */

#pragma once

#include "inventory/reprise-account-cache.h"
#include "restore/reprise-backend.h"

G_BEGIN_DECLS

/**
 * RepriseAccountQuestionKind:
 *
 * What is asked for, by the name of the function of #RepriseBackend.
 */
typedef enum
{
  REPRISE_ACCOUNT_QUESTION_TENANT,
  REPRISE_ACCOUNT_QUESTION_CLUSTERS,
  REPRISE_ACCOUNT_QUESTION_CLUSTER,
  REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES,
  REPRISE_ACCOUNT_QUESTION_DATABASES,
  REPRISE_ACCOUNT_QUESTION_DATABASE,
  REPRISE_ACCOUNT_QUESTION_REPOSITORIES,
  REPRISE_ACCOUNT_QUESTION_STORES,
  REPRISE_ACCOUNT_QUESTION_INVENTORY,
} RepriseAccountQuestionKind;

/**
 * RepriseAccountQuestion:
 * @kind: what is asked for
 * @id: (nullable): the id of what is asked for, or of what it belongs to
 * @node_name: (nullable): the node, of an inventory
 * @progress: (nullable): called for every page of an inventory
 * @progress_data: given to @progress
 */
typedef struct
{
  RepriseAccountQuestionKind kind;
  char *id;
  char *node_name;
  RepriseInventoryProgress progress;
  gpointer progress_data;
} RepriseAccountQuestion;

RepriseAccountQuestion *reprise_account_question_new (RepriseAccountQuestionKind kind,
                                                      const char *id);
gboolean reprise_account_question_is_about_one (const RepriseAccountQuestion *self);
void reprise_account_question_free (RepriseAccountQuestion *self);
void reprise_account_question_ask (const RepriseAccountQuestion *self,
                                   RepriseBackend *backend,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void reprise_account_question_keep (const RepriseAccountQuestion *self,
                                    RepriseSavedAccount *account,
                                    GPtrArray *objects,
                                    GPtrArray *problems,
                                    RepriseInstant read_at);
RepriseInstant reprise_account_question_get_read_at (const RepriseAccountQuestion *self,
                                                     const RepriseSavedAccount *account);
void reprise_account_question_answer (const RepriseAccountQuestion *self,
                                      const RepriseSavedAccount *account,
                                      const GError *error,
                                      GTask *task);

G_END_DECLS
