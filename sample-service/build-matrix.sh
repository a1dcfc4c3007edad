#!/usr/bin/env bash
# Builds the service with one Go version after another and compares its /metrics with the metric table.
# Usage: build-matrix.sh [GO_VERSION ...]; Go brings toolchains from 1.21 on by itself, older ones build in the image.
set -euo pipefail
cd "$(dirname "$0")"
versions=("${@:-local}")
work=$(mktemp -d)
trap 'kill "${pid:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

for version in "${versions[@]}"; do
  rm -rf "$work/src" && mkdir "$work/src"
  cp ./*.go "$work/src"
  cp "$(./module-for.sh "$version")"/go.{mod,sum} "$work/src"
  toolchain=$([ "$version" = local ] && echo local || echo "go$version")
  (cd "$work/src" && GOFLAGS=-mod=readonly GOTOOLCHAIN=$toolchain go build -o "$work/service" .)
  "$work/service" -listen 127.0.0.1:18080 -load steady,spiky -size 20 2>"$work/log" &
  pid=$!
  for _ in $(seq 50); do
    curl -fsS http://127.0.0.1:18080/metrics >"$work/metrics" 2>/dev/null && break
    sleep 0.1
  done
  kill "$pid"
  wait "$pid" 2>/dev/null || true
  node ../scripts/ts.mjs lab/checkMetrics.ts "$work/metrics" || { echo "$version differs from the metric table" >&2; exit 1; }
  echo "$version: $(grep '^go_info' "$work/metrics"), $(grep -c '^go_' "$work/metrics") Go series"
done
