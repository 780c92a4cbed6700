#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that po/POTFILES.in names, in order, exactly the files with strings for people.

usage: check-potfiles.py [--fix] [SOURCE]

--fix writes the file instead of complaining.
"""

import pathlib
import re
import sys

HEAD = "# Files with strings for people, sorted.\n"
PATTERNS = {
    ".c": re.compile(r"\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?) ?\("),
    ".ui": re.compile(r"translatable=[\"'](?:yes|true|1)[\"']"),
    ".desktop.in": re.compile(r"^(?:Name|GenericName|Comment|Keywords)=", re.M),
    ".metainfo.xml.in": re.compile(r"<(?:summary|p|li|caption)>"),
    ".mime.xml.in": re.compile(r"<comment>"),
    ".gschema.xml": re.compile(r"<(?:summary|description)>"),
}


def has_strings(path):
    for ending, pattern in PATTERNS.items():
        if path.name.endswith(ending):
            return pattern.search(path.read_text(encoding="utf-8")) is not None
    return False


def files_with_strings(source):
    found = [path for folder in ("src", "data") for path in (source / folder).rglob("*")]
    found = [path for path in found if path.is_file() and has_strings(path)]
    return sorted(str(path.relative_to(source)) for path in found)


def main():
    words = [word for word in sys.argv[1:] if word != "--fix"]
    source = pathlib.Path(words[0] if words else pathlib.Path(__file__).resolve().parents[2])
    list_path = source / "po/POTFILES.in"
    wanted = HEAD + "".join(f"{name}\n" for name in files_with_strings(source))
    present = list_path.read_text(encoding="utf-8")
    if present == wanted:
        return 0
    if len(words) < len(sys.argv) - 1:
        list_path.write_text(wanted, encoding="utf-8")
        return 0
    here, there = set(present.splitlines()), set(wanted.splitlines())
    for name in sorted(there - here):
        print(f"po/POTFILES.in: {name} is missing", file=sys.stderr)
    for name in sorted(here - there):
        print(f"po/POTFILES.in: {name} has no strings for people, or is not there", file=sys.stderr)
    if here == there:
        print("po/POTFILES.in: the lines are not in order, or one is there twice", file=sys.stderr)
    print("tests/support/check-potfiles.py --fix writes it anew", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
