#!/usr/bin/env bash
# Makes every trained model under models/ anew, in the order in which they stand on each other, from
# the corpus folder beside the checkout (or KHOTIN_SHARED): `make models`. What differs from the
# models committed is told by `git status`; nothing does while neither the lists, nor the programs,
# nor the corpus have changed.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs="${JOBS:-$(nproc)}"
bin=build/bench/bin
data="${KHOTIN_SHARED:-../shared}/data"
if [[ ! -d "$data" ]]; then
  echo "models: no corpus at $data; set KHOTIN_SHARED to the folder that holds data/" >&2
  exit 1
fi

news=build/bench/vinews
if [[ ! -d "$news" ]]; then
  rm -rf "$news.part"
  mkdir -p "$news.part"
  tar --zstd -xf "$data/vinews/vinews-dev.tar.zst" -C "$news.part"
  mv "$news.part" "$news"
fi

# A program holds the models that it was built with.
rebuild() { cmake --build build/bench --parallel "$jobs" --target "$@"; }

cmake --preset release -B build/bench -DKHOTIN_BUILD_BENCHMARKS=ON -DKHOTIN_BUILD_TESTS=OFF \
  --log-level=WARNING

rebuild word_pair_cohesion word_segment_train
"$bin/word_pair_cohesion" "$news" models/word_segment/pairs.bin
"$bin/word_segment_train" models/word_segment/model.bin models/word_segment/pairs.bin \
  models/word_segment/{words,dictionary}.txt \
  models/names/{countries,people,places,provinces}.tsv \
  -- "$data"/ud-vtb/{train,dev}.conllu

rebuild news_term_frequencies entity_clusters entity_train
"$bin/news_term_frequencies" "$news" models/news_terms/frequencies.bin
"$bin/entity_clusters" "$news" models/entity/clusters.bin
"$bin/entity_train" --gold "$data/ner/sentences.jsonl" --clusters models/entity/clusters.bin \
  --raw "$news" --output models/entity/model.bin
git status --short models
