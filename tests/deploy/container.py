"""Runs a program as a container engine would: as process 1 in namespaces of its own, as another user
without capabilities, in a root that cannot be written.

    with Container(root, command, environment, user, volumes={"/var/lib/x": folder}) as container:
        container.run("/usr/local/bin/tool", "argument")

Needs root and util-linux (unshare, nsenter, mount). Run as a script, it is what starts inside.
"""

import ctypes
import fcntl
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import time

NAMESPACES = ("--mount", "--pid", "--net", "--ipc", "--uts")
DEVICES = ("null", "zero", "full", "random", "urandom")


def why_not():
    """Why containers cannot be run here; empty where they can."""
    if os.geteuid() != 0:
        return "needs root, to make namespaces and mounts"
    try:
        tried = subprocess.run(["unshare", *NAMESPACES, "--fork", "mount", "-t", "tmpfs", "none", "/mnt"],
                               capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        return f"needs util-linux: {error}"
    return f"namespaces cannot be made here: {tried.stderr.strip()}" if tried.returncode else ""


class Container:
    """One process and its namespaces. `volumes` is {path inside: folder outside}, written by the user
    unless the path is in `read_only`. Output goes to the file `log`."""

    def __init__(self, root, command, environment, user, log, volumes, read_only=(), workdir="/"):
        self._user = user
        self._environment = environment
        self._log = log
        self._plan = {"root": str(root), "command": command, "environment": environment,
                      "user": user, "workdir": workdir, "read_only": list(read_only),
                      "volumes": {inside: str(outside) for inside, outside in volumes.items()}}
        self._outer = None
        self.pid = 0

    def __enter__(self):
        with open(self._log, "ab") as log:
            self._outer = subprocess.Popen(
                ["unshare", *NAMESPACES, "--propagation", "private", "--fork", "--kill-child",
                 sys.executable, __file__, json.dumps(self._plan)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        children = pathlib.Path(f"/proc/{self._outer.pid}/task/{self._outer.pid}/children")
        self._wait(lambda: self._outer.poll() is not None or children.read_text().strip())
        self.pid = int(children.read_text().split()[0]) if self._outer.poll() is None else 0
        return self

    def __exit__(self, *_):
        # The kernel forgets --kill-child when process 1 becomes another user.
        if self._outer.poll() is None and self.pid:
            os.kill(self.pid, signal.SIGKILL)
        elif self._outer.poll() is None:
            self._outer.kill()
        self._outer.wait()

    def output(self):
        return pathlib.Path(self._log).read_text(encoding="utf-8", errors="replace")

    def wait_for(self, text, seconds=30):
        """Until `text` is in the output; AssertionError with the output if it ends before or never is."""
        self._wait(lambda: text in self.output() or self._outer.poll() is not None, seconds)
        assert text in self.output(), f"no '{text}' in the output:\n{self.output()}"

    def stop(self, seconds):
        """SIGTERM to process 1, as an engine does. Returns the exit code."""
        os.kill(self.pid, signal.SIGTERM)
        return self._outer.wait(seconds)

    def wait(self, seconds):
        """The exit code of a process that is to end by itself."""
        return self._outer.wait(seconds)

    def run(self, *command, user=None, environment=None):
        """Another process inside, as `docker exec` starts it: its output as text, and exit code."""
        uid, gid = user or self._user
        return subprocess.run(
            ["nsenter", f"--target={self.pid}", "--mount", "--pid", "--net", "--ipc", "--root", "--wd",
             f"--setuid={uid}", f"--setgid={gid}", "--", *command],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
            env=environment or self._environment)

    def status(self):
        """{field: value} of /proc/PID/status of process 1."""
        lines = pathlib.Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def listening(self):
        """{(address, port)} that somebody inside listens on, over IPv4 and IPv6."""
        found = set()
        for name, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
            table = pathlib.Path(f"/proc/{self.pid}/net/{name}").read_text(encoding="ascii")
            for row in table.splitlines()[1:]:
                local, state = row.split()[1], row.split()[3]
                if state == "0A":
                    packed, _, port = local.partition(":")
                    words = struct.unpack(f">{len(packed) // 8}I", bytes.fromhex(packed))
                    address = struct.pack(f"={len(words)}I", *words)
                    found.add((socket.inet_ntop(family, address), int(port, 16)))
        return found

    @staticmethod
    def _wait(condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.02)


def _mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def _mount_all(plan):
    root = pathlib.Path(plan["root"])
    _mount("--bind", root, root)
    _mount("-t", "proc", "proc", root / "proc")
    _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", root / "dev")
    for device in DEVICES:
        (root / "dev" / device).touch()
        _mount("--bind", f"/dev/{device}", root / "dev" / device)
    for inside, outside in plan["volumes"].items():
        target = root / inside.lstrip("/")
        target.mkdir(parents=True, exist_ok=True)
        _mount("--bind", outside, target)
        if inside in plan["read_only"]:
            _mount("-o", "remount,bind,ro", target)
    for path in (root / "dev", root):
        _mount("-o", "remount,bind,ro", path)


def _bring_loopback_up():
    get_flags, set_flags, is_up = 0x8913, 0x8914, 1
    with socket.socket() as any_socket:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16xh22x", fcntl.ioctl(any_socket, get_flags, request))[0]
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh22x", b"lo", flags | is_up))


def _drop_rights(uid, gid):
    drop_bounding, no_new_privileges = 24, 38
    libc = ctypes.CDLL(None, use_errno=True)
    last = int(pathlib.Path("/proc/sys/kernel/cap_last_cap").read_bytes())
    for capability in range(last + 1):
        libc.prctl(drop_bounding, capability, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    libc.prctl(no_new_privileges, 1, 0, 0, 0)


def main():
    plan = json.loads(sys.argv[1])
    _mount_all(plan)
    _bring_loopback_up()
    os.chroot(plan["root"])
    os.chdir(plan["workdir"])
    _drop_rights(*plan["user"])
    os.umask(0o022)
    os.execve(plan["command"][0], plan["command"], plan["environment"])


if __name__ == "__main__":
    main()
