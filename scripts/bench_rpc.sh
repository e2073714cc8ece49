#!/usr/bin/env bash
# Searches a second over gRPC, beside an empty call on the same server: `make bench-rpc`. Needs the
# corpus that `make bench-search` leaves in OUT, and takes it in once. What follows is given to
# search_load.
#   FOLDER, DOCUMENTS, OUT  as scripts/bench_search.sh
#   LISTEN                  address of the server (127.0.0.1:50951)
set -euo pipefail
cd "$(dirname "$0")/.."

bin=build/bench/bin
documents="${DOCUMENTS:-}"
out="${OUT:-build/bench/search-${documents:-all}}"
listen="${LISTEN:-127.0.0.1:50951}"
folder="${FOLDER:-build/bench/vinews}"

if [[ ! -f "$out/queries.tsv" || ! -d "$folder" ]]; then
  echo "bench-rpc: skipped: no corpus in $out; run make bench-search first" >&2
  exit 0
fi
if [[ ! -d "$out/store" ]]; then
  "$bin/search_documents" "$folder" "$out/ingest" ${documents:+"$documents"} ingest="$out/ingest.jsonl"
  rm -rf "$out/store.part" "$out"/ingest.*.tsv
  if [[ -n "$documents" ]]; then # made of each other, which would take hours to compare
    "$bin/serving_store" "$out/ingest.jsonl" "$out/store.part"
  else
    status=0
    "$bin/khotin-ingest" --store "$out/store.part" "$out/ingest.jsonl" || status=$?
    ((status <= 1)) || exit "$status" # 1: some documents were refused
  fi
  rm "$out/ingest.jsonl"
  mv "$out/store.part" "$out/store"
fi

"$bin/khotin-server" --store "$out/store" --listen "$listen" --metrics-listen '' --log-level warn &
server=$!
trap 'kill -TERM "$server" 2>/dev/null || true; wait "$server" || true' EXIT
for _ in $(seq 600); do
  "$bin/khotin" status --server "$listen" >/dev/null 2>&1 && break
  kill -0 "$server" || exit 1
  sleep 0.1
done
"$bin/search_load" --address "$listen" --queries "$out/queries.tsv" "$@"
awk '/^Rss(Anon|File)/ {printf "server %s %.0f MB\n", $1, $2 / 1024}' "/proc/$server/status"
