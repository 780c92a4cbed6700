#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that every string for people can be translated, and that each translation is whole."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

SOURCE = pathlib.Path(os.environ["REPRISE_SOURCE"])

# What meson's preset for GLib takes strings from.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "ngettext:1,2",
            "g_dpgettext2:2c,3"]


def lines_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def run(*command):
    if shutil.which(command[0]) is None:
        raise unittest.SkipTest(f"{command[0]} is not installed")
    return subprocess.run([str(word) for word in command], cwd=SOURCE, capture_output=True, text=True)


class Translations(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.template = pathlib.Path(folder.name, "reprise.pot")
        words = [f"--keyword={keyword}" for keyword in KEYWORDS]
        flags = ["--flag=g_strdup_printf:1:c-format", "--flag=g_set_error:4:c-format",
                 "--flag=g_dngettext:2:pass-c-format"]
        self.made = run("xgettext", "--from-code=UTF-8", "--add-comments", "--files-from=po/POTFILES.in",
                        f"--output={self.template}", *words, *flags)

    # A format that the tools cannot read, such as one with a macro inside, would never be found.
    def test_template(self):
        self.assertEqual((self.made.returncode, self.made.stderr), (0, ""))
        text = self.template.read_text(encoding="utf-8")
        for name in lines_of(SOURCE / "po/POTFILES.in"):
            self.assertIn(f"#: {name}:", re.sub(r" (?=(?:src|data)/)", "\n#: ", text), name)

    # Whoever begins another language begins with the file in po/.
    def test_kept_template(self):
        kept = SOURCE / "po" / "reprise.pot"
        done = run("msgcomm", "--unique", "--no-location", self.template, kept)
        self.assertEqual((done.returncode, done.stdout), (0, ""), "ninja -C _build reprise-pot")

    # Every language is complete, and its formats fit.
    def test_languages(self):
        for language in lines_of(SOURCE / "po/LINGUAS"):
            path = SOURCE / "po" / f"{language}.po"
            merged = self.template.with_suffix(".po")
            done = run("msgmerge", "--quiet", "--no-fuzzy-matching", path, self.template, "-o", merged)
            self.assertEqual(done.returncode, 0, done.stderr)
            done = run("msgfmt", "--check", "--statistics", "--output-file=/dev/null", merged)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertNotRegex(done.stderr, "untranslated|fuzzy", language)


if __name__ == "__main__":
    tap.main()
