#!/usr/bin/env bash
# Khotin beside Lucene, Xapian and SQLite FTS5 over one corpus: `make bench-search`. docs/benchmarks.md
# says what is measured and how to read it.
#   FOLDER     articles to make the corpus of, one .txt file each (default: those of the corpus folder
#              beside the checkout, or of KHOTIN_SHARED)
#   DOCUMENTS  how many documents (default: as many as there are articles; more are made of them)
#   ENGINES    which engines, of: khotin khotin-tiers khotin-folded lucene xapian sqlite
#   QUERIES    how many of each class (500)
#   REUSE      set, asks the indexes that the last run left
#   OUT        where everything goes (build/bench/search-N)
set -euo pipefail
cd "$(dirname "$0")/.."

bin=build/bench/bin
peers=benchmarks/search_peers
data="${KHOTIN_SHARED:-../shared}/data"
folder="${FOLDER:-}"
documents="${DOCUMENTS:-}"
engines="${ENGINES:-khotin khotin-tiers lucene xapian sqlite}"
reuse=(${REUSE:+reuse})
out="${OUT:-build/bench/search-${documents:-all}}"

say() { printf '%s\n' "$*" >&2; }

if [[ -z "$folder" ]]; then
  folder=build/bench/vinews
  if [[ ! -d "$folder" ]]; then
    if [[ ! -f "$data/vinews/vinews-dev.tar.zst" ]]; then
      say "bench-search: skipped: no articles (set FOLDER) and no corpus at $data"
      exit 0
    fi
    mkdir -p "$folder.part"
    tar --zstd -xf "$data/vinews/vinews-dev.tar.zst" -C "$folder.part"
    mv "$folder.part" "$folder"
  fi
fi

mkdir -p "$out"
if [[ ! -f "$out/queries.tsv" ]]; then
  say "making the corpus in $out"
  "$bin/search_documents" "$folder" "$out/documents" ${documents:+"$documents"}
  "$bin/search_queries" "$out/documents.folded.tsv" "$out/queries.tsv.part" "${QUERIES:-500}"
  mv "$out/queries.tsv.part" "$out/queries.tsv"
fi

# skip ENGINE REASON: leaves the reason for the report.
skip() {
  rm -f "$out/$1.tsv"
  printf '%s\n' "$2" > "$out/$1.skipped"
}

# peer RUNNER ENGINE PACKAGE: a runner that is built only where its library is.
peer() {
  if [[ ! -x "$bin/$1" ]]; then
    skip "$2" "needs $3 (make bench-deps), then another build"
    return
  fi
  "$bin/$1" "$out/documents.folded.tsv" "$out/queries.tsv" "$out/$2.index" "$out/$2.tsv" "${reuse[@]}"
}

lucene() {
  local status=0
  scripts/lucene.sh LuceneRunner "$out/documents.folded.tsv" "$out/queries.tsv" \
    "$out/lucene.index" "$out/lucene.tsv" "$out/lucene-merged.tsv" "${reuse[@]}" 2> "$out/lucene.log" ||
    status=$?
  ((status)) || return 0
  rm -f "$out/lucene-merged.tsv"
  cat "$out/lucene.log" >&2
  ((status == 3)) || exit "$status"
  skip lucene "$(cat "$out/lucene.log")"
}

# khotin ENGINE DOCUMENTS [tiers]
khotin() {
  "$bin/khotin_runner" "$2" "$out/queries.tsv" "$out/$1.index" "$out/$1.tsv" "${reuse[@]}" "${@:3}"
}

for engine in $engines; do
  say "$engine"
  rm -f "$out/$engine.skipped"
  case "$engine" in
    khotin) khotin khotin "$out/documents.raw.tsv" ;;
    khotin-tiers) khotin khotin-tiers "$out/documents.raw.tsv" tiers ;;
    khotin-folded) khotin khotin-folded "$out/documents.folded.tsv" ;;
    lucene) lucene ;;
    xapian) peer xapian_runner xapian libxapian-dev ;;
    sqlite) peer sqlite_runner sqlite libsqlite3-dev ;;
    *)
      say "bench-search: no engine $engine"
      exit 2
      ;;
  esac
done
"$peers/report.py" "$out"
