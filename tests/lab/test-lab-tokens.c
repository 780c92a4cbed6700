/* SPDX-License-Identifier: GPL-3.0-or-later
 * Access tokens: who gets one, and how long it is good for. */

#include "config.h"

#include "lab/reprise-lab-tokens.h"

static gboolean
accepts (RepriseLabTokens *tokens, const char *scheme, const char *token)
{
  g_autofree char *authorization = g_strconcat (scheme, token, NULL);

  return reprise_lab_tokens_accept (tokens, authorization);
}

/* The right credentials get a token that opens; each exchange gives another. */
static void
test_lab_tokens_exchanges (void)
{
  g_autoptr (RepriseLabTokens) tokens = reprise_lab_tokens_new ("id", "secret", 60);
  g_autofree char *token = reprise_lab_tokens_exchange (tokens, "id", "secret");
  g_autofree char *other = reprise_lab_tokens_exchange (tokens, "id", "secret");

  g_assert_cmpuint (strlen (token), >=, 43);
  g_assert_cmpstr (token, !=, other);
  g_assert_true (accepts (tokens, "Bearer ", token));
  g_assert_true (accepts (tokens, "bearer ", other));
  g_assert_cmpuint (reprise_lab_tokens_get_lifetime_seconds (tokens), ==, 60);
}

/* Wrong credentials get none, however close they are. */
static void
test_lab_tokens_refuses_credentials (void)
{
  g_autoptr (RepriseLabTokens) tokens = reprise_lab_tokens_new ("id", "secret", 60);

  g_assert_null (reprise_lab_tokens_exchange (tokens, "id", "secre"));
  g_assert_null (reprise_lab_tokens_exchange (tokens, "id", "secrets"));
  g_assert_null (reprise_lab_tokens_exchange (tokens, "id", "secreT"));
  g_assert_null (reprise_lab_tokens_exchange (tokens, "id", ""));
  g_assert_null (reprise_lab_tokens_exchange (tokens, "", "secret"));
  g_assert_null (reprise_lab_tokens_exchange (tokens, "secret", "id"));
}

/* Nothing opens but a token that was given out, borne as such. */
static void
test_lab_tokens_refuses_tokens (void)
{
  g_autoptr (RepriseLabTokens) tokens = reprise_lab_tokens_new ("id", "secret", 60);
  g_autofree char *token = reprise_lab_tokens_exchange (tokens, "id", "secret");

  g_assert_false (reprise_lab_tokens_accept (tokens, NULL));
  g_assert_false (reprise_lab_tokens_accept (tokens, ""));
  g_assert_false (reprise_lab_tokens_accept (tokens, token));
  g_assert_false (accepts (tokens, "Bearer ", ""));
  g_assert_false (accepts (tokens, "Bearer ", "x"));
  g_assert_false (accepts (tokens, "Basic ", token));
  g_assert_false (accepts (tokens, "Bearer  ", token));
}

/* A token stops opening when its time is over. */
static void
test_lab_tokens_expires (void)
{
  g_autoptr (RepriseLabTokens) tokens = reprise_lab_tokens_new ("id", "secret", 1);
  g_autofree char *token = reprise_lab_tokens_exchange (tokens, "id", "secret");
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  g_assert_true (accepts (tokens, "Bearer ", token));
  while (accepts (tokens, "Bearer ", token))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/tokens/exchanges", test_lab_tokens_exchanges);
  g_test_add_func ("/lab/tokens/refuses-credentials", test_lab_tokens_refuses_credentials);
  g_test_add_func ("/lab/tokens/refuses-tokens", test_lab_tokens_refuses_tokens);
  g_test_add_func ("/lab/tokens/expires", test_lab_tokens_expires);
  return g_test_run ();
}
