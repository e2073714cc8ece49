"""Runs khotin-ingest --pull against a web server of its own: feeds, sitemaps, robots.txt, limits, kills."""

import gzip
import http.server
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

# pylint: disable=wrong-import-position
from prose import prose

INGEST = os.environ["KHOTIN_INGEST"]
TAKEN, SOME_REFUSED, BROKEN_OFF = 0, 1, 3
PATIENCE = 60


def page(number):
    return (f"<!doctype html><html lang='vi'><head><title>Chuyến đò số {number}</title></head><body>"
            f"<article><h1>Chuyến đò số {number}</h1><p>Sáng nay, chuyến đò số {number} đưa mười hai "
            f"người qua sông Tiền để kịp phiên chợ.</p><p>{prose(number)}</p></article></body></html>"
            ).encode("utf-8")


def title(number):
    return f"Chuyến đò số {number}"


class Site(http.server.ThreadingHTTPServer):
    """Answers GET from `routes`: {path: (status, headers, body) or a function of the handler}."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.routes, self.requests, self.lock = {}, [], threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # clients are killed here
            super().handle_error(request, client_address)

    def put(self, path, body, kind="text/html; charset=utf-8", status=200, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        body = body if isinstance(body, bytes) else body.encode("utf-8")
        self.routes[path] = (status, {"Content-Type": kind, **headers}, body)

    def put_pages(self, *numbers):
        for number in numbers:
            self.put(f"/tin/{number}", page(number))

    def put_feed(self, path, *targets, **headers):
        items = "".join(f"<item><link>{self.url}{target}</link></item>" for target in targets)
        self.put(path, f"<rss version='2.0'><channel>{items}</channel></rss>",
                 "application/rss+xml", **headers)

    def take_requests(self):
        with self.lock:
            taken, self.requests = self.requests, []
        return [path for path, _ in taken if path != "/robots.txt"]

    def headers_of(self, path):
        with self.lock:
            return [headers for asked, headers in self.requests if asked == path]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # pylint: disable=invalid-name
        with self.server.lock:
            self.server.requests.append((self.path, dict(self.headers)))
        route = self.server.routes.get(self.path, (404, {}, b"not here"))
        if callable(route):
            route(self)
            return
        status, headers, body = route
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


class PullTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="khotin-pull-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.inbox = self.folder / "inbox"
        self.site = Site()
        self.addCleanup(self.site.server_close)
        self.addCleanup(self.site.shutdown)

    def sources(self, lines, settings="allow-private-addresses = yes\n"):
        path = self.folder / "sources.conf"
        path.write_text(f"contact = desk@bao.example\ndelay = 0s\n{settings}\n"
                        f"[source bao]\n{lines}\n".replace("SITE", self.site.url), encoding="utf-8")
        return path

    def command(self, sources, *target):
        return [INGEST, *map(str, target or ["--dry-run"]), "--json", "--pull", str(sources),
                "--pull-to", str(self.inbox)]

    @staticmethod
    def environment(**more):
        return {**{key: value for key, value in os.environ.items()
                   if not key.startswith("KHOTIN_")}, **more}

    def pull(self, sources, *target, code=TAKEN, **env):
        """One run: the report; `titles` and `lines` are left in self."""
        done = subprocess.run(self.command(sources, *target), env=self.environment(**env),
                              stdin=subprocess.DEVNULL, capture_output=True, check=False,
                              encoding="utf-8", timeout=PATIENCE)
        self.assertEqual(done.returncode, code, done.stderr)
        self.lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.titles = sorted(line["article"]["title"] for line in self.lines
                             if isinstance(line.get("article"), dict))
        reports = [json.loads(line) for line in done.stderr.splitlines() if '"event":"pull"' in line]
        return reports[0] if reports else done.stderr

    def reasons(self, report):
        return {problem["url"].replace(self.site.url, ""): problem["reason"]
                for problem in report["sources"][0]["problems"]}

    def archives(self):
        return sorted(path.name for path in self.inbox.iterdir() if path.name[0] != ".")

    def block(self, path):
        """The path is answered only when the returned event is set; the other tells of a request."""
        asked, go_on = threading.Event(), threading.Event()
        self.addCleanup(go_on.set)

        def route(_):
            asked.set()
            go_on.wait(PATIENCE)
        self.site.routes[path] = route
        return asked


class PullTest(PullTestCase):
    def test_feeds_and_sitemaps_of_all_kinds(self):
        site = self.site
        site.put_pages(1, 2, 3, 4)
        site.put_feed("/rss", "/tin/1")
        site.put("/atom", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='tin/2'/>"
                          "</entry></feed>", "application/atom+xml")
        site.put("/index.xml", "<sitemapindex><sitemap><loc>/news.xml.gz</loc></sitemap>"
                               "</sitemapindex>", "text/xml")
        site.put("/news.xml.gz", gzip.compress(
            f"<urlset><url><loc>{site.url}/tin/3</loc></url><url><loc>{site.url}/tin/4</loc></url>"
            "</urlset>".encode("utf-8")), "application/gzip")
        site.put("/tin/4", gzip.compress(page(4)), Content_Encoding="gzip")
        sources = self.sources("feed = SITE/rss\nfeed = SITE/atom\nsitemap = SITE/index.xml")
        report = self.pull(sources)
        self.assertEqual(self.titles, [title(number) for number in (1, 2, 3, 4)])
        self.assertEqual(sorted(line["article"]["url"] for line in self.lines),
                         [f"{site.url}/tin/{number}" for number in (1, 2, 3, 4)])
        self.assertEqual(report["fetched"], 4)
        self.assertEqual(report["listings"], 4)
        self.assertEqual(len(self.archives()), 1)
        self.assertEqual(report["sources"][0]["archives"], [str(self.inbox / self.archives()[0])])
        [headers] = site.headers_of("/tin/1")
        self.assertRegex(headers["User-Agent"], r"^Khotin/[\d.]+ \(\+desk@bao\.example\)$")

    def test_into_a_store_and_again(self):
        self.site.put_pages(1, 2)
        self.site.put_feed("/rss", "/tin/1", ETag='"one"')
        self.site.put_feed("/other", "/tin/2", Last_Modified="Tue, 07 May 2024 02:00:00 GMT")
        sources = self.sources("feed = SITE/rss\nfeed = SITE/other")
        store = ["--store", self.folder / "store"]
        self.pull(sources, *store)
        self.assertEqual([line["verdict"] for line in self.lines], ["NEW", "NEW"])
        self.site.take_requests()
        report = self.pull(sources, *store)
        self.assertEqual([line["verdict"] for line in self.lines], ["UNCHANGED", "UNCHANGED"])
        self.assertEqual((report["fetched"], report["listings_unchanged"]), (0, 1))
        self.assertEqual(self.site.headers_of("/rss")[-1]["If-None-Match"], '"one"')
        self.assertEqual(self.site.headers_of("/other")[-1]["If-Modified-Since"],
                         "Tue, 07 May 2024 02:00:00 GMT")
        self.assertEqual(self.site.take_requests(), ["/rss", "/other"])

    def test_robots(self):
        self.site.put_pages(1, 2)
        self.site.put_feed("/rss", "/tin/1", "/tin/2")
        self.site.put("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Khotin\n"
                                     "Disallow: /tin/\nAllow: /tin/*2$\n", "text/plain")
        report = self.pull(self.sources("feed = SITE/rss"))
        self.assertEqual(self.titles, [title(2)])
        self.assertEqual(report["refused"], 1)
        self.assertEqual(self.reasons(report), {"/tin/1": "refused by robots.txt"})
        self.assertEqual(self.site.take_requests(), ["/rss", "/tin/2"])

    def test_robots_that_cannot_be_had_forbid_everything(self):
        self.site.put_feed("/rss", "/tin/1")
        self.site.put("/robots.txt", "", status=500)
        report = self.pull(self.sources("feed = SITE/rss"), code=SOME_REFUSED)
        self.assertEqual(self.site.take_requests(), [])
        self.assertIn("robots.txt: HTTP 500", self.reasons(report)["/rss"])

    def test_redirects(self):
        self.site.put_pages(1)
        self.site.put_feed("/rss", "/a", "/round", "/out")
        self.site.put("/a", "", status=302, Location="/b")
        self.site.put("/b", "", status=301, Location=f"{self.site.url}/tin/1")
        self.site.put("/round", "", status=302, Location="/round")
        self.site.put("/out", "", status=302, Location="file:///etc/passwd")
        report = self.pull(self.sources("feed = SITE/rss"))
        self.assertEqual([line["article"]["url"] for line in self.lines], [f"{self.site.url}/tin/1"])
        self.assertEqual(self.reasons(report)["/round"], "over 5 redirects")
        self.assertIn("only http and https are fetched", self.reasons(report)["/out"])

    def test_private_addresses_are_not_asked_unless_allowed(self):
        self.site.put_feed("/rss", "/tin/1")
        report = self.pull(self.sources("feed = SITE/rss", settings=""), code=SOME_REFUSED)
        self.assertIn("the host's address is not public", self.reasons(report)["/rss"])
        self.assertEqual(self.site.requests, [])

    def test_too_many_requests(self):
        self.site.put_pages(1, 2)
        self.site.put_feed("/rss", "/tin/1", "/tin/2")
        answers = [0]

        def once_busy(handler):
            answers[0] += 1
            if answers[0] == 1:
                handler.send_response(429)
                handler.send_header("Retry-After", "0")
                handler.send_header("Content-Length", "0")
                handler.end_headers()
                return
            body = page(1)
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        self.site.routes["/tin/1"] = once_busy
        self.site.put("/tin/2", "", status=503, Retry_After="7200")
        sources = self.sources("feed = SITE/rss")
        report = self.pull(sources)
        self.assertEqual(self.titles, [title(1)])
        self.assertEqual((report["put_off"], report["waiting"]), (1, 1))
        self.site.take_requests()
        report = self.pull(sources)
        self.assertEqual(self.site.requests, [], "the host is left alone, by the next run too")
        self.assertIn("the host wants no requests before", self.reasons(report)["/rss"])

    def test_what_is_too_large_too_slow_or_no_page(self):
        def endless(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Connection", "close")
            handler.end_headers()
            try:
                while True:
                    handler.wfile.write(b"<p>" + b"x" * 4096)
            except OSError:
                handler.close_connection = True
        self.site.put_pages(1)
        self.site.put_feed("/rss", "/large", "/endless", "/slow", "/pdf", "/gone", "/headers", "/tin/1")
        self.site.put("/large", b"<p>" + b"x" * 100_000)
        self.site.routes["/endless"] = endless
        self.block("/slow")
        self.site.put("/pdf", b"%PDF-1.4", "application/pdf")
        self.site.put("/headers", page(2), X_Large="x" * 70_000)
        settings = "allow-private-addresses = yes\ntimeout = 2s\nmax-page-bytes = 64KiB\n"
        report = self.pull(self.sources("feed = SITE/rss", settings))
        self.assertEqual(self.titles, [title(1)])
        reasons = self.reasons(report)
        self.assertEqual(reasons["/large"], "over 65536 bytes")
        self.assertEqual(reasons["/endless"], "over 65536 bytes")
        self.assertEqual(reasons["/headers"], "headers over 65536 bytes")
        self.assertRegex(reasons["/slow"], "timed out.*; tried again next time")
        self.assertEqual(reasons["/gone"], "HTTP 404 Not Found")
        self.assertEqual((report["failed"], report["no_page"], report["waiting"]), (5, 1, 1))
        # The two large bodies up to the limit, the small ones in full, and nothing for headers.
        self.assertLess(report["bytes"], 3 * 65536)

    def test_broken_and_foreign_listings(self):
        self.site.put_pages(1)
        self.site.put("/cut", f"<rss><channel><item><link>{self.site.url}/tin/1</link></item><it",
                      "text/xml")
        self.site.put("/html", "<html><body>Không có</body></html>")
        report = self.pull(self.sources("feed = SITE/cut\nfeed = SITE/html\nfeed = SITE/none"),
                           code=SOME_REFUSED)
        self.assertEqual(self.titles, [title(1)])
        self.assertEqual(report["listings_failed"], 3)
        reasons = self.reasons(report)
        self.assertIn("broken XML: line 1", reasons["/cut"])
        self.assertIn("its root element is <html>", reasons["/html"])
        self.assertEqual(reasons["/none"], "HTTP 404 Not Found")

    def told(self, sources, *options, code=TAKEN):
        """What a scheduled run, without --json, says on standard error."""
        done = subprocess.run([INGEST, "--store", str(self.folder / "store"), "--inbox",
                               str(self.inbox), "--pull", str(sources), *options],
                              env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True,
                              check=False, encoding="utf-8", timeout=PATIENCE)
        self.assertEqual(done.returncode, code, done.stderr)
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        return [line for line in lines if line["event"] != "progress"]

    def test_a_scheduled_run_tells_in_lines_of_json(self):
        self.site.put_pages(1)
        self.site.put_feed("/rss", "/tin/1")
        sources = self.sources("feed = SITE/rss\n[source hai]\nfeed = SITE/none")
        lines = self.told(sources, code=SOME_REFUSED)
        for line in lines:
            self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$")
        self.assertEqual([line["event"] for line in lines],
                         ["pull_source", "pull_source", "pull", "summary"])
        self.assertEqual([(line["done"], line["of"]) for line in lines[:2]], [(1, 2), (2, 2)])
        self.assertEqual(sorted((line["name"], line["fetched"], line["level"]) for line in lines[:2]),
                         [("bao", 1, "info"), ("hai", 0, "warn")])
        self.assertEqual((lines[2]["level"], lines[2]["fetched"]), ("warn", 1))
        lines = self.told(self.sources("feed = SITE/rss"), "--progress-interval", "0")
        self.assertEqual([(line["event"], line["level"]) for line in lines],
                         [("pull", "info"), ("summary", "info")])

    def test_mistakes_in_the_sources_file(self):
        self.site.put_feed("/rss", "/tin/1")
        sources = self.sources("feed = SITE/rss\ninclude = (")
        error = self.pull(sources, code=BROKEN_OFF)
        self.assertRegex(error, rf"{re.escape(str(sources))}: line 7, column 11: include: '\('")
        self.assertIn("nowhere.conf", self.pull("nowhere.conf", code=BROKEN_OFF))
        self.assertEqual(self.site.requests, [])


class KillTest(PullTestCase):
    def setUp(self):
        super().setUp()
        self.site.put_pages(1, 2, 3)
        self.site.put_feed("/rss", "/tin/1", "/tin/2", "/tin/3", ETag='"x"')
        self.listed = self.sources("feed = SITE/rss")
        self.store = ["--store", self.folder / "store"]

    def start(self):
        process = subprocess.Popen(self.command(self.listed, *self.store), env=self.environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, encoding="utf-8")
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def assert_all_in(self):
        report = self.pull(self.listed, *self.store)
        verdicts = [line["verdict"] for line in self.lines]
        self.assertEqual(len({line["article"] for line in self.lines}), 3)
        self.assertLessEqual(set(verdicts), {"NEW", "UNCHANGED"})
        self.assertEqual([name for name in os.listdir(self.inbox) if name.endswith(".part")], [])
        return report

    def test_kill_9_in_the_middle_of_a_page(self):
        asked = self.block("/tin/3")
        process = self.start()
        self.assertTrue(asked.wait(PATIENCE))
        other = self.pull(self.listed, *self.store, code=BROKEN_OFF)
        self.assertIn("another pull works here", other)
        process.kill()
        process.wait(PATIENCE)
        self.assertEqual(self.archives(), [], "nothing half has a name")
        self.site.put_pages(3)
        self.assertEqual(self.assert_all_in()["fetched"], 3)

    def test_kill_9_before_the_archive_and_before_the_state(self):
        for point in ("pull.before_archive", "pull.before_state"):
            self.pull(self.listed, *self.store, code=-signal.SIGKILL, KHOTIN_FAULT=f"{point}=kill")
        self.assertEqual(len(self.archives()), 1)
        self.assertEqual(self.assert_all_in()["fetched"], 3, "the state did not know of them")
        self.assertEqual(self.assert_all_in()["fetched"], 0)

    def test_sigterm_ends_it_in_good_order(self):
        asked = self.block("/tin/3")
        process = self.start()
        self.assertTrue(asked.wait(PATIENCE))
        process.terminate()
        _, err = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, BROKEN_OFF, err)
        self.assertEqual(len(self.archives()), 1, "what was there is kept")
        self.site.put_pages(3)
        self.assertEqual(self.assert_all_in()["fetched"], 1)


if __name__ == "__main__":
    unittest.main()
