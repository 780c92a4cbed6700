#!/usr/bin/env python3
"""Writes the contract, kept as YAML for people, as a C array of its JSON for the program."""

import json
import pathlib
import sys

import yaml

COLUMNS = 16
HEAD = """/* Generated from {source}; do not edit. */
#include "wire/reprise-contract-data-private.h"

const unsigned char reprise_contract_data[] = {{
"""
TAIL = """};
const unsigned int reprise_contract_size = sizeof reprise_contract_data;
"""


def main():
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    contract = yaml.safe_load(source.read_text(encoding="utf-8"))
    data = json.dumps(contract, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    rows = (data[start : start + COLUMNS] for start in range(0, len(data), COLUMNS))
    lines = "".join("  " + ", ".join(str(byte) for byte in row) + ",\n" for row in rows)
    target.write_text(HEAD.format(source=source.name) + lines + TAIL, encoding="utf-8")


if __name__ == "__main__":
    main()
