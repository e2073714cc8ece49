#!/usr/bin/python3
"""Writes docs/api, the reference of the API, from the comments of proto/khotin/v1.

    scripts/api_reference.py [--check]

With --check nothing is written: exits 1 when a page is not what the protos say. Needs protoc and
python3-protobuf of Debian.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROTO = ROOT / "proto"
PAGES = ROOT / "docs" / "api"

Field = descriptor_pb2.FieldDescriptorProto
File = descriptor_pb2.FileDescriptorProto
SCALARS = {number: name.removeprefix("TYPE_").lower() for name, number in Field.Type.items()}


def read_protos():
    """The files of the API, with their comments."""
    files = sorted(str(p.relative_to(PROTO)) for p in PROTO.glob("khotin/v1/*.proto"))
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(["protoc", f"--proto_path={PROTO}", "--include_source_info",
                        f"--descriptor_set_out={out.name}", *files], check=True)
        return descriptor_pb2.FileDescriptorSet.FromString(out.read()).file


def page_of(file_name):
    return pathlib.PurePosixPath(file_name).stem + ".md"


class Page:
    """The text of one file's page."""

    def __init__(self, file, homes):
        self.file = file
        self.homes = homes  # page by full name of a message or enum
        self.comments = {tuple(l.path): l for l in file.source_code_info.location}

    def comment(self, *path):
        location = self.comments.get(path)
        if location is None:
            return ""
        return (location.leading_comments or location.trailing_comments).strip()

    def prose(self, *path):
        lines = self.comment(*path).split("\n")
        return "\n".join(line.strip() for line in lines)

    def link(self, full_name):
        full_name = full_name.removeprefix(".")
        short = full_name.removeprefix("khotin.v1.")
        if full_name not in self.homes:
            return f"`{full_name}`"
        home = self.homes[full_name]
        page = "" if home == page_of(self.file.name) else home
        return f"[{short}]({page}#{anchor(short)})"

    def type_of(self, field, nested):
        name = field.type_name.removeprefix(".")
        if name in nested and nested[name].options.map_entry:
            key, value = nested[name].field
            return f"map of {self.type_of(key, nested)} to {self.type_of(value, nested)}"
        plain = self.link(name) if name else SCALARS[field.type]
        return f"repeated {plain}" if field.label == Field.LABEL_REPEATED else plain

    def text(self):
        parts = [f"# {self.file.name}", note()]
        for i, service in enumerate(self.file.service):
            parts += self.service(service, 6, i)
        for i, message in enumerate(self.file.message_type):
            parts += self.message(message, message.name, 4, i)
        for i, enum in enumerate(self.file.enum_type):
            parts += self.enum(enum, enum.name, 5, i)
        return "\n\n".join(part for part in parts if part) + "\n"

    def service(self, service, *path):
        yield f"## {service.name}"
        yield self.prose(*path)
        for i, method in enumerate(service.method):
            takes = "stream of " * method.client_streaming + self.link(method.input_type)
            gives = "stream of " * method.server_streaming + self.link(method.output_type)
            yield f"### {service.name}.{method.name}"
            yield f"{takes} → {gives}"
            yield self.prose(*path, 2, i)

    def enum(self, enum, name, *path):
        yield f"## {name}"
        yield self.prose(*path)
        rows = ["| value | number | |", "|---|---|---|"]
        for i, value in enumerate(enum.value):
            rows.append(f"| `{value.name}` | {value.number} | {self.cell(*path, 2, i)} |")
        yield "\n".join(rows)

    def message(self, message, name, *path):
        prefix = f"{self.file.package}.{name}"
        nested = {f"{prefix}.{each.name}": each for each in message.nested_type}
        yield f"## {name}"
        yield self.prose(*path)
        if message.field:
            rows = ["| field | type | |", "|---|---|---|"]
            for i, field in enumerate(message.field):
                said = self.cell(*path, 2, i)
                if is_choice(field):
                    said = f"One of `{message.oneof_decl[field.oneof_index].name}`. {said}".strip()
                rows.append(f"| `{field.name}` | {self.type_of(field, nested)} | {said} |")
            yield "\n".join(rows)
        for i, each in enumerate(message.nested_type):
            if not each.options.map_entry:
                yield from self.message(each, f"{name}.{each.name}", *path, 3, i)
        for i, each in enumerate(message.enum_type):
            yield from self.enum(each, f"{name}.{each.name}", *path, 4, i)

    def cell(self, *path):
        return " ".join(self.prose(*path).split()).replace("|", "\\|")


def is_choice(field):
    return field.HasField("oneof_index") and not field.proto3_optional


def anchor(name):
    return name.lower().replace(".", "")


def note():
    return "Written by `scripts/api_reference.py` from the comments of the file; not to be edited."


def names_of(messages, enums, prefix):
    for each in enums:
        yield f"{prefix}.{each.name}"
    for each in messages:
        yield f"{prefix}.{each.name}"
        yield from names_of(each.nested_type, each.enum_type, f"{prefix}.{each.name}")


def index(files):
    lines = ["# The API, package khotin.v1", note(),
             "How to connect, page, follow and retry is told in [clients.md](../clients.md).",
             "| service | methods |\n|---|---|"]
    for file in files:
        for service in file.service:
            methods = ", ".join(
                f"[{m.name}]({page_of(file.name)}#{anchor(service.name + '.' + m.name)})"
                for m in service.method)
            lines[-1] += f"\n| [{service.name}]({page_of(file.name)}) | {methods} |"
    others = [f"[{pathlib.PurePosixPath(f.name).name}]({page_of(f.name)})"
              for f in files if not f.service]
    lines.append(f"What several services speak of: {', '.join(others)}.")
    return "\n\n".join(lines) + "\n"


def make_pages():
    """Text by name of a page."""
    files = read_protos()
    homes = {name: page_of(file.name) for file in files
             for name in names_of(file.message_type, file.enum_type, file.package)}
    pages = {page_of(file.name): Page(file, homes).text() for file in files}
    pages["README.md"] = index(files)
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args()
    pages = make_pages()
    there = {p.name: p.read_text(encoding="utf-8") for p in PAGES.glob("*.md")}
    if options.check:
        wrong = sorted(n for n in pages.keys() | there.keys() if pages.get(n) != there.get(n))
        for name in wrong:
            print(f"docs/api/{name}: not what the protos say; run scripts/api_reference.py")
        return 1 if wrong else 0
    PAGES.mkdir(exist_ok=True)
    for name in there.keys() - pages.keys():
        (PAGES / name).unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
