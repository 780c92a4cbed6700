#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads exchanges with the service, a JSON object each line, and reports breaches of contract.

usage: check-contract.py [CONTRACT] < EXCHANGES

See contract.py for what an exchange looks like. Exits with 1 if any exchange departs from the
contract, or if there was none.
"""

import json
import sys

import contract


def check_line(rules, line):
    """Returns what an exchange is called, and its violations."""
    try:
        exchange = json.loads(line)
    except ValueError as error:
        return "", [f"not JSON: {error}"]
    if not isinstance(exchange, dict):
        return "", ["not an exchange: not an object"]
    words = (exchange.get(key) for key in ("direction", "method", "path", "status"))
    name = " ".join(str(word) for word in words if word is not None)
    return f"{name}: ", rules.violations(exchange)


def main():
    rules = contract.Contract(*sys.argv[1:2])
    checked = broken = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        checked += 1
        name, violations = check_line(rules, line)
        broken += bool(violations)
        for violation in violations:
            print(f"{number}: {name}{violation}")
    print(f"{checked} exchanges checked, {broken} against the contract", file=sys.stderr)
    return 0 if checked and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
