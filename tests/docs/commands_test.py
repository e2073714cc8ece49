"""Runs the commands of the documentation, page by page, beside a server that holds the examples.

A fenced block marked `sh` is run line by line in a folder that looks like the project's, and each
command must end with 0; /srv is a folder in it, with an inbox. A comment in the line above a block says otherwise:

    <!-- not run: REASON -->
    <!-- ends with 1: REASON -->      (what comes in any case; more than one code: "0 or 1")

So are the examples that `khotin COMMAND --help` shows, in the order of the commands.

Commands that go on until they are interrupted end at what is there: `khotin watch` gets
--until-now. What is shown as output belongs into another block.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin_server import KhotinServer

SECONDS = 60
DEFAULT_ADDRESS = "127.0.0.1:50051"
BLOCK = re.compile(r"(?:^<!-- (?P<note>[^\n]*) -->\n)?^```sh\n(?P<text>.*?)^```$",
                   re.MULTILINE | re.DOTALL)
PAGES = sorted(p.relative_to(ROOT) for folder in ("docs", "examples", "deploy")
               for p in (ROOT / folder).rglob("*.md")) + [pathlib.Path("README.md")]


def commands_of(text):
    """The commands of a block: lines, joined where one ends with a backslash."""
    for line in text.replace("\\\n", " ").split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip()


def codes_of(note):
    """The exit codes that a comment allows; None where it says that nothing is run."""
    if not note:
        return {0}
    if re.match(r"not run: \S", note):
        return None
    said = re.match(r"ends with (\d+)(?: or (\d+))?: \S", note)
    if not said:
        raise ValueError(f"<!-- {note} -->: expected 'not run: …' or 'ends with …: …'")
    return {int(code) for code in said.groups() if code}


def with_an_end(command):
    words = shlex.split(command, comments=True)
    watches = len(words) > 1 and pathlib.Path(words[0]).name == "khotin" and words[1] == "watch"
    return command.replace("watch", "watch --until-now", 1) if watches else command


class CommandsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-docs-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "project"
        self.folder.mkdir()
        (self.folder / "srv" / "news" / "inbox").mkdir(parents=True)
        self.programs = pathlib.Path(os.environ["KHOTIN_SERVER_BIN"]).parent
        for entry in ("benchmarks", "deploy", "docs", "examples", "models", "proto", "scripts"):
            if (ROOT / entry).exists():
                (self.folder / entry).symlink_to(ROOT / entry)
        (self.folder / "build").symlink_to(self.programs.parent)

    def environment(self, address):
        return {**os.environ, "KHOTIN_SERVER": address,
                "PATH": f"{self.programs}:{os.environ['PATH']}"}

    def run_command(self, command, address, codes):
        ready = with_an_end(command).replace(DEFAULT_ADDRESS, address)
        ready = ready.replace("/srv/", f"{self.folder}/srv/")
        done = subprocess.run(["bash", "-c", ready], cwd=self.folder, stdin=subprocess.DEVNULL, text=True,
                              capture_output=True, timeout=SECONDS, check=False,
                              env=self.environment(address))
        said = f"{command}\nended with {done.returncode}:\n{done.stdout[-500:]}{done.stderr[-2000:]}"
        self.assertIn(done.returncode, codes, said)

    def run_page(self, page):
        self.run_blocks([(codes_of(found["note"]), found["text"])
                         for found in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))])

    def test_the_examples_of_the_help(self):
        khotin = self.programs / "khotin"
        listed = subprocess.run([khotin, "--help"], check=True, capture_output=True, text=True)
        self.assertNotIn("\nSubcommands:", listed.stdout, "a command that is in no group")
        blocks = []
        for command in re.findall(r"^  ([a-z][a-z-]*) ", listed.stdout, re.MULTILINE):
            said = subprocess.run([khotin, command, "--help"], check=True, capture_output=True,
                                  text=True).stdout
            _, _, examples = said.partition("Examples:\n")
            blocks.append(({0}, examples))
        self.assertGreater(sum(bool(text) for _, text in blocks), 20)
        self.run_blocks(blocks)

    def run_blocks(self, blocks):
        if all(codes is None for codes, _ in blocks):
            return
        with KhotinServer(self.folder.parent / "store") as server:
            self.run_command("build/bin/khotin-ingest --server 127.0.0.1:50051 examples/articles",
                             server.address, {1})
            for codes, text in blocks:
                for command in commands_of(text) if codes else ():
                    self.run_command(command, server.address, codes)


def add_page(page):
    name = "test_" + re.sub(r"\W+", "_", str(page.with_suffix(""))).lower()
    setattr(CommandsTest, name, lambda self: self.run_page(page))


for each in PAGES:
    if "```sh" in (ROOT / each).read_text(encoding="utf-8"):
        add_page(each)

if __name__ == "__main__":
    unittest.main()
