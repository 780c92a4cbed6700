/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scripted service on loopback: answers only what a test has programmed, and remembers what it
 * was asked. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The token that reprise_mock_service_grant_token() hands out. */
#define REPRISE_MOCK_TOKEN "composed.test.token"
#define REPRISE_MOCK_TOKEN_PATH "/account/v1/oauth/token"

/**
 * RepriseMockFault:
 * @REPRISE_MOCK_NONE: the answer as programmed
 * @REPRISE_MOCK_DROP: the connection is closed without an answer
 * @REPRISE_MOCK_HALF: the status, half the body, then the connection is closed
 * @REPRISE_MOCK_STALL: the status, half the body, then silence
 * @REPRISE_MOCK_ENDLESS: the status and a body that never ends
 * @REPRISE_MOCK_HOLD: silence until reprise_mock_service_release()
 */
typedef enum
{
  REPRISE_MOCK_NONE,
  REPRISE_MOCK_DROP,
  REPRISE_MOCK_HALF,
  REPRISE_MOCK_STALL,
  REPRISE_MOCK_ENDLESS,
  REPRISE_MOCK_HOLD,
} RepriseMockFault;

/**
 * RepriseMockRequest:
 * @method: such as GET
 * @target: the path with its query, as it was sent
 * @headers: names in lower case and their values
 * @body: what was sent
 * @is_http2: whether it came over HTTP/2
 */
typedef struct
{
  char *method;
  char *target;
  GHashTable *headers;
  GBytes *body;
  gboolean is_http2;
} RepriseMockRequest;

/* One programmed answer; belongs to the service. */
typedef struct _RepriseMockReply RepriseMockReply;

#define REPRISE_TYPE_MOCK_SERVICE (reprise_mock_service_get_type ())
G_DECLARE_FINAL_TYPE (RepriseMockService, reprise_mock_service, REPRISE, MOCK_SERVICE, GObject)

RepriseMockService *reprise_mock_service_new_at (guint port, GTlsCertificate *certificate);
RepriseMockService *reprise_mock_service_new (GTlsCertificate *certificate);
const char *reprise_mock_service_get_address (RepriseMockService *self);

RepriseMockReply *reprise_mock_service_expect (RepriseMockService *self,
                                               const char *method,
                                               const char *target,
                                               guint status,
                                               const char *body);
RepriseMockReply *reprise_mock_service_expect_first (RepriseMockService *self,
                                                     const char *method,
                                                     const char *target,
                                                     guint status,
                                                     const char *body);
void reprise_mock_service_forget (RepriseMockService *self, RepriseMockReply *reply);
RepriseMockReply *reprise_mock_service_grant_token (RepriseMockService *self);
void reprise_mock_reply_set_fault (RepriseMockReply *reply, RepriseMockFault fault);
void reprise_mock_reply_set_repeated (RepriseMockReply *reply);
void reprise_mock_reply_set_optional (RepriseMockReply *reply);
void reprise_mock_reply_set_body (RepriseMockReply *reply, const char *body);
void reprise_mock_reply_add_header (RepriseMockReply *reply, const char *name, const char *value);

void reprise_mock_service_await_requests (RepriseMockService *self, guint n_requests);
void reprise_mock_service_release_first (RepriseMockService *self);
void reprise_mock_service_release (RepriseMockService *self);
void reprise_mock_service_hang_up (RepriseMockService *self);
guint reprise_mock_service_get_n_requests (RepriseMockService *self);
guint reprise_mock_service_count_requests (RepriseMockService *self, const char *path);
const RepriseMockRequest *reprise_mock_service_get_request (RepriseMockService *self, guint index);
const char *reprise_mock_request_get_header (const RepriseMockRequest *request, const char *name);
guint reprise_mock_service_get_most_held (RepriseMockService *self);

void reprise_mock_service_finish (RepriseMockService *self);

G_END_DECLS
