#!/usr/bin/env python3
"""Turns a table of document frequencies (models/news_terms) into one C++ source.

usage: embed_frequencies.py OUTPUT.cc TABLE.bin
"""
import pathlib
import struct
import sys

HEAD = '''// Made from models/news_terms by scripts/embed_frequencies.py; rebuild the table, not this file.
#include "story/news_terms.h"

namespace khotin::story {
namespace {

constexpr uint64_t kBuckets[] = {
'''
TAIL = '''};

}  // namespace

absl::Span<const uint64_t> NewsTerms() { return kBuckets; }

}  // namespace khotin::story
'''


def main():
    output, table = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes()
    buckets = struct.unpack(f"<{len(table) // 8}Q", table)
    output.write_text(HEAD + "".join(f"    {bucket:#x},\n" for bucket in buckets) + TAIL)


if __name__ == "__main__":
    main()
