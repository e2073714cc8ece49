#!/usr/bin/env bash
# Runs every fuzz program of build/fuzz for FUZZ_SECONDS (60) seconds each, with what it has
# learned kept in build/fuzz/corpus and seeds from tests/fuzz/corpus/NAME. Fails at a finding,
# after all have run.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds="${FUZZ_SECONDS:-60}"
mapfile -t fuzzers < <(find build/fuzz -type f -executable \
  \( -name '*_fuzzer' -o -name '*_fuzz' -o -name 'fuzz_*' \) -not -path '*/CMakeFiles/*' | sort)
if ((${#fuzzers[@]} == 0)); then
  echo "fuzz-smoke: no fuzz programs in build/fuzz" >&2
  exit 1
fi

findings=()
for fuzzer in "${fuzzers[@]}"; do
  name="$(basename "$fuzzer")"
  folders=("build/fuzz/corpus/$name")
  mkdir -p "${folders[0]}"
  [[ -d "tests/fuzz/corpus/${name%_fuzz}" ]] && folders+=("tests/fuzz/corpus/${name%_fuzz}")
  echo "fuzz-smoke: $name, $seconds s"
  "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name-" "${folders[@]}" 2>"build/fuzz/$name.log" ||
    findings+=("$name")
  tail -n 8 "build/fuzz/$name.log"
done

if ((${#findings[@]})); then
  echo "fuzz-smoke: findings in ${findings[*]}; inputs and logs are in build/fuzz" >&2
  exit 1
fi
