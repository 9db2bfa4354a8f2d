"""The house checks, side by side: one line for each, then what the failing ones said.

    tools/check.py [NAME...]

Without names all run, whatever the others find. The status is 1 if any failed.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# As an installation in production is set up: `check --deploy` reads these, nothing is served.
PRODUCTION = {
    "GTE_PRODUCTION": "1",
    "GTE_BASE_URL": "https://example.org",
    "GTE_SECRET_KEY": secrets.token_urlsafe(60),
    "GTE_ALLOWED_HOSTS": "example.org",
}


@dataclass(frozen=True)
class Check:
    """A command that ends with 0 when all is well; ``env`` is added to the environment."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    seconds: float
    output: str


def tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def script(name: str) -> list[str]:
    return [sys.executable, str(Path("tools") / name), "."]


# The slow ones first, so that the short ones fill the other core.
CHECKS = [
    Check("types", tool("mypy")),
    Check("templates: format", tool("djlint", "--check", "--quiet", "gte")),
    Check("templates: lint", tool("djlint", "--lint", "--quiet", "gte")),
    Check("translations", script("check_messages.py")),
    Check("deployment", tool("gte", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Check(
        "migrations",
        tool("gte", "makemigrations", "--check", "--dry-run"),
        {"DJANGO_SETTINGS_MODULE": "gte.settings.test"},
    ),
    Check("import law", tool("lint-imports", "--no-logo")),
    Check("country codes", script("check_countries.py")),
    Check("sizes", script("check_sizes.py")),
    Check("lint", tool("ruff", "check", "--quiet", ".")),
    Check("format", tool("ruff", "format", "--check", "--quiet", ".")),
]


def run(check: Check, data_dir: str) -> Outcome:
    started = time.monotonic()
    # A data folder of its own: no check reads or makes the installation's database or key.
    base = {key: value for key, value in os.environ.items() if not key.startswith("GTE_")}
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**base, "GTE_DATA_DIR": data_dir, **check.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode == 0, time.monotonic() - started, done.stdout)


def chosen(names: list[str]) -> list[Check]:
    known = {check.name for check in CHECKS}
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"No check is named {', '.join(unknown)}; there are: {', '.join(sorted(known))}.")
    return [check for check in CHECKS if not names or check.name in names]


def main(names: list[str]) -> int:
    checks = chosen(names)
    failures = []
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="gte-check.") as data_dir,
        ThreadPoolExecutor(max_workers=os.cpu_count()) as pool,
    ):
        for future in as_completed([pool.submit(run, check, data_dir) for check in checks]):
            outcome = future.result()
            word = "ok" if outcome.passed else "FAILED"
            print(f"{word:<7} {outcome.check.name:<18} {outcome.seconds:5.1f} s", flush=True)
            if not outcome.passed:
                failures.append(outcome)
    for failure in failures:
        print(f"\n== {failure.check.name}: {' '.join(failure.check.command)}")
        print(failure.output.rstrip())
    verdict = (
        f"{len(failures)} of {len(checks)} failed" if failures else f"all {len(checks)} passed"
    )
    print(f"\nHouse checks: {verdict} in {time.monotonic() - started:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
