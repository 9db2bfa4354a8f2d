#!/usr/bin/env bash
# Installs Debian packages that are missing, where it may; where it may not, says what is missing
# and goes on: whoever needs the thing says so itself.
#
#   tools/system-packages.sh NEED...
#
# A need is one of the names below or, for anything else, the name of a package.
set -euo pipefail
cd "$(dirname "$0")"

has() {
    command -v "$1" >/dev/null 2>&1
}

is_there() {
    case $1 in
    chromium) has chromium || has chromium-browser || has google-chrome ;;
    postgresql) [ -n "$(./with-postgres.sh --find)" ] ;;
    gettext) has xgettext && has msgmerge && has msgfmt && has msguniq ;;
    java) has java ;;
    # It comes in parts: libsclo reads spreadsheets, libswlo texts.
    libreoffice) has soffice && compgen -G '/usr/lib*/libreoffice/program/libsclo.so' >/dev/null && compgen -G '/usr/lib*/libreoffice/program/libswlo.so' >/dev/null ;;
    npm) has npm ;;
    # The driver inside playwright's package is linked against it; chromium's package is not.
    libatomic1) compgen -G '/usr/lib*/libatomic.so.1' >/dev/null || compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null ;;
    *) dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ;;
    esac
}

package_of() {
    case $1 in
    java) echo default-jre-headless ;;
    libreoffice) echo libreoffice-calc-nogui libreoffice-writer-nogui ;;
    *) echo "$1" ;;
    esac
}

missing() {
    local need
    for need in "$@"; do
        is_there "$need" || package_of "$need"
    done
}

packages=$(missing "$@" | tr '\n' ' ')
[ -n "$packages" ] || exit 0

if ! has apt-get; then
    echo "Missing and not installed, because there is no apt-get here: $packages" >&2
    exit 0
elif [ "$(id -u)" = 0 ]; then
    as_root=(env)
elif has sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    echo "Missing and not installed, because that takes root: $packages(apt-get install $packages)" >&2
    exit 0
fi

echo "Installing Debian packages: $packages"
apt() {
    # Nothing may ask; another apt that is running is waited for.
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A dpkg that was killed leaves packages half-configured and refuses all work until this has run.
apt dpkg --configure -a >"$log" 2>&1 || true
# shellcheck disable=SC2086 # a list of package names
{
    apt apt-get -o DPkg::Lock::Timeout=300 --quiet update >>"$log" 2>&1 || true
    apt apt-get -o DPkg::Lock::Timeout=300 --quiet install --yes --no-install-recommends $packages >>"$log" 2>&1
} || {
    tail -n 15 "$log" >&2
    echo "Not installed: $packages" >&2
}
