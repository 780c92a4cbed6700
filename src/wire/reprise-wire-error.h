/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be wrong with a document that came from outside. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPRISE_WIRE_ERROR (reprise_wire_error_quark ())

/**
 * RepriseWireError:
 * @REPRISE_WIRE_ERROR_TOO_LARGE: the document has more bytes than the reader accepts.
 * @REPRISE_WIRE_ERROR_TOO_DEEP: the document nests arrays and objects deeper than the reader
 * accepts.
 * @REPRISE_WIRE_ERROR_NOT_UTF8: the document is not UTF-8.
 * @REPRISE_WIRE_ERROR_SYNTAX: the document is not JSON, or not the form it claims to be.
 * @REPRISE_WIRE_ERROR_MISSING: a member that is required is absent or null.
 * @REPRISE_WIRE_ERROR_TYPE: a value has another type than it must have.
 * @REPRISE_WIRE_ERROR_RANGE: a number or a count lies outside what is accepted.
 * @REPRISE_WIRE_ERROR_FORMAT: a text is not one of the accepted words, or not a time or an id.
 * @REPRISE_WIRE_ERROR_UNKNOWN_MEMBER: an object that is closed has a member it does not define.
 * @REPRISE_WIRE_ERROR_REPEATED_MEMBER: an object has a member more than once.
 */
typedef enum
{
  REPRISE_WIRE_ERROR_TOO_LARGE,
  REPRISE_WIRE_ERROR_TOO_DEEP,
  REPRISE_WIRE_ERROR_NOT_UTF8,
  REPRISE_WIRE_ERROR_SYNTAX,
  REPRISE_WIRE_ERROR_MISSING,
  REPRISE_WIRE_ERROR_TYPE,
  REPRISE_WIRE_ERROR_RANGE,
  REPRISE_WIRE_ERROR_FORMAT,
  REPRISE_WIRE_ERROR_UNKNOWN_MEMBER,
  REPRISE_WIRE_ERROR_REPEATED_MEMBER,
} RepriseWireError;

GQuark reprise_wire_error_quark (void);

G_END_DECLS
