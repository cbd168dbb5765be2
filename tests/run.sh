#!/usr/bin/env bash
# From nothing on a fresh Debian 12 to the tests' summary: installs what is missing, configures the preset `check`, builds
# it, runs ctest. Quick when it was done before; works from any folder. The last lines are ctest's own summary.
#
# usage: tests/run.sh [--all] [--only REGEX]
#   --all          the long tiers too: every tests/long/*.sh (kills, chaos, browser)
#   --only REGEX   only the tests whose ctest name matches
set -euo pipefail
# shellcheck source=tests/stages.sh
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"

usage() {
  sed -n '2,/^set -euo/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
}

ctest_arguments=()
while [ "$#" -gt 0 ]; do
  case "$1" in
    --all) ctest_arguments+=(-C long) ;;
    --only)
      [ "$#" -ge 2 ] || { usage >&2; exit 2; }
      ctest_arguments+=(-R "$2" --no-tests=error)
      shift
      ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'tests/run.sh: unknown argument "%s"\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

run_tests() {
  (cd "$root" && ctest --preset check -j "$jobs" "${ctest_arguments[@]}")
}

stage install "$root/tests/setup.sh" test
stage configure configure_preset check
stage build build_preset check
# Not a `stage`: nothing may be printed after ctest's summary. It prints its own seconds.
printf '\n== test\n'
run_tests
