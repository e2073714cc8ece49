"""Kills the command of a scheduled job again and again, runs it once more, and compares the store
with that of a run that nobody disturbed: every article, every file of the ledger with its tally of
verdicts, `khotin check`, and the folder of files that are done.

KHOTIN_CRASH_JOB_KILLS (5) kills come from outside, at random points; with --server, the server is
killed too, while the job waits for it. Then each fault point on the way of a file ends the job from
inside. KHOTIN_CRASH_SEED repeats a run.
"""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))

from khotin.v1 import ingest_service_pb2, ingest_service_pb2_grpc  # noqa: E402
from khotin_server import KhotinServer, free_port  # noqa: E402
import inbox  # noqa: E402

KILLS = int(os.environ.get("KHOTIN_CRASH_JOB_KILLS", "5"))
SEED = int(os.environ.get("KHOTIN_CRASH_SEED", "1"))
# Those of files first: there are few of them, and each kill leaves fewer.
FAULT_POINTS = ("ingest.file.moved", "ingest.file.done", "store.commit.before_write",
                "store.commit.after_write")
SOME_REFUSED = 1
# Of an article, what tells when it was stored and not what: time and numbers of commits, which hold
# more or fewer documents each time.
VOLATILE = ("revision", "ingestTime", "chromeSnapshot")
# Small, so that kills leave files half read, and that a job cannot run far ahead of who reads its
# lines: so it is where it stands that it is killed, and not at its end.
ARGUMENTS = ["--inbox", "inbox", "--done", "move:done", "--batch-size", "7", "--json"]
SERVER_ARGUMENTS = ("--window", "16")
SMALL_PIPE = 4096


def environment(extra):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KHOTIN_")}
    return {**kept, **extra}


class Job:
    """A folder with an inbox, and the command that is run over it."""

    def __init__(self, folder, target):
        self.folder = folder
        self.target = target

    def start(self, env=None):
        return subprocess.Popen([os.environ["KHOTIN_INGEST"], *self.target, *ARGUMENTS],
                                cwd=self.folder, env=environment(env or {}),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                                pipesize=SMALL_PIPE)

    def run(self, env=None):
        """Runs to the end; the exit code, the lines of its results, and its last words."""
        with self.start(env) as process:
            out, err = process.communicate()
        return process.returncode, out.splitlines(), err

    def kill_after(self, lines):
        """Kills it when it has told of so many documents; False when it ended before."""
        with self.start() as process:
            told = 0
            while told < lines and process.stdout.readline():
                told += 1
            process.kill()
            process.stdout.read()
            return process.wait() == -signal.SIGKILL

    def files_done(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*")
                      if path.is_file())


class IngestCrashTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print(f"KHOTIN_CRASH_SEED={SEED}", flush=True)
        cls.rng = random.Random(SEED)
        folder = tempfile.TemporaryDirectory(prefix="khotin-job-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name)
        cls.total = inbox.fill(cls.root / "template", SEED)
        calm = cls.new_job("calm", ["--store", "store"])
        code, lines, err = calm.run()
        assert code == SOME_REFUSED, err
        cls.lines = len(lines)
        cls.expected = cls.picture(calm)
        assert sum(count for _, file in cls.expected["ledger"].items()
                   for count in file["verdicts"].values()) == cls.total

    @classmethod
    def new_job(cls, name, target):
        folder = cls.root / name
        shutil.copytree(cls.root / "template", folder / "inbox")
        return Job(folder, target)

    @classmethod
    def picture(cls, job):
        """All that two stores must have in common."""
        store = job.folder / "store"
        with KhotinServer(store) as server:
            exported = subprocess.run([os.environ["KHOTIN_BIN"], "export", "--json", "--server",
                                       server.address], capture_output=True, text=True, check=True)
            ledger = cls.ledger(server.address)
        articles = [json.loads(line) for line in exported.stdout.splitlines()]
        for article in articles:
            for field in VOLATILE:
                article.pop(field, None)
        return {"articles": articles, "ledger": ledger, "check": cls.check(store),
                "files": [path for path in job.files_done() if not path.startswith("store")]}

    @staticmethod
    def ledger(address):
        with grpc.insecure_channel(address) as channel:
            stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
            files = {}
            request = ingest_service_pb2.ListIngestedFilesRequest(page_size=7)
            while True:
                reply = stub.ListIngestedFiles(request, timeout=60)
                for file in reply.files:
                    verdicts = {ingest_service_pb2.Verdict.Name(entry.verdict): entry.count
                                for entry in file.verdicts}
                    files[file.path] = {"documents": file.document_count, "done": file.done,
                                        "verdicts": verdicts, "reading": file.file.reading,
                                        "hash": file.file.content_hash}
                request.page_token = reply.next_page_token
                if not request.page_token:
                    return files

    @staticmethod
    def check(store):
        found = subprocess.run([os.environ["KHOTIN_BIN"], "check", "--store", str(store)],
                               capture_output=True, text=True, check=False)
        return found.returncode, found.stderr

    def assert_same_as_calm(self, job):
        self.maxDiff = 4000
        found = self.picture(job)
        self.assertEqual(found["check"], (0, self.expected["check"][1]))
        self.assertEqual(found["files"], self.expected["files"])
        self.assertEqual(found["ledger"], self.expected["ledger"])
        self.assertEqual(len(found["articles"]), len(self.expected["articles"]))
        for article, expected in zip(found["articles"], self.expected["articles"]):
            self.assertEqual(article, expected)

    def finish(self, job):
        code, lines, err = job.run()
        self.assertIn(code, (0, SOME_REFUSED), err)
        return lines

    def test_killed_while_it_writes_the_store(self):
        job = self.new_job("store-killed", ["--store", "store"])
        kills = sum(job.kill_after(self.rng.randint(1, self.lines // (2 * KILLS)))
                    for _ in range(KILLS))
        self.assertEqual(kills, KILLS)
        left = self.finish(job)
        self.assertLess(len(left), self.lines, "what was in is not to be read again")
        self.assert_same_as_calm(job)
        print(f"--store: {kills} kills, {len(left)} of {self.lines} documents left for the last run")

    def test_killed_while_it_sends_to_a_server(self):
        port = free_port()
        job = self.new_job("server-killed", ["--server", f"127.0.0.1:{port}"])
        with KhotinServer(job.folder / "store", SERVER_ARGUMENTS, port=port):
            kills = sum(job.kill_after(self.rng.randint(1, self.lines // (2 * KILLS)))
                        for _ in range(KILLS))
            self.assertEqual(kills, KILLS)
            left = self.finish(job)
        self.assertLess(len(left), self.lines)
        self.assert_same_as_calm(job)
        print(f"--server: {kills} kills, {len(left)} of {self.lines} documents for the last run")

    def test_the_server_is_killed_under_it(self):
        port = free_port()
        job = self.new_job("no-server", ["--server", f"127.0.0.1:{port}", "--retry-seconds", "120"])
        server = KhotinServer(job.folder / "store", SERVER_ARGUMENTS, port=port)
        server.start()
        self.addCleanup(lambda: server.terminate())
        with job.start() as process:
            for _ in range(2):
                for _ in range(self.rng.randint(1, self.lines // 4)):
                    process.stdout.readline()
                server.kill()
                server.start()
            _, err = process.communicate()
        self.assertIn(process.returncode, (0, SOME_REFUSED), err)
        self.assertIn('"event":"retry"', err)
        server.terminate()
        self.assert_same_as_calm(job)

    def test_killed_at_each_fault_point(self):
        job = self.new_job("faults", ["--store", "store"])
        for point in FAULT_POINTS:
            fault = f"{point}=kill@{self.rng.randint(2, 5)}"
            with self.subTest(fault=fault):
                code, _, err = job.run({"KHOTIN_FAULT": fault})
                self.assertEqual(code, -signal.SIGKILL, err)
        self.finish(job)
        self.assert_same_as_calm(job)


if __name__ == "__main__":
    unittest.main(verbosity=2)
