#!/usr/bin/env python3
"""Keeps files and functions small enough to read.

No file has more than 600 lines. Tests left out, 95 % of files have at most 400 lines and 95 % of
functions at most 40. C++ functions are found by their braces, which is close enough to count by.
Prints what is over a limit; exits 1 when a rule is broken.
"""

import argparse
import ast
import bisect
import re
import sys

from project_files import list_files, read

MAX_FILE, FILE_95, FUNCTION_95 = 600, 400, 40

PATTERNS = ("*.h", "*.cc", "*.py", "*.sh", "*.proto", "*.cmake", "*CMakeLists.txt", "Makefile")

# Comments, literals and preprocessor lines, whose braces mean nothing.
_NOISE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*",
    re.DOTALL | re.MULTILINE)


def is_test(path):
    return path.startswith("tests/") or re.search(r"_test\.\w+$|_test_util\.\w+$", path)


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def opens_function(head):
    """True when `head`, the code in front of a brace at namespace or class scope, declares one."""
    head = re.sub(r"^\s*(public|private|protected)\s*:", "", head).strip()
    if re.search(r"\b(namespace|enum|extern)\b", head) or head.endswith("="):
        return False
    if re.match(r"(template\s*<.*>\s*)?(class|struct|union)\b", head, re.DOTALL):
        return False
    return "(" in head


def cc_functions(text):
    """(first line, number of lines) of each function of a C++ source."""
    text = _NOISE.sub(blank, text)
    starts = [match.start() for match in re.finditer("^", text, re.MULTILINE)]
    functions, stack, head_begin = [], [], 0
    for match in re.finditer(r"[{};]", text):
        mark, at = match.group(0), match.start()
        inside = any(kind for kind, _ in stack)
        if mark == "{":
            head = text[head_begin:at]
            is_function = not inside and opens_function(head)
            begin = head_begin + len(head) - len(head.lstrip())
            stack.append((is_function, begin))
        elif mark == "}" and stack:
            is_function, begin = stack.pop()
            if is_function:
                first = bisect.bisect_right(starts, begin)
                functions.append((first, bisect.bisect_right(starts, at) - first + 1))
        head_begin = at + 1
    return functions


def python_functions(text):
    return [(node.lineno, node.end_lineno - node.lineno + 1) for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def functions_of(path, text):
    if path.endswith((".h", ".cc")):
        return cc_functions(text)
    return python_functions(text) if path.endswith(".py") else []


def report(what, sizes, limit, show_all):
    """Prints offenders; True when at least 95 % of `sizes`, (size, place), keep to `limit`."""
    over = sorted((entry for entry in sizes if entry[0] > limit), reverse=True)
    kept = len(sizes) - len(over)
    good = kept * 100 >= 95 * len(sizes)
    print(f"check_sizes: {kept} of {len(sizes)} {what} have at most {limit} lines"
          + ("" if good else ": 95 % must"))
    for size, place in over if show_all or not good else []:
        print(f"  {place}: {size} lines")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true",
                        help="print everything over a limit, even where the rule holds")
    show_all = parser.parse_args().all
    files, functions, good = [], [], True
    for path in list_files(*PATTERNS):
        text = read(path)
        size = text.count("\n")
        if size > MAX_FILE:
            print(f"{path}: {size} lines; no file may have more than {MAX_FILE}")
            good = False
        if not is_test(path):
            files.append((size, path))
            functions += [(n, f"{path}:{line}") for line, n in functions_of(path, text)]
    good = report("files", files, FILE_95, show_all) and good
    good = report("functions", functions, FUNCTION_95, show_all) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
