#!/usr/bin/env bash
# Resolves requirements/*.in into hash-pinned *.txt, once for all Pythons from 3.11 on. Versions
# already pinned stay unless the .in file or UPGRADE=1 asks for others.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
export UV_PYTHON_DOWNLOADS=never
for name in uv base test; do # test follows base's pins
    echo "requirements/$name.txt"
    ../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        ${UPGRADE:+--upgrade} "$name.in" --output-file "$name.txt"
done
