/* SPDX-License-Identifier: GPL-3.0-or-later
 * The contract's bytes, written by embed-contract.py. */

#pragma once

extern const unsigned char reprise_contract_data[];
extern const unsigned int reprise_contract_size;
