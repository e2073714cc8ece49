#!/usr/bin/env python3
"""Turns the table of abbreviations (models/abbreviations) into one C++ source.

usage: embed_abbreviations.py OUTPUT.cc TABLE.tsv
"""
import pathlib
import sys

HEAD = '''// Made from models/abbreviations by scripts/embed_abbreviations.py; edit the table, not this file.
#include "query/abbreviation_rows.h"

namespace khotin::query {

absl::string_view AbbreviationRows() {
  return
'''
TAIL = '''      "";
}

}  // namespace khotin::query
'''


def literal(text):
    """A C++ string literal of a line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'      "{escaped}\\n"\n'


def main():
    output, table = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    lines = table.read_text(encoding="utf-8").splitlines()
    output.write_text(HEAD + "".join(map(literal, lines)) + TAIL, encoding="utf-8")


if __name__ == "__main__":
    main()
