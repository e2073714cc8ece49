#!/usr/bin/env bash
# Runs a Java program of benchmarks/search_peers with Debian's Lucene: scripts/lucene.sh CLASS ARG…
# Compiles all of them first. Exits with 3, and says what is missing, where Lucene or a JDK is not
# installed.
set -euo pipefail
cd "$(dirname "$0")/.."

classes=build/bench/lucene
core="$(compgen -G '/usr/share/java/lucene-core-[89].*.jar' | head -1)" || true
analyzers="$(compgen -G '/usr/share/java/lucene-analyzers-common-[89].*.jar' | head -1)" || true
if [[ -z "$core" || -z "$analyzers" ]] || ! command -v javac >/dev/null; then
  echo "needs liblucene8-java and a JDK (make bench-deps)" >&2
  exit 3
fi

mkdir -p "$classes"
javac -Xlint:all -Werror -d "$classes" -cp "$core:$analyzers" benchmarks/search_peers/*.java
exec java -Xmx3g -XX:+UseSerialGC -cp "$classes:$core:$analyzers" "$@"
