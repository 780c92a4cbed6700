/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts that must not stay in memory. */

#define _DEFAULT_SOURCE

#include "config.h"

#include "base/reprise-secret.h"

#include <string.h>

typedef struct
{
  char *text;
  gsize length;
} Secret;

static void
secret_free (Secret *secret)
{
  explicit_bzero (secret->text, secret->length);
  g_free (secret->text);
  g_free (secret);
}

/**
 * reprise_secret_free:
 * @secret: (nullable) (transfer full): a text that is overwritten and freed
 */
void
reprise_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * reprise_secret_take_bytes:
 * @secret: (transfer full): memory from g_malloc()
 * @length: how much of it
 *
 * Returns: (transfer full): bytes that are overwritten when the last reference is dropped
 */
GBytes *
reprise_secret_take_bytes (char *secret, gsize length)
{
  Secret *owned;

  g_return_val_if_fail (secret != NULL, NULL);

  owned = g_new (Secret, 1);
  owned->text = secret;
  owned->length = length;
  return g_bytes_new_with_free_func (secret, length, (GDestroyNotify) secret_free, owned);
}

/**
 * reprise_secret_unref_bytes:
 * @bytes: (transfer full): bytes in which a secret came
 *
 * Drops the reference; where it was the last one, overwrites them first.
 */
void
reprise_secret_unref_bytes (GBytes *bytes)
{
  gsize length = 0;
  char *data;

  g_return_if_fail (bytes != NULL);

  /* Takes the memory itself where nobody else has a reference, and a copy otherwise. */
  data = g_bytes_unref_to_data (bytes, &length);
  if (data == NULL)
    return;
  explicit_bzero (data, length);
  g_free (data);
}
