/* SPDX-License-Identifier: GPL-3.0-or-later
 * Repositories in words. */

#pragma once

#include "model/reprise-repository.h"
#include "ui/reprise-database-watch.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

/**
 * RepriseRepositoryChoice:
 * @id: a repository
 * @text: what it is called in a list of a database's repositories
 */
typedef struct
{
  char *id;
  char *text;
} RepriseRepositoryChoice;

void reprise_repository_choice_free (RepriseRepositoryChoice *self);

char *reprise_repository_dup_retention (RepriseRepository *repository);
RepriseRepository *reprise_repository_find (RepriseDatabaseWatch *watch, const char *id);
const char *reprise_repository_find_current_id (RepriseDatabaseWatch *watch, const char *node_name);
GPtrArray *reprise_repository_list_choices_of (GPtrArray *repositories,
                                               const char *current,
                                               RepriseZone *zone);
GPtrArray *reprise_repository_list_choices (RepriseDatabaseWatch *watch,
                                            const char *node_name,
                                            RepriseZone *zone);

G_END_DECLS
