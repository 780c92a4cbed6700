# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the application in a desktop session of its own, reads its window and works it.

What is on the window is read through the accessibility bus; pointer and keys go through the X
server, as a person's do, so that what cannot be clicked is not clicked.

A session fails where the application has printed anything: it has nothing to say there.
"""

import atexit
import collections
import contextlib
import ctypes
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

IN_SESSION = "REPRISE_E2E_SESSION"
# What the application has printed, below the home of the session.
PRINTED = "printed-by-the-application"
SCREEN = "1400x1500x24"
PATIENCE_SECONDS = 30
INTERVAL_SECONDS = 0.05
# What takes long is looked at less often: the window works to answer, and has other things to do.
LONGEST_INTERVAL_SECONDS = 0.8
KEPT = ["PATH", "TMPDIR", "G_TEST_BUILDDIR", "REPRISE_TEST_ALL", "FLATPAK_USER_DIR"]
# Nothing is looked for inside these.
LEAVES = ("IMAGE", "LABEL", "SCROLL_BAR")
# What is called differently by newer releases of GTK and AT-SPI. A button that stays down, and
# one of several choices, are kinds of their own there. A box around other widgets is one
# thing or another, and has no name there unless it was given one.
ROLES = {
    "BUTTON": "PUSH_BUTTON",
    "ENTRY": "TEXT",
    "FILLER": "PANEL",
    "GROUPING": "PANEL",
    "RADIO_BUTTON": "CHECK_BOX",
    "TOGGLE_BUTTON": "PUSH_BUTTON",
}
# GTK 4.18 gives any number for what has no place.
MOST_PIXELS = 10000
# It also forgets all padding and borders around what is asked for its place; this has none.
NO_PADDING = "*:not(slider) { border-width: 0; padding: 0; }"
PROGRAMS = ["Xvfb", "dbus-run-session", "openbox", "xdotool", "xprop", "import"]


def skip(reason):
    """Ends the program: none of its cases can run here."""
    print(f"1..0 # SKIP {reason}", flush=True)
    sys.exit(0)


def find_obstacle():
    """Why a window cannot be worked here; None where it can."""
    for program in PROGRAMS:
        if shutil.which(program) is None:
            return f"{program} is not installed"
    try:
        import gi

        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi  # noqa: F401
    except (ImportError, ValueError) as error:
        return f"the accessibility bus cannot be read: {error}"
    return None


def poll(condition, what, seconds=PATIENCE_SECONDS):
    """Returns the first true value of condition(); fails where none comes in time. what: a text,
    or a function that gives one."""
    deadline = time.monotonic() + seconds
    interval = INTERVAL_SECONDS
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(interval)
        interval = min(interval * 1.3, LONGEST_INTERVAL_SECONDS)


def click_until(node, condition, what):
    """Clicks, and a second time where that has led to nothing, as a person would: a hint that goes
    just then takes a click. It is told, so that it does not go unseen."""
    node.click()
    try:
        poll(condition, what, PATIENCE_SECONDS / 3)
    except AssertionError:
        print(f"# clicked a second time: {what}", flush=True)
        node.click()
        poll(condition, what)


def start_display():
    """Starts an X server that outlives its clients; returns (process, display)."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-noreset", "-nolisten", "tcp"],
        pass_fds=[writer],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()
    if not number:
        server.wait()
        skip("Xvfb does not start")
    return server, f":{number}"


def end(process):
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def enter_session():
    """Runs the calling program again, in a session with a display, a bus and a window manager of
    its own, and ends with its exit status; returns at once where that is the case already."""
    if IN_SESSION in os.environ:
        os.dup2(int(os.environ.pop(IN_SESSION)), 1)
        # Whoever ends the program lets it clean up; unittest takes any other exception for a result.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        atexit.register(end, manager)
        return
    obstacle = find_obstacle()
    if obstacle:
        skip(obstacle)
    server, display = start_display()
    home = tempfile.mkdtemp(prefix="reprise-e2e-")
    output = os.dup(1)
    try:
        # What the bus and its services print is no result of a test: it must not get among them.
        status = subprocess.run(
            ["dbus-run-session", "--", sys.executable, *sys.argv],
            env={**make_environment(home, display), IN_SESSION: str(output)},
            pass_fds=[output],
            stdout=subprocess.DEVNULL,
            check=False,
        ).returncode
        printed = read_printed(home)
    finally:
        end(server)
        shutil.rmtree(home, ignore_errors=True)
    for line in printed:
        print(f"# the application printed: {line}", flush=True)
    sys.exit(status or bool(printed))


def read_printed(home):
    path = pathlib.Path(home, PRINTED)
    return path.read_text().splitlines() if path.exists() else []


def note_printed(text):
    """Lets the session fail, unless there is nothing."""
    if text.strip():
        with pathlib.Path(os.environ["HOME"], PRINTED).open("a") as file:
            file.write(f"{text.strip()}\n")


def is_newer_gtk():
    """Whether it is the GTK of Debian 13, or a later one."""
    return ctypes.CDLL("libgtk-4.so.1").gtk_get_minor_version() >= 18


def write_style(home):
    folder = pathlib.Path(home, "config", "gtk-4.0")
    folder.mkdir(parents=True)
    (folder / "gtk.css").write_text(NO_PADDING)


def make_environment(home, display):
    """An environment in which nothing of the user's own is read or written."""
    runtime = pathlib.Path(home, "runtime")
    runtime.mkdir(mode=0o700)
    if is_newer_gtk():
        write_style(home)
        without_gl = {"GDK_DISABLE": "gl,vulkan"}
    else:
        without_gl = {"GDK_DEBUG": "gl-disable"}
    return {
        **without_gl,
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "DISPLAY": display,
        "HOME": home,
        "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_CACHE_HOME": f"{home}/cache",
        "XDG_DATA_HOME": f"{home}/data",
        "XDG_STATE_HOME": f"{home}/state",
        "XDG_RUNTIME_DIR": str(runtime),
        "GDK_BACKEND": "x11",
        "GSK_RENDERER": "cairo",
        "GIO_USE_VFS": "local",
        "GIO_USE_PROXY_RESOLVER": "dummy",
        "GSETTINGS_BACKEND": "keyfile",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def atspi():
    """The accessibility bus; it can be imported only inside the session."""
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi

    return Atspi


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def window_under_pointer():
    place = run("xdotool", "getmouselocation", "--shell")
    return re.search(r"^WINDOW=(\d+)$", place, re.MULTILINE).group(1)


def is_hint(number):
    # It may have gone in the meantime.
    words = ["xprop", "-id", number, "_NET_WM_WINDOW_TYPE"]
    return "TOOLTIP" in subprocess.run(words, capture_output=True, text=True, check=False).stdout


class Node:
    """Something on the window, as the accessibility bus tells of it."""

    def __init__(self, window, accessible):
        self.window = window
        self.accessible = accessible

    def read(self, function, otherwise=None):
        # What has just been taken off the window can no longer be asked.
        try:
            return function()
        except Exception as error:  # GLib.Error, which is there only inside the session
            if type(error).__name__ in ("GError", "Error"):
                return otherwise
            raise

    @property
    def role(self):
        """The role's name in AT-SPI, such as PUSH_BUTTON."""
        role = self.read(self.accessible.get_role)
        if role is None:
            return "INVALID"
        name = role.value_name.removeprefix("ATSPI_ROLE_")
        return ROLES.get(name, name)

    @property
    def name(self):
        return self.read(self.accessible.get_name, "") or ""

    @property
    def text(self):
        """What is written there: that of an entry, or otherwise the name."""
        interface = self.read(self.accessible.get_text_iface)
        if interface is None:
            return self.name
        Text = atspi().Text
        # GTK 4.8 gives nothing for an end of -1.
        count = self.read(lambda: Text.get_character_count(interface), 0)
        return self.read(lambda: Text.get_text(interface, 0, count), "") or self.name

    @property
    def children(self):
        count = self.read(self.accessible.get_child_count, 0)
        found = (
            self.read(lambda i=i: self.accessible.get_child_at_index(i)) for i in range(count)
        )
        return [Node(self.window, child) for child in found if child is not None]

    @property
    def parent(self):
        found = self.read(self.accessible.get_parent)
        return None if found is None else Node(self.window, found)

    def has_state(self, name):
        states = self.read(self.accessible.get_state_set)
        return states is not None and states.contains(getattr(atspi().StateType, name))

    @property
    def extents(self):
        """(x, y, width, height) within the window."""
        Atspi = atspi()
        found = self.read(lambda: self.accessible.get_extents(Atspi.CoordType.WINDOW))
        if found is None or max(found.width, found.height) > MOST_PIXELS:
            return (0, 0, 0, 0)
        return found.x, found.y, found.width, found.height

    def walk(self):
        """This and all that is in it, from front to back; not what is hidden."""
        yield self
        if self.role not in LEAVES:
            for child in self.children:
                if child.has_state("VISIBLE"):
                    yield from child.walk()

    def look_around(self):
        """The same, with what is near before what is deep inside, which makes a search short."""
        waiting = collections.deque([self])
        while waiting:
            node = waiting.popleft()
            yield node
            if node.role not in LEAVES:
                waiting.extend(child for child in node.children if child.has_state("VISIBLE"))

    def find_all(self, role=None, name=None):
        """name: a text that is part of the name, or a compiled expression."""
        return [node for node in self.walk() if node.matches(role, name)]

    def matches(self, role, name):
        if role is not None and self.role != role:
            return False
        if name is None:
            return True
        own = self.name
        if isinstance(name, re.Pattern):
            return bool(name.search(own))
        # GTK 4.8 names a button with the mark of its key.
        return name in own or name in own.replace("_", "")

    def find(self, role=None, name=None, seconds=PATIENCE_SECONDS):
        """Waits for the nearest that matches."""
        return poll(
            lambda: next((node for node in self.look_around() if node.matches(role, name)), None),
            f"there is a {role} called {name!r}",
            seconds,
        )

    def texts(self):
        """All that its labels say, from front to back."""
        return [node.name for node in self.walk() if node.role == "LABEL"]

    def describe(self, depth=0):
        own = f"{'  ' * depth}{self.role} {self.name!r} {self.extents}\n"
        return own + "".join(child.describe(depth + 1) for child in self.children)

    def click(self):
        """Puts the pointer on its middle, once it has come to rest, and clicks."""
        self.window.click_at(*self.await_place())

    def await_place(self):
        places = [None]

        def is_at_rest():
            places.append(self.extents)
            return places[-1] == places[-2] and places[-1][2] > 0 and places[-1]

        x, y, width, height = poll(is_at_rest, lambda: f"{self.role} {self.name!r} has a place")
        return x + width // 2, y + height // 2


class Surface:
    """What has a window of its own on the display: root is what is on it."""

    def __init__(self, root, number):
        self.root = root
        self.number = number

    def find(self, *arguments, **options):
        return self.root.find(*arguments, **options)

    def origin(self):
        """Where the window begins on the display: within the shadow that GTK draws."""
        geometry = run("xdotool", "getwindowgeometry", "--shell", self.number)
        place = dict(line.split("=", 1) for line in geometry.splitlines())
        frame = run("xprop", "-id", self.number, "_GTK_FRAME_EXTENTS")
        left, _, top, _ = (int(n) for n in re.findall(r"\d+", frame.partition("=")[2]) or [0] * 4)
        return int(place["X"]) + left, int(place["Y"]) + top

    def click_at(self, x, y):
        left, top = self.origin()
        # Not with --sync: where the pointer is there already, xdotool waits 15 s for it to move.
        run("xdotool", "mousemove", str(left + x), str(top + y))
        # No hand is so quick that it clicks on the hint of what the pointer has just left.
        poll(lambda: not is_hint(window_under_pointer()), "no hint is in the way of a click")
        run("xdotool", "click", "1")

    def press(self, *keys):
        """Keys as xdotool calls them, such as ctrl+f."""
        run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text):
        run("xdotool", "type", "--delay", "5", "--", text)


class Window(Surface):
    """The application, run on a lab, and its main window."""

    def __init__(self, program, schema_directory, credentials, **environment):
        self.start(
            [program, "--connect", str(credentials)],
            {"GSETTINGS_SCHEMA_DIR": str(schema_directory), **environment},
        )

    def start(self, words, environment):
        self.output = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            words,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )
        try:
            self.application = poll(self.find_application, self.complain)
            self.root = poll(self.find_root, "there is a window")
            self.number = poll(self.find_number, "the window is on the display").split()[-1]
        except BaseException:
            self.close()
            raise

    def complain(self):
        return f"the application is on the bus: {self.printed()}"

    def printed(self):
        self.output.seek(0)
        return self.output.read()

    def find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"ended with {self.process.returncode}: {self.printed()}")
        desktop = atspi().get_desktop(0)
        for i in range(desktop.get_child_count()):
            with contextlib.suppress(Exception):
                child = desktop.get_child_at_index(i)
                if child is not None and self.is_ours(child):
                    # What libatspi remembers goes stale without a main loop.
                    child.set_cache_mask(atspi().Cache.NONE)
                    return Node(self, child)
        return None

    def is_ours(self, accessible):
        return accessible.get_process_id() == self.process.pid

    def own_windows(self):
        """What tells the application's windows from others, as xdotool's words."""
        return ["--pid", str(self.process.pid)]

    def header(self):
        """What is said above the page of a database: its name, its actions, and facts."""
        return self.find("PUSH_BUTTON", "Actions").parent.parent.texts()

    def find_root(self):
        children = self.application.children
        return children[0] if children else None

    def find_dialog(self, title):
        """Waits for another window of the application."""
        root = poll(
            lambda: next((node for node in self.application.children if title in node.name), None),
            f"there is a dialog called {title!r}",
        )
        # Its nodes are clicked on in it.
        dialog = Surface(root, poll(lambda: self.search_window("--name", title), title).split()[-1])
        root.window = dialog
        return dialog

    def is_open(self, title):
        return any(title in node.name for node in self.application.children)

    def find_number(self):
        return self.search_window(*self.own_windows())

    def search_window(self, *conditions):
        words = ["xdotool", "search", "--onlyvisible", *conditions]
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout

    def resize(self, width, height):
        run("xdotool", "windowmove", self.number, "0", "0")
        run("xdotool", "windowsize", self.number, str(width), str(height))
        poll(lambda: abs(self.root.extents[2] - width) < 100, "the window has its new size")

    def take_picture(self, name):
        """Puts a picture of the display, and what the bus tells of it, beside meson's logs."""
        folder = pathlib.Path(os.environ.get("G_TEST_BUILDDIR", "."), "..", "meson-logs").resolve()
        folder = folder if folder.is_dir() else pathlib.Path(tempfile.gettempdir())
        path = folder / f"{name}.png"
        with contextlib.suppress(AssertionError, OSError):
            run("import", "-window", "root", str(path))
        path.with_suffix(".txt").write_text(self.application.describe())
        return path

    @contextlib.contextmanager
    def pictured(self, name):
        """Takes a picture of what was to be seen when something in it failed."""
        try:
            yield
        except BaseException:
            print(f"# see {self.take_picture(name)}", flush=True)
            raise

    def close(self):
        """Ends the application, if it has not ended; once it has, what it printed is told."""
        end(self.process)
        if not self.output.closed:
            note_printed(self.printed())
            self.output.close()
