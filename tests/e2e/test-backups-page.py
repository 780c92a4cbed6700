# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window says of a lab's databases and backups is what pgBackRest and PostgreSQL say.

usage: test-backups-page.py REPRISE REPRISE-LAB SCHEMA-FOLDER
"""

import atexit
import contextlib
import functools
import pathlib
import shutil
import sys
import unittest

import backups_page
import window_harness
from backups_page import TITLES, ZONE, Page
from window_harness import poll

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "lab"), str(TESTS / "support")]

import running_lab  # noqa: E402
import tap  # noqa: E402

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


def open_page(name):
    return Page(window, name, DATABASES[name])


def backups_of(name, node, repository=None):
    return lambda: backups_page.read_backups(lab, name, node, repository)


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
            open_page(name)
            shown_title, _, facts = window.header()
            self.assertEqual(shown_title, title)
            status, age, *others = facts.split(" · ")
            self.assertEqual(status, "Available")
            self.assertRegex(age, "^Created .* ago$")
            self.assertEqual(others, ["Cluster lab", f"PostgreSQL {version.partition('.')[0]}"])

    def check_card(self, page, name, node, schedules, store):
        repository = lab.repository(name)
        configuration = backups_page.read_configuration(lab, name, node)
        identity = lab.databases()[name]["id"]
        self.assertTrue(configuration["repo1-path"].endswith(f"{identity}/{repository}/{node}"))
        card = page.card(node)
        card.find("PUSH_BUTTON", "More details").click()
        card.find("LABEL", repository)
        _, shown_node, place, title, *texts = card.texts()
        lines = [backups_page.format_schedule(schedule) for schedule in schedules]
        self.assertEqual((shown_node, title), (node, f"Schedules ({len(lines)})"))
        self.assertIn(place, card.name)
        newest, second, *_ = backups_of(name, node)()
        # One that was due may have been taken since the page was read.
        known = [newest] if "annotation" in newest else [newest, second]
        ages = {
            backups_page.expected_last(backup["timestamp"]["stop"] + delay)
            for backup in known
            for delay in (0, 60)
        }
        self.assertIn(texts.pop(len(lines) + 2), ages)
        self.assertEqual(configuration["repo1-retention-full-type"], "count")
        details = [
            ("Backup store", store["name"]),
            ("Retention", f"{configuration['repo1-retention-full']} full backups"),
            ("Type", store["type"]),
            ("Repository ID", repository),
        ]
        told = [text for detail in details for text in detail]
        status = backups_page.expected_status(backups_page.read_info(lab, name, node))
        self.assertEqual(texts, [*lines, "Repository", status, "Less details", *told])

    @pictured
    def test_cards(self):
        """Each node's schedules, repository and newest backup, as its own pgBackRest has them."""
        stores = {store["id"]: store for store in lab.get("/byoc/v1/backup-stores")}
        for name in DATABASES:
            page = open_page(name)
            (config,) = lab.databases()[name]["backups"]["config"]
            (repository,) = config["repositories"]
            store = {
                "name": stores[repository["backup_store_id"]]["name"],
                "type": repository["type"],
            }
            for node in lab.nodes(name):
                with self.subTest(name=name, node=node):
                    self.check_card(page, name, node, config["schedules"], store)

    @pictured
    def test_every_cell(self):
        """Each node's tab, and all that its table shows."""
        for name in DATABASES:
            page = open_page(name)
            self.assertEqual(list(page.tabs()), lab.nodes(name))
            for node in lab.nodes(name):
                page.open_tab(node)
                rows = page.await_rows(backups_of(name, node))
                self.assertEqual(page.titles(), TITLES)
                self.assertGreaterEqual(len(rows), 3)

    @pictured
    def test_details(self):
        """Every backup of a node: all that is told of it, and what the strip says when its row is
        chosen."""
        name = "east_parts"
        page = open_page(name)
        page.open_tab("n1")
        page.await_rows(backups_of(name, "n1"))
        # What is told of a backup comes once there is one.
        page.listed()[0].click()
        details, sentence = page.open_details(), page.sentence()
        backups = backups_of(name, "n1")()
        for row in page.listed():
            row.click()
            label = row.name.partition(",")[0]
            (backup,) = [each for each in backups if each["label"] == label]
            told = backups_page.expected_details(backup, backups)
            poll(
                lambda: details.texts() == told,  # noqa: B023
                lambda: f"expected {told}, but there is {details.texts()}",  # noqa: B023
            )
            self.assertEqual(sentence.name, backups_page.expected_sentence(backup))

    @pictured
    def test_strip(self):
        """What can be restored to, up to just before the last commit that is in the archive."""
        last_commit = "SELECT (extract (epoch from timestamp) * 1e6)::bigint"
        open_page("west_parts")
        page = open_page("east_parts")
        page.open_tab("n1")
        lab.mark("east_parts", "n1", "strip")
        usec = int(lab.sql("east_parts", "n1", f"{last_commit} FROM pg_last_committed_xact ()"))
        lab.switch_wal("east_parts")
        expected = backups_page.expected_coverage(backups_of("east_parts", "n1")(), usec)
        window.press("F5")
        sentence = page.sentence()
        poll(
            lambda: sentence.name == expected,
            lambda: f"the strip says {sentence.name!r}, not {expected!r}",
        )

    @pictured
    def test_sidebar(self):
        """The databases that the servers have, under their cluster, and that they take writes."""
        sidebar = window.find("LIST", "Databases")
        names = [item.name for item in sidebar.children if item.role == "LIST_ITEM"]
        for name in DATABASES:
            for node in lab.nodes(name):
                state = lab.sql(name, node, "SELECT current_database (), pg_is_in_recovery ()")
                self.assertEqual(state, f"{name}|f")
        self.assertEqual(names, ["East Coast Parts, east_parts, Available", "west_parts, Available"])
        (cluster,) = lab.get("/byoc/v1/clusters")
        self.assertIn(cluster["name"], sidebar.texts())

    @pictured
    def test_repositories(self):
        """After a restore the page shows the new repository, which is empty; the earlier one is
        there to be looked at, while the card goes on telling of the new one."""
        name = "west_parts"
        earlier = lab.repository(name)
        page = open_page(name)
        page.open_tab("n1")
        page.await_rows(backups_of(name, "n1", earlier))
        lab.await_task(lab.restore(name, earlier))
        self.assertNotEqual(lab.repository(name), earlier)
        window.press("F5")
        page.pane().find("LABEL", "n1 has no backups in this repository.")
        self.assertIn("Current, since ", page.repository())
        status = backups_page.expected_status(backups_page.read_info(lab, name, "n1"))
        poll(lambda: status in page.card("n1").texts(), f"the card says {status}")
        self.assertIn("No successful backup known", page.card("n1").texts())

        page.choose_repository(1)
        page.await_rows(backups_of(name, "n1", earlier))
        self.assertIn(f", {earlier[:8]}", page.repository())
        self.assertIn("No successful backup known", page.card("n1").texts())
        taken = lab.back_up(name, "the first in it", "full", ["n1"])["n1"]["label"]
        self.assertEqual([each["label"] for each in backups_of(name, "n1")()], [taken])
        window.press("F5")
        poll(
            lambda: {"OK", "Last successful backup less than a minute ago"}
            <= set(page.card("n1").texts()),
            lambda: f"the card tells of the new backup: {page.card('n1').texts()}",
        )
        page.await_rows(backups_of(name, "n1", earlier))
        page.choose_repository(0)
        page.await_rows(backups_of(name, "n1"))

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
        page = open_page("east_parts")
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
            page.await_rows(backups_of("east_parts", node))
            named = [
                backup
                for backup in backups_of("east_parts", node)()
                if backup.get("annotation", {}).get("name") == "from the window"
            ]
            self.assertEqual([backup["type"] for backup in named], ["incr"] * has_it)
            for backup in named:
                self.assertTrue(any(text.startswith(backup["label"]) for text in told), told)

    @pictured
    def test_taken_elsewhere(self):
        """A backup that another program asked for is there once the page was refreshed."""
        page = open_page("east_parts")
        page.open_tab("n1")
        before = page.await_rows(backups_of("east_parts", "n1"))
        lab.back_up("east_parts", "from elsewhere", "incr", ["n1", "n3"])
        window.press("F5")
        rows = page.await_rows(backups_of("east_parts", "n1"))
        self.assertEqual(rows[-len(before) :], before)
        named = [row[0] for row in rows[: -len(before)] if backups_page.is_named(row)]
        self.assertEqual(len(named), 1)
        self.assertTrue(named[0].endswith("I\nfrom elsewhere"), named)
        self.assertIn("Last successful backup less than a minute ago", page.card("n1").texts())
        for node, has_it in (("n2", False), ("n3", True)):
            page.open_tab(node)
            labels = [row[0] for row in page.await_rows(backups_of("east_parts", node))]
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
