#!/usr/bin/env python3
"""Turns name lists (models/names/*.tsv) into one C++ source of string arrays.

usage: embed_names.py OUTPUT.cc LIST.tsv...
The output depends on nothing but the lists and their order.
"""
import pathlib
import sys

HEAD = '''// Made from models/names by scripts/embed_names.py; edit the lists, not this file.
#include "entity/rules/name_rows.h"

namespace khotin::entity::rules {
namespace {

constexpr absl::string_view kRows[] = {
'''
TAIL = '''};

}  // namespace

absl::Span<const absl::string_view> NameRows() { return kRows; }

}  // namespace khotin::entity::rules
'''


def rows(path):
    """Yields the rows of one list, checked."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2 or not all(fields):
            sys.exit(f"{path}:{number}: want name<TAB>type<TAB>alias…")
        yield line


def literal(text):
    """A C++ string literal of `text`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def main():
    output, lists = pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]
    lines = [f"    {literal(row)},\n" for path in lists for row in rows(path)]
    output.write_text(HEAD + "".join(lines) + TAIL, encoding="utf-8")


if __name__ == "__main__":
    main()
