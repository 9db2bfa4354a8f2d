#!/usr/bin/env bash
# Prepares this checkout: virtual environment, hash-pinned packages, the command gte. The rest
# (texts, database, record, static files) is `gte setup`'s, and needs nothing but these.
#
#   tools/install.sh base|test
#
# What is done already is not done again: each step leaves a note of what it was done for, made of
# contents, not of dates. The note goes before the step starts and comes back when it has ended, so
# a killed step is seen the next time; a virtual environment found without its note is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."

want=${1:-base}
venv=.venv
notes=$venv/.gte
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV

# pip would end with a status like any other, and the way round it would be tried.
trap 'echo "Interrupted; run the same command again."; exit 130' INT TERM

die() {
    echo "$*" >&2
    exit 1
}

step() {
    echo "[$1/3] $2"
}

hash_of() {
    sha256sum -- "$@" | sha256sum | cut -d' ' -f1
}

note() { # NAME: what the step was done for, nothing when it was not
    cat "$notes/$1" 2>/dev/null || true
}

# Runs a command and shows what it printed only if it failed: pip warns about harmless things.
quietly() {
    local log
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 30 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# One preparation at a time. The lock lies on the folder itself and goes with the process.
exec 9<.
if command -v flock >/dev/null && ! flock -n 9; then
    echo "Another preparation of this folder is running; waiting for it."
    flock 9
fi

describe_python() { # the interpreter behind a command, the same inside and outside an environment
    "$1" -c 'import sys; print(sys.version.split()[0], sys.base_prefix)' 2>/dev/null
}

choose_python() {
    python=${PYTHON:-python3}
    local version
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
        die "$python is not there or does not run. Install Python 3.11 or newer, or name one: make install PYTHON=/path/to/python3"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "Python 3.11 or newer is needed; $python is $version. Name another: make install PYTHON=/path/to/python3"
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        tools/system-packages.sh "python$version-venv"
        "$python" -c 'import venv, ensurepip' 2>/dev/null ||
            die "$python cannot make virtual environments. On Debian: apt-get install python3-venv"
    fi
}

venv_is_whole() {
    [ "$(note place)" = "$PWD" ] || return 1
    local inside
    inside=$(describe_python $venv/bin/python) || return 1
    # An environment once made with another interpreter is kept until somebody names a different one.
    [ -z "${PYTHON:-}" ] || [ "$inside" = "$(describe_python "$PYTHON")" ]
}

make_venv() {
    if venv_is_whole; then
        step 1 "Virtual environment: ready"
        return
    fi
    choose_python
    if [ -e $venv ]; then
        step 1 "Virtual environment: the old one is unfinished or of another Python; making it anew"
        rm -rf $venv
    else
        step 1 "Virtual environment"
    fi
    quietly "$python" -m venv $venv || die "The virtual environment could not be made in $venv."
    mkdir -p $notes
}

install_packages() {
    # Test tools that are there stay: `make serve` after `make test` must not remove them.
    case $(note packages) in "test "*) want="test" ;; esac
    local file=requirements/$want.txt wanted
    wanted="$want $(hash_of requirements/uv.txt "$file" pyproject.toml)"
    if [ "$(note packages)" = "$wanted" ] && [ -x $venv/bin/gte ]; then
        step 2 "Packages: ready"
        step 3 "Project: ready"
        return
    fi
    step 2 "Packages ($(grep -c '^[a-z]' "$file"), pinned with hashes)"
    rm -f $notes/place $notes/packages
    if ! with_uv "$file"; then
        echo "      uv could not do it; going on with pip, which takes longer"
        quietly $venv/bin/python -m pip install --quiet --require-hashes -r "$file" ||
            die "The packages could not be installed. Is the package registry within reach? Run the same command again then."
    fi
    step 3 "Project: the command gte"
    quietly $venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable . ||
        die "The project could not be installed into $venv."
    echo "$wanted" >$notes/packages
    echo "$PWD" >$notes/place
}

with_uv() {
    quietly $venv/bin/python -m pip install --quiet --require-hashes -r requirements/uv.txt &&
        quietly $venv/bin/uv pip sync --quiet --python $venv/bin/python --require-hashes "$1"
}

case $want in base | test) ;; *) die "Usage: tools/install.sh base|test" ;; esac
make_venv
install_packages
