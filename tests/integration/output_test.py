"""What khotin prints on a terminal, and what into a pipe."""

import json
import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

# pylint: disable=wrong-import-position
from khotin_server import KhotinServer

ENV = {key: value for key, value in os.environ.items() if key != "KHOTIN_OUTPUT"}


class OutputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="khotin-output-")
        cls.addClassCleanup(folder.cleanup)
        server = KhotinServer(pathlib.Path(folder.name) / "store")
        server.start()
        cls.addClassCleanup(server.terminate)
        cls.status = [os.environ["KHOTIN_BIN"], "status", "--server", server.address]

    def piped(self, *arguments, **env):
        return subprocess.run([*self.status, *arguments], env={**ENV, **env}, check=True,
                              capture_output=True, text=True).stdout

    def on_terminal(self, *arguments):
        terminal, stdout = pty.openpty()
        with open(terminal, encoding="utf-8") as shown:
            subprocess.run([*self.status, *arguments], env=ENV, check=True, stdout=stdout)
            os.close(stdout)
            return shown.readline()

    def test_people_read_a_terminal_and_programs_a_pipe(self):
        self.assertTrue(json.loads(self.piped())["writable"])
        self.assertNotIn("{", self.on_terminal())

    def test_either_can_be_asked_for(self):
        self.assertTrue(json.loads(self.on_terminal("--json"))["writable"])
        for asked in (self.piped("--output", "text"), self.piped(KHOTIN_OUTPUT="text")):
            self.assertNotIn("{", asked)
        self.assertTrue(json.loads(self.piped("--json", KHOTIN_OUTPUT="text"))["writable"])


if __name__ == "__main__":
    unittest.main()
