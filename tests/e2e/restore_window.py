# SPDX-License-Identifier: GPL-3.0-or-later
"""The windows of a restore, as a person works them: the dialog, what goes on, what is left to do."""

import re

import window_harness
from window_harness import Node, click_until, poll, run

EAST, WEST = "east_parts", "west_parts"
TITLES = {EAST: "East Coast Parts (east_parts)", WEST: WEST}
# What has to be typed to confirm.
NAMES = {EAST: "East Coast Parts", WEST: WEST}
METHODS = {
    "backup": "Restore a specific",
    "latest": "Restore to latest",
    "time": "Restore to a specific time",
}
RESTORE_SECONDS = 120
SENSITIVE = "SENSITIVE"
# The Actions menu, from above.
ACTIONS = ["Backup", "Restore", "Start Replication", "Save Inventory", "Compare Inventories"]
TOLD = re.compile("^Restore$")


def open_database(window, name):
    """Chooses a database in the sidebar."""
    row = window.find("LIST", "Databases").find("LIST_ITEM", name)
    click_until(row, lambda: TITLES[name] in window.header(), f"{name} is open")


def close_dialogs(window):
    """Leaves only the first window open."""

    def are_gone():
        if len(window.application.children) == 1:
            return True
        window.press("Escape")
        return False

    poll(are_gone, "no dialog is open")


def choose_action(window, name):
    """Chooses from the Actions menu of the database that is open, as soon as that can be done."""

    button = window.find("PUSH_BUTTON", "Actions")

    def list_items():
        return [node for node in button.parent.find_all("MENU_ITEM") if node.extents[2] > 0]

    def find_place():
        # The menu closes where what cannot be done, or the reason, changes.
        if not list_items():
            button.click()
        items = poll(list_items, "the menu is open")
        # GTK 4.18 does not tell the names of what is in a menu.
        names = [item.name.replace("_", "") or ACTIONS[i] for i, item in enumerate(items)]
        found = [i for i, own in enumerate(names) if name in own]
        return found if found and items[found[0]].has_state(SENSITIVE) else None

    (place,) = poll(find_place, f"{name} can be chosen")
    window.press("Home", *["Down"] * place, "Return")


class Dialog:
    """A window of the application other than the first: found by its title, worked like that."""

    def __init__(self, window, title):
        self.window = window
        self.root = poll(lambda: self.find_root(title), f"there is a window called {title!r}")
        self.number = poll(self.find_number, f"{title!r} is on the display")

    def find_root(self, title):
        for frame in self.window.application.children:
            if title in frame.name and frame.name != self.window.root.name:
                return Node(self, frame.accessible)
        return None

    def find_number(self):
        found = self.window.search_window(*self.window.own_windows()).split()
        others = [number for number in found if number != self.window.number]
        return others[-1] if others else None

    origin = window_harness.Window.origin
    click_at = window_harness.Window.click_at

    def find(self, *arguments, **options):
        return self.root.find(*arguments, **options)

    def resize(self, width, height):
        run("xdotool", "windowmove", self.number, "10", "10")
        run("xdotool", "windowsize", self.number, str(width), str(height))
        poll(lambda: abs(self.root.extents[2] - width) < 100, "the dialog has its new size")

    def await_gone(self):
        poll(
            lambda: self.find_root(self.root.name or "\0") is None,
            lambda: f"the dialog is gone: {self.root.texts()}",
        )


class RestoreDialog(Dialog):
    @classmethod
    def open(cls, window, name):
        """Opens it from the Actions menu of a database."""
        open_database(window, name)
        choose_action(window, "Restore")
        dialog = cls(window, "Restore Database")
        dialog.name = name
        dialog.find("COMBO_BOX", "Source Database")
        dialog.resize(1000, 1420)
        return dialog

    def bring(self, node):
        """Scrolls until something is within the form, as a person does."""
        pane = self.find("COMBO_BOX", "Source Database")
        while pane.role != "SCROLL_PANE":
            pane = pane.parent

        def is_in_sight():
            _, top, _, height = pane.extents
            _, y, _, own = node.extents
            return top <= y and y + own <= top + height

        def scroll():
            if is_in_sight():
                return True
            run("xdotool", "click", "5" if node.extents[1] > pane.extents[1] else "4")
            return False

        if is_in_sight():
            return node
        x, y, _, height = pane.extents
        left, above = self.origin()
        # The margin, where no widget takes the wheel for itself.
        run("xdotool", "mousemove", str(left + x + 12), str(above + y + height // 2))
        poll(scroll, lambda: f"{node.name} is in sight")
        return node

    def click(self, *what):
        self.bring(self.find(*what)).click()

    def choose(self, title, text):
        """Chooses from a drop-down by what an item says."""
        box = self.find("COMBO_BOX", title)
        if any(text in shown for shown in self.shown(box)):
            return
        self.bring(box).click()
        items = poll(lambda: self.items(box), f"{title} shows its list")
        (place,) = [i for i, item in enumerate(items) if text in " ".join(item.texts())]
        self.window.press("Home", *["Down"] * place)
        self.reach(items[place])
        self.window.press("Return")
        poll(
            lambda: any(text in shown for shown in self.shown(box)),
            lambda: f"{title} shows {text}, not {self.shown(box)}",
        )

    def reach(self, item):
        """Goes one further by key where the list has begun in its field for a search."""
        try:
            poll(lambda: item.has_state("FOCUSED"), "the item has the focus", 1)
        except AssertionError:
            self.window.press("Down")
            poll(lambda: item.has_state("FOCUSED"), lambda: f"{item.texts()} has the focus")

    @staticmethod
    def items(box):
        return [
            item
            for item in box.find_all("LIST_ITEM")
            if item.has_state("VISIBLE") and item.extents[2] > 0
        ]

    @staticmethod
    def shown(box):
        """What a drop-down says while it is closed."""
        buttons = [node for node in box.children if node.role == "PUSH_BUTTON"]
        return [
            node.name
            for button in buttons
            for node in button.walk()
            if node.role == "LABEL" and node.extents[2] > 0
        ]

    def choose_source_database(self, name):
        self.choose("Source Database", TITLES[name])

    def choose_source_node(self, name):
        """Chooses it, and waits until its backups are read and nothing moves any more."""
        self.choose("Source Node", name)
        poll(lambda: not self.is_reading(), "the backups of the node are read")

    def is_reading(self):
        return any(
            node.name == "Reading…" for node in self.root.walk() if node.extents[2] > 0
        )

    def choose_target_nodes(self, wanted, others):
        for names, checked in ((wanted, True), (others, False)):
            for name in names:
                box = self.bring(self.find("CHECK_BOX", re.compile(f"^{name}, ")))
                if box.has_state("CHECKED") != checked:
                    box.click()
                    poll(
                        lambda box=box, checked=checked: box.has_state("CHECKED") == checked,
                        f"{name} is as wanted",
                    )

    def choose_method(self, method):
        box = self.bring(self.find("CHECK_BOX", METHODS[method]))
        box.click()
        poll(lambda: box.has_state("CHECKED"), f"{method} is chosen")

    def choose_backup(self, label):
        self.choose("Source Backup", label)

    def type_into(self, title, text):
        entry = self.bring(self.find("TEXT", title))
        entry.click()
        poll(lambda: entry.has_state("FOCUSED"), f"{title} has the keyboard")
        self.window.press("ctrl+a", "BackSpace")
        self.window.type(text)
        poll(lambda: entry.text == text, lambda: f"{title} holds {text!r}, not {entry.text!r}")

    def choose_time(self, text):
        """Pastes a time, and waits until it is what will be sent."""
        self.type_into("Time as Text", text)
        self.window.press("Return")
        spelled = text.replace("Z", "").rstrip("0").replace("T", " ")
        poll(
            lambda: any(
                spelled in label.replace("T", " ") for label in self.root.texts()
            ),
            lambda: f"{spelled} is spelled out: {self.root.texts()}",
        )

    def plan(self):
        """All that the plan says."""
        return self.find("PANEL", "Plan").texts()

    def confirm(self):
        self.type_into("Confirmation", NAMES[self.name])

    def submit(self):
        button = self.find("PUSH_BUTTON", "Restore Database")
        poll(
            lambda: button.has_state(SENSITIVE),
            lambda: f"the restore can be sent: {self.root.texts()}",
        )
        button.click()
        self.await_gone()


class ReplicationDialog(Dialog):
    @classmethod
    def open(cls, window):
        """Opens it from the Actions menu of the database that is open."""
        choose_action(window, "Start Replication")
        return cls(window, "Start Replication")

    def start(self):
        """Starts replication, and waits until every node was seen to replicate."""
        button = self.find("PUSH_BUTTON", "Start Replication")
        poll(
            lambda: button.has_state(SENSITIVE),
            lambda: f"replication can be started: {self.root.texts()}",
        )
        button.click()
        poll(
            lambda: any(text.startswith("Replication has started") for text in self.root.texts()),
            lambda: f"replication has been started: {self.root.texts()}",
        )
        self.find("PUSH_BUTTON", "Close").click()
        self.await_gone()


class Progress:
    """What the page tells of the restore."""

    def __init__(self, window):
        self.window = window

    def panel(self):
        """What the page tells of the restore, with what is left to do below it."""
        return self.window.find("PANEL", TOLD).parent.parent

    def texts(self):
        return self.panel().texts()

    def await_text(self, text):
        poll(
            lambda: text in self.texts(),
            lambda: f"the page says {text!r}, not {self.texts()}",
            RESTORE_SECONDS,
        )

    def await_success(self):
        def is_over():
            texts = self.texts()
            assert "The Restore Has Failed" not in texts, texts
            return "The Restore Has Finished" in texts

        poll(is_over, lambda: f"the restore has finished: {self.texts()}", RESTORE_SECONDS)

    def back_up(self, name, picture=lambda: None):
        """Takes the backup that the checklist asks for; it waits until each node's is there."""
        panel = self.panel()
        panel.find("PUSH_BUTTON", "Backup…").click()
        dialog = self.window.find_dialog("Back Up")
        dialog.find("TEXT", "Name").click()
        dialog.type(name)
        picture()
        dialog.find("PUSH_BUTTON", "Back Up").click()
        poll(lambda: dialog.root.find_all("LABEL", "Waiting until it appears"), "it was sent")
        poll(
            lambda: not dialog.root.find_all("LABEL", "Waiting until it appears"),
            lambda: f"it is there: {dialog.root.texts()}",
            RESTORE_SECONDS,
        )
        dialog.press("Escape")
        poll(lambda: not self.window.is_open("Back Up"), "the dialog is closed")

    def dismiss(self):
        panel = self.panel()
        panel.find("PUSH_BUTTON", "Dismiss").click()
        poll(lambda: panel.extents[3] <= 0, "the restore is dismissed")
