#!/usr/bin/env bash
# Lints the public API with buf and compares it with the last landed one, so that no change breaks
# a client. Needs npm to fetch buf; the copy stays in build/buf.
#
# The API of comparison is that of $1, else of origin/main, else of the newest tag.
set -euo pipefail
cd "$(dirname "$0")/.."

version=1.75.0
buf=build/buf/node_modules/.bin/buf

if [[ ! -x "$buf" ]] || [[ "$("$buf" --version 2>/dev/null)" != "$version" ]]; then
  if ! command -v npm >/dev/null; then
    echo "proto-check: skipped, npm is not installed and buf $version comes from it"
    exit 0
  fi
  npm install --silent --no-save --no-package-lock --no-audit --no-fund \
    --prefix build/buf "@bufbuild/buf@$version"
fi
buf="$PWD/$buf"

(cd proto && "$buf" lint)
echo "proto-check: lint passed"

base="${1:-}"
if [[ -z "$base" ]]; then
  if git rev-parse --quiet --verify 'origin/main^{commit}' >/dev/null; then
    base=origin/main
  else
    base="$(git describe --tags --abbrev=0 2>/dev/null || true)"
  fi
fi
if [[ -z "$base" ]]; then
  echo "proto-check: no origin/main and no tag, so there is no landed API to compare with"
  exit 0
fi
if ! git cat-file -e "$base:proto/buf.yaml" 2>/dev/null; then
  echo "proto-check: $base has no API yet, so there is nothing to compare with"
  exit 0
fi

against="$(mktemp -d)"
trap 'rm -rf "$against"' EXIT
git archive "$base" proto | tar -x -C "$against"
(cd proto && "$buf" breaking --against "$against/proto")
echo "proto-check: nothing broken since $base"
