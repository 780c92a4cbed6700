/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a service may refuse or fail a request. */

#include "config.h"

#include "model/reprise-service-error.h"

G_DEFINE_QUARK (reprise_service_error, reprise_service_error)
