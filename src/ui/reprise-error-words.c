/* SPDX-License-Identifier: GPL-3.0-or-later
 * What went wrong, and what can be done about it. */

#include "config.h"

#include "ui/reprise-error-words.h"

#include "model/reprise-service-error.h"
#include "restore/reprise-connection-store.h"

#include <glib/gi18n.h>

#define OFFLINE "network-offline-symbolic"
#define LOCKED "system-lock-screen-symbolic"
#define WARNING "dialog-warning-symbolic"

static const RepriseErrorWords words[] = {
  [REPRISE_SERVICE_ERROR_TRANSPORT] = { N_ ("No connection to the service"),
                                        N_ ("Check the network, and that the service is running."),
                                        OFFLINE },
  [REPRISE_SERVICE_ERROR_TLS] = { N_ ("The service’s certificate is not trusted"),
                                  N_ ("Somebody may stand between you and the service. Ask whoever "
                                      "runs the network or the "
                                      "service."),
                                  LOCKED },
  [REPRISE_SERVICE_ERROR_TIMEOUT] = { N_ ("The service did not answer in time"),
                                      N_ ("Try again in a moment."),
                                      OFFLINE },
  [REPRISE_SERVICE_ERROR_PROTOCOL] = { N_ ("The service’s answer makes no sense"),
                                       N_ ("Check the address. The service may be of a version "
                                           "that Reprise does not know."),
                                       WARNING },
  [REPRISE_SERVICE_ERROR_UNAUTHORIZED] = { N_ ("The credential was not accepted"),
                                           N_ ("Check the client id and its secret. They may have "
                                               "been revoked or replaced."),
                                           LOCKED },
  [REPRISE_SERVICE_ERROR_FORBIDDEN] = { N_ ("The account may not do this"),
                                        N_ ("Ask whoever administers the account for the "
                                            "permission."),
                                        LOCKED },
  [REPRISE_SERVICE_ERROR_MEMBERSHIP] = { N_ ("The membership behind the credential was revoked"),
                                         N_ ("Ask whoever administers the account."),
                                         LOCKED },
  [REPRISE_SERVICE_ERROR_PLAN] = { N_ ("The account’s plan does not allow this, or has expired"),
                                   N_ ("The credential is fine. Whoever administers the account "
                                       "can change its plan."),
                                   LOCKED },
  [REPRISE_SERVICE_ERROR_BUSY_DATABASE] = { N_ ("The database is not in a state that can be "
                                                "changed"),
                                            N_ ("Wait until what is running has ended, then try "
                                                "again."),
                                            WARNING },
  [REPRISE_SERVICE_ERROR_BUSY_CLUSTER] = { N_ ("The cluster under the database is not available"),
                                           N_ ("Wait until what is running on the cluster has "
                                               "ended. A cluster that has failed does "
                                               "not recover by itself."),
                                           WARNING },
  [REPRISE_SERVICE_ERROR_BAD_REQUEST] = { N_ ("The service did not accept the request"),
                                          N_ ("The details say why."),
                                          WARNING },
  [REPRISE_SERVICE_ERROR_NOT_FOUND] = { N_ ("The service does not know this"),
                                        N_ ("It may have been deleted since it was listed, or "
                                            "belong to another account."),
                                        WARNING },
  [REPRISE_SERVICE_ERROR_WRONG_ADDRESS] = { N_ ("Something other than the service answered"),
                                            N_ ("Check the address. A proxy, or the sign-in page "
                                                "of a network, may be in between."),
                                            OFFLINE },
  [REPRISE_SERVICE_ERROR_CONFLICT] = { N_ ("Other work came first"),
                                       N_ ("This clears by itself. Try again in a moment."),
                                       WARNING },
  [REPRISE_SERVICE_ERROR_RATE_LIMITED] = { N_ ("Too many requests in too short a time"),
                                           N_ ("Wait for a minute, then try again."),
                                           WARNING },
  [REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE] = { N_ ("The backup repository could not be read"),
                                                  N_ ("This says nothing about whether it holds "
                                                      "backups. Its storage may be out of reach, "
                                                      "or "
                                                      "the database behind it may be gone."),
                                                  OFFLINE },
  [REPRISE_SERVICE_ERROR_SERVER] = { N_ ("The service failed"),
                                     N_ ("Try again in a moment. If it stays like this, tell "
                                         "whoever runs the service what the "
                                         "details say."),
                                     WARNING },
  [REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN] = { N_ ("Whether the request was accepted is not known"),
                                              N_ ("Look what the service does before you send it "
                                                  "again."),
                                              WARNING },
  [REPRISE_SERVICE_ERROR_UNSUPPORTED] = { N_ ("This cannot be done here"),
                                          N_ ("Nothing was sent."),
                                          WARNING },
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == REPRISE_SERVICE_ERROR_N_CODES);

static const RepriseErrorWords store_words[] = {
  [REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING] = { N_ ("No keyring answers"),
                                                  N_ ("The client secret cannot be read. Edit the "
                                                      "connection to enter it again; it is then "
                                                      "known until Reprise is closed."),
                                                  LOCKED },
  [REPRISE_CONNECTION_STORE_ERROR_NO_SECRET] = { N_ ("The client secret is not in the keyring"),
                                                 N_ ("Unlock the keyring and try again, or edit "
                                                     "the connection to enter the secret."),
                                                 LOCKED },
  [REPRISE_CONNECTION_STORE_ERROR_NOT_OURS] = { N_ ("This connection cannot be changed here"),
                                                N_ ("Change it with the pgedge command line."),
                                                WARNING },
  [REPRISE_CONNECTION_STORE_ERROR_UNREADABLE] = { N_ ("Not all connections can be read"),
                                                  N_ ("The details say which file is concerned. "
                                                      "It is left as it is."),
                                                  WARNING },
};

static const char *
find_service_help (int code)
{
  static const struct
  {
    RepriseServiceError code;
    const char *page;
  } pages[] = {
    { REPRISE_SERVICE_ERROR_TRANSPORT, "connections" },
    { REPRISE_SERVICE_ERROR_TLS, "connections" },
    { REPRISE_SERVICE_ERROR_TIMEOUT, "connections" },
    { REPRISE_SERVICE_ERROR_PROTOCOL, "connections" },
    { REPRISE_SERVICE_ERROR_UNAUTHORIZED, "connections" },
    { REPRISE_SERVICE_ERROR_FORBIDDEN, "connections" },
    { REPRISE_SERVICE_ERROR_MEMBERSHIP, "connections" },
    { REPRISE_SERVICE_ERROR_PLAN, "connections" },
    { REPRISE_SERVICE_ERROR_WRONG_ADDRESS, "connections" },
    { REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE, "window" },
    { REPRISE_SERVICE_ERROR_BUSY_DATABASE, "restoring" },
    { REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN, "restoring" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (code == (int) pages[i].code)
      return pages[i].page;
  return "index";
}

static const char *
find_help (const GError *error)
{
  if (error->domain == REPRISE_CONNECTION_STORE_ERROR)
    return "connections";
  return error->domain == REPRISE_SERVICE_ERROR ? find_service_help (error->code) : "index";
}

/**
 * reprise_error_words_get:
 * @error: an error of a backend or anything else
 *
 * Returns: what to tell a person; the error's own message is for the details
 */
RepriseErrorWords
reprise_error_words_get (const GError *error)
{
  RepriseErrorWords found = { N_ ("Something went wrong"), N_ ("The details say more."), WARNING };

  g_return_val_if_fail (error != NULL, found);

  if (error->domain == REPRISE_SERVICE_ERROR && error->code >= 0 &&
      error->code < (int) G_N_ELEMENTS (words))
    found = words[error->code];
  else if (error->domain == REPRISE_CONNECTION_STORE_ERROR && error->code >= 0 &&
           error->code < (int) G_N_ELEMENTS (store_words))
    found = store_words[error->code];
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    found = (RepriseErrorWords){ N_ ("Something that was entered is not right"),
                                 N_ ("The details say what."),
                                 WARNING };
  found.help = find_help (error);
  found.what = _ (found.what);
  found.advice = _ (found.advice);
  return found;
}
