"""Who is at work in the CMS: Wagtail's signals do not say, and every log line does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_actor: ContextVar[Any] = ContextVar("actor", default=None)
_one_verb: ContextVar[bool] = ContextVar("one_verb", default=False)


@contextmanager
def acting(user: Any) -> Iterator[None]:
    token = _actor.set(user)
    try:
        yield
    finally:
        _actor.reset(token)


@contextmanager
def one_verb() -> Iterator[None]:
    """Around a verb that changes many pages and writes its one log line itself."""
    token = _one_verb.set(True)
    try:
        yield
    finally:
        _one_verb.reset(token)


def actor() -> Any:
    return _actor.get()


def logs_itself() -> bool:
    return _one_verb.get()
