# `make help` says what each verb does.
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
export FUZZ_SECONDS

.DEFAULT_GOAL := help
.PHONY: deps build run test lint format asan tsan bench fuzz-smoke crash-test proto-check clean help

deps: ## install the Debian packages that everything below needs
	@scripts/deps.sh

build: ## build the programs into build/bin, and the tests
	@cmake --preset release --log-level=WARNING
	@cmake --build --preset release --parallel $(JOBS)

run: deps ## build the programs, ingest the example articles and serve them
	@cmake --preset release --log-level=WARNING
	@cmake --build --preset release --parallel $(JOBS) --target khotin-server khotin-ingest khotin
	@scripts/run_demo.sh

test: deps build ## build and run all tests
	@ctest --preset release --parallel $(JOBS)

lint: build ## format check, module direction, registered tests, sizes, clang-tidy
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

bench: ## build the benchmarks into build/bench and run them over the corpus beside the checkout
	@cmake --preset release -B build/bench -DKHOTIN_BUILD_BENCHMARKS=ON -DKHOTIN_BUILD_TESTS=OFF \
	  --log-level=WARNING
	@cmake --build build/bench --parallel $(JOBS)
	@scripts/bench.sh

fuzz-smoke: ## run each fuzz program for FUZZ_SECONDS (60)
	@cmake --preset fuzz --log-level=WARNING
	@cmake --build --preset fuzz --parallel $(JOBS)
	@scripts/fuzz_smoke.sh

crash-test: build ## kill the server again and again while it ingests, and check what it kept
	@ctest --preset release --label-regex crash

proto-check: ## lint the API and compare it with the last landed one
	@scripts/proto_check.sh

clean: ## remove everything that was built
	@rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
