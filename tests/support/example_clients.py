"""The programs of examples/, one per language, as the tests run them.

    client = example_clients.find("go")     # unittest.SkipTest where the language is not there
    done = client.run("search", "hoa binh", server=server.address)
"""

import fcntl
import os
import pathlib
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
# In the build folder: what `make client-deps` and the tests themselves put there.
CLIENTS = pathlib.Path(os.environ["KHOTIN_PYTHON_STUBS"]).parent / "clients"
GOCODE = pathlib.Path("/usr/share/gocode")

SECONDS = 60


class ExampleClient:
    """A command line, and what its environment needs."""

    def __init__(self, command, env=None):
        self._command = [str(word) for word in command]
        self._env = env or {}

    def start(self, *arguments, server, env=None):
        """A running process, with pipes for what it says."""
        everything = {**os.environ, **self._env, "KHOTIN_SERVER": server, **(env or {})}
        return subprocess.Popen([*self._command, *map(str, arguments)], env=everything,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)

    def run(self, *arguments, server, env=None):
        """Its returncode, stdout and stderr when it has ended."""
        with self.start(*arguments, server=server, env=env) as process:
            try:
                out, err = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def find_python():
    return ExampleClient(["/usr/bin/python3", EXAMPLES / "python" / "khotin_example.py"])


def find_node():
    modules = CLIENTS / "node" / "node_modules"
    if not shutil.which("node") or not (modules / "@grpc" / "grpc-js").is_dir():
        raise unittest.SkipTest("`make client-deps` has not installed Node and its packages")
    return ExampleClient(["node", EXAMPLES / "node" / "khotin_example.js"],
                         {"NODE_PATH": str(modules)})


def find_go():
    tools = ("go", "protoc-gen-go", "protoc-gen-go-grpc")
    if not all(shutil.which(tool) for tool in tools) or not GOCODE.is_dir():
        raise unittest.SkipTest("`make client-deps` has not installed Go and its packages")
    program = CLIENTS / "go" / "khotin_example"
    program.parent.mkdir(parents=True, exist_ok=True)
    with open(CLIENTS / "go.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build_go(program)
    return ExampleClient([program], {"GRPC_GO_RETRY": "on"})


def build_go(program):
    """As examples/go/README.md says; the first time takes ten seconds, compiling gRPC."""
    folder = program.parent
    (folder / "src").mkdir(exist_ok=True)
    protos = sorted(map(str, (ROOT / "proto" / "khotin" / "v1").glob("*.proto")))
    subprocess.run(["protoc", f"-I{ROOT / 'proto'}", f"--go_out={folder / 'src'}",
                    f"--go-grpc_out={folder / 'src'}", *protos], check=True)
    env = {**os.environ, "GO111MODULE": "off", "GOPATH": f"{folder}:{GOCODE}",
           "GOCACHE": str(CLIENTS / "go-cache"), "GOFLAGS": ""}
    subprocess.run(["go", "build", "-o", str(program), "./examples/go"], cwd=ROOT, env=env,
                   check=True)


def find(language):
    """The ExampleClient of "python", "node" or "go"."""
    return {"python": find_python, "node": find_node, "go": find_go}[language]()
