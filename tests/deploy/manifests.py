"""Renders kustomizations and walks over what comes out."""

import functools
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import yaml

FETCHED = pathlib.Path(__file__).resolve().parents[2] / "build/kubectl/kubectl"


@functools.cache
def kubectl():
    """The first kubectl whose kustomize is version 5 or newer, of the installed one and of the one that
    scripts/kubectl.sh fetches; empty where there is none."""
    for program in filter(None, (shutil.which("kubectl"), FETCHED if FETCHED.exists() else None)):
        said = subprocess.run([program, "version", "--client"], capture_output=True, text=True, check=False)
        version = re.search(r"Kustomize Version: v(\d+)", said.stdout)
        if version and int(version.group(1)) >= 5:
            return str(program)
    return ""


def why_not():
    """Why nothing can be rendered here; empty where it can. With CI set that is no reason to skip."""
    if kubectl():
        return ""
    reason = "there is no kubectl of 1.27 or newer; `make deploy-deps` fetches one"
    if os.environ.get("CI"):
        raise RuntimeError(reason)
    return reason


def render(folder):
    """The resources that `kubectl kustomize` makes of a folder; RuntimeError with what it says."""
    done = subprocess.run([kubectl(), "kustomize", str(folder)], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise RuntimeError(f"{folder}: {done.stderr}")
    return [document for document in yaml.safe_load_all(done.stdout) if document]


def of_kind(resources, *kinds):
    return [resource for resource in resources if resource["kind"] in kinds]


def named(resources, kind, name):
    return next((resource for resource in of_kind(resources, kind)
                 if resource["metadata"]["name"] == name), None)


class Workload:
    """What makes pods: its resource, and the template of the pods."""

    def __init__(self, resource):
        self.resource = resource
        self.name = f"{resource['kind']} {resource['metadata']['name']}"
        self.spec = resource["spec"]
        self.is_job = resource["kind"] in ("CronJob", "Job")
        inner = self.spec["jobTemplate"]["spec"] if resource["kind"] == "CronJob" else self.spec
        template = inner["template"]
        self.labels = template["metadata"]["labels"]
        self.pod = template["spec"]
        self.containers = self.pod["containers"]

    def ports(self):
        """{name: number} of the pods' ports."""
        return {port["name"]: port["containerPort"] for container in self.containers
                for port in container.get("ports", [])}

    def volumes(self):
        return self.pod.get("volumes", []) + [
            {"name": claim["metadata"]["name"]} for claim in self.spec.get("volumeClaimTemplates", [])]


def workloads(resources):
    return [Workload(resource) for resource in of_kind(resources, "StatefulSet", "CronJob", "Job")]


def selects(selector, labels):
    """Whether a label selector (matchLabels, matchExpressions with In) takes `labels`."""
    equal = all(labels.get(key) == value for key, value in selector.get("matchLabels", {}).items())
    for rule in selector.get("matchExpressions", []):
        if rule["operator"] != "In":
            raise ValueError(f"no support for {rule['operator']}")
        equal = equal and labels.get(rule["key"]) in rule["values"]
    return equal


def references(pod):
    """(kind, name) of what a pod's volumes and environment take from elsewhere."""
    for volume in pod.get("volumes", []):
        if "persistentVolumeClaim" in volume:
            yield "PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"]
        if "secret" in volume:
            yield "Secret", volume["secret"]["secretName"]
        if "configMap" in volume:
            yield "ConfigMap", volume["configMap"]["name"]
    yield "ServiceAccount", pod["serviceAccountName"]
    for container in pod["containers"]:
        for source in container.get("envFrom", []):
            for kind, key in (("Secret", "secretRef"), ("ConfigMap", "configMapRef")):
                if key in source:
                    yield kind, source[key]["name"]


def command_lines(container, entrypoint):
    """The words of each program that a container runs, [program, argument…]: its own command or the
    image's, with its arguments; or the lines of its shell script that begin with one of the programs."""
    words = container.get("command", entrypoint) + container.get("args", [])
    if words[0] == "sh":
        lines = [shlex.split(line) for line in words[-1].splitlines()]
        return [line for line in lines if line[0].startswith("khotin")]
    return [[pathlib.PurePosixPath(words[0]).name, *words[1:]]]


def claims_of_pods(resources):
    """The names of the claims that stateful sets make for their pods."""
    return {f"{claim['metadata']['name']}-{made['metadata']['name']}-{i}"
            for made in of_kind(resources, "StatefulSet") for i in range(made["spec"]["replicas"])
            for claim in made["spec"]["volumeClaimTemplates"]}


def flag(words, name):
    """The value of --name=VALUE among `words`; None where it is not given."""
    return next((word.partition("=")[2] for word in words if word.startswith(f"--{name}=")), None)
