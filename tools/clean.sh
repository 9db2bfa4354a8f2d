#!/usr/bin/env bash
# Removes everything that the tools made and can make again. var/ holds people's data and stays.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf .venv node_modules dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
find gte tests tools bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
find gte -name '*.mo' -delete 2>/dev/null || true
