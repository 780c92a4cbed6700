// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a JSON file with the fastest parser that Debian packages, and prints seconds, values seen,
// and the most bytes of memory it took more than before.
//
// usage: inventory-baseline FILE

#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

static long
read_status (const char *name)
{
  char line[256];
  long value = 0;
  FILE *file = fopen ("/proc/self/status", "r");

  while (file != nullptr && fgets (line, sizeof line, file) != nullptr)
    if (strncmp (line, name, strlen (name)) == 0)
      value = strtol (line + strlen (name), nullptr, 10) * 1024;
  if (file != nullptr)
    fclose (file);
  return value;
}

// Each value is converted, as whoever reads a document has to.
static size_t
count_values (simdjson::ondemand::value value)
{
  size_t n_values = 1;

  switch (value.type ())
    {
    case simdjson::ondemand::json_type::array:
      for (auto child : value.get_array ())
        n_values += count_values (child.value ());
      break;
    case simdjson::ondemand::json_type::object:
      for (auto member : value.get_object ())
        {
          member.unescaped_key ().value ();
          n_values += count_values (member.value ());
        }
      break;
    case simdjson::ondemand::json_type::string:
      value.get_string ().value ();
      break;
    case simdjson::ondemand::json_type::number:
      value.get_number ().value ();
      break;
    case simdjson::ondemand::json_type::boolean:
      value.get_bool ().value ();
      break;
    case simdjson::ondemand::json_type::null:
      value.is_null ();
      break;
    }
  return n_values;
}

static size_t
count_values_in (const char *path)
{
  simdjson::ondemand::parser parser;
  const simdjson::padded_string text = simdjson::padded_string::load (path);
  simdjson::ondemand::document document = parser.iterate (text);

  return count_values (document.get_value ().value ());
}

int
main (int argc, char **argv)
{
  const long before = read_status ("VmRSS:");
  const auto began_at = std::chrono::steady_clock::now ();

  if (argc != 2)
    {
      fprintf (stderr, "usage: inventory-baseline FILE\n");
      return EXIT_FAILURE;
    }
  try
    {
      const size_t n_values = count_values_in (argv[1]);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now () - began_at;

      printf ("%.3f %zu %ld\n", took.count (), n_values, read_status ("VmHWM:") - before);
    }
  catch (const simdjson::simdjson_error &error)
    {
      fprintf (stderr, "%s: %s\n", argv[1], error.what ());
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
