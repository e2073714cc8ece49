"""Starts khotin-server for black-box tests.

    with KhotinServer(store) as server:
        talk_to(server.address)

The program is that of the environment variable KHOTIN_SERVER_BIN.
"""

import os
import pathlib
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

    `arguments` are put behind --store and --listen, `env` is added to the environment. The server's
    output goes to a file beside the store; `output()` reads it.
    """

    def __init__(self, store, arguments=(), env=None, program=None):
        self.store = pathlib.Path(store)
        self.address = ""
        self.process = None
        self._program = program or os.environ["KHOTIN_SERVER_BIN"]
        self._arguments = list(arguments)
        self._env = {**os.environ, **(env or {})}
        self._log = self.store.parent / (self.store.name + ".server.log")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.terminate()

    def start(self):
        """Returns when the server accepts connections; RuntimeError with its output otherwise."""
        for _ in range(3):  # Another process may take the port first.
            self._launch(free_port())
            if self._wait_until_listening():
                return
            if "in use" not in self.output().lower():
                break
        raise RuntimeError(f"{self._program} did not start on {self.address}:\n{self.output()}")

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

    def output(self):
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _launch(self, port):
        self.address = f"127.0.0.1:{port}"
        command = [self._program, "--store", str(self.store), "--listen", self.address,
                   *self._arguments]
        with open(self._log, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=subprocess.STDOUT, env=self._env)

    def _wait_until_listening(self):
        host, port = self.address.split(":")
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with socket.create_connection((host, int(port)), timeout=1):
                    return True
            except OSError:
                time.sleep(0.02)
        self.kill()
        return False
