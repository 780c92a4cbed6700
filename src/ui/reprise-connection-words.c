/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a test of a connection has found, in words. */

#include "config.h"

#include "ui/reprise-connection-words.h"

#include "ui/reprise-error-words.h"

#include <glib/gi18n.h>

static void
line_free (RepriseConnectionLine *line)
{
  g_free (line->subject);
  g_free (line->text);
  g_free (line);
}

static void
add_line (GPtrArray *lines, gboolean is_good, const char *subject, char *text)
{
  RepriseConnectionLine *line = g_new0 (RepriseConnectionLine, 1);

  line->is_good = is_good;
  line->subject = g_strdup (subject);
  line->text = text;
  g_ptr_array_add (lines, line);
}

static char *
dup_account (RepriseTenant *tenant)
{
  const char *name = reprise_tenant_get_name (tenant);

  return g_strdup (name != NULL ? name : reprise_tenant_get_id (tenant));
}

static char *
dup_day (RepriseInstant instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (reprise_instant_to_unix (instant));

  return time == NULL ? NULL : g_date_time_format (time, "%Y-%m-%d");
}

static char *
dup_plan (RepriseTenant *tenant)
{
  const char *plan = reprise_tenant_get_plan (tenant);
  RepriseInstant end = reprise_tenant_get_plan_expires_at (tenant);
  g_autofree char *day = NULL;

  if (plan == NULL)
    return g_strdup (_ ("The service names none."));
  if (end != REPRISE_INSTANT_NONE)
    day = dup_day (end);
  if (reprise_tenant_get_plan_trial (tenant) == REPRISE_TRISTATE_YES)
    return day == NULL ? /* Translators: the name of a plan. */
               g_strdup_printf (_ ("%s, as a trial"), plan)
                       : /* Translators: the name of a plan, and a date. */
               g_strdup_printf (_ ("%s, as a trial until %s"), plan, day);
  return day == NULL ? g_strdup (plan) : /* Translators: the name of a plan, and a date. */
             g_strdup_printf (_ ("%s, until %s"), plan, day);
}

static void
add_count (GPtrArray *lines, const char *subject, char *count, const GError *error)
{
  g_autofree char *text = count;
  RepriseErrorWords words;

  if (error == NULL)
    {
      add_line (lines, TRUE, subject, g_steal_pointer (&text));
      return;
    }
  words = reprise_error_words_get (error);
  /* Translators: what happened, and sentences of advice. */
  add_line (lines, FALSE, subject, g_strdup_printf (_ ("%s. %s"), words.what, words.advice));
}

/**
 * reprise_connection_words_describe:
 * @findings: what a service has answered
 *
 * Returns: (transfer full) (element-type RepriseConnectionLine): the account, its plan, what may be
 *   read, and what cannot be known
 */
GPtrArray *
reprise_connection_words_describe (const RepriseConnectionFindings *findings)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  int n = MAX (findings->n_databases, 0);

  add_line (lines, TRUE, _ ("Account"), dup_account (findings->tenant));
  add_line (lines, TRUE, _ ("Plan"), dup_plan (findings->tenant));
  add_count (lines,
             _ ("Databases and Backups"),
             g_strdup_printf (ngettext ("May be read: %d database",
                                        "May be read: %d databases",
                                        (gulong) n),
                              n),
             findings->databases_error);
  n = MAX (findings->n_clusters, 0);
  add_count (lines,
             _ ("Clusters"),
             g_strdup_printf (ngettext ("May be read: %d cluster",
                                        "May be read: %d clusters",
                                        (gulong) n),
                              n),
             findings->clusters_error);
  n = MAX (findings->n_stores, 0);
  add_count (lines,
             _ ("Backup Stores"),
             g_strdup_printf (ngettext ("May be read: %d store",
                                        "May be read: %d stores",
                                        (gulong) n),
                              n),
             findings->stores_error);
  add_line (lines,
            TRUE,
            _ ("Restoring and Backing Up"),
            g_strdup (_ ("Not tried, because trying does it. The service refuses what the account "
                         "may not do.")));
  return lines;
}

/**
 * reprise_connection_words_dup_subtitle:
 * @connection: a connection
 *
 * Returns: (transfer full): where it leads and where it comes from
 */
char *
reprise_connection_words_dup_subtitle (RepriseConnection *connection)
{
  const char *address = reprise_connection_get_base_address (connection);
  const char *client_id = reprise_connection_get_client_id (connection);

  switch (reprise_connection_get_origin (connection))
    {
    case REPRISE_CONNECTION_PROFILE:
      /* Translators: an address and the id of a client; “pgedge” is the name of a program. */
      return g_strdup_printf (_ ("%s · %s · profile of the pgedge command line"),
                              address,
                              client_id);
    case REPRISE_CONNECTION_FOR_RUN:
      /* Translators: an address and the id of a client. */
      return g_strdup_printf (_ ("%s · %s · until Reprise is closed"), address, client_id);
    case REPRISE_CONNECTION_SAVED:
    default:
      /* Translators: an address and the id of a client. */
      return g_strdup_printf (_ ("%s · %s"), address, client_id);
    }
}
