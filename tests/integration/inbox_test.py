"""Runs khotin-ingest as a scheduler would: an inbox, its ledger, exit codes and summaries."""

import concurrent.futures
import fcntl
import gzip
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import grpc

sys.path.insert(0, os.environ["KHOTIN_PYTHON_STUBS"])
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from inbox import lines_of, text_of
from khotin.v1 import ingest_service_pb2 as ingest_pb2
from khotin.v1 import ingest_service_pb2_grpc
from khotin_server import KhotinServer, free_port

TAKEN, SOME_REFUSED, USAGE, BROKEN_OFF = 0, 1, 2, 3
WAIT_SECONDS = 60


def environment():
    return {key: value for key, value in os.environ.items()
            if not key.startswith("KHOTIN_") and not key.lower().endswith("_proxy")}


class ServerWithoutLedger(ingest_service_pb2_grpc.IngestServiceServicer):
    """Takes documents, and never says how many of a file are in."""

    def GetSiteChrome(self, request, context):
        yield from ()

    def GetIngestedFile(self, request, context):
        context.abort(grpc.StatusCode.UNAVAILABLE, "not now")

    def IngestStream(self, request_iterator, context):
        yield ingest_pb2.IngestStreamResponse(started={"window": 16})
        for _ in request_iterator:
            pass


class InboxTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-inbox-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.inbox = self.folder / "inbox"
        self.inbox.mkdir()
        self.target = ["--store", str(self.folder / "store")]

    def write(self, name, content, age=0):
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if age:
            os.utime(path, (time.time() - age, time.time() - age))
        return path

    def command(self, *arguments):
        return [os.environ["KHOTIN_INGEST"], *self.target, *map(str, arguments)]

    def start(self, *arguments, **options):
        process = subprocess.Popen(self.command(*arguments), env=environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   encoding="utf-8", **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        return process

    def run_job(self, *arguments, code=TAKEN, inbox=None):
        """The results by input, and the summary."""
        done = subprocess.run(self.command("--json", "--inbox", inbox or self.inbox, *arguments),
                              env=environment(), capture_output=True, encoding="utf-8",
                              check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        summary = json.loads(done.stderr.splitlines()[-1])
        self.assertEqual((summary["event"], summary["exit_code"]), ("summary", code))
        results = {}
        for line in map(json.loads, done.stdout.splitlines()):
            results[os.path.relpath(line["input"], self.inbox)] = line.get("verdict",
                                                                           line.get("error"))
        return results, summary


class LedgerTest(InboxTestCase):
    def test_a_second_run_reads_only_what_is_new(self):
        self.write("b.jsonl", lines_of(range(3)))
        self.write("a.txt", text_of(100))
        first, summary = self.run_job()
        self.assertEqual(list(first), ["a.txt", "b.jsonl#1", "b.jsonl#2", "b.jsonl#3"])
        self.assertEqual((summary["files_done"], summary["files_skipped"]), (2, 0))
        self.write("c.txt", text_of(101))
        os.rename(self.inbox / "b.jsonl", self.inbox / "renamed.ndjson")
        second, summary = self.run_job()
        self.assertEqual(list(second), ["c.txt"])
        self.assertEqual((summary["files_done"], summary["files_skipped"]), (1, 2))
        self.assertEqual(self.run_job()[0], {})

    def test_a_changed_file_is_another_file(self):
        self.write("a.jsonl", lines_of(range(2)))
        self.run_job()
        self.write("a.jsonl", lines_of(range(3)))
        results, _ = self.run_job()
        self.assertEqual(results, {"a.jsonl#1": "UNCHANGED", "a.jsonl#2": "UNCHANGED",
                                   "a.jsonl#3": "NEW"})

    def test_the_same_bytes_twice_are_taken_once(self):
        self.write("a.jsonl", lines_of(range(2)))
        self.write("b.jsonl", lines_of(range(2)))
        results, summary = self.run_job()
        self.assertEqual([results[f"a.jsonl#{n}"] for n in (1, 2)], ["NEW", "NEW"])
        self.assertEqual(summary["files_done"] + summary["files_skipped"], 2)
        self.assertEqual(summary["verdicts"].get("UNCHANGED"), None)

    def test_refused_documents_do_not_bring_a_file_back(self):
        self.write("a.jsonl", lines_of(range(1)) + "{broken\n")
        self.write("b.txt", "")
        _, summary = self.run_job(code=SOME_REFUSED)
        self.assertEqual((summary["refused"], summary["files_done"]), (2, 2))
        self.assertEqual(len(summary["refusals"]), 2)
        results, summary = self.run_job()
        self.assertEqual((results, summary["files_skipped"]), ({}, 2))

    def test_again_takes_it_whatever_the_ledger_holds(self):
        self.write("a.txt", text_of(1))
        self.run_job()
        results, summary = self.run_job("--again")
        self.assertEqual(results, {"a.txt": "UNCHANGED"})
        self.assertEqual((summary["files"], summary["files_skipped"]), (1, 0))

    def test_another_reading_is_another_file(self):
        self.write("a.jsonl", lines_of(range(2)))
        self.run_job()
        results, _ = self.run_job("--source", "Báo khác")
        self.assertEqual(len(results), 2)

    def test_plain_paths_are_counted_only_when_asked(self):
        path = self.write("a.jsonl.gz", gzip.compress(lines_of(range(2)).encode()))
        for _ in range(2):
            plain = subprocess.run(self.command("--json", path), env=environment(),
                                   capture_output=True, encoding="utf-8", check=True)
            self.assertEqual(len(plain.stdout.splitlines()), 2)
        for expected in (2, 0):
            counted = subprocess.run(self.command("--json", "--ledger", path), env=environment(),
                                     capture_output=True, encoding="utf-8", check=True)
            self.assertEqual(len(counted.stdout.splitlines()), expected)

    def test_standard_input(self):
        done = subprocess.run(self.command("--json", "-"), env=environment(),
                              input=gzip.compress(lines_of(range(2)).encode()),
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, TAKEN, done.stderr)
        results = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([(r["input"], r["verdict"]) for r in results],
                         [("-#1", "NEW"), ("-#2", "NEW")])


class SelectionTest(InboxTestCase):
    def test_patterns_times_and_names(self):
        for name in ("a.txt", "sub/b.txt", "c.html", "d.txt.part", "nhap-e.txt"):
            self.write(name, text_of(sum(name.encode())))
        self.write("old.txt", text_of(2000), age=3 * 86400)
        results, _ = self.run_job("--glob", "*.txt", "--exclude", "nhap*", "--since", "2d")
        self.assertEqual(list(results), ["a.txt", "sub/b.txt"])

    def test_files_that_are_still_being_written_are_left(self):
        self.write("fresh.txt", text_of(1))
        self.write("settled.txt", text_of(2), age=3600)
        results, summary = self.run_job("--settle", "600")
        self.assertEqual(list(results), ["settled.txt"])
        self.assertEqual(summary["files_unsettled"], 1)

    def test_a_dry_run_touches_nothing(self):
        self.write("a.txt", text_of(1))
        done = subprocess.run([os.environ["KHOTIN_INGEST"], "--dry-run", "--inbox", self.inbox],
                              env=environment(), capture_output=True, encoding="utf-8", check=True)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertFalse((self.folder / "store").exists())


class DoneTest(InboxTestCase):
    def test_files_are_moved_when_they_are_in(self):
        self.write("sub/a.txt", text_of(1))
        done = self.inbox / "done"
        self.run_job("--done", f"move:{done}")
        self.assertEqual((done / "sub" / "a.txt").read_text(), text_of(1))
        self.assertFalse((self.inbox / "sub" / "a.txt").exists())
        self.assertEqual(self.run_job("--done", f"move:{done}")[1]["files"], 0)

    def test_a_file_that_was_in_before_is_moved_too(self):
        self.write("a.txt", text_of(1))
        self.run_job()
        results, _ = self.run_job("--done", f"move:{self.folder / 'done'}")
        self.assertEqual(results, {})
        self.assertTrue((self.folder / "done" / "a.txt").exists())

    def test_files_are_deleted_when_they_are_in(self):
        self.write("a.txt", text_of(1))
        self.run_job("--done", "delete")
        self.assertEqual(list(self.inbox.iterdir()), [])

    def test_what_cannot_be_read_is_told_again_or_moved(self):
        self.write("good.txt", text_of(1))
        (self.inbox / "link.txt").symlink_to("/etc/passwd")
        for _ in range(2):
            results, summary = self.run_job(code=SOME_REFUSED)
            self.assertIn("symbolic link", results["link.txt"])
            self.assertEqual(summary["files_failed"], 1)
        self.run_job("--failed", f"move:{self.folder / 'failed'}", code=SOME_REFUSED)
        self.assertTrue((self.folder / "failed" / "link.txt").is_symlink())
        self.run_job()


class ScheduleTest(InboxTestCase):
    def test_a_second_job_keeps_off(self):
        self.write("a.txt", text_of(1))
        folder = os.open(self.inbox, os.O_RDONLY | os.O_DIRECTORY)
        self.addCleanup(os.close, folder)
        fcntl.flock(folder, fcntl.LOCK_EX)
        _, summary = self.run_job(code=BROKEN_OFF)
        self.assertIn("another khotin-ingest", summary["error"])
        fcntl.flock(folder, fcntl.LOCK_UN)
        self.run_job()

    def test_a_missing_inbox(self):
        _, summary = self.run_job(inbox=self.folder / "none", code=BROKEN_OFF)
        self.assertIn(str(self.folder / "none"), summary["error"])

    def test_a_current_folder_that_is_gone(self):
        gone = self.folder / "gone"
        gone.mkdir()
        done = subprocess.run(["sh", "-c", 'cd "$1" && rmdir "$1" && shift && exec "$@"', "sh", gone,
                               *self.command("--inbox", "inbox", "--done", "move:done")],
                              env=environment(), capture_output=True, encoding="utf-8",
                              check=False)
        self.assertEqual(done.returncode, USAGE, done.stderr)
        self.assertIn("inbox: No such file or directory", done.stderr)

    def test_an_inbox_behind_a_link_is_worked_through(self):
        self.write("a.txt", text_of(1))
        link = self.folder / "link"
        link.symlink_to("inbox")
        results, _ = self.run_job("--done", f"move:{self.folder / 'done'}",
                                  "--failed", f"move:{self.folder / 'failed'}", inbox=link)
        self.assertEqual(results, {"a.txt": "NEW"})
        self.assertTrue((self.folder / "done" / "a.txt").exists())
        self.assertTrue(link.is_symlink())

    def test_an_inbox_that_is_no_folder(self):
        file = self.write("a.txt", text_of(1))
        link = self.folder / "link"
        link.symlink_to("nowhere")
        for inbox in (file, link):
            _, summary = self.run_job("--failed", f"move:{self.folder / 'failed'}", inbox=inbox,
                                      code=BROKEN_OFF)
            self.assertIn(str(inbox), summary["error"])
            self.assertTrue(inbox.is_symlink() or inbox.exists())

    def test_a_server_that_is_away_for_too_long(self):
        self.target = ["--server", f"127.0.0.1:{free_port()}", "--retry-seconds", "1"]
        self.write("a.txt", text_of(1))
        _, summary = self.run_job(code=BROKEN_OFF)
        self.assertIn("127.0.0.1:", summary["error"])

    def test_paths_that_cannot_be_read_are_no_reason_to_try_for_ever(self):
        server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
        ingest_service_pb2_grpc.add_IngestServiceServicer_to_server(ServerWithoutLedger(), server)
        self.target = ["--server", f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"]
        server.start()
        self.addCleanup(lambda: server.stop(0).wait())
        process = self.start("--ledger", "--retry-seconds", "2", self.folder / "none.txt",
                             self.write("a.txt", text_of(1)))
        _, err = process.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(process.returncode, BROKEN_OFF, err)
        summary = json.loads(err.splitlines()[-1])
        self.assertIn("not now", summary["error"])
        self.assertGreater(summary["refused"], 1, "it was tried more than once")

    def test_a_server_that_comes_later(self):
        port = free_port()
        self.target = ["--server", f"127.0.0.1:{port}"]
        self.write("a.txt", text_of(1))
        process = self.start("--inbox", self.inbox)
        self.assertIn("trying again", json.loads(process.stderr.readline())["message"])
        with KhotinServer(self.folder / "store", port=port):
            _, err = process.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(process.returncode, TAKEN, err)
        self.assertEqual(json.loads(err.splitlines()[-1])["verdicts"], {"NEW": 1})

    def test_two_jobs_over_the_same_files_take_them_once(self):
        other, names, documents = self.folder / "other", ("a.jsonl", "b.jsonl"), 200
        other.mkdir()
        for name in names:
            first = ord(name[0]) * 1000
            content = lines_of(range(first, first + documents))
            self.write(name, content)
            (other / name).write_text(content)
        with KhotinServer(self.folder / "store") as server:
            self.target = ["--server", server.address]
            jobs = [self.start("--inbox", inbox) for inbox in (self.inbox, other)]
            summaries = [json.loads(job.communicate(timeout=WAIT_SECONDS)[1].splitlines()[-1])
                         for job in jobs]
            with grpc.insecure_channel(server.address) as channel:
                stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
                files = stub.ListIngestedFiles(ingest_pb2.ListIngestedFilesRequest()).files
        self.assertEqual([job.returncode for job in jobs], [TAKEN, TAKEN])
        new, unchanged = (sum(summary["verdicts"].get(verdict, 0) for summary in summaries)
                          for verdict in ("NEW", "UNCHANGED"))
        self.assertEqual((new, unchanged), (len(names) * documents, 0), summaries)
        self.assertEqual([(file.done, file.document_count) for file in files],
                         [(True, documents)] * len(names))


    def test_what_stays_is_told_of_once_by_a_job_that_tries_again(self):
        port = free_port()
        self.target = ["--server", f"127.0.0.1:{port}"]
        for number in range(120):
            self.write(f"{number:03}.txt", text_of(number))
        (self.inbox / "000-link.txt").symlink_to("/etc/passwd")
        server = KhotinServer(self.folder / "store", ("--window", "2"), port=port)
        server.start()
        self.addCleanup(lambda: server.terminate())
        # It cannot run far ahead of who reads its lines, and is in the midst of it when that stops.
        process = self.start("--json", "--inbox", self.inbox, pipesize=4096)
        for _ in range(10):
            process.stdout.readline()
        server.kill()
        server.start()
        _, err = process.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(process.returncode, SOME_REFUSED, err)
        self.assertIn('"event":"retry"', err)
        summary = json.loads(err.splitlines()[-1])
        self.assertEqual((summary["files_failed"], summary["refused"]), (1, 1))
        self.assertEqual(summary["files_done"] + summary["files_skipped"], 120)


class WatchTest(InboxTestCase):
    def watch(self, *arguments):
        process = self.start("--json", "--inbox", self.inbox, "--watch", "--settle", "0",
                             "--done", f"move:{self.folder / 'done'}", *arguments)
        self.addCleanup(process.send_signal, signal.SIGTERM)
        return process

    def put(self, name, number):
        """As whoever fills an inbox should: written elsewhere, then renamed into it."""
        written = self.folder / "written.txt"
        written.write_text(text_of(number), encoding="utf-8")
        (self.inbox / name).parent.mkdir(exist_ok=True)
        written.rename(self.inbox / name)

    def check_watch(self, process):
        for number in range(3):
            self.put(f"{number}.txt", number)
            line = json.loads(process.stdout.readline())
            self.assertEqual((os.path.basename(line["input"]), line["verdict"]),
                             (f"{number}.txt", "NEW"))
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(process.returncode, TAKEN, err)
        self.assertEqual(json.loads(err.splitlines()[-1])["files_done"], 3)
        self.assertEqual(len(list((self.folder / "done").iterdir())), 3)

    def test_takes_what_comes_until_it_is_told_to_stop(self):
        self.check_watch(self.watch())

    def test_looks_by_itself_where_nothing_tells(self):
        self.check_watch(self.watch("--poll", "1"))

    def test_sees_a_folder_that_comes_later(self):
        process = self.watch()
        self.put("first.txt", 1)
        process.stdout.readline()
        self.put("sub/second.txt", 2)
        line = json.loads(process.stdout.readline())
        self.assertTrue(line["input"].endswith("sub/second.txt"), line)
        self.assertEqual(line["verdict"], "NEW")


class PositionTest(InboxTestCase):
    """What other clients of the API can rely on."""

    def setUp(self):
        super().setUp()
        server = KhotinServer(self.folder / "store")
        server.start()
        self.addCleanup(server.terminate)
        channel = grpc.insecure_channel(server.address)
        self.addCleanup(channel.close)
        self.stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
        self.file = ingest_pb2.FileIdentity(content_hash=bytes(range(16)), size_bytes=5,
                                            reading="format=text")

    def send(self, *numbers, last=0, **changes):
        request = ingest_pb2.IngestBatchRequest()
        for number in numbers:
            document = request.documents.add(request_id=str(number))
            document.raw.input = f"tin#{number}"
            document.raw.format = ingest_pb2.DOCUMENT_FORMAT_TEXT
            document.raw.content = text_of(number).encode()
            document.position.file.CopyFrom(self.file)
            document.position.path = "tin"
            document.position.number = number
            document.position.last = number == last
            for field, value in changes.items():
                setattr(document.position, field, value)
        return [ingest_pb2.Verdict.Name(result.verdict).removeprefix("VERDICT_")
                for result in self.stub.IngestBatch(request).results]

    def get(self):
        return self.stub.GetIngestedFile(ingest_pb2.GetIngestedFileRequest(file=self.file)).file

    def test_each_document_once_and_in_its_turn(self):
        with self.assertRaises(grpc.RpcError) as unknown:
            self.get()
        self.assertEqual(unknown.exception.code(), grpc.StatusCode.NOT_FOUND)
        self.assertEqual(self.send(1, 2), ["NEW", "NEW"])
        self.assertEqual(self.send(1, 2, 4, 3), ["ALREADY_TAKEN", "ALREADY_TAKEN", "REFUSED", "NEW"])
        self.assertFalse(self.get().done)
        self.assertEqual(self.send(4, last=4), ["NEW"])
        self.assertEqual(self.send(5), ["REFUSED"])
        file = self.get()
        self.assertTrue(file.done)
        self.assertEqual((file.document_count, file.path), (4, "tin"))
        self.assertEqual([(entry.verdict, entry.count) for entry in file.verdicts],
                         [(ingest_pb2.VERDICT_NEW, 4)])

    def test_the_newest_document_may_turn_out_to_be_the_last(self):
        self.send(1, 2)
        self.assertEqual(self.send(2, last=2), ["ALREADY_TAKEN"])
        file = self.get()
        self.assertEqual((file.done, file.document_count), (True, 2))
        unfinished = self.stub.ListIngestedFiles(
            ingest_pb2.ListIngestedFilesRequest(unfinished=True)).files
        self.assertEqual(list(unfinished), [])

    def test_a_message_that_is_wrong_counts_so_that_the_file_goes_on(self):
        request = ingest_pb2.IngestBatchRequest()
        for number in (1, 2):
            document = request.documents.add()
            document.position.file.CopyFrom(self.file)
            document.position.number = number
        results = self.stub.IngestBatch(request).results
        self.assertTrue(all(result.quarantine for result in results), results)
        self.assertEqual(self.get().document_count, 2)

    def test_positions_that_are_none(self):
        self.assertEqual(self.send(1, number=0), ["REFUSED"])
        self.file.content_hash = b"short"
        self.assertEqual(self.send(1), ["REFUSED"])
        with self.assertRaises(grpc.RpcError) as wrong:
            self.get()
        self.assertEqual(wrong.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)

    def test_lists_page_by_page(self):
        for index in range(5):
            self.file.content_hash = bytes([index]) * 16
            self.send(index + 1, last=index + 1 if index else 0, number=1)
        request = ingest_pb2.ListIngestedFilesRequest(page_size=2)
        sizes = []
        while True:
            reply = self.stub.ListIngestedFiles(request)
            sizes.append(len(reply.files))
            request.page_token = reply.next_page_token
            if not request.page_token:
                break
        self.assertEqual(sizes, [2, 2, 1])
        unfinished = self.stub.ListIngestedFiles(
            ingest_pb2.ListIngestedFilesRequest(unfinished=True)).files
        self.assertEqual([file.file.content_hash for file in unfinished], [bytes(16)])


if __name__ == "__main__":
    unittest.main()
