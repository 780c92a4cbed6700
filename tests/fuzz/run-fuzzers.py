#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a coverage-guided fuzzer search each reader for a while.

usage: run-fuzzers.py SOURCE BUILD [SECONDS]

Builds the targets of tests/fuzz with clang in BUILD. Searches for SECONDS in total, 60 unless told;
what was found before is in BUILD/found/ and is begun with. An input that crashes a target is kept
in BUILD, and its path is printed."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TARGETS = {
    "tokenizer": ("corpus/tokenizer", "../fixtures/wire"),
    "document": ("corpus/document",),
    "pgbackrest-info": ("corpus/pgbackrest-info", "../fixtures/wire"),
    "codecs": ("corpus/codecs",),
}
PROBE = "int LLVMFuzzerTestOneInput (const unsigned char *d, unsigned long n) { return d && n ? 0 : 0; }"
ENVIRONMENT = {
    "CC": "clang",
    "LC_ALL": "C.UTF-8",
    "G_SLICE": "always-malloc",
    "G_DEBUG": "fatal-warnings",
    "ASAN_OPTIONS": "detect_leaks=1:allocator_may_return_null=1",
}


def missing():
    """Why there can be no fuzzing here, or None."""
    for command in ("clang", "meson", "ninja"):
        if shutil.which(command) is None:
            return f"the command {command} is missing"
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "probe.c")
        source.write_text(PROBE)
        command = ["clang", "-fsanitize=fuzzer,address", source, "-o", source.with_suffix("")]
        if subprocess.run(command, capture_output=True).returncode != 0:
            return "clang has no libFuzzer: the package libclang-rt-dev or libclang-rt-N-dev is missing"
    return None


def build(source, folder, environment):
    options = ["-Dfuzz=true", "-Dtests=true", "-Dlab=false", "-Dbuildtype=debugoptimized",
               "-Db_sanitize=address,undefined", "-Db_lundef=false"]
    if not (folder / "build.ninja").exists():
        subprocess.run(["meson", "setup", folder, source, *options],
                       check=True, env=environment, stdout=sys.stderr)
    targets = [f"tests/fuzz/fuzz-{name}" for name in TARGETS]
    subprocess.run(["ninja", "-C", folder, *targets], check=True, env=environment, stdout=sys.stderr)


def search(source, folder, name, seconds, environment):
    found = folder / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    seeds = [source / "tests" / "fuzz" / seed for seed in TARGETS[name]]
    command = [folder / "tests" / "fuzz" / f"fuzz-{name}", found, *seeds,
               f"-max_total_time={seconds}", "-max_len=65536", "-timeout=20", "-rss_limit_mb=1024",
               "-print_final_stats=1", f"-artifact_prefix={folder}/{name}-"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")


def worth_telling(done):
    """What the fuzzer wrote, without the thousand lines of what it tried."""
    lines = done.stderr.splitlines()
    if done.returncode == 0:
        return [line for line in lines if "number_of_executed" in line]
    return [line for line in lines if not line.startswith(("#", "\t", "INFO:"))][:60]


def main():
    source, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    reason = missing()
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    environment = {**os.environ, **ENVIRONMENT}
    build(source, folder, environment)
    print(f"1..{len(TARGETS)}")
    failed = 0
    for number, name in enumerate(TARGETS, 1):
        done = search(source, folder, name, max(1, seconds // len(TARGETS)), environment)
        for line in worth_telling(done):
            print(f"# {line}")
        print(f"{'not ok' if done.returncode else 'ok'} {number} {name}", flush=True)
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
