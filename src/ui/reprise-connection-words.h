/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a test of a connection has found, in words. */

#pragma once

#include "model/reprise-connection.h"
#include "restore/reprise-connection-probe.h"

G_BEGIN_DECLS

/**
 * RepriseConnectionLine:
 * @is_good: whether it is as it should be
 * @subject: what it is about
 * @text: what was found
 */
typedef struct
{
  gboolean is_good;
  char *subject;
  char *text;
} RepriseConnectionLine;

GPtrArray *reprise_connection_words_describe (const RepriseConnectionFindings *findings);
char *reprise_connection_words_dup_subtitle (RepriseConnection *connection);

G_END_DECLS
