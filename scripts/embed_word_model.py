#!/usr/bin/env python3
"""Turns a model of words (models/word_segment) into one C++ source.

usage: embed_word_model.py OUTPUT.cc MODEL.bin
"""
import pathlib
import struct
import sys

HEAD = '''// Made from models/word_segment by scripts/embed_word_model.py; rebuild the model, not this file.
#include "text/word_model.h"

namespace khotin::text {
namespace {

constexpr uint64_t kModel[] = {
'''
TAIL = '''};

}  // namespace

absl::Span<const uint64_t> BuiltInWordModel() { return kModel; }

}  // namespace khotin::text
'''


def main():
    output, model = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes()
    numbers = struct.unpack(f"<{len(model) // 8}Q", model)
    output.write_text(HEAD + "".join(f"{number:#x}," for number in numbers) + "\n" + TAIL)


if __name__ == "__main__":
    main()
