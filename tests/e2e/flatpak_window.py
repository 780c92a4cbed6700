# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the application as it runs in a Flatpak, where its process has another number."""

import json
import pathlib
import subprocess

import window_harness


class FlatpakWindow(window_harness.Window):
    """An installed application on a lab. It cannot read the credentials' file: the sandbox has no
    files but its own."""

    def __init__(self, application_id, credentials):
        self.application_id = application_id
        given = json.loads(pathlib.Path(credentials).read_text())
        self.start(
            ["flatpak", "run", application_id, "--api-url", given["api_url"]],
            {
                # Its GTK is newer than that of this machine may be.
                "GDK_DEBUG": "",
                "GDK_DISABLE": "gl,vulkan",
                "PGEDGE_CLIENT_ID": given["client_id"],
                "PGEDGE_CLIENT_SECRET": given["client_secret"],
            },
        )

    def is_ours(self, accessible):
        return "reprise" in (accessible.get_name() or "").lower()

    def own_windows(self):
        return ["--class", "[Rr]eprise"]

    def close(self):
        # What is in the sandbox does not end with the command that opened it.
        words = ["flatpak", "kill", self.application_id]
        subprocess.run(words, capture_output=True, check=False)
        return super().close()
