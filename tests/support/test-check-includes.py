#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the include check tells a permitted include from one through a wall."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import tap

CHECK = pathlib.Path(__file__).resolve().parents[2] / "src/check-includes.py"


class CheckIncludes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = pathlib.Path(folder.name)
        self.stamp = self.source / "stamp"

    def check(self, path, text):
        file = self.source / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        return subprocess.run(
            [sys.executable, CHECK, self.stamp, self.source], capture_output=True, text=True
        )

    # A lower folder may be included, and the stamp is written.
    def test_permits(self):
        done = self.check("ui/x.c", '#include "config.h"\n#include "model/reprise-backup.h"\n')
        self.assertEqual((done.returncode, done.stderr.strip()), (0, ""))
        self.assertTrue(self.stamp.exists())

    # A folder may include itself, by name or not.
    def test_permits_itself(self):
        done = self.check("model/x.c", '#include "model/reprise-node.h"\n#include "x.h"\n')
        self.assertEqual(done.returncode, 0)

    # An include through a wall is named with its line, and there is no stamp.
    def test_refuses(self):
        done = self.check("ui/reprise-row.h", '#pragma once\n#include "wire/reprise-json.h"\n')
        self.assertEqual(done.returncode, 1)
        self.assertIn("reprise-row.h:2: ui/ may not include wire/", done.stderr)
        self.assertFalse(self.stamp.exists())

    # A path up and over the wall is the same include.
    def test_refuses_a_relative_path(self):
        done = self.check("base/reprise-size.c", '  #  include "../model/reprise-backup.h"\n')
        self.assertEqual(done.returncode, 1)
        self.assertIn("base/ may not include model/", done.stderr)

    # A folder that the design does not know has no rule to follow.
    def test_refuses_an_unknown_folder(self):
        done = self.check("misc/reprise-misc.c", "")
        self.assertEqual(done.returncode, 1)
        self.assertIn("does not name the folder 'misc'", done.stderr)


if __name__ == "__main__":
    tap.main()
