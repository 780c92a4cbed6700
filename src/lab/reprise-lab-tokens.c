/* SPDX-License-Identifier: GPL-3.0-or-later
 * The access tokens that the lab has given out. */

#include "config.h"

#include "lab/reprise-lab-tokens.h"

#include <string.h>
#include <sys/random.h>

#define RANDOM_BYTES 32
#define SCHEME "Bearer "

struct _RepriseLabTokens
{
  GObject parent_instance;

  char *client_id;
  char *client_secret;
  /* token: when it expires, in microseconds of the monotonic clock */
  GHashTable *expiries;
  guint lifetime_seconds;
};

G_DEFINE_FINAL_TYPE (RepriseLabTokens, reprise_lab_tokens, G_TYPE_OBJECT)

/* Takes the same time wherever the texts differ. */
static gboolean
is_same_secret (const char *given, const char *expected)
{
  gsize length = strlen (expected);
  guchar difference = strlen (given) != length;

  for (gsize i = 0; i < length && given[i] != '\0'; i++)
    difference |= (guchar) (given[i] ^ expected[i]);
  return difference == 0;
}

static gboolean
is_expired (gpointer token, gpointer expiry, gpointer now)
{
  return *(gint64 *) expiry <= *(gint64 *) now;
}

static void
reprise_lab_tokens_finalize (GObject *object)
{
  RepriseLabTokens *self = REPRISE_LAB_TOKENS (object);

  g_free (self->client_id);
  g_free (self->client_secret);
  g_hash_table_unref (self->expiries);
  G_OBJECT_CLASS (reprise_lab_tokens_parent_class)->finalize (object);
}

static void
reprise_lab_tokens_class_init (RepriseLabTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_tokens_finalize;
}

static void
reprise_lab_tokens_init (RepriseLabTokens *self)
{
  self->expiries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * reprise_lab_tokens_new:
 * @client_id: the id that tokens are given to
 * @client_secret: its secret
 * @lifetime_seconds: how long a token is good for
 *
 * Tokens live in memory: after a restart of the lab they are exchanged anew.
 */
RepriseLabTokens *
reprise_lab_tokens_new (const char *client_id, const char *client_secret, guint lifetime_seconds)
{
  RepriseLabTokens *self = g_object_new (REPRISE_TYPE_LAB_TOKENS, NULL);

  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  self->lifetime_seconds = lifetime_seconds;
  return self;
}

/**
 * reprise_lab_tokens_exchange:
 * @self: the tokens
 * @client_id: as sent
 * @client_secret: as sent
 *
 * Returns: (transfer full) (nullable): a new token, or %NULL for wrong credentials
 */
char *
reprise_lab_tokens_exchange (RepriseLabTokens *self,
                             const char *client_id,
                             const char *client_secret)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *expiry;
  char *token;

  g_return_val_if_fail (REPRISE_IS_LAB_TOKENS (self), NULL);

  if (!is_same_secret (client_id, self->client_id) ||
      !is_same_secret (client_secret, self->client_secret))
    return NULL;
  g_hash_table_foreach_remove (self->expiries, is_expired, &now);
  expiry = g_new (gint64, 1);
  *expiry = now + (gint64) self->lifetime_seconds * G_USEC_PER_SEC;
  token = reprise_lab_random_text ();
  g_hash_table_insert (self->expiries, g_strdup (token), expiry);
  return token;
}

/**
 * reprise_lab_tokens_accept:
 * @self: the tokens
 * @authorization: (nullable): the value of the Authorization header
 *
 * Returns: whether it bears a token that was given out and has not expired
 */
gboolean
reprise_lab_tokens_accept (RepriseLabTokens *self, const char *authorization)
{
  const gint64 *expiry;

  g_return_val_if_fail (REPRISE_IS_LAB_TOKENS (self), FALSE);

  if (authorization == NULL || g_ascii_strncasecmp (authorization, SCHEME, strlen (SCHEME)) != 0)
    return FALSE;
  expiry = g_hash_table_lookup (self->expiries, authorization + strlen (SCHEME));
  return expiry != NULL && g_get_monotonic_time () < *expiry;
}

guint
reprise_lab_tokens_get_lifetime_seconds (RepriseLabTokens *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_TOKENS (self), 0);

  return self->lifetime_seconds;
}

/**
 * reprise_lab_random_text:
 *
 * Returns: (transfer full): 256 random bits from the system, in letters, digits, `-` and `_`
 */
char *
reprise_lab_random_text (void)
{
  guchar bytes[RANDOM_BYTES];
  char *text;
  char *end;

  /* Never short for so few bytes, once the system has any randomness at all. */
  while (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    continue;
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  end = strchr (text, '=');
  if (end != NULL)
    *end = '\0';
  return text;
}
