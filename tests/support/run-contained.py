#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and reports every process that it leaves behind.

usage: run-contained.py [--grace SECONDS] COMMAND [ARGUMENT...]

Exits as the command did, or with 1 if that was 0 but processes are left. They are named and not
ended: whoever wrote the test wants to look at them.
"""

import ctypes
import os
import pathlib
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
DEFAULT_GRACE_SECONDS = 15


def adopt_orphans():
    """Makes processes whose parent has gone children of this one, instead of init's."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot adopt orphans")


def wait_for(pid):
    """Waits for one child and collects the others that end meanwhile; returns its exit status."""
    while True:
        ended, status = os.wait()
        if ended == pid:
            return os.waitstatus_to_exitcode(status)


def wait_for_orphans(grace_seconds):
    """Returns whether all children are gone within the time that daemons get to notice the end."""
    deadline = time.monotonic() + grace_seconds
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.05)
        except ChildProcessError:
            return True
    return False


def children(parent):
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(stat.parent.name)
        except (OSError, ValueError):
            continue


def descendants(parent):
    for pid in children(parent):
        yield pid
        yield from descendants(pid)


def command_line(pid):
    try:
        words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return b" ".join(words).decode(errors="replace").strip() or "(ended)"
    except OSError:
        return "(ended)"


def main():
    command, grace_seconds = sys.argv[1:], DEFAULT_GRACE_SECONDS
    if command[0] == "--grace":
        command, grace_seconds = command[2:], float(command[1])
    adopt_orphans()
    child = subprocess.Popen(command)
    # Ctrl-C reaches the whole foreground group; the command decides what to do with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: child.send_signal(number))
    status = wait_for(child.pid)
    if wait_for_orphans(grace_seconds):
        return status if status >= 0 else 128 - status
    print("These processes were left behind:", file=sys.stderr)
    for pid in descendants(os.getpid()):
        print(f"  {pid}  {command_line(pid)}", file=sys.stderr)
    return status if status > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
