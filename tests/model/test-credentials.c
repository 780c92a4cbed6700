/* SPDX-License-Identifier: GPL-3.0-or-later
 * Credentials: copied whole, and gone when freed. */

#include "config.h"

#include "model/reprise-credentials.h"

#include <string.h>

static gsize n_erased;

/* Takes the place of the C library's, to see what is erased while it can still be read. */
void watched_bzero (void *memory, size_t length) __asm__("explicit_bzero");

void
watched_bzero (void *memory, size_t length)
{
  g_assert_cmpmem (memory, length, "secret", strlen ("secret"));
  memset (memory, 0, length);
  n_erased++;
}

static void
assert_credentials (const RepriseCredentials *credentials)
{
  g_assert_cmpstr (credentials->host, ==, "n1.example.invalid");
  g_assert_cmpint (credentials->port, ==, 5432);
  g_assert_cmpstr (credentials->database, ==, "east_parts");
  g_assert_cmpstr (credentials->username, ==, "app");
  g_assert_cmpstr (credentials->password, ==, "secret");
}

/* A copy has everything and shares nothing. */
static void
test_credentials_copies (void)
{
  RepriseCredentials *original =
      reprise_credentials_new ("n1.example.invalid", 5432, "east_parts", "app", "secret");
  g_autoptr (RepriseCredentials) copy = reprise_credentials_copy (original);

  assert_credentials (original);
  reprise_credentials_free (original);
  assert_credentials (copy);
  g_assert_null (reprise_credentials_copy (NULL));
}

/* The whole password is overwritten before its memory is given back. */
static void
test_credentials_erases (void)
{
  RepriseCredentials *with = reprise_credentials_new (NULL, -1, NULL, NULL, "secret");
  RepriseCredentials *without = reprise_credentials_new (NULL, -1, NULL, NULL, NULL);

  n_erased = 0;
  reprise_credentials_free (with);
  g_assert_cmpuint (n_erased, ==, 1);
  reprise_credentials_free (without);
  reprise_credentials_free (NULL);
  g_assert_cmpuint (n_erased, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/credentials/copies", test_credentials_copies);
  g_test_add_func ("/model/credentials/erases", test_credentials_erases);
  return g_test_run ();
}
