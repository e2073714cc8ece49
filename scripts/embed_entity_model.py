#!/usr/bin/env python3
"""Turns the model of entities (models/entity) into one C++ source.

usage: embed_entity_model.py OUTPUT.cc MODEL.bin
"""
import pathlib
import struct
import sys

HEAD = '''// Made from models/entity by scripts/embed_entity_model.py; rebuild the model, not this file.
#include "entity/model/tag_model.h"

namespace khotin::entity::model {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the bytes below are in that order");
constexpr uint64_t kModel[] = {
'''
TAIL = '''};

}  // namespace

absl::string_view BuiltInTagModel() {
  return absl::string_view(reinterpret_cast<const char*>(kModel), SIZE);
}

}  // namespace khotin::entity::model
'''


def main():
    output, model = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes()
    padded = model + b"\0" * (-len(model) % 8)
    numbers = struct.unpack(f"<{len(padded) // 8}Q", padded)
    body = "".join(f"{number:#x}," for number in numbers) + "\n"
    output.write_text(HEAD + body + TAIL.replace("SIZE", str(len(model))))


if __name__ == "__main__":
    main()
