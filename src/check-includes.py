#!/usr/bin/env python3
"""Fails when a folder of src/ includes one that it may not: the walls of the design, as a build target."""

import pathlib
import re
import sys

# folder: the folders it may include, besides itself
MAY_INCLUDE = {
    "base": set(),
    "model": {"base"},
    "wire": {"base", "model"},
    "restore": {"base", "model", "wire"},
    "cloud": {"base", "model", "wire", "restore"},
    "inventory": {"base", "model", "wire", "restore"},
    "replication": {"base", "model", "restore"},
    "ui": {"base", "model", "restore"},
    "app": {"base", "model", "wire", "restore", "cloud", "inventory", "replication", "ui"},
    "engine": {"base", "model", "wire"},
    "lab": {"base", "model", "wire", "engine"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+"(?:\.\./)*([^"/]+)/[^"]+"')


def violations(source):
    for path in sorted(source.glob("*/*.[ch]")):
        folder = path.parent.name
        if folder not in MAY_INCLUDE:
            yield f"{path}: the design does not name the folder '{folder}'"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match and match[1] != folder and match[1] not in MAY_INCLUDE[folder]:
                yield f"{path}:{number}: {folder}/ may not include {match[1]}/"


def main():
    stamp, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    found = list(violations(source))
    print("\n".join(found), file=sys.stderr)
    if found:
        return 1
    stamp.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
