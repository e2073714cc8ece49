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
reuse="${REUSE:+reuse}"
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
  "$bin/$1" "$out/documents.folded.tsv" "$out/queries.tsv" "$out/$2.index" "$out/$2.tsv" $reuse
}

# The class path of Lucene's own jars, or nothing where they are not installed.
lucene_jars() {
  local core analyzers
  core="$(compgen -G '/usr/share/java/lucene-core-[89]*.jar' | head -1)" || return 0
  analyzers="$(compgen -G '/usr/share/java/lucene-analyzers-common-[89]*.jar' | head -1)" || return 0
  printf '%s:%s' "$core" "$analyzers"
}

jars="$(lucene_jars)"
java=(java -Xmx3g -XX:+UseSerialGC -cp "build/bench/lucene:$jars")
if [[ -z "$jars" ]] || ! command -v javac >/dev/null; then
  java=()
else
  mkdir -p build/bench/lucene
  javac -Xlint:all -Werror -d build/bench/lucene -cp "$jars" "$peers"/*.java
fi

lucene() {
  if ((! ${#java[@]})); then
    skip lucene "needs liblucene8-java and a JDK (make bench-deps)"
    return
  fi
  "${java[@]}" LuceneRunner "$out/documents.folded.tsv" "$out/queries.tsv" "$out/lucene.index" \
    "$out/lucene.tsv" "$out/lucene-merged.tsv" $reuse
}

# khotin ENGINE DOCUMENTS [tiers]
khotin() {
  "$bin/khotin_runner" "$2" "$out/queries.tsv" "$out/$1.index" "$out/$1.tsv" $reuse "${@:3}"
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

# Relevance does not depend on how many documents are made.
[[ -z "$documents" ]] || exit 0
items=build/bench/known-items
printf '\n'
[[ -f "$items/leads.queries.tsv" ]] || "$bin/known_items" vinews "$folder" "$items"
if [[ -f "$data/retrieval/xquad.vi.json" ]]; then
  "$bin/known_items" xquad "$data/retrieval/xquad.vi.json" "$items"
fi
for queries in "$items"/*.queries.tsv; do
  set="$(basename "$queries" .queries.tsv)"
  "$bin/khotin_known_items" "$items" "$set" "$items/$set.khotin.ranks.tsv"
  if ((${#java[@]})); then
    "${java[@]}" LuceneKnownItems "$items" "$set" "$items/$set.lucene.ranks.tsv"
  fi
done
"$peers/known_items_report.py" "$items"
