#!/usr/bin/env bash
# From nothing on a fresh Debian 12 to an overdue list with reasons: installs what is missing, builds the `dunghan` binary
# (build/release/dunghan), and shows it at work on an invented year of a province's complaints. Quick when it was done
# before; works from any folder. Nothing outside the source folder is changed but the installed packages.
#
# usage: examples/quickstart.sh [--batch] [--lang vi|en]
#   --batch     ask nothing and do not pause
#   --lang L    what dunghan prints: vi (default) or en
set -euo pipefail
# shellcheck source=tests/stages.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tests/stages.sh"

usage() {
  sed -n '2,/^set -euo/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
}

batch=no
language="vi"
while [ "$#" -gt 0 ]; do
  case "$1" in
    --batch) batch=yes ;;
    --lang)
      [[ "${2:-}" =~ ^(vi|en)$ ]] || { usage >&2; exit 2; }
      language=$2
      shift
      ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'quickstart.sh: unknown argument "%s"\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done
# Nobody can answer where no terminal is.
{ [ -t 0 ] && [ -t 1 ]; } || batch=yes

# say VIETNAMESE ENGLISH
say() {
  if [ "$language" = en ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

pause() {
  [ "$batch" = no ] || return 0
  say '   (Enter để tiếp tục)' '   (Enter to go on)'
  read -r _
}

demo_folder=$(mktemp -d)
trap 'rm -rf "$demo_folder"' EXIT
readonly demo_database=$demo_folder/demo.db
readonly year_end=2024-12-31T23:59:59+07:00       # the day the demonstration looks at

# Runs dunghan on the demonstration's own database, on virtual time, and shows the command first.
dunghan_shown() {
  printf '\n$ dunghan %s\n' "$*"
  "$root/build/release/dunghan" --db "$demo_database" --lang "$language" --now "$year_end" "$@"
}

show_year() {
  say 'Một sổ 300 đơn khiếu nại của năm 2024 (dữ liệu mẫu), chạy qua quy trình đến hết 31/12/2024:' \
    'A register of 300 complaints of 2024 (sample data), run through the procedure to the end of 2024:'
  dunghan_shown import examples/province-year/register.csv --map examples/province-year/map.yaml
  pause
  say '' ''
  say 'Tỷ lệ đúng hạn theo đơn vị:' 'On time, by unit:'
  dunghan_shown report --from 2024-01-01 --to 2024-12-31
  pause
  say '' ''
  say 'Mười việc quá hạn lâu nhất, với điều luật:' 'The ten most overdue, with the article:'
  dunghan_shown overdue --limit 10
  pause
}

# The case and deadline at the head of the overdue list.
most_overdue() {
  "$root/build/release/dunghan" --db "$demo_database" --now "$year_end" overdue --limit 1 --json |
    sed -n '1{s/.*"case": *"\([^"]*\)".*"deadline": *"\([^"]*\)".*/\1 \2/p}'
}

show_explanation() {
  local worst_case worst_deadline
  read -r worst_case worst_deadline < <(most_overdue)
  say '' ''
  say 'Vì sao có hạn đó? Từng bước, từng căn cứ:' 'Why that date? Step by step, with the basis of each:'
  dunghan_shown explain "$worst_case" "$worst_deadline"
  pause
}

show_replay() {
  say '' ''
  say 'Nhật ký của một hệ thống khác, đối chiếu hạn của nó với luật:' \
    "Another system's log, its due dates held against the statute:"
  dunghan_shown replay examples/permit-receipt/sample.csv --map examples/permit-receipt/map.yaml
}

show_next_steps() {
  printf '\n'
  say 'Ba việc nên thử tiếp:' 'Three things to try next:'
  cat <<COMMANDS
  build/release/dunghan due "5 working days" --from 2024-04-26 --calendar vn-public-administration --explain
  build/release/dunghan serve
  build/release/dunghan simulate workflows/complaint/complaint-first-instance/v1.yaml --scenario workflows/complaint/complaint-first-instance/scenarios/decided-late.yaml
COMMANDS
}

show_demo() {
  cd "$root"
  show_year
  show_explanation
  show_replay
  show_next_steps
}

stage install "$root/tests/setup.sh" build
stage configure configure_preset release
stage build build_preset release dunghan
stage demo show_demo
