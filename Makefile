# What can be done here; `make` alone lists it.
include .ci/versions

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/gpt-image-cost
# Folders of packages are named by the file that pins what is in them, as .ci/tools does.
by_sum = $(CACHE)/$(1)-$(shell sha256sum $(2) | cut -c 1-12)
by_lock = $(call by_sum,$(1),$(2)/package-lock.json)
# Where the browser tests find axe-core.
export NPM_TOOLS := $(call by_lock,npm,.ci/npm)
built_tools := $(patsubst %,$(CACHE)/%/bin,trunk-$(TRUNK) wasm-bindgen-$(WASM_BINDGEN) geckodriver-$(GECKODRIVER) \
  cargo-cyclonedx-$(CYCLONEDX) cargo-mutants-$(MUTANTS))
checkers := $(call by_sum,checkers,.ci/pypi/requirements.txt)/bin
empty :=
export PATH := $(subst $(empty) $(empty),:,$(built_tools) $(NPM_TOOLS)/node_modules/.bin $(checkers)):$(PATH)
export TRUNK_SKIP_VERSION_CHECK := true
# Remaps this machine's paths, so every machine builds the same bytes (`.ci/reproduce` names the one exception). rustc names
# the standard library by commit where its source is not installed.
RUSTC_SOURCE = $(shell rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust
RUSTC_COMMIT = $(shell rustc --version --verbose 2>/dev/null | sed -n 's/^commit-hash: //p')
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = \
  --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src= --remap-path-prefix=$(RUSTC_SOURCE)=/rustc/$(RUSTC_COMMIT)
PORT ?= 8080

.NOTPARALLEL:
.PHONY: help serve test build dev tools browser-tools format lint lint-scripts checkers dependencies advisories sbom test-core test-usage \
        bench bench-usage test-page test-browsers repeat-browsers test-two-embeds test-embeds sizes bloat looks pace lighthouse \
        rates-drill reproduce first-page mutants coverage

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: tools ## build the release page and serve it at http://127.0.0.1:8080
	@echo "Building the release page (6 minutes the first time), then serving it at http://127.0.0.1:$(PORT)"
	trunk serve --release --no-autoreload --address 127.0.0.1 --port $(PORT)

test: browser-tools format lint dependencies test-core test-usage test-page build test-browsers test-two-embeds ## run all tests (of the five documentation tools, two)
	@echo "All tests passed."

build: tools ## leave the finished site in dist/ (SITE_URL=https://… adds canonical addresses)
	@echo "Building the release page into dist/ (6 minutes the first time)"
	trunk build --release

dev: tools ## the edit loop: quick builds, the browser reloads
	trunk serve --address 127.0.0.1 --port $(PORT)

tools: ## install what building needs into the cache folder (5 minutes the first time, then nothing)
	@.ci/tools

browser-tools:
	@.ci/tools browsers

format: ## check the form of the Rust code (cargo fmt --all mends it)
	cargo fmt --all --check

lint: lint-scripts ## clippy for every package, and for the page in the browser (4 minutes the first time)
	cargo clippy --quiet --workspace --features gpt-image-cost/ssr --all-targets -- -D warnings
	cargo clippy --quiet --features hydrate --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --quiet --package gpt-image-cost-worker --target wasm32-unknown-unknown -- -D warnings
	@# Cargo keeps the browser out of the core, as long as nobody adds it there.
	@! cargo tree --quiet --package gpt-image-cost-core --edges normal | grep -E 'leptos|web-sys|js-sys|wasm-bindgen'

lint-scripts: tools ## types, mistakes and form of the JavaScript
	biome ci --colors=off --indent-style=space --line-width=120 scripts tests/bloat.mjs tests/sizes.mjs tests/lighthouse
	tsc --project scripts
	tsc --project scripts/tsconfig.worker.json

checkers:
	@.ci/tools checkers

dependencies: checkers sbom ## licences, sources, duplicate and unused dependencies, without network
	cargo deny --offline --workspace check licenses sources bans
	cargo shear

# One a package, beside its manifest, is how cargo-cyclonedx writes them.
sbom: checkers ## every dependency of every package as CycloneDX, in target/sbom/
	@cargo fetch --quiet --locked
	@CARGO_NET_OFFLINE=true SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 0) cargo cyclonedx --quiet \
	  --format json --spec-version 1.5 --target wasm32-unknown-unknown --features hydrate --override-filename sbom
	@mkdir -p target/sbom
	@for file in sbom.json */sbom.json */*/sbom.json; do \
	  case $$file in sbom.json) name=page ;; target/*) continue ;; *) name=$$(basename $$(dirname $$file)) ;; esac; \
	  mv $$file target/sbom/$$name.json; \
	  echo "sbom: target/sbom/$$name.json: $$(grep -c '"purl"' target/sbom/$$name.json) packages"; \
	done

advisories: checkers ## known vulnerabilities of the dependencies, from the RustSec database
	cargo deny --workspace check advisories

test-core: ## rates, tokens, scenarios, links, estimates, files (seconds)
	cargo test --package gpt-image-cost-core

test-usage: ## bills from usage logs, in the library and on the command line (a minute)
	cargo test --package gpt-image-cost-usage --package gpt-image-cost-worker --package gpt-image-cost-cli

bench: build ## how fast usage logs are read: dist/ in Chromium beside plain JavaScript, then natively (1.2 GB on disk meanwhile)
	cargo run --quiet --package browser-tests --bin bench
	@$(MAKE) --no-print-directory bench-usage

bench-usage: ## how fast usage logs are read natively, beside serde_json and jq
	cargo run --quiet --release --package gpt-image-cost-usage --example bench

test-page: ## the guide, and the page and the embed as HTML (4 minutes the first time)
	cargo test --package gpt-image-cost --package gpt-image-cost-content --package gpt-image-cost-prerender \
	  --features gpt-image-cost/ssr

test-browsers: browser-tools build ## dist/ in Chromium, Firefox and WebKit
	cargo test --package browser-tests --test published --test page

RUNS := 5
repeat-browsers: browser-tools build ## the same, RUNS times in a row (5), until one fails
	for run in $$(seq $(RUNS)); do \
	  echo "repeat-browsers: run $$run of $(RUNS)"; \
	  cargo test --package browser-tests --test page || exit 1; \
	done

# The calculator in sites of documentation, built with the named tools: they are installed here if they are missing.
define test_in
	@.ci/tools hosts $(1)
	EMBED_HOSTS="$(1)" cargo test --package browser-tests --test embeds
endef

test-two-embeds: browser-tools build
	$(call test_in,mdbook vitepress)

HOSTS := mdbook mkdocs sphinx docusaurus vitepress
test-embeds: browser-tools build ## the calculator in sites of five documentation tools (HOSTS="sphinx" for one of them)
	$(call test_in,$(HOSTS))

rates-drill: ## a re-check and a new rate card in a scratch copy: no other edit may be needed
	.ci/rates-drill

sizes: ## every file of dist/ raw, gzip and brotli, against the budgets
	@node tests/sizes.mjs

BINDGEN = $(or $(CARGO_TARGET_DIR),target)/wasm-bindgen/release
bloat: build ## what the wasm of page and worker hold, by crate (a minute more than the build)
	@wasm-opt -O2 --flatten --rereloop -O2 --debuginfo $(BINDGEN)/gpt-image-cost_bg.wasm --output $(BINDGEN)/page-with-names.wasm
	@wasm-opt -O3 --debuginfo $(BINDGEN)/usage-worker_bg.wasm --output $(BINDGEN)/worker-with-names.wasm
	@node tests/bloat.mjs page=$(BINDGEN)/page-with-names.wasm worker=$(BINDGEN)/worker-with-names.wasm

looks: ## screenshots of every state of dist/ into tests/output/looks/ (STATES="saved usage" for some)
	cargo run --quiet --package browser-tests --bin looks -- $(STATES)

pace: ## milliseconds from key press to figures laid out, in dist/
	cargo run --quiet --package browser-tests --bin pace

lighthouse: ## how fast dist/ is on a phone: Lighthouse, and slow 4G in real time
	@.ci/tools lighthouse
	@node tests/lighthouse/run.mjs $(call by_lock,lighthouse,tests/lighthouse)

reproduce: ## build the last commit twice in different folders and compare every byte
	@.ci/reproduce

first-page: ## how long it takes from a fresh clone to a served page, step by step
	@.ci/first-page

FOLDER := core/src/money
mutants: ## which mistakes in FOLDER=core/src/money the tests do not notice (hours for all of core and usage)
	@.ci/tools mutants
	env -u CARGO_TARGET_DIR CARGO_INCREMENTAL=1 CARGO_PROFILE_DEV_DEBUG=false CARGO_PROFILE_DEV_OPT_LEVEL=1 cargo mutants --output target/mutants \
	  --package gpt-image-cost-$(firstword $(subst /, ,$(FOLDER))) --file '$(FOLDER)/**'

LLVM = $(shell rustc --version --verbose | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
LLVM_COV = $(wildcard /usr/bin/llvm-cov-$(LLVM))
# Instrumented code is too slow for the timing tests.
coverage: ## lines of core, usage and content that their tests run
	@.ci/tools coverage
	$(if $(LLVM_COV),LLVM_COV=$(LLVM_COV) LLVM_PROFDATA=/usr/bin/llvm-profdata-$(LLVM)) \
	  cargo llvm-cov --package gpt-image-cost-core --package gpt-image-cost-usage --package gpt-image-cost-content \
	  --ignore-filename-regex '/tests/|/build/' --summary-only -- --skip linear_time
