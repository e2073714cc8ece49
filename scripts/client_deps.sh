#!/usr/bin/env bash
# Installs what the example clients in Go and Node need, so that the tests run them: Debian's Go and
# gRPC, Node with npm unless they are there, and the packages of examples/node (in the build folder).
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/deps.sh scripts/go_packages.txt
command -v npm >/dev/null || scripts/deps.sh scripts/node_packages.txt

folder=build/clients/node
installed="$folder/node_modules/.installed-lock.json"
if ! cmp --silent examples/node/package-lock.json "$installed"; then
  mkdir -p "$folder"
  cp examples/node/package.json examples/node/package-lock.json "$folder/"
  npm ci --prefix "$folder" --silent --no-audit --no-fund
  cp examples/node/package-lock.json "$installed"
fi
