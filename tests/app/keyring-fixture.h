/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session bus of its own, with a real keyring, a dumb one, or none. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KeyringKind:
 * @KEYRING_REAL: gnome-keyring, unlocked
 * @KEYRING_DUMB: a service that never answers
 * @KEYRING_NONE: nobody
 */
typedef enum
{
  KEYRING_REAL,
  KEYRING_DUMB,
  KEYRING_NONE,
} KeyringKind;

typedef struct _KeyringFixture KeyringFixture;

KeyringFixture *keyring_fixture_new (KeyringKind kind);
void keyring_fixture_free (KeyringFixture *self);
const char *keyring_fixture_get_home (KeyringFixture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyringFixture, keyring_fixture_free)

GAsyncResult *keyring_await (GAsyncResult **result);
void keyring_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
