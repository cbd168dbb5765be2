#!/usr/bin/env bash
# `serve` killed 200 times with -9, at least 100 times inside a batch. usage: kill_service.sh BUILD_FOLDER
set -euo pipefail
exec python3 "$(dirname "${BASH_SOURCE[0]}")/kill_service.py" "$1/dunghan" --kills 200 --inside 100
