#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a catalogue of a language that nobody speaks: long, in brackets, and from right to left.

usage: make-pseudo-locale.py PO-FILE CATALOGUE [STAMP]

Each text keeps what printf() reads, its markup and its mnemonic. Each letter becomes another one of
the Hebrew script, the same one everywhere, so that what is unlike before stays unlike; vowels are
doubled, and brackets at both ends show where something was cut off. The catalogue is a folder's
`he/LC_MESSAGES/reprise.mo` and is never installed. The file is that of any language with one
plural; only what it translates counts.
"""

import ast
import pathlib
import re
import subprocess
import sys
import tempfile

# 22 letters and 4 of their final forms, one for each of ours.
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתךםןף"))
# So that a text that begins with a name in our script goes from right to left as well.
MARK = "\u200f"
VOWELS = frozenset("aeiou")
# What has to stay as it is: directives of printf() and strftime(), elements and entities.
KEPT = re.compile(r"%[-+ #0'_^E\d.$*]*(?:hh?|ll?|[jzt])?[a-zA-Z%]|\{[a-z_]+\}|</?[a-z][^>]*>|&[a-z]+;|_")
MESSAGE = re.compile(r'^(msgstr(?:\[\d\])? )("(?:.*)"(?:\n".*")*)$', re.MULTILINE)
HEADER = r'''msgid ""
msgstr ""
"Language: he\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

'''


def lengthen(text):
    return "".join(LETTERS.get(c.lower(), c) * (2 if c.lower() in VOWELS else 1) for c in text)


def disguise(text):
    """The text in the language that nobody speaks; line breaks at its ends stay there."""
    start = len(text) - len(text.lstrip("\n"))
    end = len(text.rstrip("\n"))
    inner = text[start:end]
    pieces, position = [], 0
    for kept in KEPT.finditer(inner):
        pieces += [lengthen(inner[position:kept.start()]), kept.group()]
        position = kept.end()
    pieces.append(lengthen(inner[position:]))
    return f"{text[:start]}{MARK}[{''.join(pieces)}]{text[end:]}" if inner else text


def quote(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def translate(match):
    text = "".join(ast.literal_eval(line) for line in match.group(2).splitlines())
    return match.group(1) + quote(disguise(text))


def read_english(path):
    """The messages of a file, each in place of its translation, without its header."""
    whole = subprocess.run(["msgattrib", "--no-obsolete", "--no-wrap", str(path)], check=True,
                           stdout=subprocess.PIPE, encoding="utf-8").stdout  # fmt: skip
    empty = HEADER + MESSAGE.sub(r'\1""', whole.partition("\n\n")[2])
    filled = subprocess.run(["msgen", "--no-wrap", "-"], input=empty, check=True,
                            stdout=subprocess.PIPE, encoding="utf-8").stdout  # fmt: skip
    return filled.partition("\n\n")[2]


def make(path, catalogue):
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as source:
        source.write(HEADER + MESSAGE.sub(translate, read_english(path)))
        source.flush()
        subprocess.run(["msgfmt", "--check-format", f"--output-file={catalogue}", source.name],
                       check=True)  # fmt: skip


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    for stamp in sys.argv[3:]:
        pathlib.Path(stamp).touch()
