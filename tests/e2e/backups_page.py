# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a database as a person sees it, and what pgBackRest itself says of the same."""

import configparser
import datetime
import json
import os
import re
import subprocess
import zoneinfo

from window_harness import click_until, poll

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


def format_size(size):
    """Bytes as a person reads them: 1024 to the KB, one decimal unless it is zero."""
    units = ["B", "KB", "MB", "GB"]
    value = float(size)
    while value >= 1023.95:
        value, units = value / 1024, units[1:]
    return f"{value:.1f}".removesuffix(".0") + f" {units[0]}"


def format_exact_size(size):
    digits = f"{size:,}".replace(",", "\u202f")
    return f"{format_size(size)} ({digits} bytes)"


def format_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, ZONE).strftime("%Y-%m-%d %H:%M:%S")


def format_zoned_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, ZONE).strftime("%Y-%m-%d %H:%M:%S %Z")


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


def read_configuration(lab, name, node):
    """What the node's own pgBackRest works by."""
    found = configparser.ConfigParser()
    found.read(lab.directory / "nodes" / name / node / "conf" / "pgbackrest.conf")
    return found["global"]


def read_info(lab, name, node, repository=None):
    """What pgBackRest itself tells of a node's repository; of the current one unless it is said."""
    database = lab.databases()[name]["id"]
    repository = repository or lab.repository(name)
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
    return stanza


def read_backups(lab, name, node, repository=None):
    """What it finds there, newest first."""
    stanza = read_info(lab, name, node, repository)
    assert stanza["status"]["code"] == 0, stanza["status"]
    return sorted(stanza["backup"], key=lambda each: each["timestamp"]["start"], reverse=True)


def expected_last(stop):
    return f"Last successful backup {format_age(now() - stop)}"


def expected_status(stanza):
    status = stanza["status"]
    return "OK" if status["code"] == 0 else f"Error: {status['message']}"


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


def list_chain(backup, backups):
    """What it builds on, from the nearest to the full one."""
    by_label = {each["label"]: each for each in backups}
    chain = []
    while backup["prior"] is not None:
        chain.append(backup["prior"])
        backup = by_label[backup["prior"]]
    return chain


def count_text(dependents):
    if not dependents:
        return ["Nothing."]
    noun = "backup" if len(dependents) == 1 else "backups"
    return [f"{len(dependents)} {noun} cannot be used without it.", *dependents]


def expected_details(backup, backups):
    """All that has to be told of one backup, where backups are those of its node, newest first."""
    annotations = backup.get("annotation", {})
    start, stop = (backup["timestamp"][end] for end in ("start", "stop"))
    took = stop - start
    sizes = backup["info"]
    chain = list_chain(backup, backups)
    dependents = [
        each["label"] for each in reversed(backups) if backup["label"] in list_chain(each, backups)
    ]
    return [
        backup["label"],
        expected_row(backup)[1],
        *(["Name", annotations["name"]] if "name" in annotations else []),
        *("Type", TYPES[backup["type"]]),
        *("Created at", format_zoned_time(start)),
        *("Finished at", format_zoned_time(stop)),
        *("Duration", f"{took // 3600}:{took // 60 % 60:02}:{took % 60:02}"),
        "Sizes",
        *("Database", format_exact_size(sizes["size"])),
        *("Copied from the database", format_exact_size(sizes["delta"])),
        *("Added to the repository", format_exact_size(sizes["repository"]["delta"])),
        "In the repository with all it builds on",
        format_exact_size(sizes["repository"]["size"]),
        "WAL",
        *("Segments", f"{backup['archive']['start']} to {backup['archive']['stop']}"),
        *("LSN", f"{backup['lsn']['start']} to {backup['lsn']['stop']}"),
        "Builds On",
        *(chain or ["Nothing: it is a full backup."]),
        "What Depends on It",
        *count_text(dependents),
        *(["Annotations"] if annotations else []),
        *(text for pair in sorted(annotations.items()) for text in pair),
        "pgBackRest",
        *("Version", backup["backrest"]["version"]),
        *("Format", str(backup["backrest"]["format"])),
    ]


def expected_sentence(backup):
    """What the strip has to say of a backup that is selected."""
    name = backup.get("annotation", {}).get("name")
    called = backup["label"] if name is None else f"{backup['label']}, “{name}”"
    stop = format_zoned_time(backup["timestamp"]["stop"])
    return f"Backup {called} ({TYPES[backup['type']]}), finished at {stop}."


def expected_coverage(backups, last_commit_usec):
    """What the strip has to say of all: from the second after the first backup to just before the
    last commit in the archive."""
    earliest = format_zoned_time(min(each["timestamp"]["stop"] for each in backups) + 1)
    latest = format_zoned_time((last_commit_usec - 1) // 1_000_000)
    kinds = [each["type"] for each in backups]
    counts = ", ".join(f"{kinds.count(kind)} {TYPES[kind].lower()}" for kind in TYPES)
    return f"Proven from {earliest} to {latest}. Backups: {counts}."


class Page:
    """The page of the database that is open, as a person sees it."""

    def __init__(self, window, name, title):
        self.window = window
        row = window.find("LIST", "Databases").find("LIST_ITEM", name)
        click_until(row, lambda: title in window.header(), f"{name} is open")
        self.tab_list = window.find("PAGE_TAB_LIST")
        _, self.panes = self.tab_list.parent.parent.children
        poll(self.tabs, f"the nodes of {name} are there")

    def card(self, node):
        """How a node is backed up."""
        cards = self.window.find("PUSH_BUTTON", "Backup Configuration")
        return cards.find("PANEL", re.compile(f"^{node}, "))

    def tabs(self):
        """{node: its tab}"""
        # The first text is a flag.
        return {tab.texts()[1]: tab for tab in self.tab_list.children if tab.role == "PAGE_TAB"}

    def open_tab(self, node):
        tab = self.tabs()[node]
        tab.click()
        poll(lambda: tab.has_state("SELECTED"), f"the tab of {node} is in front")

    def pane(self):
        """What is told of the node in front; the others keep what they showed."""
        front = [tab.has_state("SELECTED") for tab in self.tabs().values()].index(True)
        return self.panes.children[front]

    def table(self):
        return self.pane().find("TREE_TABLE", "Backups")

    def titles(self):
        return self.table().find("TABLE_ROW").texts()

    def rows(self):
        """What the table of the node in front shows, a list of texts each row."""
        return [row.texts() for row in self.listed()]

    def listed(self):
        return self.table().find("LIST").children

    def open_details(self):
        """Opens what is told of the backup that is selected; returns where that stands."""
        name = "Details of the selected backup"
        self.pane().find("PUSH_BUTTON", name).click()

        def find_details():
            named = self.pane().find_all(None, name)
            return next((node for node in named if node.role != "PUSH_BUTTON"), None)

        return poll(find_details, "the details are open").find("SCROLL_PANE")

    def sentence(self):
        """Where the strip of the node in front says in words what it shows."""
        strip = self.pane().find("SLIDER", "what can be restored to").parent
        return next(child for child in strip.children if child.role == "LABEL")

    def repository_chooser(self):
        """The one of its kind there: newer releases of GTK call it after what is chosen."""
        return self.pane().find("COMBO_BOX")

    def choose_repository(self, position):
        """By keys, once the list is open and has the focus."""
        chooser = self.repository_chooser()
        chooser.click()
        poll(
            lambda: any(item.has_state("FOCUSED") for item in chooser.find_all("LIST_ITEM")),
            lambda: f"the list of repositories is open: {chooser.describe()}",
        )
        self.window.press("Home", *["Down"] * position, "Return")
        poll(
            lambda: not any(item.has_state("SHOWING") for item in chooser.find_all("LIST_ITEM")),
            "the list of repositories is closed",
        )

    def repository(self):
        """What the chooser shows."""
        return "\n".join(self.repository_chooser().texts())

    def await_rows(self, read):
        """Waits until the table shows the backups that read() finds; returns its rows."""
        expected, shown = [], []

        def is_shown():
            expected[:] = [expected_row(backup) for backup in read()]
            shown[:] = self.rows()
            # One that was due has been taken since the page was read: at every full hour.
            if shown == expected[1:] and not is_named(expected[0]):
                self.window.press("F5")
            return shown == expected

        poll(is_shown, lambda: f"expected {expected}, but there are {shown}")
        return expected
