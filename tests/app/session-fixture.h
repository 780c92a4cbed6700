/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session manager and a notification service, for tests of what they are asked. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SessionFixture SessionFixture;

SessionFixture *session_fixture_new (void);
void session_fixture_free (SessionFixture *self);
int session_fixture_get_n_inhibitors (SessionFixture *self);
char *session_fixture_dup_reason (SessionFixture *self);
guint session_fixture_get_n_notifications (SessionFixture *self);
char *session_fixture_dup_notification (SessionFixture *self);
void session_fixture_click (SessionFixture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionFixture, session_fixture_free)

G_END_DECLS
