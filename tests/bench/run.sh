#!/usr/bin/env bash
# Measures legal time, from nothing on a fresh Debian 12 to one table: installs what is missing, fetches QuantLib (the
# reference) into the build folder, builds as the release is built, checks that both give the same dates, and times both in
# one run. Takes a minute once all is built. Fails where something did not run or answers differ, never because of a time.
#
# usage: tests/bench/run.sh [options of Google Benchmark, such as --benchmark_filter='^due']
set -euo pipefail
# shellcheck source=tests/stages.sh
source "$(dirname "${BASH_SOURCE[0]}")/../stages.sh"

readonly quantlib=$root/build/bench/quantlib

# Unpacked and never installed: its packages depend on Boost 1.74, which conflicts with ours.
fetch_quantlib() {
  [ ! -d "$quantlib" ] || return 0
  local fresh=$quantlib.new package
  rm -rf "$fresh"
  mkdir -p "$fresh"
  (cd "$fresh" && quietly apt-get download libquantlib0-dev libquantlib0v5) || {
    printf 'tests/bench/run.sh: apt-get could not download QuantLib; after an apt-get update it may\n' >&2
    return 3
  }
  for package in "$fresh"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$fresh" --exclude='*.a' --exclude=./usr/share || return 3
  done
  rm "$fresh"/*.deb
  mv "$fresh" "$quantlib"
}

# Repetitions of all rows are shuffled, so that what else the machine does falls on all alike.
measure() {
  "$root/build/bench/tests/bench/dunghan_bench" --benchmark_repetitions=9 --benchmark_min_time=0.1 \
    --benchmark_enable_random_interleaving=true "$@"
}

stage install "$root/tests/setup.sh" bench
stage quantlib fetch_quantlib
stage configure configure_preset bench
stage build build_preset bench
stage measure measure "$@"
