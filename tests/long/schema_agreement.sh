#!/usr/bin/env bash
# The schemas and the loader asked about many more changed files than every build has time for. usage: … BUILD_FOLDER
set -euo pipefail
exec python3 "$(dirname "${BASH_SOURCE[0]}")/../contract/schema_agreement.py" "$1/dunghan" --mutants 10000
