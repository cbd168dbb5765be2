#!/usr/bin/env bash
# Installs what dunghan needs from Debian 12, and nothing when all of it is there. The one install step, shared by
# examples/quickstart.sh, tests/run.sh, tests/bench/run.sh and .ci/run.
#
# usage: tests/setup.sh build | test | bench | ci
#   build   what compiles and runs the dunghan binary
#   test    the same, and what the tests need
#   bench   what builds, and what the benchmark needs
#   ci      the same, and clang 16 with its sanitizers, formatter and linter
#
# Boost is 1.81 and only 1.81: Debian's default libboost-dev (1.74) conflicts with it, so no package that depends on
# libboost-dev may ever come into these lists (libmstch-dev and libquantlib0-dev do). apt may add, never remove.
set -euo pipefail
# shellcheck source=tests/stages.sh
source "$(dirname "${BASH_SOURCE[0]}")/stages.sh"

readonly build_packages=(
  g++ cmake ninja-build ccache mold pkg-config tzdata
  libboost1.81-dev libboost-json1.81-dev
  libsoci-dev libsqlite3-dev
  libyaml-cpp-dev libspdlog-dev libfmt-dev libcli11-dev
  libhowardhinnant-date-dev libsodium-dev libexpected-dev libre2-dev libexpat1-dev
)
readonly test_packages=(libgtest-dev libgmock-dev librapidcheck-dev libical-dev python3 python3-yaml python3-jsonschema
  graphviz)
readonly bench_packages=(libbenchmark-dev python3)
readonly ci_packages=(clang-16 libclang-rt-16-dev clang-tidy-16 clang-format-16)

complain() {
  printf 'setup: %s\n' "$*" >&2
  exit 3
}

wanted_packages() {
  case "$1" in
    build) printf '%s\n' "${build_packages[@]}" ;;
    test) printf '%s\n' "${build_packages[@]}" "${test_packages[@]}" ;;
    bench) printf '%s\n' "${build_packages[@]}" "${bench_packages[@]}" ;;
    ci) printf '%s\n' "${build_packages[@]}" "${test_packages[@]}" "${ci_packages[@]}" ;;
    *) complain "say which set: build, test, bench or ci" ;;
  esac
}

# The wanted packages that dpkg does not have, one a line.
missing_packages() {
  local installed
  # dpkg-query fails when it has never heard of one of them; what it prints is still right.
  # shellcheck disable=SC2016  # the ${…} are dpkg-query's own
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
  comm -23 <(printf '%s\n' "$@" | sort -u) <(printf '%s\n' "$installed" | sort -u)
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo DEBIAN_FRONTEND=noninteractive "$@"
  else
    complain "not root and no sudo; ask someone who may to run: apt-get install --no-install-recommends ${missing[*]}"
  fi
}

install_packages() {
  quietly as_root apt-get update -q || complain "apt-get update failed: is there a network?"
  quietly as_root apt-get install -y -q --no-install-recommends --no-remove "$@" || complain \
    "apt-get could not install: $*. If it wanted to remove libboost1.74-dev, remove that first: 1.74 and 1.81 conflict."
}

command -v dpkg-query >/dev/null 2>&1 || complain "this needs Debian 12 (no dpkg-query here)"
began=$SECONDS
set_name=${1:-}
wanted_list=$(wanted_packages "$set_name")
mapfile -t wanted <<<"$wanted_list"
missing_list=$(missing_packages "${wanted[@]}")
if [ -z "$missing_list" ]; then
  printf 'setup: all %d packages of "%s" are there\n' "${#wanted[@]}" "$set_name"
  exit 0
fi
mapfile -t missing <<<"$missing_list"
printf 'setup: installing %d of %d packages: %s\n' "${#missing[@]}" "${#wanted[@]}" "${missing[*]}"
install_packages "${missing[@]}"
left=$(missing_packages "${wanted[@]}")
[ -z "$left" ] || complain "still missing after the install: $left"
printf 'setup: installed in %d s\n' "$((SECONDS - began))"
