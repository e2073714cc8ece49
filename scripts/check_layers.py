#!/usr/bin/env python3
"""Holds #include lines to the direction of the modules, and CMake dependencies to the includes.

A module includes only modules below it. What a module's headers include, its CMake library names
in DEPS; what only its sources include may stand in PRIVATE_DEPS; what a named module itself has in
DEPS need not be named again; nothing is named that no file includes. RocksDB is the business of lib/store, gRPC and the public messages that of lib/rpc
and what stands above it. Tests and benchmarks in tests/ and benchmarks/ may include anything.

Prints one line per violation and exits 1 if there is any.
"""

import argparse
import pathlib
import re
import sys

from project_files import cmake_calls, cmake_keyword, includes, list_files, read

BASE = {"base"}
TEXT = BASE | {"text"}
ANALYSIS = TEXT | {"extract", "dedupe", "entity", "story", "index"}
STORE = ANALYSIS | {"analysis"}
ABOVE_STORE = STORE | {"store"}

# What each module of lib/ may include besides itself.
ALLOWED = {
    "base": set(),
    "text": BASE,
    "extract": TEXT,
    "pull": TEXT | {"extract"},
    "dedupe": TEXT,
    "entity": TEXT,
    "story": TEXT,
    "index": TEXT,
    "analysis": ANALYSIS,
    "store": STORE,
    "backup": ABOVE_STORE,
    "query": ABOVE_STORE,
    "rpc": ABOVE_STORE,
}
PROGRAMS = ("services", "workers", "tools")

MAY_USE_ROCKSDB = {"store"}
MAY_USE_RPC = {"rpc"}
MAY_USE_RECORDS = {"store", "query", "rpc"}

# Include prefixes of generated code, and the CMake target that provides them.
GENERATED = {
    "khotin/storage/": "storage_proto",
    "khotin/v1/": "api_proto",
    "google/rpc/": "error_proto",
}


def module_of(path):
    """"text" for lib/text/x.h, "tools/khotin" for tools/khotin/x.cc, None for what is free."""
    parts = pathlib.PurePosixPath(path).parts
    if parts[0] == "lib" and len(parts) > 2:
        return parts[1]
    if parts[0] in PROGRAMS and len(parts) > 2:
        return "/".join(parts[:2])
    return None


def target_module(module, included):
    """The module an include leads to, or None for a header that is not the project's."""
    first = included.split("/")[0]
    if "/" in included and first in ALLOWED:
        return first
    if first in PROGRAMS and included.count("/") >= 2:
        return "/".join(included.split("/")[:2])
    if "/" in included and "/" in module:
        # Programs include their own files by the name of their folder.
        own = module.split("/")
        for program in ("khotin_server", "ingest", "khotin"):
            if first == program and program != own[1] and not generated_target(included):
                return "another program's " + program
    return None


def generated_target(included):
    for prefix, target in GENERATED.items():
        if included.startswith(prefix):
            return target
    return None


def direction_error(module, included):
    """Why `module` may not have this include, or None."""
    is_lib = module in ALLOWED
    if included.startswith("rocksdb/") and module not in MAY_USE_ROCKSDB:
        return "only lib/store may include RocksDB"
    if is_lib and module not in MAY_USE_RPC:
        if re.match(r"(grpc|grpcpp|google/rpc|khotin/v1)/", included):
            return "gRPC and the public messages belong to lib/rpc and above"
    if is_lib and module not in MAY_USE_RECORDS and included.startswith("khotin/storage/"):
        return "storage records belong to lib/store and above"
    target = target_module(module, included)
    if target is None or target == module:
        return None
    if target not in ALLOWED:
        return f"{module} must not include {target}"
    if is_lib and target not in ALLOWED[module]:
        may = ", ".join(sorted(ALLOWED[module])) or "nothing"
        return f"{module} must not include {target} (it may include: {may})"
    return None


def check_directions(files):
    errors = []
    for path in files:
        module = module_of(path)
        if module is None:
            continue
        if module not in ALLOWED and path.startswith("lib/"):
            errors.append(f"{path}: lib/{module} has no place in scripts/check_layers.py yet")
            continue
        for line, included, _ in includes(read(path)):
            reason = direction_error(module, included)
            if reason:
                errors.append(f"{path}:{line}: includes {included}: {reason}")
    return errors


def needed_targets(module, files):
    """{target: (path, line)} of the khotin:: targets that the includes of `files` need."""
    needed = {}
    for path in files:
        for line, included, _ in includes(read(path)):
            target = generated_target(included) or target_module(module, included)
            if target and target != module and "/" not in target:
                needed.setdefault(target, (path, line))
    return needed


def read_libraries():
    """{module: {"DEPS": khotin:: targets named, "PRIVATE_DEPS": …}} of every lib/*/CMakeLists.txt."""
    libraries = {}
    for path in list_files("lib/*/CMakeLists.txt"):
        for _, arguments in cmake_calls(read(path), "khotin_library"):
            libraries[arguments[0]] = {
                keyword: {name.removeprefix("khotin::")
                          for name in cmake_keyword(arguments, keyword)
                          if name.startswith("khotin::")}
                for keyword in ("DEPS", "PRIVATE_DEPS")}
    return libraries


def reach(targets, libraries):
    """`targets` and all that they pass on by their DEPS."""
    reached, waiting = set(), list(targets)
    while waiting:
        target = waiting.pop()
        if target not in reached:
            reached.add(target)
            waiting += libraries.get(target, {}).get("DEPS", ())
    return reached


def check_library(module, libraries, files):
    """Compares DEPS and PRIVATE_DEPS of one module's library with what its files include."""
    where = f"lib/{module}/CMakeLists.txt"
    public, private = libraries[module]["DEPS"], libraries[module]["PRIVATE_DEPS"]
    headers = needed_targets(module, [path for path in files if path.endswith(".h")])
    every = needed_targets(module, files)
    errors = []
    for target in sorted(set(headers) - reach(public, libraries)):
        errors.append(f"{where}: DEPS lacks khotin::{target}, included by the header "
                      "%s:%d" % headers[target])
    for target in sorted(set(every) - set(headers) - reach(public | private, libraries)):
        errors.append(f"{where}: DEPS and PRIVATE_DEPS lack khotin::{target}, included by "
                      "%s:%d" % every[target])
    for target in sorted((public | private) - set(every)):
        errors.append(f"{where}: names khotin::{target}, which no file includes")
    return errors


def check_cmake(files):
    errors, libraries = [], read_libraries()
    for module in sorted(set(ALLOWED) & set(libraries)):
        own = [path for path in files if path.startswith(f"lib/{module}/") and
               not path.endswith(("_test.cc", "_benchmark.cc", "_test_util.h", "_test_util.cc"))]
        errors += check_library(module, libraries, own)
    return errors


def main():
    argparse.ArgumentParser(description=__doc__,
                            formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    files = list_files("*.h", "*.cc")
    errors = check_directions(files) + check_cmake(files)
    for error in errors:
        print(error)
    print(f"check_layers: {len(files)} files, {len(errors)} violations")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
