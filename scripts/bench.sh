#!/usr/bin/env bash
# Runs every benchmark of build/bench over the corpus folder beside the checkout (or KHOTIN_SHARED):
# speed and relevance of search, extraction, entities, ingestion, duplicates. Figures go to standard
# output.
# Without the corpus there is nothing to measure, and that is said.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=build/bench/bin
data="${KHOTIN_SHARED:-../shared}/data"
if [[ ! -d "$data" ]]; then
  echo "bench: skipped: no corpus at $data"
  exit 0
fi

news=build/bench/vinews
if [[ ! -d "$news" ]]; then
  mkdir -p "$news.part"
  tar --zstd -xf "$data/vinews/vinews-dev.tar.zst" -C "$news.part"
  mv "$news.part" "$news"
fi

heading() { printf '\n== %s\n' "$*"; }

heading ingestion: vinews into a new store
store="$(mktemp -d build/bench/store-XXXXXX)"
trap 'rm -rf "$store"' EXIT
"$bin/khotin-ingest" --store "$store" "$news"
du -sh "$store" "$news"

heading search speed
"$bin/search_speed" "$news"

heading search relevance
"$bin/search_quality" "$news" "$data/retrieval/news-queries.tsv" "$data/retrieval/news-judgments.tsv" \
  split=30  # those typed with diacritics stand first

heading extraction, beside Readability.js
benchmarks/extraction_score.py --data "$data/html" --bin "$bin/khotin-ingest"

heading extraction speed, one thread
"$bin/extraction_speed" pages "$data/html/aeb"
"$bin/extraction_speed" texts "$news"

heading cleaning: made-up sites around vinews, learning as they come
"$bin/chrome_learning" "$news"

heading entities: development part
benchmarks/ner_score.py --gold "$data/ner/sentences.jsonl" --split dev --annotate \
  "$bin/khotin annotate"

heading duplicates: labelled versions and hard negatives made of vinews
set=build/bench/duplicates
benchmarks/near_duplicates.py --news "$news" --stories "$data/stories/stories-dev.jsonl" \
  --out "$set"
# A checkout of github.com/ekzhu/datasketch to measure beside, where there is one.
benchmarks/duplicates_score.py --set "$set" --bin "$bin" --json "$set/scores.json" \
  ${KHOTIN_DATASKETCH:+--datasketch "$KHOTIN_DATASKETCH"}

# What the choice of candidates rests on; needs numpy.
if python3 -c 'import numpy' 2>/dev/null; then
  benchmarks/candidate_recall.py --set "$set"
fi

heading duplicates: clusters of vinews itself, without pairs to read
benchmarks/natural_duplicates.py --news "$news" --bin "$bin" --pairs 0

heading duplicates: speed in an archive of a million articles
"$bin/duplicate_speed" "$news" store="$store-duplicates"
rm -rf "$store-duplicates"

heading search: mistyped queries
"$bin/spelling_score" "$news" 1000

heading search: suggestions while typing
"$bin/suggest_speed" "$news" 2000

heading saved queries: matching new articles
"$bin/standing_queries" "$news"

heading search: articles like another one
"$bin/similar_articles" "$data/stories/stories-dev.jsonl" "$news"

heading stories: labelled ones among other news
"$bin/story_grouping" "$data/stories/stories-dev.jsonl" "$news"
