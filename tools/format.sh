#!/usr/bin/env bash
# Puts the code into the house format. djlint answers 1 when it changed something: that is its work.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check --fix-only --quiet .
.venv/bin/ruff format .
.venv/bin/djlint --reformat --quiet gte || [ $? = 1 ]
