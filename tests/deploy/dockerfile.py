"""Reads a Dockerfile as far as the tests need it: stages, instructions, and what the last stage sets."""

import json
import re
import shlex


class Instruction:
    """One instruction: its keyword in capitals, and the rest of it on one line."""

    def __init__(self, keyword, value):
        self.keyword = keyword
        self.value = value

    def json_words(self):
        """The words of the exec form (["program", "argument"]); ValueError for the shell form."""
        return json.loads(self.value)

    def pairs(self):
        """{name: value} of ENV, LABEL or ARG in the form NAME=VALUE."""
        return dict(word.partition("=")[::2] for word in shlex.split(self.value))

    def flags_and_words(self):
        """({flag: value}, [word]) of COPY."""
        words = shlex.split(self.value)
        flags = dict(word[2:].partition("=")[::2] for word in words if word.startswith("--"))
        return flags, [word for word in words if not word.startswith("--")]


class Stage:
    """The instructions from one FROM to the next."""

    def __init__(self, base, name):
        self.base = base
        self.name = name
        self.instructions = []

    def all(self, keyword):
        return [step for step in self.instructions if step.keyword == keyword]

    def last(self, keyword):
        """The value of the instruction that counts; AssertionError where there is none."""
        found = self.all(keyword)
        assert found, f"no {keyword} in the stage from {self.base}"
        return found[-1]

    def environment(self):
        return {name: value for step in self.all("ENV") for name, value in step.pairs().items()}

    def user(self):
        """(uid, gid) of USER, which must be numbers."""
        uid, _, gid = self.last("USER").value.partition(":")
        return int(uid), int(gid)


def _logical_lines(text):
    """Lines joined at their backslashes, comments and empty ones left out, as docker reads them."""
    kept = [line.rstrip() for line in text.splitlines() if not re.match(r"\s*(#|$)", line)]
    joined = ""
    for line in kept:
        joined += line[:-1] if line.endswith("\\") else line
        if not line.endswith("\\"):
            yield joined.strip()
            joined = ""


def _substitute(value, arguments):
    return re.sub(r"\$\{(\w+)\}", lambda match: arguments.get(match.group(1), match.group(0)), value)


def parse(text):
    """The stages in their order. ARG defaults are put in, save into RUN, whose shell does that."""
    stages, arguments = [], {}
    for line in _logical_lines(text):
        keyword, _, value = line.partition(" ")
        keyword, value = keyword.upper(), value.strip()
        if keyword != "RUN":
            value = _substitute(value, arguments)
        if keyword == "FROM":
            base, _, name = value.partition(" AS ")
            stages.append(Stage(base, name.strip()))
            continue
        step = Instruction(keyword, value)
        if keyword == "ARG":
            arguments.update(step.pairs())
        if stages:
            stages[-1].instructions.append(step)
    return stages
