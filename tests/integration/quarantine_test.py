"""What is refused is kept, shown, and tried again."""

import functools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from khotin_server import KhotinServer

BROKEN = "Chợ hoa ngày cuối năm\n\nChợ đông từ sáng \udcff\udcc3 sớm.\n".encode("utf-8", "surrogateescape")
ENGLISH = ("Rescue team leaves\n\nThe rescue team left the capital this morning for the area of "
           "the earthquake, taking along fifteen tons of equipment and medicine.\n")


class QuarantineTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-quarantine-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.store = self.folder / "store"

    def serve(self, *arguments):
        server = KhotinServer(self.store, arguments)
        server.start()
        self.addCleanup(server.terminate)
        return server

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run_program(self, name, *arguments, code=0):
        env = {key: value for key, value in os.environ.items() if key != "KHOTIN_SERVER"}
        done = subprocess.run([os.environ[name], *map(str, arguments)], env=env,
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout

    def khotin(self, server, *arguments, code=0):
        return self.run_program("KHOTIN_BIN", *arguments, "--server", server.address, code=code)

    def khotin_json(self, server, *arguments, code=0):
        return json.loads(self.khotin(server, *arguments, "--json", code=code))

    def entries(self, server, *arguments):
        return self.khotin_json(server, "quarantine", "list", *arguments).get("documents", [])

    def test_a_worker_leaves_the_bytes_and_the_reason_with_the_server(self):
        server = self.serve()
        broken = self.write("broken.txt", BROKEN)
        self.write("empty.txt", "")
        lines = self.run_program("KHOTIN_INGEST", "--json", "--server", server.address, self.folder
                                 / "broken.txt", self.folder / "empty.txt", code=1).splitlines()
        first, second = (json.loads(line) for line in lines)
        self.assertEqual((first["reason"], second["reason"]), ("unreadable", "empty"))
        shown = self.khotin_json(server, "quarantine", "show", first["quarantine"])["document"]
        self.assertEqual(shown["document"]["input"], str(broken))
        self.assertEqual(shown["error"]["reason"], "REFUSAL_REASON_UNREADABLE")
        self.assertIn("invalid UTF-8 at byte", shown["error"]["message"])
        raw = self.khotin(server, "quarantine", "show", first["quarantine"], "--raw")
        self.assertEqual(raw, BROKEN)
        self.assertEqual([e["name"] for e in self.entries(server, "--reason", "empty")],
                         [second["quarantine"]])
        status = self.khotin_json(server, "status")
        self.assertEqual(status["quarantinedCount"], "2")
        self.assertIn(b"unreadable", self.khotin(server, "quarantine", "list"))

    def test_a_store_without_server_keeps_them_too_and_once(self):
        path = self.write("broken.txt", BROKEN)
        for _ in range(2):
            self.run_program("KHOTIN_INGEST", "--store", self.store, path, code=1)
        self.run_program("KHOTIN_BIN", "check", "--store", self.store)
        entries = self.entries(self.serve())
        self.assertEqual([entry["attempts"] for entry in entries], [1])

    def test_what_is_whole_in_quarantine_can_be_no_failure(self):
        server = self.serve()
        broken, empty = self.write("broken.txt", BROKEN), self.write("empty.txt", "")
        cut = self.write("cut.json", '[{"text": "a"}, {"text":')
        for target in (["--server", server.address], ["--store", self.folder / "other"]):
            ingest = functools.partial(self.run_program, "KHOTIN_INGEST", "--json", *target)
            lines = ingest("--quarantine-ok", broken, empty).splitlines()
            self.assertTrue(all("quarantine" in json.loads(line) for line in lines))
            ingest(broken, empty, code=1)
            # Of these there is nothing in quarantine, or no content.
            ingest("--quarantine-ok", broken, self.folder / "nowhere.txt", code=1)
            ingest("--quarantine-ok", cut, code=1)
        self.run_program("KHOTIN_INGEST", "--dry-run", "--quarantine-ok", broken, code=1)

    def test_a_retry_takes_what_the_server_now_reads(self):
        path = self.write("english.txt", ENGLISH)
        strict = self.serve("--only-vietnamese")
        self.khotin(strict, "ingest", path, code=1)
        entries = self.entries(strict, "--reason", "wrong_language")
        self.assertEqual(len(entries), 1)
        again = self.khotin_json(strict, "quarantine", "retry", entries[0]["name"], code=1)
        self.assertEqual(again["results"][0]["verdict"], "VERDICT_REFUSED")
        self.assertEqual(self.entries(strict)[0]["attempts"], 2)
        strict.terminate()

        open_minded = self.serve()
        taken = self.khotin_json(open_minded, "quarantine", "retry", "--all")["results"]
        self.assertEqual([result["verdict"] for result in taken], ["VERDICT_NEW"])
        self.assertEqual(self.entries(open_minded), [])
        article = self.khotin_json(open_minded, "get", taken[0]["article"])["article"]
        self.assertEqual(article["title"], "Rescue team leaves")

    def test_what_is_not_there_is_said(self):
        server = self.serve()
        self.khotin(server, "quarantine", "show", "nothing", code=1)
        self.khotin(server, "quarantine", "retry", "quarantine/nothing", code=1)
        self.khotin(server, "quarantine", "retry", code=2)
        self.assertIn(b"Nothing is in quarantine",
                      self.khotin(server, "quarantine", "list"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
