"""What an installation needs before it can serve: each step is repeatable and skips what is done.

A step remembers in the data folder a fingerprint of what it was made from. A killed step has not
remembered anything, so it runs again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation.reloader import translation_file_changed

PACKAGE = Path(settings.PACKAGE_DIR)


def fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update("/".join(path.parts[-4:]).encode() + path.read_bytes())
    return digest.hexdigest()


def migration_files() -> Iterable[Path]:
    """Of every installed app: a newer version of a library may bring tables too."""
    for app in apps.get_app_configs():
        yield from Path(app.path).glob("migrations/*.py")


def compile_messages() -> None:
    """Makes the catalogues that Django reads, without needing GNU gettext on the machine."""
    for source in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        with source.open("rb") as po_file:
            catalogue = read_po(po_file, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        # Others may be at it for another data folder: each writes a file of its own.
        partial = target.with_suffix(f".{os.getpid()}.partial")
        with partial.open("wb") as mo_file:
            write_mo(mo_file, catalogue)
        partial.replace(target)
        # The later steps write texts: this process may have looked for them before they were there.
        translation_file_changed(None, target)


def migrate() -> None:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def load() -> None:
    call_command("load")


def make_pages() -> None:
    call_command("pages")


def index() -> None:
    call_command("reindex")


def collect_static() -> None:
    """A run that was killed may have left half of a file, younger than what it was copied from and
    so for ever up to date: after such a run all are copied anew.
    """
    begun = settings.DATA_DIR / "static.begun"
    is_left = begun.exists()
    begun.touch()
    call_command("collectstatic", verbosity=0, interactive=False, clear=is_left)
    begun.unlink()


@dataclass(frozen=True)
class Step:
    """One step: what it is called, what it is made from, how it is done and what shows it done."""

    name: str
    title: str
    sources: Callable[[], Iterable[Path]]
    run: Callable[[], None]
    is_there: Callable[[], bool] = lambda: True


def has_catalogues() -> bool:
    sources = PACKAGE.glob("locale/*/LC_MESSAGES/*.po")
    return all(source.with_suffix(".mo").exists() for source in sources)


def has_tables() -> bool:
    return {"record_origin", "shared_cache"} <= set(connection.introspection.table_names())


STEPS = (
    Step(
        "messages",
        "Spanish texts",
        lambda: PACKAGE.glob("locale/*/LC_MESSAGES/*.po"),
        compile_messages,
        has_catalogues,
    ),
    Step("database", "Database", migration_files, migrate, has_tables),
    Step(
        "record",
        "The group's record",
        lambda: [*PACKAGE.glob("record/**/*.yaml"), *PACKAGE.glob("record/*.py")],
        load,
    ),
    Step("pages", "Pages of the site", lambda: PACKAGE.glob("portal/content/*.yaml"), make_pages),
    # What is loaded is indexed as it is loaded: this is for what an older version had loaded.
    Step(
        "search",
        "Search index",
        lambda: [*PACKAGE.glob("search/*.py"), PACKAGE / "register" / "searching.py"],
        index,
    ),
    Step(
        "static",
        "Style sheets and pictures",
        lambda: (path for path in PACKAGE.glob("static/**/*") if path.is_file()),
        collect_static,
        (Path(settings.STATIC_ROOT) / "staticfiles.json").exists,
    ),
)


INTO_THE_DATABASE = frozenset({"record", "pages", "search"})


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in a data folder; the lock goes with its process, however that ends."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up(say: Callable[[str], None]) -> None:
    """Runs the steps that are not done for what the installation is made of now."""
    with alone():
        run_steps(say)


def run_steps(say: Callable[[str], None]) -> None:
    remade = False
    for number, step in enumerate(STEPS, 1):
        stamp = settings.DATA_DIR / f"{step.name}.done"
        wanted = fingerprint(step.sources()) + str(settings.DATABASES["default"]["NAME"])
        is_done = stamp.exists() and stamp.read_text() == wanted and step.is_there()
        # A new database needs what goes into it, whatever the stamps of the old one say.
        if is_done and not (remade and step.name in INTO_THE_DATABASE):
            say(f"[{number}/{len(STEPS)}] {step.title}: up to date")
            continue
        say(f"[{number}/{len(STEPS)}] {step.title} ...")
        stamp.unlink(missing_ok=True)
        step.run()
        remade = remade or step.name == "database"
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)
