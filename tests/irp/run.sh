#!/usr/bin/env bash
# The W3C SCXML IRP tests, from a checkout of the suite: translated into procedures and played by the built `dunghan`.
# Nothing of the suite is in this repository. tests.txt has what became of each test; a line that differs is an error.
#
# usage: tests/irp/run.sh CHECKOUT [--only ID]… [--keep FOLDER] [--write]
#   CHECKOUT   a folder in which the suite's manifest.xml and its test*.txml (or test*.scxml) lie, at any depth: the W3C's own
#              archive, or a repository that carries it (tests.txt is of test/w3c in tklab-tud/uscxml, 11013b76)
#   DUNGHAN    in the environment: the program, if not that of build/check
set -euo pipefail

if [ "$#" -lt 1 ] || [ "$1" = -h ] || [ "$1" = --help ]; then
  sed -n '2,/^set -euo/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec python3 "$here/irp.py" "$@" --dunghan "${DUNGHAN:-$here/../../build/check/dunghan}"
