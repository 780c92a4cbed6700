#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what the application says of times to restore to is true.

usage: e2e-lab-truth.py PROGRAM JUDGE [SEED]

Targets around every edge of the recovery window are judged by the application's own code, over the
lab's API, and then tried by hand on a copy of the repository as it was at that moment: never
through the lab's own restore, which commits on its way. What is called proven must be reached, from
the backup that was predicted, with the rows of that instant and no others; what is refused must
fail, unless it is older than the backup chosen for it. What disagrees is counted. The seed says which targets, and is printed.
"""

import concurrent.futures
import functools
import os
import queue
import random
import sys
import time
import unittest

import lab_harness  # first: it finds the modules of tests/support
import lab_database
import lab_truth
import tap
from lab_database import restore_request
from lab_truth import OFFERED, SECOND, Target

WHOLE_MATRIX = bool(os.environ.get("REPRISE_TEST_ALL"))
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(1_000_000)
N_HANDS = max(2, min(4, os.cpu_count() or 1))
NODE = "n1"


def setUpModule():
    global scratch, lab, database, chance, history, repository, hands, rows, damages
    print(f"# seed {SEED}", flush=True)
    began = time.monotonic()
    chance = random.Random(SEED)
    scratch = lab_harness.make_scratch()
    lab = lab_harness.Lab(scratch / "lab")
    lab.start("--no-writer")
    database = lab_database.Database(lab.client(), "west_parts")
    history = lab_truth.History(database, NODE, chance)
    repository = lab_truth.Repository(lab, database, NODE, sys.argv[2])
    hands = queue.SimpleQueue()
    for number in range(N_HANDS):
        hands.put(lab_truth.Hand(scratch / f"h{number}", database.connections[NODE]))
    ready = time.monotonic()
    write_history()
    written = time.monotonic()
    print(f"# lab {ready - began:.0f} s, history {written - ready:.0f} s", flush=True)
    rows = history.read()
    damages = list_damages()


def tearDownModule():
    assert lab.stop() == 0, lab.complaints
    assert not lab.processes(), lab.processes()


def write_history():
    """Two more backups, at least one of them of a busy node, and rests between."""
    history.write_for(1)
    history.back_up(chance.choice(["full", "diff", "incr"]), True)
    history.write_for(1)
    history.rest(chance.uniform(2, 3.5))
    history.write_for(0.5)
    history.rest(chance.uniform(1, 2))
    history.back_up("incr", chance.random() < 0.5)
    history.write_for(1)
    history.rest(chance.uniform(1.5, 2.5))
    history.write_for(0.3, ends_with_rollback=chance.random() < 0.5)
    history.rest(0)


def around(instant, *distances):
    """At an instant and to both sides of it, with what happens at the target itself and without."""
    shifted = {instant + sign * distance for distance in distances for sign in (-1, 1)}
    return [Target(each, edge) for each in {instant, *shifted} for edge in (False, True)]


def list_edges(window, rows):
    """Two lists: what must be tried, and what is worth it."""
    ends = [each["end"] for each in window["ranges"]]
    last = max(rows.values())
    musts = [
        Target(window["earliest"] - 1),
        Target(window["earliest"]),
        Target(ends[-1]),
        Target(ends[-1], True),
        Target(ends[-1] - 1),
        Target(ends[-1] + 1, True),
        *(Target(last + shift) for shift in (-SECOND, 0, SECOND)),
        *(Target(stop + shift) for stop in window["stops"] for shift in (-SECOND, SECOND)),
        *(Target(chance.randrange(*each)) for each in history.idle if each[1] - each[0] > SECOND),
    ]
    # Both sides of what is missing between two ranges.
    for end, later in zip(ends, window["ranges"][1:]):
        musts += [Target(end), Target(end - 1), Target(later["start"] - 1), Target(later["start"])]
    others = around(last, 1, SECOND) + [Target(window["now"] + SECOND)]
    for stop in window["stops"]:
        others += around(stop, 1, SECOND)
        others += [Target(stop + chance.randrange(2 * SECOND)), Target(stop + SECOND - 1)]
    for each in window["ranges"]:
        others += around(each["start"], 1, SECOND) + around(each["end"], 1, SECOND)
    for instant in chance.sample(sorted(rows.values()), 10):
        others += around(instant, 1)
        # As a log would tell it that cuts off after a thousandth, or after a second.
        others += [Target(instant - instant % 1000), Target(instant - instant % SECOND)]
    for start, end in history.idle:
        others += [Target(chance.randrange(start, end + 1)) for _ in range(3)]
    return musts, others


def list_bases(window, backups):
    """Targets with backups that are chosen on purpose, the oldest first: some are on the other side
    of what is missing, or too late. What one serves that lies between its beginning and the second
    of its end, nobody can tell."""
    found = []
    for label, (start, stop) in backups.items():
        for each in reversed(window["ranges"]):
            instant = chance.randrange(each["start"], each["end"])
            if not start <= instant < stop + SECOND:
                found.append(Target(instant, base=label))
    return found


def choose_targets(n_targets, repository, rows, window):
    musts, others = list_edges(window, rows)
    bases = list_bases(window, repository.backups())
    chosen = list(dict.fromkeys(bases[:1] + chance.sample(bases, min(2, len(bases))) + musts))
    others += bases
    others = [each for each in dict.fromkeys(others) if each not in chosen]
    chance.shuffle(others)
    return (chosen + others)[:n_targets]


class Trial:
    """Targets as they were judged, and as they turned out."""

    def __init__(self, title, repository, rows, n_targets):
        self.title = title
        self.rows = rows
        # The last second of a backup counts as a part of it: its end is told in whole ones.
        self.stops = {label: stop + SECOND for label, (_, stop) in repository.backups().items()}
        copy = scratch / f"copy-{title.replace(' ', '-')}"
        self.window, self.reported, self.bare = repository.freeze(
            copy, functools.partial(choose_targets, n_targets, repository, self.rows)
        )
        before = lab_truth.list_files(copy)
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(N_HANDS) as pool:
            outcomes = pool.map(functools.partial(self.try_by_hand, copy), self.reported)
            self.outcomes = dict(zip(self.reported, outcomes))
        self.seconds = time.monotonic() - began
        assert lab_truth.list_files(copy) == before, "a restore changed the repository"
        lab_truth.remove(copy)

    def try_by_hand(self, copy, target):
        hand = hands.get()
        try:
            return hand.run(copy, self.reported[target]["command"] or target.command)
        finally:
            hands.put(hand)

    def is_before_base(self, target):
        """Whether a target is older than the backup that was chosen for it. Where nobody committed
        while that was taken, recovery does not notice: it ends with what the backup holds."""
        return target.base is not None and target.instant < self.stops[target.base]

    def describe_disagreement(self, target, verdict):
        """None where what was said of a target is true."""
        outcome = self.outcomes[target]
        if outcome.rows is None and not outcome.has_no_way:
            return f"failed for another reason: {outcome.reason}"
        if verdict["violations"]:
            is_refuted = outcome.rows is not None and not self.is_before_base(target)
            return "refused, but it can be reached" if is_refuted else None
        if verdict["reach"] not in OFFERED:
            return f"offered, but {verdict['reach']}"
        if outcome.rows is None:
            return f"proven, but {outcome.reason}" if verdict["reach"] == "proven" else None
        if outcome.base != verdict["base"]:
            return f"from {outcome.base} instead of {verdict['base']}"
        wanted = {row for row, committed in self.rows.items() if target.holds(committed)}
        if outcome.rows != wanted:
            return f"rows differ: {sorted(outcome.rows ^ wanted)}"
        return None

    def list_disagreements(self, verdicts):
        found = []
        for target, verdict in verdicts.items():
            words = self.describe_disagreement(target, verdict)
            if words is not None:
                found.append(f"{target}: {verdict['reach']}, {verdict['violations']}: {words}")
        return found

    def tell(self, name, verdicts):
        """Prints how often what was said turned out how; returns what disagrees."""
        counts = {}
        for target, verdict in verdicts.items():
            word = "refused" if verdict["violations"] else verdict["reach"]
            reached, total = counts.get(word, (0, 0))
            counts[word] = (reached + (self.outcomes[target].rows is not None), total + 1)
        told = "; ".join(f"{word}: {n} of {total} reached" for word, (n, total) in counts.items())
        disagreements = self.list_disagreements(verdicts)
        print(f"# {name}: {len(verdicts)} targets, {told};", end=" ")
        print(f"{len(disagreements)} disagreements ({self.seconds:.0f} s)", flush=True)
        return disagreements


@functools.cache
def try_whole():
    return Trial("whole archive", repository, rows, 150 if WHOLE_MATRIX else 26)


@functools.cache
def try_damaged(segment):
    """With a segment missing, as the service sees it too; it is put back afterwards."""
    path = repository.find_segment(segment)
    kept = scratch / path.name
    os.rename(path, kept)
    try:
        return Trial(f"without {segment}", repository, rows, 60 if WHOLE_MATRIX else 26)
    finally:
        os.rename(kept, path)


def list_damages():
    """Segments to be without: of those between two backups, and all kinds with --all."""
    if not WHOLE_MATRIX:
        return [chance.choice(history.segments[:2])]
    between = history.segments[:2]
    others = [each for each in repository.segments() if each not in between]
    return [*between, *chance.sample(others, 3)]


class Truth(unittest.TestCase):
    maxDiff = None

    def check(self, trial, verdicts, name):
        disagreements = trial.tell(name, verdicts)
        self.assertEqual(disagreements, [], f"seed {SEED}")

    # As it is: with rests, rollbacks, and backups of a busy node.
    def test_whole_archive(self):
        trial = try_whole()
        self.check(trial, trial.reported, trial.title)
        reaches = {verdict["reach"] for verdict in trial.reported.values()}
        self.assertLessEqual({"proven", "too early", "not archived"}, reaches)

    # A missing segment parts what can be reached in two.
    def test_missing_segments(self):
        for segment in damages:
            with self.subTest(segment=segment):
                trial = try_damaged(segment)
                self.check(trial, trial.reported, trial.title)

    # A service that does not look into the archive proves nothing, and is still right to refuse.
    def test_unreported(self):
        for trial in (try_whole(), *map(try_damaged, damages)):
            with self.subTest(trial=trial.title):
                self.check(trial, trial.bare, f"{trial.title}, unreported")
                words = {verdict["reach"] for verdict in trial.bare.values()}
                self.assertNotIn("proven", words)
                self.assertNotIn("not archived", words)

    # A restore leaves the repository that it read as it was, and begins another on a new timeline.
    @unittest.skipUnless(WHOLE_MATRIX, "takes longer than a whole run may")
    def test_after_a_restore(self):
        middle = sorted(rows.values())[len(rows) // 2]
        request = restore_request(
            repository.id, NODE, type="time", target=lab_truth.spell_rfc3339(middle)
        )
        task = database.restore(request)
        self.assertEqual(task["status"], "succeeded", task.get("error"))
        history.write_for(0.5)
        history.back_up("full", True)
        history.write_for(1)
        history.rest(1.5)
        history.write_for(0.5)
        history.rest(0)
        later = lab_truth.Repository(lab, database, NODE, sys.argv[2])
        for trial in (
            Trial("new timeline", later, history.read(), 60),
            Trial("old repository", repository, rows, 60),
        ):
            with self.subTest(trial=trial.title):
                self.check(trial, trial.reported, trial.title)


if __name__ == "__main__":
    tap.main()
