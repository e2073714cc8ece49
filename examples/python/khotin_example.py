#!/usr/bin/env python3
"""Ingest articles, search them, follow what comes.

    khotin_example.py ingest [OPTION…] FILE…
    khotin_example.py search [OPTION…] WORD…
    khotin_example.py get    [OPTION…] articles/ID
    khotin_example.py watch  [OPTION…] [WORD…]

README.md beside this file says what it needs.
"""

import argparse
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, os.environ.get("KHOTIN_PYTHON_STUBS", str(ROOT / "build" / "python")))

# pylint: disable=wrong-import-position
import grpc
from khotin.v1 import ingest_service_pb2, search_service_pb2, watch_service_pb2
from khotin_client import KhotinClient, open_channel

SERVICE_CONFIG = ROOT / "proto" / "khotin" / "v1" / "khotin_grpc_service_config.json"

EXIT_REFUSED, EXIT_FAILED = 1, 3

# What stands behind a command at least.
NEEDED = {"ingest": "FILE…", "search": "WORD…", "get": "articles/ID"}

YES = ("true", "on", "yes", "enable", "t", "y", "+")
NO = ("false", "off", "no", "disable", "f", "n", "-", "")

# Refusals that are the store's trouble, not the document's: send it again later.
STORE_CODES = (grpc.StatusCode.UNAVAILABLE.value[0], grpc.StatusCode.RESOURCE_EXHAUSTED.value[0])


def one_line(text):
    return " ".join(text.split())


def show(*fields):
    print("\t".join(str(field) for field in fields), flush=True)


def documents_of(paths):
    """(input, content) of each document: a file, or a line of a .jsonl file."""
    for path in paths:
        content = pathlib.Path(path).read_bytes()
        if not path.endswith(".jsonl"):
            yield path, content
            continue
        for number, line in enumerate(content.split(b"\n"), 1):
            if line.strip():
                yield f"{path}#{number}", line


def highlighted(snippet):
    """The snippet with «» around its highlights, whose offsets are bytes of UTF-8."""
    text, marked, done = snippet.text.encode("utf-8"), b"", 0
    for span in snippet.highlights:
        marked += text[done:span.begin] + "«".encode() + text[span.begin:span.end] + "»".encode()
        done = span.end
    return (marked + text[done:]).decode("utf-8")


def run_ingest(client, options):
    revision, code = 0, 0
    for result in client.ingest(documents_of(options.arguments)):
        verdict = ingest_service_pb2.Verdict.Name(result.verdict).removeprefix("VERDICT_")
        if result.HasField("error"):
            show(verdict, result.input, one_line(result.error.message))
            of_store = result.error.code in STORE_CODES and not result.quarantine
            code = max(code, EXIT_FAILED if of_store else EXIT_REFUSED)
        else:
            show(verdict, result.input, result.article)
        revision = max(revision, result.revision)
    show("revision", revision)
    return code


def run_search(client, options):
    shown = 0
    pages = client.search_pages(" ".join(options.arguments), options.page_size,
                                options.min_revision)
    for number, page in enumerate(pages):
        if number == 0:
            relation = search_service_pb2.TotalRelation.Name(page.total_relation)
            show("total", page.total_size, relation.removeprefix("TOTAL_RELATION_"))
        for result in page.results:
            show(result.article.name, one_line(result.article.title),
                 one_line(highlighted(result.snippet)))
            shown += 1
            if shown == options.limit:
                return 0
    return 0


def run_get(client, options):
    article = client.get(" ".join(options.arguments))
    show(article.title)
    for block in article.body:
        show("\n" + block.text)
    return 0


def position_of(options):
    """Where to begin: --after, else what --state remembers, else with what comes."""
    if options.after is None and options.state and os.path.exists(options.state):
        return int(pathlib.Path(options.state).read_text(encoding="utf-8"))
    return options.after


def remember(path, revision):
    """Replaces the file as a whole: a crash leaves the old position or the new one."""
    pathlib.Path(path + ".new").write_text(f"{revision}\n", encoding="utf-8")
    os.replace(path + ".new", path)


def run_watch(client, options):
    shown, position = 0, position_of(options)
    for response in client.watch(" ".join(options.arguments), position, options.silence):
        for event in response.events:
            kind = watch_service_pb2.WatchEventKind.Name(event.kind)
            show(kind.removeprefix("WATCH_EVENT_KIND_"), event.article.name,
                 one_line(event.article.title))
            shown += 1
        if options.state and response.revision != position:
            position = response.revision
            remember(options.state, position)
        if options.limit and shown >= options.limit:
            break
    return 0


COMMANDS = {"ingest": run_ingest, "search": run_search, "get": run_get, "watch": run_watch}


def says_yes(variable):
    """Whether a variable does, in the words that `khotin` takes; ValueError for other words."""
    text = os.environ.get(variable, "").lower()
    return text in YES or (text not in NO and int(text) > 0)


def complete(parser, options):
    """Takes KHOTIN_TLS into account, and ends with a usage line where something is missing."""
    try:
        options.tls = options.tls or says_yes("KHOTIN_TLS")
    except ValueError:
        parser.error(f"KHOTIN_TLS: expected on or off, not {os.environ['KHOTIN_TLS']}")
    if bool(options.tls_cert) != bool(options.tls_key):
        parser.error("--tls-cert and --tls-key belong together")
    if options.command in NEEDED and not options.arguments:
        parser.error(f"{options.command}: expected {NEEDED[options.command]}")
    return options


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs="*")
    add = parser.add_argument
    add("--server", default=os.environ.get("KHOTIN_SERVER") or "127.0.0.1:50051")
    add("--timeout", type=float, default=60, help="seconds for one call, repetitions included")
    add("--service-config", default=os.environ.get("KHOTIN_SERVICE_CONFIG") or SERVICE_CONFIG)
    add("--tls", action="store_true", help="TLS with the roots of gRPC")
    add("--tls-ca", default=os.environ.get("KHOTIN_TLS_CA"), help="TLS with this root")
    add("--tls-cert", default=os.environ.get("KHOTIN_TLS_CERT"), help="this client's certificate")
    add("--tls-key", default=os.environ.get("KHOTIN_TLS_KEY"))
    add("--tls-server-name", default=os.environ.get("KHOTIN_TLS_SERVER_NAME"))
    add("--page-size", type=int, default=20)
    add("--limit", type=int, default=0, help="end after so many results or changes")
    add("--min-revision", type=int, default=0, help="search a server that has come this far")
    add("--after", type=int, help="watch after this revision; 0: from the first")
    add("--state", help="file in which watch keeps how far it has come")
    add("--silence", type=float, default=30, help="seconds after which a mute stream is broken")
    return complete(parser, parser.parse_intermixed_args())


def read(path):
    return pathlib.Path(path).read_bytes() if path else None


def connect(options):
    service_config = pathlib.Path(options.service_config).read_text(encoding="utf-8")
    # The certificate has its key: complete() sees to that.
    if not (options.tls or options.tls_ca or options.tls_cert or options.tls_server_name):
        return open_channel(options.server, service_config)
    credentials = grpc.ssl_channel_credentials(read(options.tls_ca), read(options.tls_key),
                                               read(options.tls_cert))
    return open_channel(options.server, service_config, credentials, options.tls_server_name)


def main():
    options = parse_arguments()

    def tell(error, note=""):
        print(f"{options.server}: {error.code().name}: {error.details()}{note and '; ' + note}",
              file=sys.stderr, flush=True)

    try:
        with connect(options) as channel:
            client = KhotinClient(channel, options.timeout, tell)
            return COMMANDS[options.command](client, options)
    except grpc.RpcError as error:
        tell(error)
    except OSError as error:
        print(error, file=sys.stderr)
    return EXIT_FAILED


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
