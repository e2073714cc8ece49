#!/usr/bin/env bash
# Fills ./khotin-data from examples/articles and serves it in the foreground: `make run`.
# KHOTIN_LISTEN sets the address (127.0.0.1:50051), KHOTIN_STORE the store, KHOTIN_BIN_DIR where the
# programs are.
set -euo pipefail
cd "$(dirname "$0")/.."

store="${KHOTIN_STORE:-khotin-data}"
listen="${KHOTIN_LISTEN:-127.0.0.1:50051}"
bin="${KHOTIN_BIN_DIR:-build/bin}"

# Exit code 1 says that some inputs were refused; the two broken examples must be.
status=0
"$bin/khotin-ingest" --store "$store" examples/articles || status=$?
case "$status" in
  0) ;;
  1) echo "Three documents of examples/articles are broken on purpose and were refused; the rest is in." ;;
  *)
    echo "run: could not ingest examples/articles into $store (exit code $status)" >&2
    exit "$status"
    ;;
esac

"$bin/khotin-server" --store "$store" --listen "$listen" &
server=$!
trap 'kill -TERM "$server" 2>/dev/null || true; wait "$server" || true' EXIT
trap 'exit 0' INT TERM

flag=""
[[ "$listen" == 127.0.0.1:50051 ]] || flag=" --server $listen"
for _ in $(seq 100); do
  if "$bin/khotin" status --server "$listen" >/dev/null 2>&1; then
    cat <<TEXT

Khotin serves $store at $listen until you press Ctrl-C. Try in another shell:

  $bin/khotin search$flag "gin giu hoa binh"
  $bin/khotin entity$flag "to lam"
  $bin/khotin status$flag

TEXT
    wait "$server"
    exit
  fi
  kill -0 "$server" 2>/dev/null || wait "$server"
  sleep 0.1
done
echo "run: khotin-server does not answer at $listen" >&2
exit 1
