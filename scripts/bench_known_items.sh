#!/usr/bin/env bash
# How well Khotin and Lucene find known items: the second part of `make bench-search`.
#   FOLDER  articles, as scripts/bench_search.sh has it
set -euo pipefail
cd "$(dirname "$0")/.."

bin=build/bench/bin
questions="${KHOTIN_SHARED:-../shared}/data/retrieval/xquad.vi.json"
folder="${FOLDER:-build/bench/vinews}"
items=build/bench/known-items

rm -rf "$items"
if [[ -d "$folder" ]]; then
  "$bin/known_items" vinews "$folder" "$items"
fi
if [[ -f "$questions" ]]; then
  "$bin/known_items" xquad "$questions" "$items"
fi
if [[ ! -d "$items" ]]; then
  echo "bench-search: known items skipped: no articles in $folder, no questions at $questions" >&2
  exit 0
fi
for set in titles leads questions; do
  [[ -f "$items/$set.queries.tsv" ]] || continue
  "$bin/khotin_known_items" "$items" "$set" "$items/$set.khotin.ranks.tsv"
  status=0
  scripts/lucene.sh LuceneKnownItems "$items" "$set" "$items/$set.lucene.ranks.tsv" || status=$?
  ((status == 0 || status == 3)) || exit "$status"
done
benchmarks/search_peers/known_items_report.py "$items"
