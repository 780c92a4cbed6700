/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore dialog over a service that a test controls. */

#pragma once

#include "support/reprise-fake-clock.h"
#include "ui-find.h"
#include "ui-fixture.h"
#include "ui/reprise-form-field.h"
#include "ui/reprise-restore-dialog.h"
#include "ui/reprise-restore-prefill.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  RepriseStubBackend *backend;
  RepriseFakeClock *clock;
  RepriseJournal *journal;
  RepriseJobManager *jobs;
  RepriseRestoreDialog *dialog; /* NULL once it has closed itself */
  RepriseRestoreJob *job;       /* what was submitted */
  guint n_submitted;
  gboolean must_not_send; /* not even later on, when everything has come to rest */
} DialogFixture;

void dialog_fixture_set_up (DialogFixture *self, gconstpointer data);
void dialog_fixture_tear_down (DialogFixture *self, gconstpointer data);
void dialog_fixture_create (DialogFixture *self);
void dialog_fixture_prefill_backup (DialogFixture *self,
                                    const char *node_name,
                                    const char *repository_id,
                                    const char *label);
void dialog_fixture_prefill_time (DialogFixture *self,
                                  const char *node_name,
                                  const char *repository_id,
                                  RepriseInstant time);
void dialog_fixture_present (DialogFixture *self);
void dialog_fixture_open (DialogFixture *self);

gpointer dialog_fixture_get (DialogFixture *self, const char *type, const char *child);
gboolean dialog_fixture_is_reading (DialogFixture *self);
gboolean dialog_fixture_shows (DialogFixture *self, const char *pattern);
const char *dialog_fixture_get_problem (DialogFixture *self, const char *type, const char *field);
void dialog_fixture_choose (GtkDropDown *drop_down, guint position);
void dialog_fixture_choose_node (DialogFixture *self, guint position);
void dialog_fixture_set_target (DialogFixture *self, guint position, gboolean is_chosen);
gboolean dialog_fixture_get_target (DialogFixture *self, guint position);
void dialog_fixture_choose_latest (DialogFixture *self);
void dialog_fixture_choose_time (DialogFixture *self);
void dialog_fixture_set_time_text (DialogFixture *self, const char *text);
void dialog_fixture_confirm (DialogFixture *self);
void dialog_fixture_send (DialogFixture *self);
void dialog_fixture_await (DialogFixture *self, gboolean (*condition) (DialogFixture *));
char *dialog_fixture_dup_sent (DialogFixture *self);
char *dialog_fixture_read_clipboard (DialogFixture *self);

#define DIALOG_TEST(path, function)                                                                \
  g_test_add ("/ui/restore-dialog/" path,                                                          \
              DialogFixture,                                                                       \
              NULL,                                                                                \
              dialog_fixture_set_up,                                                               \
              function,                                                                            \
              dialog_fixture_tear_down)

G_END_DECLS
