/* SPDX-License-Identifier: GPL-3.0-or-later
 * A lab's service on loopback with a fake engine behind it, and a client. */

#pragma once

#include "lab/reprise-fake-lab-engine.h"
#include "lab/reprise-lab-service.h"

G_BEGIN_DECLS

/**
 * LabReply:
 * @status: HTTP status
 * @text: the body
 *
 * Every one is checked against the contract by lab_fixture_run_tests().
 */
typedef struct
{
  guint status;
  char *text;
} LabReply;

void lab_reply_free (LabReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabReply, lab_reply_free)

typedef struct
{
  char *root;
  RepriseFakeLabEngine *engine;
  RepriseLabState *state;
  RepriseLabOperations *operations;
  RepriseLabService *service;
  SoupServer *server;
  SoupSession *session;
  char *address;
  char *token;
  /* of the blueprint's two databases */
  const char *east;
  const char *west;
  const char *east_repository;
  /* set by tests of what the contract does not have */
  gboolean is_off_contract;
} LabFixture;

void lab_fixture_set_up (LabFixture *self, gconstpointer data);
void lab_fixture_tear_down (LabFixture *self, gconstpointer data);

LabReply *lab_fixture_get (LabFixture *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
LabReply *lab_fixture_post (LabFixture *self, const char *path, const char *body);
LabReply *
lab_fixture_send (LabFixture *self, SoupMessage *message, const char *body, const char *type);
SoupMessage *lab_fixture_new_message (LabFixture *self, const char *method, const char *path);

/* Bounded; fails the test when the bound is reached. */
#define lab_fixture_await(condition)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 await_end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                              \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, await_end);                                   \
        g_main_context_iteration (NULL, FALSE);                                                    \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* The value of the member of that name that comes first in a document; NULL where there is none. */
char *lab_reply_dup_member (LabReply *self, const char *name);

#define lab_assert_refused(reply, expected_status, words)                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *refused_code = lab_reply_dup_member (reply, "code");                          \
    g_autofree char *expected_code = g_strdup_printf ("%d", expected_status);                      \
    g_assert_cmpuint ((reply)->status, ==, expected_status);                                       \
    g_assert_cmpstr (refused_code, ==, expected_code);                                             \
    g_assert_nonnull (strstr ((reply)->text, words));                                              \
  }                                                                                                \
  G_STMT_END

/* Runs the tests, and then has all exchanges of this program checked against the contract: argv
 * names the interpreter and the checking program. */
int lab_fixture_run_tests (int argc, char **argv);

G_END_DECLS
