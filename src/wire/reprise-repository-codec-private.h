/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup repository as JSON, for the codecs of what names it. */

#pragma once

#include "model/reprise-repository.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_repository_read (const RepriseJsonPlace *place);
JsonObject *reprise_repository_write (gpointer repository);

G_END_DECLS
