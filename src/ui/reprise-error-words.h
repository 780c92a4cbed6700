/* SPDX-License-Identifier: GPL-3.0-or-later
 * What went wrong, and what can be done about it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseErrorWords:
 * @what: what happened, without a full stop
 * @advice: what can be done, in sentences
 * @icon_name: a picture for it
 * @help: the page of the help that says more
 *
 * An error for people. The strings live for ever.
 */
typedef struct
{
  const char *what;
  const char *advice;
  const char *icon_name;
  const char *help;
} RepriseErrorWords;

RepriseErrorWords reprise_error_words_get (const GError *error);

G_END_DECLS
