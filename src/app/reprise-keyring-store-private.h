/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of RepriseKeyringStore share. */

#pragma once

#include "app/reprise-keyring-store.h"

G_BEGIN_DECLS

struct _RepriseKeyringStore
{
  GObject parent_instance;

  RepriseKeyring *keyring;
  char *path;
  GFile *profiles_file; /* where they usually are */
  GPtrArray *shown;     /* of RepriseConnection: what is listed */
  GPtrArray *saved;     /* of RepriseConnection, and so are these */
  GPtrArray *for_run;
  GPtrArray *profiles;
  GHashTable *secrets; /* by id, of those for this run */
  GHashTable *files;   /* GFile of a profile, by id */
};

/* What a thread is given, and gives back. */
typedef struct
{
  char *path;
  GFile *file;
  RepriseConnection *connection;
  char *secret;
  char *remainder; /* what a person has to know of it afterwards */
  GPtrArray *saved;
  GPtrArray *profiles;
  GError *problem; /* what was wrong although something was read */
} RepriseKeyringWork;

RepriseKeyringWork *reprise_keyring_work_new (RepriseKeyringStore *self,
                                              RepriseConnection *connection);
void reprise_keyring_work_free (RepriseKeyringWork *work);
void reprise_keyring_store_run (GTask *outer,
                                RepriseKeyringWork *work,
                                GTaskThreadFunc function,
                                GAsyncReadyCallback callback);

int reprise_keyring_store_find (GPtrArray *array, const char *id);
void reprise_keyring_store_drop (GPtrArray *array, const char *id);
void reprise_keyring_store_hold (RepriseKeyringStore *self,
                                 RepriseConnection *connection,
                                 const char *secret);
void reprise_keyring_store_update (RepriseKeyringStore *self);

void reprise_keyring_store_save_async (RepriseConnectionStore *store,
                                       RepriseConnection *connection,
                                       const char *client_secret,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void reprise_keyring_store_remove_async (RepriseConnectionStore *store,
                                         RepriseConnection *connection,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

G_END_DECLS
