/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cloud API's contract, as the service publishes it. */

#include "config.h"

#include "wire/reprise-contract.h"

#include "wire/reprise-contract-data-private.h"

/**
 * reprise_contract_get_json:
 *
 * The OpenAPI document of `cloud-api.yaml`, built into the program. Safe from any thread.
 *
 * Returns: (transfer none): the document as JSON
 */
GBytes *
reprise_contract_get_json (void)
{
  static gsize contract = 0;

  if (g_once_init_enter (&contract))
    {
      GBytes *bytes = g_bytes_new_static (reprise_contract_data, reprise_contract_size);

      g_once_init_leave (&contract, (gsize) bytes);
    }
  return (GBytes *) contract;
}
