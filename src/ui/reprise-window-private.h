/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the window share. */

#pragma once

#include "ui/reprise-window.h"

#include "ui/reprise-account-message.h"
#include "ui/reprise-account-view.h"
#include "ui/reprise-backup-toasts.h"

G_BEGIN_DECLS

struct _RepriseWindow
{
  AdwApplicationWindow parent_instance;

  AdwBin *account_bin;
  RepriseAccountMessage *account_message;
  GtkStack *pages;
  RepriseReviewBar *review_bar;
  AdwToastOverlay *toast_overlay;

  RepriseBackend *backend;
  RepriseJobManager *jobs;       /* NULL where there is no backend */
  RepriseReplicator *replicator; /* NULL where nodes cannot be reached from here */
  GSettings *settings;           /* NULL where nothing can be remembered */
  GMenuModel *connections;       /* NULL where there is no choice */
  RepriseAccount *account;
  RepriseAccountView *account_view; /* borrowed; NULL without an account */
  RepriseBackupToasts *backup_toasts;
  char *zone_choice;
  gboolean is_asking; /* whether to close */
  gboolean may_close; /* a person said so */
};

G_END_DECLS
