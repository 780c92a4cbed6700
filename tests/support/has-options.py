#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says by its exit status whether a build folder was configured with the given options.

usage: has-options.py BUILD -Dname=value...
"""

import json
import pathlib
import sys


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, list) else str(value)


def main():
    build, wanted = sys.argv[1], sys.argv[2:]
    known = json.loads(pathlib.Path(build, "meson-info/intro-buildoptions.json").read_text())
    present = {option["name"]: text(option["value"]) for option in known}
    for option in wanted:
        name, _, value = option.removeprefix("-D").partition("=")
        if present.get(name) != value:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
