"""The Dockerfile: what it installs, what it builds from, and that its result runs as containers do.

No container engine is needed: image_root.py makes the root file system that the last stage describes,
container.py runs it. With KHOTIN_IMAGE_ROOT=DIR, a root from `debootstrap --variant=minbase bookworm DIR`,
its RUN steps are run as they stand, which needs a Debian mirror.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
import container
import dockerfile
import image_root

PROGRAMS = {"khotin-server": os.environ["KHOTIN_SERVER_BIN"], "khotin-ingest": os.environ["KHOTIN_INGEST"],
            "khotin": os.environ["KHOTIN_BIN"]}
STAGES = dockerfile.parse((ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8"))
PACKAGE_LIST = ROOT / "deploy/docker/runtime_packages.txt"
STOP_SECONDS = 40


def needed_libraries():
    """Where the loader finds the shared libraries that the programs name."""
    headers = subprocess.run(["objdump", "-p", *PROGRAMS.values()], check=True, capture_output=True,
                             text=True).stdout
    loaded = subprocess.run(["ldd", *PROGRAMS.values()], check=True, capture_output=True, text=True).stdout
    found = dict(re.findall(r"^\s*(\S+) => (/\S+)", loaded, re.MULTILINE))
    return {found[name] for name in re.findall(r"^\s*NEEDED\s+(\S+)", headers, re.MULTILINE)}


def owners(paths):
    """The packages that files belong to; dpkg may know one by the path before /lib became a link."""
    real = {os.path.realpath(path).removeprefix("/usr") for path in paths}
    asked = subprocess.run(["dpkg-query", "--search", *real, *("/usr" + path for path in real)],
                           check=False, capture_output=True, text=True).stdout
    found = {path.removeprefix("/usr"): names.partition(":")[0]
             for names, path in re.findall(r"^(.+): (/.+)$", asked, re.MULTILINE)}
    return {found[path] for path in real}


def copy_build_context(target):
    """The files that .dockerignore lets into a build."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    wanted = [rule[1:] for rule in rules if rule.startswith("!")]
    unwanted = [rule.removeprefix("**/") for rule in rules if rule.startswith("**/")]
    assert rules[0] == "*" and len(wanted) + len(unwanted) + 1 == len(rules), ".dockerignore: other rules"
    for name in wanted:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns(*unwanted))
        else:
            shutil.copy(ROOT / name, target / name)


class DockerfileTest(unittest.TestCase):
    def test_the_list_of_packages_is_what_the_programs_need(self):
        listed = image_root.listed_packages(PACKAGE_LIST)
        self.assertEqual(listed, sorted(owners(needed_libraries()) | {"ca-certificates"}))

    def test_the_build_context_is_enough_to_build_the_programs(self):
        build = " ".join(step.value for step in STAGES[0].all("RUN"))
        targets = re.search(r"--target ((?:khotin\S* )+)", build).group(1).split()
        self.assertEqual(sorted(targets), sorted(PROGRAMS))
        with tempfile.TemporaryDirectory(prefix="khotin-context-") as folder:
            context = pathlib.Path(folder)
            copy_build_context(context)
            configure = re.search(r"cmake --preset [^&]+", build).group(0).split()
            for command in (configure, ["ninja", "-C", "build", "-n", *targets]):
                done = subprocess.run(command, cwd=context, capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_last_stage_says_who_it_is_and_how_it_runs(self):
        last = STAGES[-1]
        project = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
        version = re.search(r"project\(khotin VERSION (\S+)", project).group(1)
        self.assertEqual(last.last("LABEL").pairs()["org.opencontainers.image.version"], version)
        self.assertGreaterEqual(min(last.user()), 10000)
        self.assertEqual(last.last("STOPSIGNAL").value, "SIGTERM")
        self.assertEqual(last.last("ENTRYPOINT").json_words(), ["/usr/local/bin/khotin-server"])
        store = pathlib.PurePosixPath(last.environment()["KHOTIN_STORE"])
        self.assertIn(pathlib.PurePosixPath(last.last("VOLUME").value), store.parents)


class ContainerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = container.why_not()
        if reason:
            raise unittest.SkipTest(reason)
        folder = tempfile.TemporaryDirectory(prefix="khotin-image-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.root = cls.folder / "root"
        cls.root.mkdir()
        cls.image = STAGES[-1]
        image_root.build(cls.image, cls.root, ROOT, PROGRAMS, os.environ.get("KHOTIN_IMAGE_ROOT"))

    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        os.chown(self.data, *self.image.user())
        self.inbox = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copytree(ROOT / "examples/articles", self.inbox, dirs_exist_ok=True)
        self.inbox.chmod(0o755)

    def start(self, **changed):
        environment = {"PATH": image_root.PATH, **self.image.environment(), **changed}
        started = container.Container(
            self.root, self.image.last("ENTRYPOINT").json_words(), environment, self.image.user(),
            log=pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / "log",
            workdir=self.image.last("WORKDIR").value,
            volumes={self.image.last("VOLUME").value: self.data, "/inbox": self.inbox},
            read_only=["/inbox"])
        self.addCleanup(started.__exit__)
        return started.__enter__()

    def search(self, running):
        found = running.run("/usr/local/bin/khotin", "search", "--json", "gin giu hoa binh")
        self.assertEqual(found.returncode, 0, found.stdout)
        return [hit["article"]["name"] for hit in json.loads(found.stdout)["results"]]

    def test_it_starts_with_no_configuration_without_rights_and_in_a_root_it_cannot_write(self):
        running = self.start()
        running.wait_for("listening on")
        uid, gid = self.image.user()
        status = running.status()
        self.assertEqual(status["NSpid"].split()[-1], "1")
        self.assertEqual(set(status["Uid"].split()), {str(uid)})
        self.assertEqual(set(status["Gid"].split()), {str(gid)})
        self.assertEqual({int(status[name], 16) for name in ("CapPrm", "CapEff", "CapBnd")}, {0})
        self.assertEqual(status["NoNewPrivs"], "1")
        touched = running.run("/usr/bin/touch", "/usr/local/bin/khotin", user=(0, 0))
        self.assertIn("Read-only file system", touched.stdout)

    def test_every_exposed_port_can_be_reached_from_outside_the_container(self):
        running = self.start()
        running.wait_for("listening on")
        ports = {int(port) for step in self.image.all("EXPOSE") for port in step.value.split()}
        anywhere = {port for address, port in running.listening() if address in ("0.0.0.0", "::")}
        self.assertEqual(anywhere, ports)

    def test_articles_go_in_are_found_and_stay_in_the_volume(self):
        running = self.start()
        running.wait_for("listening on")
        done = running.run("/usr/local/bin/khotin-ingest", "--server", "127.0.0.1:50051", "/inbox")
        self.assertEqual(done.returncode, 1, done.stdout)  # three examples are broken on purpose
        found = self.search(running)
        self.assertTrue(found)
        self.assertEqual(running.stop(STOP_SECONDS), 0, running.output())
        again = self.start()
        again.wait_for("listening on")
        self.assertEqual(self.search(again), found)

    def test_plain_text_beyond_the_container_can_be_forbidden(self):
        refused = self.start(KHOTIN_ALLOW_INSECURE="false")
        refused.wait_for("insecure")
        self.assertNotEqual(refused.wait(STOP_SECONDS), 0)


if __name__ == "__main__":
    unittest.main()
