/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a service says no: HTTP status, words and reason, to REPRISE_SERVICE_ERROR and back. */

#include "config.h"

#include "wire/reprise-service-error-table.h"

#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BODY_BYTES (64 * 1024)
#define MAX_DEPTH 16

/* What of a rule does not name one status. */
#define NEVER_AN_ANSWER 0
#define ANY_4XX 4
#define ANY_5XX 5
#define ANY_3XX 3
#define ANYTHING_ELSE 1

/* An error object has a code; what routers and proxies answer has none. */
typedef enum
{
  BODY_ANY,
  BODY_WITH_CODE,
} BodyShape;

/* The first rule that fits decides, and the first of a member is how the lab says it. A rule with a
 * reason looks at nothing else; the token route sends the reason as its code. A pattern is a glob
 * over the whole message: sibling messages of the service say ‘in not in available status’.
 *   member, status, shape, pattern, reason */
#define RULES(RULE)                                                                                \
  RULE (TRANSPORT, NEVER_AN_ANSWER, BODY_ANY, NULL, NULL)                                          \
  RULE (TLS, NEVER_AN_ANSWER, BODY_ANY, NULL, NULL)                                                \
  RULE (OUTCOME_UNKNOWN, NEVER_AN_ANSWER, BODY_ANY, NULL, NULL)                                    \
  RULE (UNSUPPORTED, NEVER_AN_ANSWER, BODY_ANY, NULL, NULL)                                        \
  RULE (MEMBERSHIP, 403, BODY_WITH_CODE, NULL, REPRISE_REASON_MEMBERSHIP_REVOKED)                  \
  RULE (PLAN, 403, BODY_WITH_CODE, NULL, REPRISE_REASON_PLAN_EXPIRED)                              \
  RULE (PLAN, 403, BODY_WITH_CODE, NULL, REPRISE_REASON_DEVELOPER_PLAN_BACKUP)                     \
  RULE (UNAUTHORIZED, 401, BODY_WITH_CODE, NULL, "invalid_client")                                 \
  RULE (UNAUTHORIZED, 401, BODY_WITH_CODE, NULL, "invalid_grant")                                  \
  RULE (UNAUTHORIZED, 401, BODY_WITH_CODE, NULL, "unauthorized_client")                            \
  RULE (UNAUTHORIZED, 401, BODY_ANY, NULL, NULL)                                                   \
  RULE (PLAN, 400, BODY_ANY, "*plan does not allow*", NULL)                                        \
  RULE (BUSY_DATABASE, 400, BODY_ANY, "*database in unmodifiable state*", NULL)                    \
  RULE (BUSY_CLUSTER, 400, BODY_ANY, "*cluster i? not in available status*", NULL)                 \
  RULE (BUSY_DATABASE, 400, BODY_ANY, "*database i? not in available status*", NULL)               \
  RULE (BUSY_CLUSTER, 400, BODY_ANY, "*cluster*available status*", NULL)                           \
  RULE (BUSY_DATABASE, 400, BODY_ANY, "*database*available status*", NULL)                         \
  RULE (STORAGE_UNREACHABLE, 500, BODY_ANY, "*failed to connect to backup repository*", NULL)      \
  RULE (BAD_REQUEST, 400, BODY_ANY, NULL, NULL)                                                    \
  RULE (FORBIDDEN, 403, BODY_ANY, NULL, NULL)                                                      \
  RULE (NOT_FOUND, 404, BODY_WITH_CODE, NULL, NULL)                                                \
  RULE (WRONG_ADDRESS, 404, BODY_ANY, NULL, NULL)                                                  \
  RULE (WRONG_ADDRESS, 407, BODY_ANY, NULL, NULL)                                                  \
  RULE (WRONG_ADDRESS, ANY_3XX, BODY_ANY, NULL, NULL)                                              \
  RULE (TIMEOUT, 504, BODY_ANY, NULL, NULL)                                                        \
  RULE (TIMEOUT, 408, BODY_ANY, NULL, NULL)                                                        \
  RULE (CONFLICT, 409, BODY_ANY, NULL, NULL)                                                       \
  RULE (RATE_LIMITED, 429, BODY_ANY, NULL, NULL)                                                   \
  RULE (SERVER, 500, BODY_ANY, NULL, NULL)                                                         \
  RULE (SERVER, ANY_5XX, BODY_ANY, NULL, NULL)                                                     \
  RULE (BAD_REQUEST, ANY_4XX, BODY_ANY, NULL, NULL)                                                \
  RULE (PROTOCOL, ANYTHING_ELSE, BODY_ANY, NULL, NULL)

#define AS_ROW(member, status, shape, pattern, reason)                                             \
  { REPRISE_SERVICE_ERROR_##member, status, shape, pattern, reason },
#define AS_BIT(member, status, shape, pattern, reason) | (1u << REPRISE_SERVICE_ERROR_##member)

typedef struct
{
  RepriseServiceError code;
  guint status;
  BodyShape shape;
  const char *pattern;
  const char *reason;
} Rule;

static const Rule rules[] = { RULES (AS_ROW) };

/* A member of the enumeration without a rule does not compile. */
G_STATIC_ASSERT ((0u RULES (AS_BIT)) == (1u << REPRISE_SERVICE_ERROR_N_CODES) - 1);

/* What an answer says; the strings belong to it. */
typedef struct
{
  guint status;
  gboolean has_code;
  char *message;
  char *reason;
} Answer;

static void
answer_clear (Answer *self)
{
  g_free (self->message);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static char *
dup_sanitized (const char *text)
{
  return text == NULL ? NULL
                      : reprise_text_sanitize (text, strlen (text), REPRISE_SERVICE_ERROR_MAX_TEXT);
}

static void
read_object (Answer *answer, JsonNode *node)
{
  g_autoptr (GError) ignored = NULL;
  RepriseJsonPlace place = reprise_json_place_root (node, "", &ignored);

  answer->has_code = reprise_json_place_has (&place, "code");
  answer->message =
      dup_sanitized (reprise_json_place_get_string (&place, "message", REPRISE_JSON_OPTIONAL));
  answer->reason =
      dup_sanitized (reprise_json_place_get_string (&place, "reason", REPRISE_JSON_OPTIONAL));
  if (answer->reason == NULL)
    answer->reason =
        dup_sanitized (reprise_json_place_get_string (&place, "code", REPRISE_JSON_OPTIONAL));
}

/* The words of a page, without what stands between angle brackets. */
static char *
strip_tags (const char *page, gsize length)
{
  GString *words = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (page[i] == '<')
        g_string_append_c (words, ' ');
      in_tag = page[i] == '<' || (in_tag && page[i] != '>');
      if (!in_tag && page[i] != '>')
        g_string_append_c (words, page[i]);
    }
  return g_string_free (words, FALSE);
}

static gboolean
is_page (const char *data, gsize length, const char *content_type)
{
  if (content_type != NULL && strstr (content_type, "html") != NULL)
    return TRUE;
  while (length > 0 && g_ascii_isspace (*data))
    data++, length--;
  return length > 0 && *data == '<';
}

static char *
read_text (GBytes *body, const char *content_type)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *words = NULL;

  length = MIN (length, MAX_BODY_BYTES);
  if (!is_page (data, length, content_type))
    return reprise_text_sanitize (length == 0 ? "" : data, length, REPRISE_SERVICE_ERROR_MAX_TEXT);
  words = strip_tags (data, length);
  return dup_sanitized (words);
}

static void
read_answer (Answer *answer, GBytes *body, const char *content_type)
{
  static const RepriseJsonLimits limits = { MAX_BODY_BYTES, MAX_DEPTH };
  g_autoptr (JsonNode) node = NULL;

  if (body == NULL)
    return;
  node = reprise_json_parse_bytes (body, &limits, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    read_object (answer, node);
  else
    answer->message = read_text (body, content_type);
}

static gboolean
rule_fits_status (const Rule *rule, guint status)
{
  switch (rule->status)
    {
    case NEVER_AN_ANSWER:
      return FALSE;
    case ANYTHING_ELSE:
      return TRUE;
    case ANY_3XX:
    case ANY_4XX:
    case ANY_5XX:
      return status / 100 == rule->status;
    default:
      return status == rule->status;
    }
}

static gboolean
rule_fits (const Rule *rule, const Answer *answer)
{
  if (rule->reason != NULL)
    return g_strcmp0 (rule->reason, answer->reason) == 0;
  if (!rule_fits_status (rule, answer->status))
    return FALSE;
  if (rule->shape == BODY_WITH_CODE && !answer->has_code)
    return FALSE;
  return rule->pattern == NULL ||
         (answer->message != NULL && g_pattern_match_simple (rule->pattern, answer->message));
}

static RepriseServiceError
classify (const Answer *answer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rule_fits (&rules[i], answer))
      return rules[i].code;
  return REPRISE_SERVICE_ERROR_PROTOCOL;
}

/**
 * reprise_service_error_decode:
 * @status: the HTTP status of an answer that is no success
 * @body: (nullable): its body, whatever it is
 * @content_type: (nullable): what the service says the body is
 *
 * That a body is no JSON is never an error of its own: the status counts. `code` may be a number or
 * a word. Of a body that is no error object at most %REPRISE_SERVICE_ERROR_MAX_TEXT bytes are kept.
 *
 * Returns: (transfer full): a %REPRISE_SERVICE_ERROR with the service's words, in one line
 */
GError *
reprise_service_error_decode (guint status, GBytes *body, const char *content_type)
{
  g_auto (Answer) answer = { .status = status };
  RepriseServiceError code;

  read_answer (&answer, body, content_type);
  code = classify (&answer);
  if (answer.message == NULL || *answer.message == '\0')
    return g_error_new (REPRISE_SERVICE_ERROR, (int) code, _ ("HTTP status %u"), status);
  if (!answer.has_code)
    return g_error_new (REPRISE_SERVICE_ERROR,
                        (int) code,
                        /* Translators: the number of an HTTP status, and what the service says. */
                        _ ("HTTP status %u: %s"),
                        status,
                        answer.message);
  return g_error_new_literal (REPRISE_SERVICE_ERROR, (int) code, answer.message);
}

/**
 * reprise_service_error_encode:
 * @status: the HTTP status it is sent with
 * @message: what is said
 * @reason: (nullable): one of the REPRISE_REASON constants
 *
 * Returns: (transfer full): the contract's Error object
 */
GBytes *
reprise_service_error_encode (guint status, const char *message, const char *reason)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (message != NULL, NULL);

  json_node_take_object (node, object);
  json_object_set_int_member (object, "code", (gint64) status);
  json_object_set_string_member (object, "message", message);
  if (reason != NULL)
    json_object_set_string_member (object, "reason", reason);
  return reprise_json_write_bytes (node);
}

/**
 * reprise_service_error_get_status:
 * @code: an error
 *
 * Returns: the HTTP status that says it, or 0 where it is not said by an answer
 */
guint
reprise_service_error_get_status (RepriseServiceError code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].code == code)
      return rules[i].status >= 100 ? rules[i].status : 0;
  return 0;
}

/**
 * reprise_service_error_get_reason:
 * @code: an error
 *
 * Returns: (nullable): the reason that goes with it
 */
const char *
reprise_service_error_get_reason (RepriseServiceError code)
{
  if (code != REPRISE_SERVICE_ERROR_MEMBERSHIP && code != REPRISE_SERVICE_ERROR_PLAN)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].code == code)
      return rules[i].reason;
  return NULL;
}

/**
 * reprise_service_error_encode_error:
 * @error: why a request is not served
 * @status: (out): the HTTP status to answer with: that of a %REPRISE_SERVICE_ERROR, 400 for a
 *   %REPRISE_WIRE_ERROR, which is about the request, 500 for all else
 *
 * Returns: (transfer full): the contract's Error object
 */
GBytes *
reprise_service_error_encode_error (const GError *error, guint *status)
{
  const char *reason = NULL;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (status != NULL, NULL);

  *status = 500;
  if (error->domain == REPRISE_WIRE_ERROR)
    *status = 400;
  if (error->domain == REPRISE_SERVICE_ERROR)
    {
      reason = reprise_service_error_get_reason (error->code);
      *status = reprise_service_error_get_status (error->code);
    }
  if (*status == 0)
    *status = 500;
  return reprise_service_error_encode (*status, error->message, reason);
}
