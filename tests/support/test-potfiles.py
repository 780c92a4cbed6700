#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that every file with strings for people is listed, and that the check would notice."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import tap

CHECK = pathlib.Path(__file__).with_name("check-potfiles.py")


class Potfiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = pathlib.Path(folder.name)
        self.write("src/ui/a.c", 'label = _ ("Restore");')
        self.write("src/ui/b.ui", '<property name="label" translatable="yes">Restore</property>')
        self.write("src/ui/c.c", "int answer_ (void);")

    def write(self, path, text):
        file = self.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self, *listed):
        self.write("po/POTFILES.in", "".join(f"{line}\n" for line in (HEAD, *listed)))
        command = [sys.executable, CHECK, self.source]
        return subprocess.run(command, capture_output=True, text=True)

    # What is listed in this project is what has strings.
    def test_project(self):
        done = subprocess.run([sys.executable, CHECK], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    # A complete list passes; a missing, a needless and a misplaced line are each named.
    def test_lines(self):
        self.assertEqual(self.check("src/ui/a.c", "src/ui/b.ui").returncode, 0)
        self.assertIn("src/ui/b.ui is missing", self.check("src/ui/a.c").stderr)
        needless = self.check("src/ui/a.c", "src/ui/b.ui", "src/ui/c.c")
        self.assertIn("src/ui/c.c has no strings", needless.stderr)
        self.assertIn("not in order", self.check("src/ui/b.ui", "src/ui/a.c").stderr)
        self.assertEqual(self.check("src/ui/a.c").returncode, 1)

    # --fix writes a list that passes.
    def test_fix(self):
        self.check("src/ui/c.c")
        subprocess.run([sys.executable, CHECK, "--fix", self.source], check=True)
        text = (self.source / "po/POTFILES.in").read_text()
        self.assertEqual(text.splitlines(), [HEAD, "src/ui/a.c", "src/ui/b.ui"])


HEAD = "# Files with strings for people, sorted."

if __name__ == "__main__":
    tap.main()
