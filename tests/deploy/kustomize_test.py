"""What deploy/kustomize renders: that its parts fit each other, the programs and the image.

scripts/deploy_check.sh holds the same renderings against the schemas of Kubernetes.
"""

import functools
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

# pylint: disable=wrong-import-position
import dockerfile
import manifests

KUSTOMIZE = ROOT / "deploy/kustomize"
README = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
COPIES_README = (KUSTOMIZE / "overlays/with-replicas/README.md").read_text(encoding="utf-8")
IMAGE = dockerfile.parse((ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8"))[-1]
PROGRAMS = {"khotin-server": os.environ["KHOTIN_SERVER_BIN"], "khotin-ingest": os.environ["KHOTIN_INGEST"],
            "khotin": os.environ["KHOTIN_BIN"]}
# What is left for closing the store once all calls have ended.
CLOSING_SECONDS = 10


@functools.cache
def help_text(program, *subcommand):
    return subprocess.run([PROGRAMS[program], *subcommand, "--help"], check=True, capture_output=True,
                          text=True).stdout


def render_overlay(text):
    """What an overlay of a user's own makes, the project being beside it."""
    with tempfile.TemporaryDirectory(prefix="khotin-overlay-") as folder:
        near = os.path.relpath(KUSTOMIZE, os.path.realpath(folder))
        pathlib.Path(folder, "kustomization.yaml").write_text(
            text.replace("../khotin/deploy/kustomize", near), encoding="utf-8")
        return manifests.render(folder)


def all_together():
    """The copies with TLS and monitoring."""
    return render_overlay("""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [../khotin/deploy/kustomize/overlays/with-replicas]
        components:
          - ../khotin/deploy/kustomize/components/tls
          - ../khotin/deploy/kustomize/components/monitoring
        """)


def overlays_shown(page):
    """The overlays that a page shows, rendered."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [render_overlay(block) for block in blocks if "\nresources:" in block]


def is_client(load):
    """Whether a workload is a job that calls the server."""
    return load.is_job and manifests.flag(load.containers[0].get("args", []), "server") is not None


def minute_of_day(cron):
    """Of a schedule with one minute and one hour."""
    minute, hour = cron["schedule"].split()[:2]
    return 60 * int(hour) + int(minute)


class KustomizeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reason = manifests.why_not()
        if reason:
            raise unittest.SkipTest(reason)
        folders = [KUSTOMIZE / "base", *sorted((KUSTOMIZE / "overlays").iterdir())]
        cls.rendered = {folder.name: manifests.render(folder) for folder in folders}
        cls.rendered["all together"] = all_together()
        cls.rendered["restore"] = cls.rendered["base"] + manifests.render(KUSTOMIZE / "restore")

    def each(self, of):
        """(where it is, what `of` finds, all resources beside it) over all renderings."""
        for name, resources in self.rendered.items():
            for found in of(resources):
                metadata = getattr(found, "resource", found)["metadata"]
                yield f"{name}: {metadata['name']}", found, resources

    def each_of_kind(self, *kinds):
        return self.each(lambda resources: manifests.of_kind(resources, *kinds))

    def each_workload(self):
        return self.each(manifests.workloads)

    def each_server(self):
        return self.each(lambda resources: [load for load in manifests.workloads(resources)
                                            if not load.is_job])

    def each_client(self):
        return self.each(lambda resources: list(filter(is_client, manifests.workloads(resources))))

    def pods_selected(self, selector, resources):
        found = [load for load in manifests.workloads(resources) if manifests.selects(selector, load.labels)]
        self.assertTrue(found, f"{selector} selects no pod")
        return found

    def test_every_overlay_is_explained(self):
        for folder in (KUSTOMIZE / "overlays").iterdir():
            self.assertIn(f"`{folder.name}`", README)

    def test_the_overlays_that_are_shown_do_what_they_are_shown_for(self):
        with_all, restored = overlays_shown(README)
        self.assertTrue(manifests.of_kind(with_all, "PrometheusRule"))
        image = manifests.Workload(restored[0]).containers[0]["image"]
        self.assertTrue(image.startswith("registry.example/"))
        (other,), = overlays_shown(COPIES_README)
        claims = [name for kind, name in manifests.references(manifests.Workload(other).pod)
                  if kind == "PersistentVolumeClaim"]
        self.assertEqual(claims, ["data-khotin-1", "khotin-backup"])

    def test_the_steps_of_a_restore_stop_and_start_each_copy(self):
        for page, overlay in ((README, "base"), (COPIES_README, "with-replicas")):
            with self.subTest(overlay):
                copies = manifests.of_kind(self.rendered[overlay], "StatefulSet")[0]["spec"]["replicas"]
                steps = re.search(r"^```sh\n([^`]*kustomize/restore &&\n[^`]*)^```$", page,
                                  re.MULTILINE).group(1)
                self.assertEqual(re.findall(r"--replicas=(\d+)", steps), ["0", str(copies)])
                self.assertEqual(re.findall(r"pod/(\S+)", steps), [f"khotin-{i}" for i in range(copies)])
                self.assertEqual(steps.count(" &&\n"), len(steps.splitlines()) - 1)

    def test_a_restore_and_a_server_are_never_on_one_node(self):
        job = manifests.Workload(manifests.named(self.rendered["restore"], "Job", "khotin-restore"))
        term, = job.pod["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
        self.assertEqual(term["topologyKey"], "kubernetes.io/hostname")
        for load in manifests.workloads(self.rendered["with-replicas"]):
            self.assertEqual(manifests.selects(term["labelSelector"], load.labels), not load.is_job)
        self.assertFalse(manifests.selects(term["labelSelector"], job.labels))

    def test_pods_that_may_decide_where_the_backups_are_go_to_the_zone_of_the_first_copy(self):
        for where, load, resources in self.each_workload():
            if load.resource["kind"] != "CronJob" or ("PersistentVolumeClaim", "khotin-backup") not in \
                    manifests.references(load.pod):
                continue
            with self.subTest(where):
                wish, = load.pod["affinity"]["podAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"]
                term = wish["podAffinityTerm"]
                self.assertEqual(term["topologyKey"], "topology.kubernetes.io/zone")
                server = next(other for other in manifests.workloads(resources) if not other.is_job)
                labels = {**server.labels, "statefulset.kubernetes.io/pod-name": "khotin-0"}
                self.assertTrue(manifests.selects(term["labelSelector"], labels))

    def test_backups_and_their_verification_are_hours_apart(self):
        for where, verify, resources in self.each(
                lambda resources: [manifests.named(resources, "CronJob", "khotin-backup-verify")]):
            with self.subTest(where):
                backup = manifests.named(resources, "CronJob", "khotin-backup")
                first, second = (one["spec"] for one in (backup, verify))
                self.assertEqual(first["timeZone"], second["timeZone"])
                ends = minute_of_day(first) + first["jobTemplate"]["spec"]["activeDeadlineSeconds"] / 60
                self.assertLess(ends, minute_of_day(second))
                ends = minute_of_day(second) + second["jobTemplate"]["spec"]["activeDeadlineSeconds"] / 60
                self.assertLess(ends, minute_of_day(first) + 24 * 60)

    def test_all_is_in_one_namespace_which_enforces_restricted_pods(self):
        for where, resource, resources in self.each(lambda resources: resources):
            with self.subTest(where):
                if resource["kind"] == "Namespace":
                    self.assertEqual(resource["metadata"]["labels"]["pod-security.kubernetes.io/enforce"],
                                     "restricted")
                else:
                    namespace = manifests.of_kind(resources, "Namespace")[0]["metadata"]["name"]
                    self.assertEqual(resource["metadata"]["namespace"], namespace)

    def test_pods_are_restricted_and_run_as_the_images_user(self):
        uid, gid = IMAGE.user()
        for where, load, _ in self.each_workload():
            with self.subTest(where):
                context = load.pod["securityContext"]
                self.assertIs(context["runAsNonRoot"], True)
                self.assertEqual((context["runAsUser"], context["runAsGroup"], context["fsGroup"]),
                                 (uid, gid, gid))
                self.assertEqual(context["seccompProfile"], {"type": "RuntimeDefault"})
                self.assertIs(load.pod["automountServiceAccountToken"], False)
                self.assertIs(load.pod["enableServiceLinks"], False)  # they would be KHOTIN_… variables
                for container in load.containers:
                    self.assertEqual(container["securityContext"],
                                     {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                                      "capabilities": {"drop": ["ALL"]}})

    def test_containers_say_what_they_need_and_run_the_present_version(self):
        project = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
        version = re.search(r"project\(khotin VERSION (\S+)", project).group(1)
        for where, load, _ in self.each_workload():
            with self.subTest(where):
                for container in load.containers:
                    self.assertEqual(container["image"], f"khotin:{version}")
                    self.assertLessEqual({"cpu", "memory"}, container["resources"]["requests"].keys())
                    self.assertIn("memory", container["resources"]["limits"])

    def test_the_programs_know_every_flag_and_variable(self):
        for where, load, _ in self.each_workload():
            with self.subTest(where):
                for container in load.containers:
                    own = {env["name"] for env in container.get("env", [])}
                    lines = manifests.command_lines(container, IMAGE.last("ENTRYPOINT").json_words())
                    self.assertTrue(lines)
                    for program, *words in lines:
                        self.assert_knows(program, words, own)

    def assert_knows(self, program, words, variables):
        known = help_text(program, *(words[:1] if program == "khotin" else ()))
        for word in (word for word in words if word.startswith("--")):
            self.assertRegex(known, rf"(^|[\s,]){word.partition('=')[0]}\b")
        for name in (name for name in variables if name.startswith("KHOTIN_")):
            self.assertIn(f"Env:{name})", known)
        for name in re.findall(r"\$\((\w+)\)", " ".join(words)):
            self.assertIn(name, variables)

    def test_the_image_sets_only_variables_that_the_server_knows(self):
        for name in IMAGE.environment():
            self.assertIn(f"Env:{name})", help_text("khotin-server"))

    def test_servers_are_probed_on_the_health_port(self):
        for where, load, _ in self.each_server():
            with self.subTest(where):
                container = load.containers[0]
                health = manifests.flag(container["args"], "health-listen").partition(":")[2]
                self.assertEqual(str(load.ports()["health"]), health)
                for probe, service in (("startupProbe", "liveness"), ("livenessProbe", "liveness"),
                                       ("readinessProbe", "reads")):
                    self.assertEqual(container[probe]["grpc"], {"port": int(health), "service": service})

    def test_a_server_has_time_to_drain_and_to_close_the_store(self):
        for where, load, _ in self.each_server():
            with self.subTest(where):
                grace = re.search(r"--grace-seconds .*?=(\d+)", help_text("khotin-server")).group(1)
                drain = manifests.flag(load.containers[0]["args"], "drain-seconds")
                self.assertGreaterEqual(load.pod["terminationGracePeriodSeconds"],
                                        int(drain) + int(grace) + CLOSING_SECONDS)

    def test_a_server_keeps_its_store_on_a_claim_of_its_own(self):
        for where, load, resources in self.each_of_kind("StatefulSet"):
            with self.subTest(where):
                server = manifests.Workload(load)
                service = manifests.named(resources, "Service", load["spec"]["serviceName"])
                self.assertEqual(service["spec"]["clusterIP"], "None")
                claims = {claim["metadata"]["name"] for claim in load["spec"]["volumeClaimTemplates"]}
                container = server.containers[0]
                kept = [mount["mountPath"] for mount in container["volumeMounts"] if mount["name"] in claims]
                store = next(env["value"] for env in container["env"] if env["name"] == "KHOTIN_STORE")
                self.assertIn(kept[0], map(str, pathlib.PurePosixPath(store).parents))

    def test_mounts_have_volumes_and_volumes_exist(self):
        for where, load, resources in self.each_workload():
            with self.subTest(where):
                volumes = {volume["name"] for volume in load.volumes()}
                for container in load.containers:
                    self.assertLessEqual({mount["name"] for mount in container["volumeMounts"]}, volumes)
                for kind, name in manifests.references(load.pod):
                    if kind == "PersistentVolumeClaim" and name in manifests.claims_of_pods(resources):
                        continue
                    if not manifests.named(resources, kind, name):
                        # A secret is the user's to make.
                        self.assertEqual(kind, "Secret")
                        self.assertRegex(README, rf"kubectl .*create secret generic {name}\b")

    def test_services_reach_pods(self):
        for where, service, resources in self.each_of_kind("Service"):
            with self.subTest(where):
                for load in self.pods_selected({"matchLabels": service["spec"]["selector"]}, resources):
                    for port in service["spec"]["ports"]:
                        self.assertIn(port["targetPort"], load.ports())

    def test_selectors_take_the_pods_that_are_meant(self):
        for where, resource, resources in self.each_of_kind("StatefulSet", "PodDisruptionBudget"):
            with self.subTest(where):
                found = self.pods_selected(resource["spec"]["selector"], resources)
                self.assertEqual([load.resource["kind"] for load in found], ["StatefulSet"])
        for where, monitor, resources in self.each_of_kind("ServiceMonitor"):
            with self.subTest(where):
                services = [service for service in manifests.of_kind(resources, "Service") if
                            manifests.selects(monitor["spec"]["selector"], service["metadata"]["labels"])]
                self.assertEqual(len(services), 1)
                ports = {port["name"] for port in services[0]["spec"]["ports"]}
                self.assertLessEqual({end["port"] for end in monitor["spec"]["endpoints"]}, ports)
                self.assertIn(monitor["spec"]["jobLabel"], services[0]["metadata"]["labels"])

    def test_policies_let_jobs_reach_servers_and_nobody_else_by_default(self):
        for resources in self.rendered.values():
            policies = [policy["spec"] for policy in manifests.of_kind(resources, "NetworkPolicy")]
            for load in manifests.workloads(resources):
                own = [rule for rule in policies if manifests.selects(rule["podSelector"], load.labels)]
                self.assertEqual([sorted(rule["policyTypes"]) for rule in own], [["Egress", "Ingress"]])
            server = next(load for load in manifests.workloads(resources) if not load.is_job)
            inwards = next(rule for rule in policies
                           if manifests.selects(rule["podSelector"], server.labels))["ingress"]
            for rule in inwards:
                self.assertTrue(rule["from"] and rule["ports"])
                self.assertLessEqual({port["port"] for port in rule["ports"]}, server.ports().keys())
            for job in (load for load in manifests.workloads(resources) if load.is_job):
                if is_client(job):
                    self.assert_may_call(job, server, policies, inwards)
                else:
                    own = next(rule for rule in policies
                               if manifests.selects(rule["podSelector"], job.labels))
                    self.assertEqual((own["ingress"], own["egress"]), ([], []))

    def assert_may_call(self, job, server, policies, inwards):
        def ports(rules, side, labels):
            return {port["port"] for rule in rules for peer in rule.get(side, ())
                    if "namespaceSelector" not in peer and manifests.selects(peer["podSelector"], labels)
                    for port in rule["ports"]}
        outwards = next(rule for rule in policies if manifests.selects(rule["podSelector"], job.labels))
        self.assertEqual(ports(inwards, "from", job.labels), {"grpc"})
        self.assertEqual(ports(outwards["egress"], "to", server.labels), {server.ports()["grpc"]})

    def test_jobs_call_servers_that_there_are(self):
        for where, load, resources in self.each_client():
            with self.subTest(where):
                host, _, port = manifests.flag(load.containers[0]["args"], "server").partition(":")
                pod, _, service = host.rpartition(".")
                service = manifests.named(resources, "Service", service)
                self.assertIn(int(port), [port["port"] for port in service["spec"]["ports"]])
                if pod:
                    server = manifests.of_kind(resources, "StatefulSet")[0]
                    copies = [f"khotin-{i}" for i in range(server["spec"]["replicas"])]
                    self.assertIn(pod, [*copies, "khotin-$(COPY)"])

    def test_quarantined_documents_make_no_failed_job(self):
        for where, cron, _ in self.each_of_kind("CronJob"):
            load = manifests.Workload(cron)
            if load.containers[0]["name"] == "ingest":
                with self.subTest(where):
                    self.assertIn("--quarantine-ok", load.containers[0]["args"])

    def test_each_copy_is_fed(self):
        for where, server, resources in self.each_of_kind("StatefulSet"):
            with self.subTest(where):
                job = manifests.named(resources, "CronJob", "khotin-ingest")["spec"]["jobTemplate"]["spec"]
                self.assertEqual(job.get("completions", 1), server["spec"]["replicas"])
                self.assertEqual(job.get("parallelism", 1), 1)  # a run keeps others off the inbox

    def test_jobs_end_are_tried_again_and_never_overlap(self):
        for where, cron, _ in self.each_of_kind("CronJob"):
            with self.subTest(where):
                spec, job = cron["spec"], cron["spec"]["jobTemplate"]["spec"]
                rules = job["podFailurePolicy"]["rules"]
                ending = {rule["action"]: rule["onExitCodes"]["values"] for rule in rules
                          if "onExitCodes" in rule}
                if job.get("completions", 1) > 1:
                    self.assertNotIn(1, ending["FailJob"])  # files that were not read for one copy
                self.assertEqual(spec["concurrencyPolicy"], "Forbid")
                self.assertGreaterEqual(spec["startingDeadlineSeconds"], 10)
                self.assertLessEqual(spec["successfulJobsHistoryLimit"] + spec["failedJobsHistoryLimit"], 10)
                self.assertGreater(job["activeDeadlineSeconds"], 0)
                self.assertEqual(("backoffLimit" in job) + ("backoffLimitPerIndex" in job), 1)
                pod = job["template"]["spec"]
                self.assertEqual(pod["restartPolicy"], "Never")
                containers = [container["name"] for container in pod["containers"]]
                for rule in rules:
                    if "onExitCodes" in rule:
                        self.assertIn(rule["onExitCodes"]["containerName"], containers)

    def test_with_tls_nothing_but_probes_and_metrics_is_plain(self):
        for name in ("tls", "all together"):
            for load in manifests.workloads(self.rendered[name]):
                if load.is_job and not is_client(load):
                    continue
                env = {one["name"]: one.get("value") for one in load.containers[0]["env"]}
                pair, root = (("KHOTIN_TLS", "KHOTIN_TLS_CA") if load.is_job else
                              ("KHOTIN_SERVER_TLS", "KHOTIN_TLS_CLIENT_CA"))
                self.assertTrue(env[f"{pair}_CERT"] and env[f"{pair}_KEY"] and env[root])
                self.assertIn(env.get("KHOTIN_ALLOW_INSECURE"), (None, "false"))

    def test_rules_and_dashboard_use_metrics_that_the_server_has(self):
        sources = "".join(path.read_text(encoding="utf-8")
                          for path in (ROOT / "services/khotin_server").glob("*.cc"))
        known = set(re.findall(r'"((?:khotin|grpc_server)_[a-z_]+)"', sources))
        for path in (ROOT / "deploy/grafana/khotin.json",
                     KUSTOMIZE / "components/monitoring/prometheus_rule.yaml"):
            used = set(re.findall(r"\b((?:khotin|grpc_server)_[a-z_]+)\b", path.read_text(encoding="utf-8")))
            self.assertTrue(used)
            for name in used:
                self.assertIn(re.sub(r"_(bucket|sum|count)$", "", name), known)


if __name__ == "__main__":
    unittest.main()
