# Sourced by the scripts that install and build: the root folder, the compiler cache, and `stage`, which runs one step and
# says how long it took. Not run by itself.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
jobs=$(nproc)
readonly jobs

# Two clones of one tree share what ccache holds: paths below the root are hashed as relative ones.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

# stage NAME COMMAND…: runs it, prints its seconds, and fails as it failed.
stage() {
  local name=$1 began=$SECONDS status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  if [ "$status" -ne 0 ]; then
    printf -- '-- %s: failed after %d s\n' "$name" "$((SECONDS - began))" >&2
    exit "$status"
  fi
  printf -- '-- %s: %d s\n' "$name" "$((SECONDS - began))"
}

# build_preset PRESET [TARGET…]: what the preset's build folder holds, or only the targets named.
build_preset() {
  local preset=$1
  shift
  local targets=()
  [ "$#" -eq 0 ] || targets=(--target "$@")
  (cd "$root" && cmake --build --preset "$preset" -j "$jobs" "${targets[@]}")
}

# Runs it, and shows what it said only when it failed.
quietly() {
  local said
  if ! said=$("$@" 2>&1); then
    printf '%s\n' "$said" >&2
    return 1
  fi
}

configure_preset() {
  (cd "$root" && quietly cmake --preset "$1")
}
