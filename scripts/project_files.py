"""What the checks in this folder share: the project's files and the calls in its CMakeLists.txt."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def list_files(*patterns):
    """Tracked files, and new ones that are not ignored, as sorted paths relative to the root."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others",
               "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    names = {name for name in listed.split("\0") if name}
    return sorted(name for name in names if (ROOT / name).is_file())


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def includes(text):
    """(line number, path, quoted?) of each #include in a C++ source."""
    return [(text.count("\n", 0, match.start(1)) + 1, match.group(2), match.group(1) == '"')
            for match in _INCLUDE.finditer(text)]


def cmake_calls(text, *functions):
    """(function, [arguments]) of each call to one of `functions`, comments left out."""
    text = re.sub(r"#[^\n]*", "", text)
    calls = []
    for match in re.finditer(r"\b(%s)\s*\(([^)]*)\)" % "|".join(functions), text):
        calls.append((match.group(1), [word.strip('"') for word in match.group(2).split()]))
    return calls


def cmake_keyword(arguments, keyword):
    """The values behind `keyword`, up to the next word in capitals that is a keyword."""
    keywords = {"SRCS", "DEPS", "PRIVATE_DEPS", "LABELS", "TIMEOUT", "ENVIRONMENT", "NAME",
                "COMMAND", "WORKING_DIRECTORY"}
    values, inside = [], False
    for argument in arguments:
        if argument in keywords:
            inside = argument == keyword
        elif inside:
            values.append(argument)
    return values
