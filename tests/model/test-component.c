/* SPDX-License-Identifier: GPL-3.0-or-later
 * A component: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-component.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_component_keeps (void)
{
  char text[] = "id";
  RepriseComponentFields fields = { 0 };
  g_autoptr (RepriseComponent) component = NULL;

  fields.id = text;
  fields.name = "name";
  fields.version = "version";
  fields.release_date = "release date";
  fields.status_word = "status word";
  component = reprise_component_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_component_get_id (component), ==, "id");
  g_assert_cmpstr (reprise_component_get_name (component), ==, "name");
  g_assert_cmpstr (reprise_component_get_version (component), ==, "version");
  g_assert_cmpstr (reprise_component_get_release_date (component), ==, "release date");
  g_assert_cmpstr (reprise_component_get_status_word (component), ==, "status word");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_component_unknown (void)
{
  const RepriseComponentFields fields = { 0 };
  g_autoptr (RepriseComponent) component = reprise_component_new (&fields);

  g_assert_null (reprise_component_get_id (component));
  g_assert_null (reprise_component_get_name (component));
  g_assert_null (reprise_component_get_version (component));
  g_assert_null (reprise_component_get_release_date (component));
  g_assert_null (reprise_component_get_status_word (component));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/component/keeps", test_component_keeps);
  g_test_add_func ("/model/component/unknown", test_component_unknown);
  return g_test_run ();
}
