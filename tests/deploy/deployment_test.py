"""What deploy/kustomize describes, carried out: the commands, variables and volumes of its pods in
containers made as the Dockerfile says, without a cluster or an engine."""

import json
import os
import pathlib
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
import manifests

PROGRAMS = {"khotin-server": os.environ["KHOTIN_SERVER_BIN"], "khotin-ingest": os.environ["KHOTIN_INGEST"],
            "khotin": os.environ["KHOTIN_BIN"]}
IMAGE = dockerfile.parse((ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8"))[-1]
KUSTOMIZE = ROOT / "deploy/kustomize"
ADDRESS = "khotin:50051"


def words_of(spec):
    return spec.get("command", IMAGE.last("ENTRYPOINT").json_words()) + spec.get("args", [])


def environment_of(spec):
    """What a container finds; what the cluster would fill in is made up."""
    own = {one["name"]: one.get("value", "made-up") for one in spec.get("env", [])}
    return {"PATH": image_root.PATH, **IMAGE.environment(), **own}


class DeploymentTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = container.why_not() or manifests.why_not()
        if reason:
            raise unittest.SkipTest(reason)
        folder = tempfile.TemporaryDirectory(prefix="khotin-deployment-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.root = cls.folder / "root"
        cls.root.mkdir()
        image_root.build(IMAGE, cls.root, ROOT, PROGRAMS)
        (cls.root / "etc/hosts").write_text("127.0.0.1 localhost khotin khotin-0.khotin-headless\n",
                                         encoding="ascii")

    def setUp(self):
        self.volumes = {}
        for path in ("/var/lib/khotin", "/inbox", "/backup", "/etc/khotin/tls"):
            self.volumes[path] = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copytree(ROOT / "examples/articles", self.volumes["/inbox"], dirs_exist_ok=True)

    def containers_of(self, folder):
        """{name: specification} of all containers that an overlay describes."""
        return {spec["name"]: spec for load in manifests.workloads(manifests.render(KUSTOMIZE / folder))
                for spec in load.containers}

    def start(self, spec):
        for volume in self.volumes.values():
            subprocess.run(["chown", "--recursive", "{}:{}".format(*IMAGE.user()), volume], check=True)
            volume.chmod(0o755)
        words = words_of(spec)
        program = words[0] if words[0].startswith("/") else f"/usr/bin/{words[0]}"
        started = container.Container(
            self.root, [program, *words[1:]], environment_of(spec), IMAGE.user(), volumes=self.volumes,
            log=pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / "log", workdir=IMAGE.last("WORKDIR").value,
            read_only=[mount["mountPath"] for mount in spec["volumeMounts"] if mount.get("readOnly")])
        self.addCleanup(started.__exit__)
        return started.__enter__()

    def serve(self, spec):
        running = self.start(spec)
        running.wait_for("listening on")
        return running

    def run_job(self, running, spec, codes):
        done = running.run(*words_of(spec), environment=environment_of(spec))
        self.assertIn(done.returncode, codes, done.stdout)
        return done.stdout

    def names(self, running):
        exported = running.run("khotin", "export", "--json", "--server", ADDRESS)
        self.assertEqual(exported.returncode, 0, exported.stdout)
        return sorted(json.loads(line)["name"] for line in exported.stdout.splitlines())

    def test_the_jobs_feed_and_back_up_the_server_and_a_backup_takes_the_stores_place(self):
        specs = self.containers_of("base")
        running = self.serve(specs["server"])
        self.run_job(running, specs["ingest"], {0})  # though some examples are broken on purpose
        names = self.names(running)
        self.assertTrue(names)
        self.assertEqual([path.name for path in self.volumes["/inbox"].rglob("[!.]*") if path.is_file()
                          and ".done" not in path.parts], [])
        self.run_job(running, specs["ingest"], {0})
        self.assertEqual(self.names(running), names)
        self.run_job(running, specs["backup"], {0})
        self.run_job(running, specs["verify"], {0})
        running.run("khotin", "delete", names[0], "--yes", "--server", ADDRESS)
        self.assertEqual(self.names(running), names[1:])
        self.assertEqual(running.stop(60), 0, running.output())
        for _ in range(2):  # a job whose pod is lost at its end is run again
            restore = self.start(self.containers_of("restore")["restore"])
            self.assertEqual(restore.wait(60), 0, restore.output())
        self.assertEqual(self.names(self.serve(specs["server"])), names)

    def test_with_tls_only_clients_with_a_certificate_get_an_answer(self):
        made = self.folder / "certificates"
        subprocess.run([KUSTOMIZE / "components/tls/make_certificates.sh", made], check=True,
                       capture_output=True)
        tls = self.volumes["/etc/khotin/tls"]
        shutil.copy(made / "ca.crt", tls / "ca.crt")
        specs = self.containers_of("overlays/tls")
        for who, folder in (("server", tls), ("client", tls / "client")):
            folder.mkdir(exist_ok=True)
            for kind in ("crt", "key"):
                shutil.copy(made / f"{who}.{kind}", folder / f"tls.{kind}")
        running = self.serve(specs["server"])
        own = environment_of(specs["ingest"])
        for name in ("KHOTIN_TLS_CERT", "KHOTIN_TLS_KEY"):
            own[name] = own[name].replace("/tls/tls.", "/tls/client/tls.")
        ask = ("khotin", "status", "--server", ADDRESS)
        answer = running.run(*ask, environment=own)
        self.assertEqual(answer.returncode, 0, answer.stdout)
        without = {"KHOTIN_TLS_CA": own["KHOTIN_TLS_CA"], "PATH": own["PATH"]}
        for environment in (without, {"PATH": own["PATH"]}):
            refused = running.run(*ask, "--timeout", "5", environment=environment)
            self.assertNotEqual(refused.returncode, 0, refused.stdout)


if __name__ == "__main__":
    unittest.main()
