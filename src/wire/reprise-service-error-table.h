/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a service says no: HTTP status, words and reason, to REPRISE_SERVICE_ERROR and back. */

#pragma once

#include "model/reprise-service-error.h"

G_BEGIN_DECLS

/* The service's own words. The first is a format that takes the database's status. */
#define REPRISE_PHRASE_DATABASE_UNMODIFIABLE "database in unmodifiable state: %s"
#define REPRISE_PHRASE_CLUSTER_NOT_AVAILABLE                                                       \
  "database restore cannot be completed. cluster is not in available status"
#define REPRISE_PHRASE_DATABASE_NOT_AVAILABLE                                                      \
  "database restore cannot be completed. database is not in available status"
#define REPRISE_PHRASE_PLAN_DOES_NOT_ALLOW "plan does not allow this operation"
#define REPRISE_PHRASE_REPOSITORY_UNREACHABLE "failed to connect to backup repository"
#define REPRISE_PHRASE_LIST_TASKS_FAILED "failed to list tasks"

/* The service's own reasons. */
#define REPRISE_REASON_MEMBERSHIP_REVOKED "membership_revoked"
#define REPRISE_REASON_PLAN_EXPIRED "plan_expired"
#define REPRISE_REASON_DEVELOPER_PLAN_BACKUP "developer_plan_backup"

/* The longest text taken from an answer that is no error object, in bytes. */
#define REPRISE_SERVICE_ERROR_MAX_TEXT 512

GError *reprise_service_error_decode (guint status, GBytes *body, const char *content_type);
GBytes *reprise_service_error_encode (guint status, const char *message, const char *reason);
GBytes *reprise_service_error_encode_error (const GError *error, guint *status);
guint reprise_service_error_get_status (RepriseServiceError code);
const char *reprise_service_error_get_reason (RepriseServiceError code);

G_END_DECLS
