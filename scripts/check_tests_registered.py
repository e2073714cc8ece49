#!/usr/bin/env python3
"""Fails when a test file exists that no run of CTest would execute.

Every *_test.cc must be among the SRCS of a khotin_test() and every *_test.py in tests/ be that of a
khotin_python_test() or in the COMMAND of an add_test(). With --build DIR also looks at what came of it: the C++ file must be
compiled there (compile_commands.json), and CTest must know its program or script.
"""

import argparse
import json
import pathlib
import subprocess
import sys

from project_files import ROOT, cmake_calls, cmake_keyword, list_files, read


def registered_sources():
    """{path of a source: name of its test} over every khotin_test() of the project."""
    found = {}
    for lists in list_files("*CMakeLists.txt"):
        folder = pathlib.PurePosixPath(lists).parent
        for _, arguments in cmake_calls(read(lists), "khotin_test"):
            for source in cmake_keyword(arguments, "SRCS"):
                found[str(folder / source)] = arguments[0]
    return found


def registered_scripts():
    """The Python tests of every khotin_python_test(NAME) and add_test() in tests/."""
    found = set()
    for lists in list_files("tests/*CMakeLists.txt"):
        folder = pathlib.PurePosixPath(lists).parent
        for function, arguments in cmake_calls(read(lists), "add_test", "khotin_python_test"):
            if function == "khotin_python_test":
                found.add(str(folder / (arguments[0] + ".py")))
            else:
                found.update(str(folder / pathlib.PurePosixPath(argument).name)
                             for argument in arguments if argument.endswith(".py"))
    return found


def ctest_commands(build):
    """{test name: its command line as one string} as CTest sees the build folder."""
    shown = subprocess.run(["ctest", "--test-dir", str(build), "--show-only=json-v1"],
                           check=True, capture_output=True, text=True).stdout
    return {test["name"]: " ".join(test.get("command", []))
            for test in json.loads(shown)["tests"]}


def compiled_files(build):
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    return {str(pathlib.Path(command["directory"], command["file"]).resolve())
            for command in commands}


def check_cc(build, compiled, tests):
    sources = registered_sources()
    errors = []
    for path in list_files("*_test.cc"):
        if path not in sources:
            errors.append(f"{path}: in the SRCS of no khotin_test()")
        elif build and str(ROOT / path) not in compiled:
            errors.append(f"{path}: not compiled in {build}")
        elif build and sources[path] not in tests:
            errors.append(f"{path}: CTest does not know its program {sources[path]}")
    return errors


def check_python(build, tests):
    registered = registered_scripts()
    errors = []
    for path in list_files("tests/*_test.py"):
        if path not in registered:
            errors.append(f"{path}: in no khotin_python_test() or add_test()")
        elif build and not any(str(ROOT / path) in command for command in tests.values()):
            errors.append(f"{path}: CTest has no test that runs it")
    return errors


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, help="a configured build folder")
    build = parser.parse_args().build
    compiled = compiled_files(build) if build else set()
    tests = ctest_commands(build) if build else {}
    errors = check_cc(build, compiled, tests) + check_python(build, tests)
    for error in errors:
        print(error)
    print(f"check_tests_registered: {len(errors)} violations")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
