#!/usr/bin/env bash
# Runs both fuzzers side by side on copies of their corpora, with bounds on time and memory. Fails where one finds
# something, and prints the input in base64: run it again with
#   base64 -d <<<'…' >input; build/asan/tests/fuzz/fuzz_definition input
# and keep it, made smaller (-minimize_crash=1), in tests/fuzz/corpus/ with a unit test of what it showed.
#
# usage: tests/fuzz/run.sh [--seconds N] [--max-len N]    60 seconds and 8,192 octets unless told
#        tests/fuzz/run.sh --merge FOLDER                 takes from FOLDER/definition and FOLDER/expression what reaches
#                                                         anything new, and keeps of all no more than is needed beside
#                                                         the files of the tree, with which definitions begin anyway
set -euo pipefail
# shellcheck source=tests/stages.sh
source "$(dirname "${BASH_SOURCE[0]}")/../stages.sh"

readonly targets=(definition expression)
readonly programs=$root/build/asan/tests/fuzz
readonly corpora=$root/tests/fuzz/corpus
seconds=60
max_len=8192

# Sanitizers need the addresses as names; binutils gives them without another package.
export ASAN_OPTIONS=allow_addr2line=1:detect_leaks=1:strict_string_checks=1
export UBSAN_OPTIONS=allow_addr2line=1:print_stacktrace=1

# seed TARGET FOLDER: files of the tree that the fuzzers begin with besides their corpora, under names of their own.
seed() {
  local target=$1 folder=$2 file
  [ "$target" = definition ] || return 0
  while IFS= read -r -d '' file; do
    cp "$file" "$folder/seed-${file//\//-}"
  done < <(cd "$root" && find tests/golden tests/scenario workflows examples config -name '*.yaml' -print0)
}

# fuzz TARGET FOLDER: into FOLDER go the corpus as it grows, what is found, and what was said.
fuzz() {
  local target=$1 folder=$2
  mkdir -p "$folder/corpus" "$folder/found"
  cp "$corpora/$target"/* "$folder/corpus"
  (cd "$root" && seed "$target" "$folder/corpus")
  "$programs/fuzz_$target" -timeout=25 -rss_limit_mb=1500 -max_total_time="$seconds" -max_len="$max_len" \
    -dict="$root/tests/fuzz/$target.dict" -artifact_prefix="$folder/found/" -print_final_stats=1 "$folder/corpus" \
    >"$folder/said" 2>&1
}

tell_findings() {
  local target=$1 folder=$2 input
  printf 'tests/fuzz/run.sh: fuzz_%s found something:\n' "$target" >&2
  tail -n 60 "$folder/said" | grep -v '^Base64:' >&2
  for input in "$folder"/found/*; do
    [ -e "$input" ] || continue
    printf '%s, in base64:\n' "${input##*/}" >&2
    base64 -w 0 "$input" >&2
    printf '\n' >&2
  done
}

fuzz_all() {
  local folder target status=0
  folder=$(mktemp -d)
  # shellcheck disable=SC2064  # the folder as it is now
  trap "rm -rf '$folder'" EXIT
  local -A running=()
  for target in "${targets[@]}"; do
    fuzz "$target" "$folder/$target" &
    running[$target]=$!
  done
  for target in "${targets[@]}"; do
    if wait "${running[$target]}"; then
      printf 'fuzz_%s: %s\n' "$target" "$(grep -E '^Done ' "$folder/$target/said" || tail -n 1 "$folder/$target/said")"
    else
      status=1
      tell_findings "$target" "$folder/$target"
    fi
  done
  return "$status"
}

merge() {
  local from=$1 target kept
  for target in "${targets[@]}"; do
    kept=$(mktemp -d)
    (cd "$root" && seed "$target" "$kept")
    "${programs}/fuzz_$target" -set_cover_merge=1 -use_counters=0 -max_len=65536 "$kept" "$corpora/$target" \
      "$from/$target" 2>&1 | tail -n 1
    rm -f "$corpora/$target"/* "$kept"/seed-*
    cp "$kept"/* "$corpora/$target"
    rm -rf "$kept"
  done
}

case "${1:-}" in
  --merge)
    [ "$#" -eq 2 ] || { printf 'tests/fuzz/run.sh: --merge takes a folder\n' >&2; exit 2; }
    merge "$2"
    exit
    ;;
esac
while [ "$#" -gt 0 ]; do
  case "$1" in
    --seconds | --max-len)
      [ "$#" -ge 2 ] || { printf 'tests/fuzz/run.sh: %s takes a number\n' "$1" >&2; exit 2; }
      if [ "$1" = --seconds ]; then seconds=$2; else max_len=$2; fi
      shift 2
      ;;
    *) printf 'tests/fuzz/run.sh: unknown argument "%s"\n' "$1" >&2; exit 2 ;;
  esac
done
fuzz_all
