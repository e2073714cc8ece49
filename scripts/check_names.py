#!/usr/bin/env python3
"""Holds the name lists of models/names to their form (docs/formats/names.md) and to each other.

Every list is compiled in (lib/entity/CMakeLists.txt), opens with a line that says what it is, and
has rows of a known type in NFC. In the lists made by hand a spelling is a name in one row only.
province_mergers.tsv leads from each of the 63 provinces and cities of before July 2025 to one of 34.

Prints one line per violation and exits 1 if there is any.
"""

import pathlib
import re
import sys
import unicodedata

from project_files import ROOT, list_files, read

FOLDER = "models/names/"
MERGERS = "province_mergers"
NAMES = {"PERSON", "ORGANIZATION", "LOCATION", "MISC"}
# Counted in news, or one word a row: a spelling may stand in them beside another list.
COUNTED = {"places", "organizations", "people", "misc"}
OLD_PROVINCES, NEW_PROVINCES = 63, 34


def known_types():
    """The second columns that lib/entity knows."""
    return set(re.findall(r'^\s*\{"([A-Z_]+)", k', read("lib/entity/rules/lexicon.cc"), re.M))


def compiled_lists():
    """The lists that CMake compiles in, in their order."""
    found = re.search(r"set\(KHOTIN_NAME_LISTS([^)]*)\)", read("lib/entity/CMakeLists.txt"))
    return found.group(1).split()


def rows(path):
    """(line number, columns) of each row."""
    for number, line in enumerate(read(path).splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def check_form(path, types):
    """What is wrong with the rows of one list, line by line."""
    text = read(path)
    if not text.startswith("# "):
        yield f"{path}:1: want a line that says what the list is"
    if unicodedata.normalize("NFC", text) != text:
        yield f"{path}: not in NFC"
    for number, columns in rows(path):
        if len(columns) < 2 or not all(column == column.strip() != "" for column in columns):
            yield f"{path}:{number}: want name<TAB>type<TAB>alias…"
        elif columns[1] not in types:
            yield f"{path}:{number}: unknown type {columns[1]}"


def check_spellings(paths):
    """Spellings that are names in two rows of the lists made by hand."""
    first = {}
    for path in paths:
        for number, columns in rows(path):
            if len(columns) < 2 or columns[1] not in NAMES:
                continue
            for spelling in columns[:1] + columns[2:]:
                place = first.setdefault(spelling, (path, number))
                if place != (path, number):
                    yield f"{path}:{number}: '{spelling}' stands in {place[0]}:{place[1]} too"


def check_mergers():
    """What is wrong with the table of merged provinces."""
    path = f"{FOLDER}{MERGERS}.tsv"
    known = {columns[0] for _, columns in rows(f"{FOLDER}provinces.tsv")}
    mergers = dict(columns for _, columns in rows(path))
    for name in sorted((set(mergers) | set(mergers.values())) - known):
        yield f"{path}: '{name}' is not in provinces.tsv"
    for name in sorted(set(mergers.values())):
        if mergers.get(name) != name:
            yield f"{path}: '{name}' should lead to itself"
    counts = (len(mergers), len(set(mergers.values())))
    if counts != (OLD_PROVINCES, NEW_PROVINCES):
        yield f"{path}: {counts[0]} provinces lead to {counts[1]}, not 63 to 34"


def main():
    types, compiled = known_types(), compiled_lists()
    paths = [path for path in list_files(f"{FOLDER}*.tsv") if pathlib.Path(path).stem != MERGERS]
    problems = [f"{path}: not in lib/entity/CMakeLists.txt"
                for path in paths if pathlib.Path(path).stem not in compiled]
    for path in paths:
        problems += check_form(path, types)
    by_hand = [f"{FOLDER}{name}.tsv" for name in compiled if name not in COUNTED]
    problems += check_spellings([path for path in by_hand if (ROOT / path).is_file()])
    problems += check_mergers()
    for problem in problems:
        print(problem)
    total = sum(1 for path in paths for _ in rows(path))
    print(f"check_names: {len(paths)} lists, {total} rows, {len(problems)} violations")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
