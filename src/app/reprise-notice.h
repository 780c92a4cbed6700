/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word for a person who does not look at a window of the application. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RepriseNotice:
 * @id: a later one with the same takes its place
 * @headline: what became of what
 * @body: (nullable): the same in more words
 * @is_success: whether it went well
 * @connection_id: where it is
 * @database_id: what it is about
 */
typedef struct
{
  const char *id;
  const char *headline;
  const char *body;
  gboolean is_success;
  const char *connection_id;
  const char *database_id;
} RepriseNotice;

GtkWindow *reprise_notice_find_front (void);
void
reprise_notice_send (GtkApplication *application, GSettings *settings, const RepriseNotice *notice);

G_END_DECLS
