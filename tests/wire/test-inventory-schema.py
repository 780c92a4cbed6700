#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that what is saved is what data/reprise-inventory.schema.json says, and nothing else."""

import copy
import hashlib
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import tap

try:
    import jsonschema
except ImportError as error:
    print(f"1..0 # SKIP {error}: python3-jsonschema is needed")
    sys.exit(0)

SAVE = sys.argv.pop(1)
SCHEMA = pathlib.Path(__file__).parents[2] / "data" / "reprise-inventory.schema.json"
ACCOUNTS = 40


def save(seed):
    return subprocess.run([SAVE, str(seed)], check=True, capture_output=True).stdout


class Schema(unittest.TestCase):
    def setUp(self):
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        self.validator = jsonschema.Draft7Validator(schema)

    # Accounts of all shapes are saved as the schema says.
    def test_saved_files(self):
        for seed in range(ACCOUNTS):
            errors = [error.message for error in self.validator.iter_errors(json.loads(save(seed)))]
            self.assertEqual(errors, [], f"seed {seed}")

    # The last member is the sum of all bytes before it, as anybody can check.
    def test_sum(self):
        for seed in range(ACCOUNTS):
            file = save(seed)
            end = file.rindex(b'"sha256"') + len(b'"sha256"')
            self.assertEqual(json.loads(file)["sha256"], hashlib.sha256(file[:end]).hexdigest())

    # What must never be in a file, and what makes no sense, is not valid.
    def test_refuses(self):
        good = {"format": "reprise-inventory", "version": 1, "databases": [{"id": "d", "name": "n"}]}
        self.assertTrue(self.validator.is_valid(good))
        for change in (
            {"format": "other"},
            {"version": 2},
            {"databases": [{"id": "d", "name": "n", "connection": {"password": "secret"}}]},
            {"databases": [{"id": "d"}]},
            {"inventories": [{"inventory": {"backups": [{"type": "full"}]}}]},
            {"captured_at": "soon"},
            {"sha256": "no"},
        ):
            self.assertFalse(self.validator.is_valid(copy.deepcopy(good) | change), change)


if __name__ == "__main__":
    tap.main()
