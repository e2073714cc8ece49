"""`make run` without the build: scripts/run_demo.sh fills a store, serves it, and its hints work."""

import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin_server import free_port

SECONDS = 60


class DemoTest(unittest.TestCase):
    def test_the_hints_that_it_prints_work(self):
        programs = pathlib.Path(os.environ["KHOTIN_SERVER_BIN"]).parent
        with tempfile.TemporaryDirectory(prefix="khotin-demo-") as folder:
            env = {**os.environ, "KHOTIN_STORE": f"{folder}/store", "KHOTIN_BIN_DIR": str(programs),
                   "KHOTIN_LISTEN": f"127.0.0.1:{free_port()}"}
            demo = subprocess.Popen([ROOT / "scripts" / "run_demo.sh"], env=env, text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.addCleanup(demo.stdout.close)
            self.addCleanup(demo.kill)
            hints = self.hints(demo)
            self.assertEqual(len(hints), 3)
            said = [subprocess.run(shlex.split(hint), capture_output=True, text=True, check=True,
                                   timeout=SECONDS, cwd=ROOT).stdout for hint in hints]
            self.assertIn("gìn giữ hòa bình", said[0].lower())
            self.assertIn("Tô Lâm", said[1])
            self.assertRegex(said[2], r"articles +\d+")
            demo.send_signal(signal.SIGTERM)
            self.assertEqual(demo.wait(SECONDS), 0)

    def hints(self, demo):
        """The commands that it tells to try, which end at an empty line."""
        hints = []
        for line in demo.stdout:
            command = re.match(r"  (\S*khotin .*)", line)
            if command:
                hints.append(command[1])
            elif hints:
                break
        return hints


if __name__ == "__main__":
    unittest.main()
