#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that the Flatpak asks for no more than it needs, and pins what it fetches."""

import json
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

SOURCE = pathlib.Path(os.environ["REPRISE_SOURCE"])
ID = "io.github.reprisedb.Reprise"
ALLOWED = {"--share=ipc", "--share=network", "--socket=wayland", "--socket=fallback-x11", "--device=dri",
           "--talk-name=org.freedesktop.secrets"}


class Flatpak(unittest.TestCase):
    def setUp(self):
        self.manifest = json.loads((SOURCE / "flatpak" / f"{ID}.json").read_text())

    # Network, display and the Secret Service; files are reached through portals.
    def test_permissions(self):
        self.assertEqual(set(self.manifest["finish-args"]), ALLOWED)
        self.assertEqual(self.manifest["id"], ID)
        self.assertEqual(self.manifest["command"], "reprise")

    def test_sources(self):
        *others, own = self.manifest["modules"]
        self.assertEqual((own["name"], own["buildsystem"]), ("reprise", "meson"))
        self.assertIn("-Dlab=false", own["config-opts"])
        for module in others:
            for source in module["sources"]:
                self.assertTrue(source["url"].startswith("https://"), module["name"])
                self.assertRegex(source["sha256"], "^[0-9a-f]{64}$", module["name"])


if __name__ == "__main__":
    tap.main()
