# What can be done here; `make` alone lists it.
include .ci/versions

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/gpt-image-cost
tool_folders := $(patsubst %,$(CACHE)/%/bin,trunk-$(TRUNK) wasm-bindgen-$(WASM_BINDGEN) binaryen-$(BINARYEN) esbuild-$(ESBUILD) typescript-$(TYPESCRIPT) biome-$(BIOME) geckodriver-$(GECKODRIVER))
empty :=
export PATH := $(subst $(empty) $(empty),:,$(tool_folders)):$(PATH)
export TRUNK_SKIP_VERSION_CHECK := true

.NOTPARALLEL:
.PHONY: help serve test build dev tools browser-tools format lint lint-scripts purity test-domain test-rendered test-browsers test-two-embeds test-embeds sizes looks pace

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: tools ## build the release page and serve it at http://127.0.0.1:8080
	@echo "Building the release page (5 minutes the first time), then serving it at http://127.0.0.1:8080"
	trunk serve --release --no-autoreload --address 127.0.0.1 --port 8080

test: browser-tools format lint purity test-domain test-rendered build test-browsers test-two-embeds ## run every test there is; of the five documentation tools, in two
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

format:
	cargo fmt --all --check

lint: lint-scripts
	@echo "Clippy: domain, page as text, page in the browser, browser tests (4 minutes the first time)"
	cargo clippy --quiet --no-default-features --all-targets -- -D warnings
	cargo clippy --quiet --features ssr --all-targets -- -D warnings
	cargo clippy --quiet --features hydrate --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --quiet -p browser-tests --all-targets -- -D warnings

lint-scripts:
	@.ci/tools lint
	biome ci --colors=off --indent-style=space --line-width=120 src/embed tests/sizes.mjs
	tsc --project src/embed

purity: # the domain must not know the browser
	@! cargo tree --no-default-features -e normal | grep -E 'leptos|web-sys|js-sys|wasm-bindgen'
	@echo "Purity: the crate without its ui depends on no leptos, web-sys, js-sys or wasm-bindgen"

test-domain: ## the domain's tests (seconds)
	cargo test --no-default-features

test-rendered: ## the page as prerendered HTML (4 minutes the first time)
	cargo test --features ssr --bin prerender --test 'rendered*'

test-browsers: browser-tools build ## dist/ in Chromium, Firefox and WebKit (3 minutes the first time)
	cargo test --package browser-tests --test page

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

sizes: ## every file of dist/ raw, gzip and brotli, against the budgets
	@node tests/sizes.mjs

looks: ## screenshots of dist/ into tests/output/
	cargo run --quiet --package browser-tests --bin looks

pace: ## milliseconds from key press to painted result
	cargo run --quiet --package browser-tests --bin pace
