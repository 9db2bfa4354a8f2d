#!/usr/bin/env bash
# All tests on SQLite, then those that use the database again on PostgreSQL. Both runs happen, and
# either one's failure is the script's. TESTS names some of them, with pytest's own options.
set -euo pipefail
cd "$(dirname "$0")/.."

# The tests use databases of their own: never the one that somebody's shell names.
unset GTE_DATABASE_URL GTE_DATA_DIR
tools/install.sh test
tools/system-packages.sh chromium libatomic1 postgresql gettext java npm libreoffice
.venv/bin/gte setup

# The Nu HTML checker, the one tool that comes through npm. Tests that need it say so when it is missing.
install_html_checker() {
    local note=node_modules/.gte wanted
    wanted=$(sha256sum package-lock.json)
    [ "$(cat $note 2>/dev/null)" != "$wanted" ] || return 0
    echo "Installing the HTML checker"
    if ! command -v npm >/dev/null; then
        echo "npm is missing, so the HTML checker is too." >&2
    elif npm ci --loglevel=error </dev/null; then
        echo "$wanted" >$note
    else
        echo "npm could not install the HTML checker." >&2
    fi
}
install_html_checker

read -r -a tests <<<"${TESTS:-}"
# A worker for each core; tests of one xdist_group stay together on one worker.
pytest=(.venv/bin/python -m pytest -n auto --dist loadgroup ${tests[@]+"${tests[@]}"})
trap 'exit 130' INT
status=0

after() { # STATUS of a run: keeps it if it is a failure
    case $1 in
    0) ;;
    # "No test here" is no failure where somebody named tests that this run leaves out.
    5) [ ${#tests[@]} -gt 0 ] || status=5 ;;
    # with-postgres.sh has said that there is no PostgreSQL.
    69) [ "${CI:-}" != true ] || status=69 ;;
    *) status=$1 ;;
    esac
}

echo "== All tests, on SQLite"
result=0
"${pytest[@]}" || result=$?
after "$result"

echo "== Tests that use the database, on PostgreSQL"
result=0
tools/with-postgres.sh "${pytest[@]}" --database-only -m "not browser and not external" || result=$?
after "$result"
exit "$status"
