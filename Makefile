# `make help` says what each verb does.
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
export FUZZ_SECONDS

.DEFAULT_GOAL := help
.PHONY: deps build run test lint format asan tsan bench bench-deps bench-build bench-search bench-search-1m \
  bench-rpc fuzz-smoke crash-test proto-check deploy-check \
  api-reference models client-deps deploy-deps clean help

deps: ## install the Debian packages that everything below needs
	@scripts/deps.sh

client-deps: ## install Go (560 MiB) and Node, with which the tests run all of the example clients
	@scripts/client_deps.sh

deploy-deps: ## fetch kubectl into build/kubectl, unless one is installed that is new enough
	@scripts/kubectl.sh >/dev/null

build: ## build the programs into build/bin, and the tests
	@cmake --preset release --log-level=WARNING
	@cmake --build --preset release --parallel $(JOBS)

run: deps ## build the programs, ingest the example articles and serve them
	@cmake --preset release --log-level=WARNING
	@cmake --build --preset release --parallel $(JOBS) --target khotin-server khotin-ingest khotin
	@scripts/run_demo.sh

test: deps build ## build and run all tests
	@ctest --preset release --parallel $(JOBS)

lint: build ## format check, module direction, registered tests, sizes, lists, API reference, clang-tidy
	@scripts/lint.sh build

format: ## format the C++ sources in place
	@scripts/format.sh

asan: ## unit tests under the address and undefined-behaviour sanitizers
	@cmake --preset asan --log-level=WARNING
	@cmake --build --preset asan --parallel $(JOBS)
	@ctest --preset asan --label-regex unit --parallel $(JOBS)

# Debian's gRPC is not built for the thread sanitizer; what it does inside is not reported.
tsan: export TSAN_OPTIONS := ignore_noninstrumented_modules=1 \
  suppressions=$(CURDIR)/tests/support/tsan.supp $(TSAN_OPTIONS)
tsan: ## unit tests under the thread sanitizer
	@cmake --preset tsan --log-level=WARNING
	@cmake --build --preset tsan --parallel $(JOBS)
	@ctest --preset tsan --label-regex unit --parallel $(JOBS)

bench: bench-build ## run the benchmarks over the corpus beside the checkout
	@scripts/bench.sh

bench-build: ## build the benchmarks into build/bench
	@cmake --preset release -B build/bench -DKHOTIN_BUILD_BENCHMARKS=ON -DKHOTIN_BUILD_TESTS=OFF \
	  --log-level=WARNING
	@cmake --build build/bench --parallel $(JOBS)

bench-deps: ## install the search engines that bench-search compares with
	@scripts/deps.sh scripts/bench_packages.txt

bench-search: bench-build ## search beside Lucene, Xapian and FTS5 (FOLDER, DOCUMENTS, ENGINES, REUSE, OUT)
	@scripts/bench_search.sh
	@scripts/bench_known_items.sh

bench-search-1m: bench-build ## the same over a million documents made of the corpus
	@DOCUMENTS=1000000 QUERIES=$(or $(QUERIES),300) scripts/bench_search.sh

bench-rpc: bench-build ## searches a second over gRPC, over the corpus that bench-search left
	@scripts/bench_rpc.sh

fuzz-smoke: ## run each fuzz program for FUZZ_SECONDS (60)
	@cmake --preset fuzz --log-level=WARNING
	@cmake --build --preset fuzz --parallel $(JOBS)
	@scripts/fuzz_smoke.sh

crash-test: build ## kill the server again and again while it ingests, and check what it kept
	@ctest --preset release --label-regex crash

proto-check: ## lint the API and compare it with the last landed one
	@scripts/proto_check.sh

api-reference: ## write docs/api from the comments of the protos
	@scripts/api_reference.py

models: ## train every model anew from the corpus beside the checkout
	@scripts/build_models.sh

deploy-check: ## render the Kubernetes overlays and hold them against its schemas; no cluster needed
	@scripts/deploy_check.sh

clean: ## remove everything that was built
	@rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
