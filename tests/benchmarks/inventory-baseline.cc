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

static size_t
count_values (simdjson::dom::element element)
{
  size_t n_values = 1;

  if (element.is_array ())
    for (simdjson::dom::element child : simdjson::dom::array (element))
      n_values += count_values (child);
  else if (element.is_object ())
    for (auto member : simdjson::dom::object (element))
      n_values += count_values (member.value);
  return n_values;
}

int
main (int argc, char **argv)
{
  const long before = read_status ("VmRSS:");
  const auto began_at = std::chrono::steady_clock::now ();
  simdjson::dom::parser parser;
  simdjson::dom::element document;

  if (argc != 2 || parser.load (argv[1]).get (document) != simdjson::SUCCESS)
    {
      fprintf (stderr, "usage: inventory-baseline FILE\n");
      return EXIT_FAILURE;
    }
  const size_t n_values = count_values (document);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now () - began_at;

  printf ("%.3f %zu %ld\n", took.count (), n_values, read_status ("VmHWM:") - before);
  return EXIT_SUCCESS;
}
