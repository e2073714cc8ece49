#!/usr/bin/env bash
# Every check that needs no running program: format, module direction, registered tests, sizes, name lists,
# the API reference, and clang-tidy with the checks of .clang-tidy. Runs all of them, then fails if one failed.
# The build folder (build, or $1) must be configured and its generated code be built.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

build="${1:-build}"
if [[ ! -f "$build/compile_commands.json" ]]; then
  echo "lint: $build is not configured; run \`make build\` first" >&2
  exit 2
fi

failed=()
step() {
  local name="$1"
  shift
  "$@" || failed+=("$name")
}

step format scripts/format.sh --check
step layers scripts/check_layers.py
step tests scripts/check_tests_registered.py --build "$build"
step sizes scripts/check_sizes.py
step names scripts/check_names.py
step reference scripts/api_reference.py --check
step tidy scripts/tidy.py --build "$build"

if ((${#failed[@]})); then
  echo "lint: failed: ${failed[*]}" >&2
  exit 1
fi
echo "lint: passed"
