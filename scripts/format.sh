#!/usr/bin/env bash
# Formats the project's C++ sources in place; with --check changes nothing and fails on the first
# files that would change.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  "") mode=(-i) ;;
  --check) mode=(--dry-run --Werror) ;;
  *)
    echo "usage: scripts/format.sh [--check]" >&2
    exit 2
    ;;
esac

git ls-files -z --cached --others --exclude-standard '*.h' '*.cc' |
  xargs -0 --no-run-if-empty ls -d 2>/dev/null |
  xargs --no-run-if-empty -d '\n' clang-format-14 "${mode[@]}"
