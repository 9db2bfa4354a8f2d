"""Somebody at the working screens, in one language: opens pages, sends forms.

What a sent form asks for after its transaction, as letters, is done.
"""

from __future__ import annotations

from html import unescape

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils.translation import override

from tests.factories.people import signed_in


class AtDesk:
    """What a page says is plain text: entities are undone, white space is one space."""

    def __init__(self, user, language="es"):
        self.client, self.language = signed_in(user), language
        self.answer = None

    def address(self, name, /, *args):
        with override(self.language):
            return reverse(name, args=args)

    def opens(self, name, /, *args, status=200, query=""):
        self.answer = self.client.get(self.address(name, *args) + query)
        assert self.answer.status_code == status, (name, self.answer.status_code)
        is_page = self.answer.headers["Content-Type"].startswith("text/")
        return self.text if is_page else self.answer.content

    def sends(self, name, /, *args, **data):
        """Sends a form that is taken, and gives the page that follows."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            self.answer = self.client.post(self.address(name, *args), data)
        assert self.answer.status_code == 302, self.text
        self.answer = self.client.get(self.answer.headers["Location"].partition("#")[0])
        assert self.answer.status_code == 200
        return self.text

    def is_refused(self, name, /, *args, **data):
        """Sends a form that comes back with what is wrong."""
        self.answer = self.client.post(self.address(name, *args), data)
        assert self.answer.status_code == 400
        return self.text

    @property
    def text(self):
        return " ".join(unescape(self.answer.content.decode()).split())


@pytest.fixture
def by(coordinator):
    """Whoever acts for the coordination, which the first party holds."""
    return coordinator


@pytest.fixture
def reviewer(delegations):
    """The head of the delegation of Peru, who approves what the coordination states."""
    return delegations["pe"][0]


@pytest.fixture
def desk(coordinator):
    return AtDesk(coordinator)


@pytest.fixture
def delegate(delegations):
    """The head of the delegation of Peru at the desk, reading English."""
    return AtDesk(delegations["pe"][0], "en")
