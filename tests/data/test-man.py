#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the man pages can be set, and tell of each program what it tells of itself.

usage: test-man.py PROGRAM...
"""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

BUILD = pathlib.Path(os.environ["REPRISE_BUILD"])
PROGRAMS = [pathlib.Path(name) for name in sys.argv[1:]]
OPTION = re.compile(r"--([a-z-]+)(?:[= ]([A-Z]+))?")


def run(*words):
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def read_help(program):
    """{option: what it takes, or ''}, as the program says."""
    lines = run(program, "--help-all").stdout.splitlines()
    found = [OPTION.match(line.strip().removeprefix("-h, ")) for line in lines]
    return {match[1]: match[2] or "" for match in found if match}


def read_page(program):
    """The source of a page, with dashes as they are printed."""
    page = BUILD / "data/man" / f"{program.name}.1"
    return page.read_text().replace("\\-", "-")


def read_section(text, title):
    return re.search(rf"^\.SH {title}\n(.*?)(?=^\.SH |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def strip_macros(line):
    """What a line of bold and italics says."""
    return " ".join(re.sub(r'^\.[A-Z]+ |"|,', "", line).split())


def read_options(section):
    """{option: what it takes, or ''}, of each paragraph that begins with options."""
    tags = re.findall(r"^\.TP\n(.*)", section, re.MULTILINE)
    return {match[1]: match[2] or "" for tag in tags for match in OPTION.finditer(strip_macros(tag))}


class ManPages(unittest.TestCase):
    def test_all_are_there(self):
        built = sorted(path.stem for path in (BUILD / "data/man").glob("*.1"))
        self.assertEqual(built, sorted(program.name for program in PROGRAMS))

    def test_format(self):
        for program in PROGRAMS:
            page = BUILD / "data/man" / f"{program.name}.1"
            try:
                done = run("groff", "-man", "-Tutf8", "-ww", "-z", page)
            except FileNotFoundError:
                raise unittest.SkipTest("groff is not installed") from None
            self.assertEqual((done.returncode, done.stderr), (0, ""), program.name)
            self.assertNotRegex(page.read_text(), "@[a-z]+@")

    # Every option that a program has is in its page, with what it takes, and no other.
    def test_options(self):
        for program in PROGRAMS:
            said = read_help(program)
            self.assertIn("version", said)
            self.assertEqual(read_options(read_section(read_page(program), "OPTIONS")), said)

    # The line that shows how a program is called names none that it has not.
    def test_synopsis(self):
        for program in PROGRAMS:
            synopsis = read_section(read_page(program), "SYNOPSIS")
            named = {match[1] for match in OPTION.finditer(synopsis)}
            self.assertLessEqual(named, read_help(program).keys(), program.name)
            self.assertTrue(named)

    # Whoever looks for what is kept of a restore finds where it is, and what was only fetched.
    def test_files(self):
        for program in PROGRAMS:
            files = read_section(read_page(program), "FILES")
            wanted = {
                "reprise": ["$XDG_STATE_HOME/reprise/journal.jsonl", "$XDG_CACHE_HOME/reprise/"],
                "reprise-lab": ["/var/lib/reprise-lab", "$XDG_DATA_HOME/reprise-lab"],
            }[program.name]
            for path in wanted:
                self.assertIn(path, files, program.name)


if __name__ == "__main__":
    tap.main()
