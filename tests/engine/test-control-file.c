/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the control file that repositories are read with. */

#include "config.h"

#include "engine/reprise-control-file.h"
#include "engine/reprise-engine-error.h"

#include <string.h>

#define LENGTH 8192
#define CHECKSUM_AT 288

/* CRC-32C as a table-free loop over whole messages, from the definition of the polynomial. */
static guint32
reflected_checksum (const guint8 *bytes, gsize length)
{
  guint32 rest = G_MAXUINT32;

  for (gsize bit = 0; bit < length * 8; bit++)
    {
      const guint32 top = (rest ^ (bytes[bit / 8] >> (bit % 8))) & 1;

      rest = (rest >> 1) ^ (top ? 0x82F63B78u : 0);
    }
  return ~rest;
}

static GBytes *
make_control_file (guint64 system_id)
{
  guint8 *bytes = g_malloc0 (LENGTH);
  guint32 checksum;

  memcpy (bytes, &system_id, sizeof system_id);
  for (guint i = 8; i < CHECKSUM_AT; i++)
    bytes[i] = (guint8) (i * 7);
  checksum = reflected_checksum (bytes, CHECKSUM_AT);
  memcpy (bytes + CHECKSUM_AT, &checksum, sizeof checksum);
  return g_bytes_new_take (bytes, LENGTH);
}

/* The checksum is the one that is known for the digits 1 to 9. */
static void
test_known_checksum (void)
{
  g_assert_cmphex (reflected_checksum ((const guint8 *) "123456789", 9), ==, 0xE3069283);
}

/* Only the identifier and the checksum change, wherever the checksum is. */
static void
test_with_system_id (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) original = make_control_file (G_GUINT64_CONSTANT (7312345678901234567));
  g_autoptr (GBytes) expected = make_control_file (G_GUINT64_CONSTANT (7498765432109876543));
  g_autoptr (GBytes) copy =
                 reprise_control_file_with_system_id (original,
                                                      G_GUINT64_CONSTANT (7498765432109876543),
                                                      &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (copy, expected));
  g_assert_false (g_bytes_equal (copy, original));
}

/* What is damaged or no control file is refused. */
static void
test_no_control_file (void)
{
  g_autoptr (GBytes) good = make_control_file (1);
  guint8 *bytes = g_memdup2 (g_bytes_get_data (good, NULL), LENGTH);
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GBytes) empty = g_bytes_new_static (NULL, 0);
  g_autoptr (GError) damaged_error = NULL;
  g_autoptr (GError) empty_error = NULL;

  bytes[100] ^= 1;
  damaged = g_bytes_new_take (bytes, LENGTH);
  g_assert_null (reprise_control_file_with_system_id (damaged, 2, &damaged_error));
  g_assert_error (damaged_error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_WRONG_STATE);
  g_assert_null (reprise_control_file_with_system_id (empty, 2, &empty_error));
  g_assert_error (empty_error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_WRONG_STATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/control-file/known-checksum", test_known_checksum);
  g_test_add_func ("/engine/control-file/with-system-id", test_with_system_id);
  g_test_add_func ("/engine/control-file/no-control-file", test_no_control_file);
  return g_test_run ();
}
