"""Starts khotin-server for black-box tests.

    with KhotinServer(store) as server:
        talk_to(server.address)

The program is that of the environment variable KHOTIN_SERVER_BIN.
"""

import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

START_SECONDS = 30
STOP_SECONDS = 25


def free_port():
    """A TCP port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class KhotinServer:
    """One server process on a store, stopped when the `with` block ends.

    `arguments` are put behind --store, --listen, --metrics-listen and --health-listen,
    `env` is added to the environment. `port` 0 lets the system choose one. The server's output goes
    to a file beside the store; `output()` reads it.
    """

    def __init__(self, store, arguments=(), env=None, port=0, program=None):
        self.store = pathlib.Path(store)
        self.address = ""
        self.process = None
        self._port = port
        self._program = program or os.environ["KHOTIN_SERVER_BIN"]
        # Servers of tests that run side by side would want the same ports.
        self._arguments = ["--metrics-listen", "", "--health-listen", "", *arguments]
        self._env = {**os.environ, **(env or {})}
        self._log = self.store.parent / (self.store.name + ".server.log")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.terminate()

    def start(self):
        """Returns when the server accepts calls; RuntimeError with its output otherwise."""
        command = [self._program, "--store", str(self.store), "--listen",
                   f"127.0.0.1:{self._port}", *self._arguments]
        with open(self._log, "ab") as log:
            said_before = log.tell()
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=subprocess.STDOUT, env=self._env)
        self.address = self._wait_for_address(said_before)

    def terminate(self):
        """SIGTERM, then SIGKILL for what does not end in time. Returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self):
        """SIGKILL. Returns the exit code."""
        if self.process.poll() is None:
            self.process.kill()
        return self.process.wait()

    @contextlib.contextmanager
    def held_still(self):
        """While the block lasts it does nothing, but what is sent to it arrives."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def output(self):
        """All that the server has written, since the first start."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _wait_for_address(self, said_before):
        """The address of the line "listening on HOST:PORT" that the server prints when it serves."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            ended = self.process.poll() is not None
            said = self._log.read_bytes()[said_before:].decode("utf-8", errors="replace")
            found = re.search(r"^listening on (\S+)\n", said, re.MULTILINE)
            if found:
                return found.group(1)
            if ended:
                break
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"{self._program} did not start on {self.store}:\n{said}")
