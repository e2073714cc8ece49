"""Backups of a running server, and the stores that come of them."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import grpc

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])

# pylint: disable=wrong-import-position
from khotin.v1 import admin_service_pb2, admin_service_pb2_grpc
from khotin_server import KhotinServer
from prose import prose

KHOTIN = os.environ["KHOTIN_BIN"]
WAIT_SECONDS = 60
DONE, NO, USAGE, FAILED = 0, 1, 2, 3
# Segments of the index are written and merged while the tests run.
SERVER_ARGUMENTS = ("--flush-documents", "40")
SMALL = 64 << 10


def wait_until(done):
    deadline = time.monotonic() + WAIT_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


class BackupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-backup-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.backups = self.folder / "backups"
        self.server = self.start("store")

    def start(self, store, env=None):
        server = KhotinServer(self.folder / store, SERVER_ARGUMENTS, env)
        server.start()
        self.addCleanup(server.terminate)
        return server

    def khotin(self, *arguments, code=DONE, env=None):
        """(standard output, standard error) of a command that ends with `code`."""
        done = subprocess.run([KHOTIN, *map(str, arguments)], capture_output=True, text=True,
                              check=False, env={**os.environ, **(env or {})})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout, done.stderr

    def khotin_json(self, *arguments, code=DONE):
        return json.loads(self.khotin(*arguments, "--json", code=code)[0])

    def ask(self, server, *arguments):
        return self.khotin(*arguments, "--server", server.address)[0]

    def backup(self, *arguments):
        return self.khotin_json("backup", self.backups, "--server", self.server.address, *arguments)

    def restore(self, store, *arguments, code=DONE):
        return self.khotin("restore", self.backups, "--store", self.folder / store, *arguments,
                           code=code)

    def ingest(self, begin, end):
        feed = self.folder / f"{begin}-{end}.jsonl"
        with open(feed, "w", encoding="utf-8") as file:
            for number in range(begin, end):
                text = f"Chuyện thứ {number}\n\n{prose(number)}\n\n{prose(number + 100_000)}\n"
                entry = {"url": f"https://baolang.example/{number}", "text": text}
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        subprocess.run([os.environ["KHOTIN_INGEST"], "--server", self.server.address, str(feed)],
                       capture_output=True, check=True)

    def export(self, server):
        """{name: article} of all articles."""
        articles = [json.loads(line) for line in self.ask(server, "export").splitlines()]
        return {article["name"]: article for article in articles}

    def search(self, query):
        """Names of the articles on the first page."""
        reply = json.loads(self.ask(self.server, "search", query, "--json"))
        return [result["article"]["name"] for result in reply["results"]]

    def files(self):
        return sorted((self.backups / "files").iterdir(), key=lambda path: path.stat().st_size)

    def flip_a_byte(self):
        """In the largest file of the backups, which is returned."""
        path = self.files()[-1]
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        return path

    def test_a_backup_while_articles_come_is_the_store_at_its_revision(self):
        self.ingest(0, 100)
        before = self.export(self.server)
        stopped = threading.Event()

        def keep_ingesting():
            begin = 100
            while not stopped.is_set():
                self.ingest(begin, begin + 20)
                begin += 20

        thread = threading.Thread(target=keep_ingesting)
        thread.start()
        try:
            made = self.backup()
        finally:
            stopped.set()
            thread.join()
        after = self.export(self.server)
        restored = self.khotin_json("restore", self.backups, "--store", self.folder / "restored")
        self.assertEqual(restored["revision"], made["revision"])
        self.khotin("check", "--store", self.folder / "restored")
        server = self.start("restored")
        status = json.loads(self.ask(server, "status", "--json"))
        self.assertEqual(int(status["revision"]), made["revision"])
        answers = self.export(server)
        self.assertLessEqual(before.keys(), answers.keys())
        self.assertEqual(answers.keys(), {name for name, article in after.items()
                                          if int(article["revision"]) <= made["revision"]})
        for name, article in answers.items():
            self.assertEqual(article["body"], after[name]["body"])

    def test_a_restored_store_answers_as_the_server_did_and_goes_on(self):
        self.ingest(0, 60)
        made = self.backup()
        expected = self.export(self.server)
        found = self.search("chợ thuyền")
        self.ingest(60, 70)
        self.server.kill()
        self.restore("restored")
        self.server = self.start("restored")
        self.assertEqual(self.export(self.server), expected)
        self.assertEqual(self.search("chợ thuyền"), found)
        self.ingest(0, 60)
        self.assertEqual(self.export(self.server), expected)
        self.ingest(60, 70)
        self.assertEqual(len(self.export(self.server)), len(expected) + 10)
        next_one = self.backup()
        self.assertEqual(next_one["backup"], made["backup"] + 1)
        self.assertLess(next_one["newBytes"], next_one["bytes"])
        self.khotin("backup", "verify", self.backups)

    def test_only_what_is_new_comes_again(self):
        self.ingest(0, 100)
        first = self.backup()
        self.assertEqual(first["newBytes"], first["bytes"])
        # Files may still be merged after the ingestion.
        for _ in range(20):
            made = self.backup("--keep", "2")
            if made["newBytes"] < SMALL:
                break
        self.assertLess(made["newBytes"], SMALL)
        self.assertGreater(made["bytes"], 2 * SMALL)
        listed = self.khotin_json("backup", "list", self.backups)
        self.assertEqual([entry["backup"] for entry in listed["backups"]],
                         [made["backup"] - 1, made["backup"]])
        self.assertEqual(sum(path.stat().st_size for path in self.files()), listed["bytes"])
        self.assertIn(f"{made['revision']}", self.khotin("backup", "list", self.backups)[0])
        self.assertIn("2 backups are whole", self.khotin("backup", "verify", self.backups)[0])
        said = self.khotin("backup", "verify", "--output", "text", self.backups,
                           env={"KHOTIN_OUTPUT": "json"})[0]
        self.assertIn("2 backups are whole", said)

    def test_a_killed_client_goes_on_where_it_was(self):
        self.ingest(0, 60)
        self.khotin("backup", self.backups, "--server", self.server.address, code=-signal.SIGKILL,
                    env={"KHOTIN_FAULT": "backup.file_added=kill@5"})
        self.assertIn("No backups", self.khotin("backup", "list", self.backups)[0])
        self.assertIn("no backup in it", self.restore("restored", code=NO)[1])
        left = {path.name for path in self.files()}
        self.assertEqual(len(left), 5)
        wait_until(lambda: not (self.server.store / "checkpoint").exists())
        made = self.backup()
        self.assertLess(made["newFiles"], made["files"])
        self.khotin("backup", "verify", self.backups)
        self.khotin("restore", self.backups, "--store", self.folder / "killed", code=-signal.SIGKILL,
                    env={"KHOTIN_FAULT": "restore.file_copied=kill@5"})
        self.assertFalse((self.folder / "killed").exists())
        self.restore("killed")
        self.khotin("check", "--store", self.folder / "killed")
        self.assertFalse((self.folder / ".killed.restoring").exists())

    def test_a_killed_server_cleans_up_and_a_cancelled_call_leaves_nothing(self):
        checkpoint = self.server.store / "checkpoint"
        self.ingest(0, 20)
        self.server.terminate()
        self.server = self.start("store", {"KHOTIN_FAULT": "store.checkpoint.made=kill"})
        error = self.khotin("backup", self.backups, "--server", self.server.address, code=FAILED)[1]
        self.assertIn(self.server.address, error)
        self.assertTrue(checkpoint.exists())
        self.server = self.start("store")
        self.assertFalse(checkpoint.exists())
        with grpc.insecure_channel(self.server.address) as channel:
            stub = admin_service_pb2_grpc.AdminServiceStub(channel)
            call = stub.Backup(admin_service_pb2.BackupRequest(), timeout=WAIT_SECONDS)
            self.assertGreater(len(next(call).manifest.files), 3)
            call.cancel()
            wait_until(lambda: not checkpoint.exists())
        self.backup()
        self.khotin("backup", "verify", self.backups)

    def test_damage_is_found_refused_and_mended(self):
        self.ingest(0, 40)
        self.backup()
        damaged = self.flip_a_byte()
        out, error = self.khotin("backup", "verify", self.backups, code=NO)
        self.assertIn(damaged.name, out)
        self.assertIn("1 damaged or missing", error)
        found = self.khotin_json("backup", "verify", self.backups, code=NO)
        self.assertEqual([entry["backups"] for entry in found["damaged"]], [[1]])
        self.assertIn(damaged.name, self.restore("restored", code=FAILED)[1])
        self.assertFalse((self.folder / "restored").exists())
        damaged.unlink()
        self.assertIn("missing", self.khotin("backup", "verify", self.backups, code=NO)[0])
        self.assertIn("missing", self.restore("restored", code=FAILED)[1])
        self.backup()
        self.khotin("backup", "verify", self.backups, "--backup", 2)
        self.restore("restored")
        (self.backups / "notes.txt").write_text("x", encoding="utf-8")
        self.assertIn("notes.txt", self.khotin("backup", "verify", self.backups, "--backup", 2)[1])

    def damage_manifest(self, backup):
        """Its path."""
        path, = (self.backups / "backups").glob(f"{backup}-*.json")
        path.write_text("x", encoding="utf-8")
        return path

    def test_pruning_makes_room_without_a_server(self):
        self.ingest(0, 40)
        for _ in range(3):
            self.backup()
        orphan = self.backups / "files" / ("0" * 32)
        orphan.write_bytes(b"x" * 1000)
        (self.backups / "partial" / "file").write_bytes(b"x" * 500)
        self.server.terminate()
        self.khotin("backup", "prune", self.backups, code=USAGE)
        done = self.khotin_json("backup", "prune", self.backups, "--keep", 2)
        self.assertEqual(done["removedBackups"], [1])
        self.assertGreaterEqual(done["removedFiles"], 2)
        self.assertGreaterEqual(done["removedBytes"], 1500)
        self.assertEqual(done["damaged"], [])
        self.assertFalse(orphan.exists())
        said = self.khotin("backup", "prune", self.backups, "--keep", 1, "--output", "text")[0]
        self.assertIn("removed backup 2", said)
        said = self.khotin("backup", "prune", self.backups, "--keep", 1, "--output", "text")[0]
        self.assertIn("nothing to remove", said)
        self.khotin("backup", "verify", self.backups)
        self.restore("restored")
        nowhere = self.folder / "nowhere"
        self.khotin("backup", "prune", nowhere, "--keep", 1, code=NO)
        self.assertFalse(nowhere.exists())

    def test_nothing_is_removed_while_a_manifest_is_damaged(self):
        self.ingest(0, 3)
        for _ in range(2):
            self.backup()
        damaged = self.damage_manifest(1)
        orphan = self.backups / "files" / ("0" * 32)
        orphan.write_bytes(b"x")
        out, error = self.khotin("backup", self.backups, "--server", self.server.address,
                                 "--keep", 1, "--json", code=NO)
        made = json.loads(out)
        self.assertEqual((made["backup"], made["removedBackups"]), (3, []))
        self.assertEqual([entry["path"] for entry in made["damaged"]], [f"backups/{damaged.name}"])
        self.assertIn(f"{damaged}: ", error)
        self.assertIn("nothing old is removed", error)
        pruned = self.khotin_json("backup", "prune", self.backups, "--keep", 1, code=NO)
        self.assertEqual((pruned["removedBackups"], pruned["removedFiles"]), ([], 0))
        self.assertTrue(orphan.exists())
        damaged.unlink()
        pruned = self.khotin_json("backup", "prune", self.backups, "--keep", 1)
        self.assertEqual(pruned["removedBackups"], [2])
        self.assertFalse(orphan.exists())

    def test_no_older_backup_is_restored_unasked(self):
        self.ingest(0, 3)
        self.backup()
        self.backup()
        damaged = self.damage_manifest(2)
        error = self.restore("restored", code=FAILED)[1]
        self.assertIn(str(damaged), error)
        self.assertIn("whole is 1,", error)
        self.assertFalse((self.folder / "restored").exists())
        self.restore("restored", "--backup", 1)

    def test_what_cannot_be_done_is_explained(self):
        self.ingest(0, 3)
        self.backup()
        self.assertIn("DIR", self.khotin("backup", code=USAGE)[1])
        self.khotin("backup", self.backups, "--keep", 0, code=USAGE)
        self.khotin("restore", self.backups, code=USAGE)
        self.assertIn("not empty", self.restore("store", code=FAILED)[1])
        self.assertIn("there are 1", self.restore("restored", "--backup", 5, code=NO)[1])
        other = self.folder / "other"
        other.mkdir()
        (other / "thesis.txt").write_text("x", encoding="utf-8")
        self.assertIn("thesis.txt", self.khotin("backup", other, code=FAILED)[1])
        for command in (["backup", "list"], ["backup", "verify"]):
            self.assertIn("no folder of backups", self.khotin(*command, other, code=FAILED)[1])
            self.assertIn("no such folder",
                          self.khotin(*command, self.folder / "nowhere", code=NO)[1])
        self.server.terminate()
        error = self.khotin("backup", self.backups, "--server", self.server.address, code=FAILED)[1]
        self.assertIn("no answer", error)
        shutil.rmtree(self.backups / "files")
        self.assertIn("files", self.khotin("backup", "verify", self.backups, code=NO)[1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
