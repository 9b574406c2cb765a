# Two commands matter: `make run` and `make test`. Everything they need beyond Debian, Rust and Node they install.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

DATA ?= ./data
LISTEN ?= 127.0.0.1:8080
BIN := target/release/jishi
# Queries are checked against .sqlx, so that a build needs no database.
export SQLX_OFFLINE ?= true
TEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo "cargo nextest run" || echo "cargo test")

.PHONY: help run build web deps check quick lint audit test e2e screenshots soak bench sqlx api

help: ## Shows this list
	@awk -F':.*## ' '/^[a-z0-9]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Builds and starts everything with the demo year, and prints the address
	@test -e "$(DATA)/postgres" || $(BIN) demo --data-dir "$(DATA)"
	$(BIN) serve --data-dir "$(DATA)" --listen "$(LISTEN)"

build: deps web ## Makes target/release/jishi with the pages inside
	cargo build --release --locked

# The pages are made again only where something they are made of has changed; cargo in turn looks at the files of dist/.
PAGES := $(shell find frontend/src frontend/public -type f) frontend/index.html frontend/package-lock.json frontend/vite.config.ts

web: frontend/dist/index.html ## Makes the pages, which the binary takes in

frontend/dist/index.html: frontend/node_modules/.stamp $(PAGES)
	cd frontend && npm run build
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	touch $@

deps: ## Installs PostgreSQL where there is none (Debian, as root)
	@scripts/deps postgresql

check: ## Seconds: does it compile, is it formatted
	cargo fmt --check
	cargo check --all-targets --locked

quick: check ## Unit tests and those of what changed
	$(TEST) --lib --locked
	cd frontend && npx vitest run --changed

lint: frontend/node_modules/.stamp ## Format, clippy, types, texts
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings
	cd frontend && npm run lint && npm run check && npm run i18n:check

audit: ## Licences, sources and duplicates of the dependencies
	@cargo deny --version >/dev/null 2>&1 || cargo install cargo-deny --locked
	cargo deny check bans licenses sources

test: deps lint ## Installs what tests need and runs all of them
	@scripts/deps chromium
	$(MAKE) web
	$(TEST) --locked
	cd frontend && npx vitest run && npm run budget
	$(MAKE) e2e
	$(MAKE) audit

e2e: web ## The journeys in a real browser
	@scripts/deps postgresql chromium
	cargo build --locked
	cd frontend && npx playwright test

screenshots: ## The same, keeping pictures of the main pages in docs/screenshots
	SCREENSHOTS=1 $(MAKE) e2e

soak: deps ## kill -9 of server and database at random points of the road, 50 times (3 times within make test)
	SOAK=$${SOAK:-50} SOAK_SEED=$${SOAK_SEED:-$$(date +%s)} cargo test --locked --test jishi soak:: -- --nocapture

bench: build ## Ratios against the raw engines, in one run
	cargo bench --locked
	cd frontend && npx vitest bench --run

sqlx: ## After a change of SQL: writes .sqlx from a scratch database
	scripts/sqlx

api: ## After a change of the API: writes docs/openapi.json and the typed client
	cargo run --locked -- openapi > docs/openapi.json
	cd frontend && npm run api
