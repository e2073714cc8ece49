"""Makes the root file system that a Dockerfile's last stage describes, without a container engine.

The base and the packages come from a minbase root that debootstrap made, in which every RUN is run as it
stands; or, with no such root, from the files of this system's own packages, which are those that the
base image has and that the install step asks for, with all that they depend on.
"""

import os
import pathlib
import re
import shutil
import subprocess

MERGED = ("bin", "lib", "lib32", "lib64", "libx32", "sbin")
NOT_IN_SLIM = re.compile(r"/usr/share/(doc|man|info|locale|lintian)/")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def listed_packages(path):
    """The packages of a list file, one a line, # starting a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines())
    return [line for line in lines if line]


def with_dependencies(packages):
    """`packages` and all that they depend on, as this system has them installed."""
    fields = "${Package}\t${Pre-Depends}, ${Depends}\t${Provides}\n"
    depends, provider = {}, {}
    for line in _output("dpkg-query", "--show", f"--showformat={fields}").splitlines():
        name, needs, provides = line.split("\t")
        depends[name] = [[re.split(r"[\s(:]", choice.strip())[0] for choice in group.split("|")]
                         for group in needs.split(",") if group.strip()]
        for virtual in provides.split(","):
            provider.setdefault(re.split(r"[\s(]", virtual.strip())[0], name)
    closure, waiting = set(), list(packages)
    while waiting:
        name = waiting.pop()
        if name in closure:
            continue
        closure.add(name)
        for group in depends[name]:
            found = [provider.get(choice, choice) for choice in group]
            waiting += [choice for choice in found if choice in depends][:1]
    return sorted(closure)


def essential_packages():
    """What every Debian root has, and the tools that make users."""
    rows = _output("dpkg-query", "--show", "--showformat=${Package} ${Essential}\n").splitlines()
    return [row.split()[0] for row in rows if row.endswith(" yes")] + ["passwd"]


def _copy_packages(packages, root):
    """The files of installed packages, and what their install scripts would have made of them."""
    for name in MERGED:
        (root / "usr" / name).mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(f"usr/{name}")
    paths = set()
    listed = _output("dpkg-query", "--listfiles", *packages).splitlines()
    for path in (line for line in listed if line.startswith("/")):
        if path.split("/")[1] in MERGED:
            path = "/usr" + path
        if not NOT_IN_SLIM.match(path + "/") and os.path.lexists(path):
            paths.add(path)
    names = "\0".join(sorted(path[1:] for path in paths if path not in ("/.", "/usr")))
    pack = subprocess.Popen(["tar", "--create", "--directory=/", "--no-recursion", "--null",
                             "--files-from=-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    unpack = subprocess.Popen(["tar", "--extract", f"--directory={root}", "--preserve-permissions",
                               "--keep-directory-symlink"], stdin=pack.stdout)
    pack.stdout.close()
    pack.stdin.write(names.encode())
    pack.stdin.close()
    if unpack.wait() or pack.wait():
        raise RuntimeError("the files of the installed packages cannot be copied")
    for name in ("passwd", "group"):
        shutil.copy(root / f"usr/share/base-passwd/{name}.master", root / "etc" / name)
    subprocess.run(["/sbin/ldconfig", "-r", str(root)], check=True)


def _copy(step, root, context, programs):
    """One COPY: files of the context, or the programs that the build stage leaves."""
    flags, words = step.flags_and_words()
    target = root / words[-1].lstrip("/")
    target.mkdir(parents=True, exist_ok=True)
    for word in words[:-1]:
        source = programs[pathlib.PurePath(word).name] if "from" in flags else context / word
        shutil.copy(source, target)


def build(stage, root, context, programs, minbase=None):
    """Carries out `stage` in the empty folder `root`. `programs` is {name: path} of the built ones,
    `minbase` a root made by debootstrap."""
    installs = [step for step in stage.all("RUN") if "apt-get install" in step.value]
    if minbase:
        subprocess.run(["cp", "--archive", f"{minbase}/.", str(root)], check=True)
    else:
        packages = listed_packages(context / "deploy/docker/runtime_packages.txt")
        _copy_packages(with_dependencies(essential_packages() + packages), root)
    for step in stage.instructions:
        if step.keyword == "COPY":
            _copy(step, root, context, programs)
        elif step.keyword == "RUN" and (minbase or step not in installs):
            subprocess.run(["chroot", str(root), "/bin/sh", "-ec", step.value], check=True,
                           env={**os.environ, "PATH": PATH}, stdout=subprocess.DEVNULL)
