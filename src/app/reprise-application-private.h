/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the application share. */

#pragma once

#include "app/reprise-application.h"

#include "app/reprise-connector.h"
#include "ui/reprise-refresh-timer.h"
#include "ui/reprise-window.h"

G_BEGIN_DECLS

struct _RepriseApplication
{
  AdwApplication parent_instance;

  RepriseConnectionStore *store;
  RepriseConnector *connector;        /* NULL before the start */
  RepriseConnection *given;           /* for this run alone; NULL where none was */
  RepriseBackend *given_backend;      /* and its service */
  GSettings *settings;                /* NULL where nothing can be remembered */
  RepriseWindow *window;              /* of the connections, borrowed; NULL while there is none */
  RepriseRefreshTimer *refresh_timer; /* of that window */
  char *awaited_connection_id;        /* whose database is to be shown; NULL for none */
  char *awaited_database_id;
  GFile *kept;      /* what was read last where the connection cannot be used; NULL else */
  char *kept_title; /* of that connection */
  gboolean reads_input; /* what is piped in is to be shown */
};

void reprise_application_add_actions (RepriseApplication *self);
void reprise_application_show_awaited (RepriseApplication *self, RepriseSession *session);

G_END_DECLS
