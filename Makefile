# What can be done here; `make` alone lists it.
include .ci/versions

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/gpt-image-cost
# Folders of npm packages are named by the lock file that pins what is in them, as .ci/tools does.
by_lock = $(CACHE)/$(1)-$(shell sha256sum $(2)/package-lock.json | cut -c 1-12)
# Where the browser tests find axe-core.
export NPM_TOOLS := $(call by_lock,npm,.ci/npm)
built_tools := $(patsubst %,$(CACHE)/%/bin,trunk-$(TRUNK) wasm-bindgen-$(WASM_BINDGEN) geckodriver-$(GECKODRIVER))
empty :=
export PATH := $(subst $(empty) $(empty),:,$(built_tools) $(NPM_TOOLS)/node_modules/.bin):$(PATH)
export TRUNK_SKIP_VERSION_CHECK := true

.NOTPARALLEL:
.PHONY: help serve test build dev tools browser-tools format lint lint-scripts test-core test-usage bench-usage test-page test-browsers \
        test-two-embeds test-embeds sizes looks pace lighthouse rates-drill

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: tools ## build the release page and serve it at http://127.0.0.1:8080
	@echo "Building the release page (5 minutes the first time), then serving it at http://127.0.0.1:8080"
	trunk serve --release --no-autoreload --address 127.0.0.1 --port 8080

test: browser-tools format lint test-core test-usage test-page build test-browsers test-two-embeds ## run every test there is; of the five documentation tools, in two
	@echo "All tests passed."

build: tools ## leave the finished site in dist/ (SITE_URL=https://… adds canonical addresses)
	@echo "Building the release page into dist/ (5 minutes the first time)"
	trunk build --release

dev: tools ## the edit loop: quick builds, the browser reloads
	trunk serve --address 127.0.0.1 --port 8080

tools: ## install what building needs into the cache folder (20 minutes the first time, then nothing)
	@.ci/tools

browser-tools:
	@.ci/tools browsers

format: ## check the form of the Rust code (cargo fmt --all mends it)
	cargo fmt --all --check

NATIVE := gpt-image-cost gpt-image-cost-core gpt-image-cost-usage gpt-image-cost-worker gpt-image-cost-cli gpt-image-cost-content gpt-image-cost-prerender browser-tests
lint: lint-scripts ## clippy for every package, and for the page in the browser (4 minutes the first time)
	cargo clippy --quiet $(NATIVE:%=--package %) --features gpt-image-cost/ssr --all-targets -- -D warnings
	cargo clippy --quiet --features hydrate --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --quiet --package gpt-image-cost-worker --target wasm32-unknown-unknown -- -D warnings
	@# Cargo keeps the browser out of the core, as long as nobody adds it there.
	@! cargo tree --quiet --package gpt-image-cost-core --edges normal | grep -E 'leptos|web-sys|js-sys|wasm-bindgen'

lint-scripts: tools ## types, mistakes and form of the JavaScript
	biome ci --colors=off --indent-style=space --line-width=120 scripts tests/sizes.mjs tests/lighthouse
	tsc --project scripts

test-core: ## rates, tokens, scenarios, links, estimates, files (seconds)
	cargo test --package gpt-image-cost-core

test-usage: ## bills from usage logs, in the library and on the command line (a minute)
	cargo test --package gpt-image-cost-usage --package gpt-image-cost-worker --package gpt-image-cost-cli

bench-usage: ## how fast usage logs are read natively, beside serde_json and jq
	cargo run --quiet --release --package gpt-image-cost-usage --example bench

test-page: ## the guide, and the page and the embed as HTML (4 minutes the first time)
	cargo test --package gpt-image-cost --package gpt-image-cost-content --package gpt-image-cost-prerender \
	  --features gpt-image-cost/ssr

test-browsers: browser-tools build ## dist/ in Chromium, Firefox and WebKit
	cargo test --package browser-tests --test published --test page

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

looks: ## screenshots of every state of dist/ into tests/output/looks/ (STATES="saved usage" for some)
	cargo run --quiet --package browser-tests --bin looks -- $(STATES)

pace: ## milliseconds from key press to figures laid out, in dist/
	cargo run --quiet --package browser-tests --bin pace

lighthouse: ## how fast dist/ is on a phone: Lighthouse, and slow 4G in real time
	@.ci/tools lighthouse
	@node tests/lighthouse/run.mjs $(call by_lock,lighthouse,tests/lighthouse)
