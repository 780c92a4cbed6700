/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which base addresses are accepted. */

#include "config.h"

#include "cloud/reprise-cloud-address.h"

/* HTTPS anywhere and HTTP on this machine; slashes at the end and white space do not count. */
static void
test_cloud_address_accepted (void)
{
  static const struct
  {
    const char *text;
    const char *address;
  } cases[] = {
    { "https://api.pgedge.com", "https://api.pgedge.com" },
    { "  https://api.pgedge.com//\n", "https://api.pgedge.com" },
    { "HTTPS://api.pgedge.com:8443/base/", "https://api.pgedge.com:8443/base" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.9.9.9:8080", "http://127.9.9.9:8080" },
    { "http://[::1]:8080/", "http://[::1]:8080" },
    { "http://localhost:8080", "http://localhost:8080" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = reprise_cloud_address_parse (cases[i].text, &error);
      g_autofree char *address = NULL;

      g_assert_no_error (error);
      address = g_uri_to_string (uri);
      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

/* Anything that would send a token in the clear, or hide a secret in an address, is refused. */
static void
test_cloud_address_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "This is not an address such as https://api.pgedge.com" },
    { "api.pgedge.com", "This is not an address such as https://api.pgedge.com" },
    { "http://api.pgedge.com",
      "Plain HTTP is for this machine alone; the address must begin with https://" },
    { "http://localhost.example.com",
      "Plain HTTP is for this machine alone; the address must begin with https://" },
    { "http://128.0.0.1",
      "Plain HTTP is for this machine alone; the address must begin with https://" },
    { "ftp://127.0.0.1", "The address must begin with https://" },
    { "file:///etc/passwd", "The address names no host" },
    { "https://me:secret@api.pgedge.com", "The address must not hold a user name or password" },
    { "https://api.pgedge.com?token=1", "The address must end with its path" },
    { "https://api.pgedge.com#here", "The address must end with its path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_cloud_address_parse (cases[i].text, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud/address/accepted", test_cloud_address_accepted);
  g_test_add_func ("/cloud/address/refused", test_cloud_address_refused);
  return g_test_run ();
}
