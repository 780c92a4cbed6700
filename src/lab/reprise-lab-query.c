/* SPDX-License-Identifier: GPL-3.0-or-later
 * Query parameters and ids of a request, checked. */

#include "config.h"

#include "lab/reprise-lab-query.h"

#include "base/reprise-uuid.h"

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (RepriseLabRequest *request, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  reprise_lab_request_refuse (request, SOUP_STATUS_BAD_REQUEST, message);
  return FALSE;
}

static gboolean
read_number (RepriseLabRequest *request, const char *name, guint64 least, guint *number)
{
  const char *text = reprise_lab_request_get_query (request, name);
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, least, G_MAXINT32, &value, NULL))
    return refuse (request, "%s must be a number not less than %" G_GUINT64_FORMAT, name, least);
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_boolean (RepriseLabRequest *request, const char *name, gboolean *value)
{
  const char *text = reprise_lab_request_get_query (request, name);

  if (text == NULL)
    return TRUE;
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    return refuse (request, "%s must be true or false", name);
  *value = g_str_equal (text, "true");
  return TRUE;
}

static gboolean
read_instant (RepriseLabRequest *request, const char *name, RepriseInstant *instant)
{
  const char *text = reprise_lab_request_get_query (request, name);

  if (text == NULL || reprise_instant_parse (text, instant))
    return TRUE;
  return refuse (request, "%s must be an RFC 3339 time", name);
}

/**
 * reprise_lab_query_read_page:
 * @request: a request for a list
 * @rules: the list's
 * @page: (out): what part of the list was asked for
 *
 * Returns: whether all of it could be read
 */
gboolean
reprise_lab_query_read_page (RepriseLabRequest *request,
                             RepriseLabPageRules rules,
                             RepriseLabPage *page)
{
  *page = (RepriseLabPage){ .limit = rules.default_limit,
                            .created_after = REPRISE_INSTANT_NONE,
                            .created_before = REPRISE_INSTANT_NONE };
  if (!read_number (request, rules.limit_name, 1, &page->limit) ||
      !read_number (request, rules.offset_name, 0, &page->offset) ||
      !read_boolean (request, "descending", &page->descending) ||
      !read_instant (request, "created_after", &page->created_after) ||
      !read_instant (request, "created_before", &page->created_before))
    return FALSE;
  if (rules.max_limit > 0)
    page->limit = MIN (page->limit, rules.max_limit);
  return TRUE;
}

/**
 * reprise_lab_query_check_id:
 * @request: a request
 * @name: what the id is called
 * @value: (nullable): a parameter that must be a UUID, where it is there
 *
 * Returns: whether it is one, in the only form that the service takes
 */
gboolean
reprise_lab_query_check_id (RepriseLabRequest *request, const char *name, const char *value)
{
  if (value == NULL || reprise_uuid_is_canonical (value))
    return TRUE;
  return refuse (request, "%s must be a UUID", name);
}

/**
 * reprise_lab_page_select:
 * @self: what part is asked for
 * @rows: all rows, in their natural order
 * @get_created_at: (nullable): when a row was created; %NULL where that is no criterion
 *
 * Returns: (transfer full): the part's rows, still owned by @rows
 */
GPtrArray *
reprise_lab_page_select (const RepriseLabPage *self,
                         GPtrArray *rows,
                         RepriseLabCreatedFunc get_created_at)
{
  GPtrArray *selected = g_ptr_array_new ();
  guint n_passed = 0;

  for (guint i = 0; i < rows->len && selected->len < self->limit; i++)
    {
      gpointer row = g_ptr_array_index (rows, self->descending ? rows->len - 1 - i : i);
      RepriseInstant created_at =
          get_created_at == NULL ? REPRISE_INSTANT_NONE : get_created_at (row);

      if (get_created_at != NULL &&
          ((self->created_after != REPRISE_INSTANT_NONE && created_at <= self->created_after) ||
           (self->created_before != REPRISE_INSTANT_NONE && created_at >= self->created_before)))
        continue;
      if (n_passed++ >= self->offset)
        g_ptr_array_add (selected, row);
    }
  return selected;
}
