/* SPDX-License-Identifier: GPL-3.0-or-later
 * Repositories in words. */

#include "config.h"

#include "ui/reprise-repository-words.h"

#include "base/reprise-uuid.h"

#include <glib/gi18n.h>

/* So much of an id tells two repositories apart, and can be read out. */
#define ID_START 8

/**
 * reprise_repository_choice_free:
 * @self: (transfer full): a choice
 */
void
reprise_repository_choice_free (RepriseRepositoryChoice *self)
{
  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

/**
 * reprise_repository_dup_retention:
 * @repository: a repository
 *
 * Returns: (transfer full): how long or how many full backups it keeps, or a dash
 */
char *
reprise_repository_dup_retention (RepriseRepository *repository)
{
  int retention = reprise_repository_get_retention_full (repository);
  const char *type = reprise_repository_get_retention_full_type (repository);

  if (retention < 0)
    return g_strdup ("–");
  if (g_strcmp0 (type, "time") == 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", retention), retention);
  if (type == NULL || g_strcmp0 (type, "count") == 0)
    return g_strdup_printf (ngettext ("%d full backup", "%d full backups", retention), retention);
  /* Translators: a number, and a word of the service's that Reprise does not know. */
  return g_strdup_printf (_ ("%d (%s)"), retention, type);
}

static RepriseRepository *
find_in (GPtrArray *repositories, const char *id)
{
  for (guint i = 0; i < repositories->len; i++)
    if (g_strcmp0 (reprise_repository_get_id (g_ptr_array_index (repositories, i)), id) == 0)
      return g_ptr_array_index (repositories, i);
  return NULL;
}

/**
 * reprise_repository_find:
 * @watch: a database
 * @id: (nullable): a repository's id
 *
 * Returns: (transfer none) (nullable): that repository, as the service lists it
 */
RepriseRepository *
reprise_repository_find (RepriseDatabaseWatch *watch, const char *id)
{
  return find_in (reprise_database_watch_get_repositories (watch), id);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  RepriseInstant left = reprise_repository_get_created_at (*(RepriseRepository *const *) a);
  RepriseInstant right = reprise_repository_get_created_at (*(RepriseRepository *const *) b);

  return (left < right) - (left > right);
}

static GPtrArray *
sort_newest_first (GPtrArray *repositories)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < repositories->len; i++)
    if (reprise_repository_get_id (g_ptr_array_index (repositories, i)) != NULL)
      g_ptr_array_add (sorted, g_ptr_array_index (repositories, i));
  g_ptr_array_sort (sorted, compare_newest_first);
  return sorted;
}

/**
 * reprise_repository_find_current_id:
 * @watch: a database
 * @node_name: one of its nodes
 *
 * Returns: (nullable): the repository that the node's backups go to: the one its configuration
 *   names, or the newest
 */
const char *
reprise_repository_find_current_id (RepriseDatabaseWatch *watch, const char *node_name)
{
  RepriseCurrentBackups *current = reprise_database_watch_get_current_backups (watch, node_name);

  return current == NULL ? NULL : reprise_current_backups_get_repository_id (current);
}

/* pgBackRest's repositories have names that a person can read, and no times. */
static gboolean
is_named (RepriseRepository *repository)
{
  return repository != NULL &&
         reprise_repository_get_created_at (repository) == REPRISE_INSTANT_NONE &&
         !reprise_uuid_is_canonical (reprise_repository_get_id (repository));
}

static char *
dup_current_text (RepriseRepository *repository, RepriseZone *zone)
{
  g_autofree char *since =
      repository == NULL
          ? NULL
          : reprise_zone_format_date (zone, reprise_repository_get_created_at (repository));

  if (is_named (repository))
    /* Translators: the repository in use, by its name. */
    return g_strdup_printf (_ ("Current, %s"), reprise_repository_get_id (repository));
  if (since == NULL)
    return g_strdup (_ ("Current"));
  /* Translators: the repository in use, and the date since when. */
  return g_strdup_printf (_ ("Current, since %s"), since);
}

static char *
dup_earlier_text (RepriseRepository *repository, RepriseRepository *next, RepriseZone *zone)
{
  const char *id = reprise_repository_get_id (repository);
  g_autofree char *from =
      reprise_zone_format_date (zone, reprise_repository_get_created_at (repository));
  g_autofree char *to =
      next == NULL ? NULL
                   : reprise_zone_format_date (zone, reprise_repository_get_created_at (next));

  if (is_named (repository))
    return g_strdup (id);
  if (from == NULL)
    /* Translators: a repository that is not in use any more, by the start of its id. */
    return g_strdup_printf (_ ("Earlier, %.*s"), ID_START, id);
  if (to == NULL)
    /* Translators: a date, and the start of a repository's id. */
    return g_strdup_printf (_ ("Since %s, %.*s"), from, ID_START, id);
  /* Translators: two dates between which a repository was in use, and the start of its id. */
  return g_strdup_printf (_ ("%s to %s, %.*s"), from, to, ID_START, id);
}

static void
add_choice (GPtrArray *choices, const char *id, char *text)
{
  RepriseRepositoryChoice *choice = g_new0 (RepriseRepositoryChoice, 1);

  choice->id = g_strdup (id);
  choice->text = text;
  g_ptr_array_add (choices, choice);
}

/**
 * reprise_repository_list_choices_of:
 * @repositories: (element-type RepriseRepository): the repositories of a database
 * @current: (nullable): the id of the one that a node's backups go to
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer full) (element-type RepriseRepositoryChoice): the current repository and then
 *   the others, newest first; every restore leaves an earlier one behind, and with pgBackRest
 * several may be in use
 */
GPtrArray *
reprise_repository_list_choices_of (GPtrArray *repositories, const char *current, RepriseZone *zone)
{
  g_autoptr (GPtrArray) sorted = sort_newest_first (repositories);
  GPtrArray *choices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) reprise_repository_choice_free);

  if (current != NULL)
    add_choice (choices, current, dup_current_text (find_in (repositories, current), zone));
  for (guint i = 0; i < sorted->len; i++)
    {
      RepriseRepository *repository = g_ptr_array_index (sorted, i);
      RepriseRepository *next = i == 0 ? NULL : g_ptr_array_index (sorted, i - 1);

      if (g_strcmp0 (reprise_repository_get_id (repository), current) != 0)
        add_choice (choices,
                    reprise_repository_get_id (repository),
                    dup_earlier_text (repository, next, zone));
    }
  return choices;
}

/**
 * reprise_repository_list_choices:
 * @watch: a database
 * @node_name: one of its nodes
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer full) (element-type RepriseRepositoryChoice): see
 *   reprise_repository_list_choices_of()
 */
GPtrArray *
reprise_repository_list_choices (RepriseDatabaseWatch *watch,
                                 const char *node_name,
                                 RepriseZone *zone)
{
  return reprise_repository_list_choices_of (reprise_database_watch_get_repositories (watch),
                                             reprise_repository_find_current_id (watch, node_name),
                                             zone);
}
