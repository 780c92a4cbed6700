# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window says of a lab's databases and backups is what pgBackRest and PostgreSQL say.

usage: test-backups-page.py REPRISE REPRISE-LAB SCHEMA-FOLDER
"""

import atexit
import contextlib
import datetime
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import zoneinfo

import window_harness
from window_harness import poll

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import running_lab  # noqa: E402
import tap  # noqa: E402

# Far from UTC, so that a time that was not converted is noticed.
ZONE = zoneinfo.ZoneInfo("Asia/Tokyo")
TYPES = {"full": "Full", "diff": "Differential", "incr": "Incremental"}
TITLES = [
    "Label",
    "Status",
    "Type",
    "Backup\nSize",
    "Database\nSize",
    f"Created At\n{ZONE.key}",
    f"Finished At\n{ZONE.key}",
]
DATABASES = {"east_parts": "East Coast Parts (east_parts)", "west_parts": "west_parts"}

lab = None
window = None


def setUpModule():
    global lab, window
    scratch = running_lab.make_scratch()
    atexit.register(running_lab.remove, scratch)
    lab = running_lab.RunningLab(sys.argv[2], scratch / "lab")
    atexit.register(lab.end)
    lab.start("--no-writer")
    window = window_harness.Window(
        sys.argv[1], sys.argv[3], lab.directory / "credentials.json", TZ=ZONE.key
    )
    atexit.register(window.close)
    window.resize(1360, 1440)


def format_size(size):
    """Bytes as a person reads them: 1024 to the KB, one decimal unless it is zero."""
    units = ["B", "KB", "MB", "GB"]
    value = float(size)
    while value >= 1023.95:
        value, units = value / 1024, units[1:]
    return f"{value:.1f}".removesuffix(".0") + f" {units[0]}"


def format_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, ZONE).strftime("%Y-%m-%d %H:%M:%S")


def format_age(seconds):
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        count = int(seconds // length)
        if count > 0:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "less than a minute ago"


def format_schedule(schedule):
    """Daily and hourly ones, which are all that a lab has."""
    minute, hour = schedule["cron_expression"].split()[:2]
    kind = TYPES[schedule["type"]].lower()
    if hour == "*":
        assert minute == "0", schedule
        return f"{kind} backup every hour"
    today = datetime.datetime.now(datetime.timezone.utc)
    local = today.replace(hour=int(hour), minute=int(minute)).astimezone(ZONE)
    return f"{kind} backup at {local:%H:%M %Z}"


def now():
    return datetime.datetime.now(datetime.timezone.utc).timestamp()


def read_backups(name, node):
    """What pgBackRest itself finds in a node's repository, newest first."""
    database, repository = lab.databases()[name]["id"], lab.repository(name)
    path = lab.directory / "backups" / "databases" / database / repository / node
    done = subprocess.run(
        [
            "pgbackrest", "info", "--no-config", "--output=json", f"--repo1-path={path}",
            "--log-level-file=off", "--log-level-console=off",
        ],  # fmt: skip
        **({"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    (stanza,) = json.loads(done.stdout)
    assert stanza["status"]["code"] == 0, stanza["status"]
    return sorted(stanza["backup"], key=lambda each: each["timestamp"]["start"], reverse=True)


def expected_row(backup):
    """What the table has to show of a backup, a text a column; a name is on a second line."""
    name = backup.get("annotation", {}).get("name")
    return [
        backup["label"] if name is None else f"{backup['label']}\n{name}",
        "Page errors" if backup["error"] else "Successful",
        TYPES[backup["type"]],
        format_size(backup["info"]["repository"]["delta"]),
        format_size(backup["info"]["size"]),
        format_time(backup["timestamp"]["start"]),
        format_time(backup["timestamp"]["stop"]),
    ]


def is_named(row):
    return "\n" in row[0]


class Page:
    """The page of the database that is open, as a person sees it."""

    def __init__(self, name):
        title = DATABASES[name]
        window.find("LIST", "Databases").find("LIST_ITEM", name).click()
        poll(lambda: title in window.header(), f"{name} is open")
        self.tab_list = window.find("PAGE_TAB_LIST")
        _, self.panes = self.tab_list.parent.parent.children
        poll(self.tabs, f"the nodes of {name} are there")

    def card(self, node):
        """How a node is backed up."""
        cards = window.find("PUSH_BUTTON", "Backup Configuration")
        return cards.find("PANEL", re.compile(f"^{node}, "))

    def tabs(self):
        """{node: its tab}"""
        # The first text is a flag.
        return {tab.texts()[1]: tab for tab in self.tab_list.children if tab.role == "PAGE_TAB"}

    def open_tab(self, node):
        tab = self.tabs()[node]
        tab.click()
        poll(lambda: tab.has_state("SELECTED"), f"the tab of {node} is in front")

    def table(self):
        """The table of the node in front; the others keep what they showed."""
        front = [tab.has_state("SELECTED") for tab in self.tabs().values()].index(True)
        return self.panes.children[front].find("TREE_TABLE", "Backups")

    def titles(self):
        return self.table().find("TABLE_ROW").texts()

    def rows(self):
        """What the table of the node in front shows, a list of texts each row."""
        return [row.texts() for row in self.table().find("LIST").children]

    def await_rows(self, name, node):
        """Waits until the table shows what pgBackRest finds."""
        expected, shown = [], []

        def is_shown():
            expected[:] = [expected_row(backup) for backup in read_backups(name, node)]
            shown[:] = self.rows()
            # One that was due has been taken since the page was read: at every full hour.
            if shown == expected[1:] and not is_named(expected[0]):
                window.press("F5")
            return shown == expected

        poll(is_shown, lambda: f"{name} {node} shows {expected}, but {shown}")
        return expected


def pictured(test):
    """Takes a picture where a test fails."""

    @functools.wraps(test)
    def run(self):
        with window.pictured(test.__name__):
            test(self)

    return run


class BackupsPage(unittest.TestCase):
    maxDiff = None

    def test_window_too_many(self):
        """A dialog may go between the counting of windows and the asking: GTK 4.8 must live on."""
        application = window.application.accessible
        with contextlib.suppress(Exception):
            application.get_child_at_index(application.get_child_count())
        self.assertTrue(window.application.children)

    @pictured
    def test_header(self):
        """Title, status, cluster and the version that the servers themselves tell."""
        for name, title in DATABASES.items():
            versions = {lab.sql(name, node, "SHOW server_version") for node in lab.nodes(name)}
            (version,) = versions
            Page(name)
            shown_title, _, facts = window.header()
            self.assertEqual(shown_title, title)
            status, age, *others = facts.split(" · ")
            self.assertEqual(status, "Available")
            self.assertRegex(age, "^Created .* ago$")
            self.assertEqual(others, ["Cluster lab", f"PostgreSQL {version.partition('.')[0]}"])

    def check_card(self, page, name, node, config, store):
        (repository,) = config["repositories"]
        card = page.card(node)
        card.find("PUSH_BUTTON", "More details").click()
        card.find("LABEL", repository["id"])
        _, shown_node, place, schedules, *texts = card.texts()
        lines = [format_schedule(schedule) for schedule in config["schedules"]]
        self.assertEqual((shown_node, schedules), (node, f"Schedules ({len(lines)})"))
        self.assertIn(place, card.name)
        newest, second, *_ = read_backups(name, node)
        # One that was due may have been taken since the page was read.
        known = [newest] if "annotation" in newest else [newest, second]
        ages = {
            f"Last successful backup {format_age(now() - backup['timestamp']['stop'] - delay)}"
            for backup in known
            for delay in (0, 60)
        }
        self.assertIn(texts.pop(len(lines) + 2), ages)
        self.assertEqual(repository["retention_full_type"], "count")
        details = [
            ("Backup store", store),
            ("Retention", f"{repository['retention_full']} full backups"),
            ("Type", repository["type"]),
            ("Repository ID", repository["id"]),
        ]
        told = [text for detail in details for text in detail]
        self.assertEqual(texts, [*lines, "Repository", "OK", "More details", *told])

    @pictured
    def test_cards(self):
        """Each node's schedules, repository and newest backup."""
        stores = {store["id"]: store["name"] for store in lab.get("/byoc/v1/backup-stores")}
        for name in DATABASES:
            page = Page(name)
            (config,) = lab.databases()[name]["backups"]["config"]
            store = stores[config["repositories"][0]["backup_store_id"]]
            for node in lab.nodes(name):
                with self.subTest(name=name, node=node):
                    self.check_card(page, name, node, config, store)

    @pictured
    def test_every_cell(self):
        """Each node's tab, and all that its table shows."""
        for name in DATABASES:
            page = Page(name)
            self.assertEqual(list(page.tabs()), lab.nodes(name))
            for node in lab.nodes(name):
                page.open_tab(node)
                rows = page.await_rows(name, node)
                self.assertEqual(page.titles(), TITLES)
                self.assertGreaterEqual(len(rows), 3)

    def fill_in(self, dialog, name, nodes):
        """An incremental backup, of these nodes and no other."""
        dialog.find("TEXT", "Name").click()
        dialog.type(name)
        kind = dialog.find("COMBO_BOX", "Type")
        kind.click()
        # Keys go to the list once it is open and has the focus.
        poll(
            lambda: any(
                item.has_state("FOCUSED") and "Full" in item.texts()
                for item in kind.find_all("LIST_ITEM")
            ),
            lambda: f"the list of types is open: {kind.describe()}",
        )
        dialog.press("Down", "Down", "Return")
        poll(lambda: "Incremental" in kind.texts(), lambda: f"the type is chosen: {kind.texts()}")
        for node in lab.nodes("east_parts"):
            check = dialog.find("CHECK_BOX", node)
            if check.has_state("CHECKED") != (node in nodes):
                check.click()
                poll(lambda c=check: c.has_state("CHECKED") == (node in nodes), f"{node} is chosen")

    @pictured
    def test_taken_here(self):
        """The dialog's backup is taken on the chosen nodes; it waits until each is there."""
        page = Page("east_parts")
        lab.await_quiet("east_parts")
        window.press("ctrl+b")
        dialog = window.find_dialog("Back Up East Coast Parts")
        self.fill_in(dialog, "from the window", ["n1", "n3"])
        dialog.find("PUSH_BUTTON", "Back Up").click()
        poll(lambda: dialog.root.find_all("LABEL", "Waiting until it appears"), "it was sent")
        poll(
            lambda: not dialog.root.find_all("LABEL", "Waiting until it appears"),
            lambda: f"it is there: {dialog.root.texts()}",
        )
        told = dialog.root.texts()
        dialog.press("Escape")
        poll(lambda: not window.is_open("Back Up"), "the dialog is closed")
        for node, has_it in (("n1", True), ("n2", False), ("n3", True)):
            page.open_tab(node)
            page.await_rows("east_parts", node)
            named = [
                backup
                for backup in read_backups("east_parts", node)
                if backup.get("annotation", {}).get("name") == "from the window"
            ]
            self.assertEqual([backup["type"] for backup in named], ["incr"] * has_it)
            for backup in named:
                self.assertTrue(any(text.startswith(backup["label"]) for text in told), told)

    @pictured
    def test_taken_elsewhere(self):
        """A backup that another program asked for is there once the page was refreshed."""
        page = Page("east_parts")
        page.open_tab("n1")
        before = page.await_rows("east_parts", "n1")
        lab.back_up("east_parts", "from elsewhere", "incr", ["n1", "n3"])
        window.press("F5")
        rows = page.await_rows("east_parts", "n1")
        self.assertEqual(rows[-len(before) :], before)
        named = [row[0] for row in rows[: -len(before)] if is_named(row)]
        self.assertEqual(len(named), 1)
        self.assertTrue(named[0].endswith("I\nfrom elsewhere"), named)
        self.assertIn("Last successful backup less than a minute ago", page.card("n1").texts())
        for node, has_it in (("n2", False), ("n3", True)):
            page.open_tab(node)
            labels = [row[0] for row in page.await_rows("east_parts", node)]
            self.assertEqual(any(label.endswith("\nfrom elsewhere") for label in labels), has_it)


def find_obstacle():
    for program in ("pgbackrest", "psql"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if not list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        return "PostgreSQL is not installed"
    return None


if __name__ == "__main__":
    obstacle = find_obstacle()
    if obstacle:
        window_harness.skip(obstacle)
    window_harness.enter_session()
    tap.main()
