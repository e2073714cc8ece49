#!/usr/bin/env python3
"""Runs clang-tidy over the project's own C++ sources but tests, each once per content.

A source that passed is not looked at again until it, a header of the project that it includes, its
compile command, .clang-tidy or clang-tidy itself changes; what passed is remembered as empty files
in build/tidy-cache. So that a clean clone need not look at everything again, --record writes the
digests of all that passed to scripts/tidy_passed.txt; what has changed since, it does look at.
Exits 1 and prints the findings when there are any.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from project_files import ROOT, includes, list_files, read

TIDY = "clang-tidy-14"
DEEP = ("bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,"
        "-bugprone-exception-escape,-bugprone-macro-parentheses,-bugprone-reserved-identifier,"
        "clang-analyzer-*,performance-*,-performance-enum-size")
RECORD = ROOT / "scripts" / "tidy_passed.txt"
PROTO_COMMENT = re.compile(r"\s*//.*")  # no string of a proto holds one
HOST_CPU = re.compile(r"^ *Host CPU:.*\n?", re.MULTILINE)
INCLUDE_ROOTS = ("", "lib/", "services/", "workers/", "tools/", "tests/")


class Closure:
    """The project's files that a source includes, directly or not."""

    def __init__(self):
        self.known = set(list_files("*.h", "*.cc"))
        self.direct = {}

    def _resolve(self, path, included):
        sibling = str(pathlib.PurePosixPath(path).parent / included)
        for candidate in (sibling, *(root + included for root in INCLUDE_ROOTS)):
            if candidate in self.known:
                return candidate
        return None

    def _direct(self, path):
        if path not in self.direct:
            found = (self._resolve(path, name) for _, name, _ in includes(read(path)))
            self.direct[path] = {name for name in found if name}
        return self.direct[path]

    def of(self, path):
        seen, waiting = {path}, [path]
        while waiting:
            for name in self._direct(waiting.pop()) - seen:
                seen.add(name)
                waiting.append(name)
        return sorted(seen)


def sources(build, only):
    """{path: compile command} of the project's own sources in the compilation database."""
    own = {path for path in list_files("*.cc") if not path.endswith("_test.cc")}
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        full = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not full.is_relative_to(ROOT):
            continue
        path = full.relative_to(ROOT).as_posix()
        if path in own and (not only or path.startswith(tuple(only))):
            found[path] = entry.get("command") or " ".join(entry["arguments"])
    return found


def common_state():
    """What every result depends on: the tool, its checks, and the messages of the API."""
    says = subprocess.run([TIDY, "--version"], check=True, capture_output=True, text=True).stdout
    version = HOST_CPU.sub("", says)  # what passed on one machine has passed on all
    protos = [PROTO_COMMENT.sub("", read(path)) for path in list_files("proto/*.proto")]
    return "\0".join([version, read(".clang-tidy"), *protos])


def digest(common, command, files):
    state = hashlib.sha256()
    for part in (common, command.replace(str(ROOT), ""), *files, *map(read, files)):
        state.update(part.encode("utf-8") + b"\0")
    return state.hexdigest()


def run(build, path, checks):
    done = subprocess.run([TIDY, "-quiet", f"--checks={checks}", "-p", str(build),
                           str(ROOT / path)], capture_output=True, text=True, check=False)
    return path, done.returncode, done.stdout.strip() or done.stderr.strip()


def recorded():
    return set(RECORD.read_text(encoding="ascii").split()) if RECORD.exists() else set()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--deep", action="store_true",
                        help="also clang-analyzer and the checks left out of .clang-tidy for time")
    parser.add_argument("--record", action="store_true",
                        help="when all sources pass, write their digests to the record")
    parser.add_argument("only", nargs="*", help="beginnings of the paths to look at; all if none")
    options = parser.parse_args()

    cache = ROOT / "build" / "tidy-cache"
    cache.mkdir(parents=True, exist_ok=True)
    checks = DEEP if options.deep else ""
    common, closure, waiting = common_state() + checks, Closure(), {}
    commands, passed, digests = sources(options.build, options.only), recorded(), []
    for path, command in commands.items():
        digests.append(digest(common, command, closure.of(path)))
        mark = cache / digests[-1]
        if digests[-1] not in passed and not mark.exists():
            waiting[path] = mark

    begin, failures = time.monotonic(), 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = [pool.submit(run, options.build, path, checks) for path in waiting]
        for finished in concurrent.futures.as_completed(runs):
            path, code, output = finished.result()
            if code == 0:
                waiting[path].touch()
            else:
                failures += 1
                print(f"{path}:\n{output}", flush=True)
    print(f"tidy: {len(commands)} sources, {len(waiting)} of them new or changed, "
          f"{failures} with findings, {time.monotonic() - begin:.0f} s")
    if options.record and not failures and not options.only and not options.deep:
        RECORD.write_text("\n".join(sorted(digests)) + "\n", encoding="ascii")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
