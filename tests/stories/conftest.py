"""People who use the platform, made up, always the same. None of them builds an address by hand.

- Lucía Paredes, national coordinator of the group, prepares what goes to the High Level Group.
- Tomás Araya teaches at a technical school; he reads on his phone.
- Grace Whitfield speaks for an Observer State; she reads English.
- Elena Quispe uses no mouse.
- Andrés Molina keeps the record.
"""

from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.pages import Page, _no_kept_pages  # noqa: F401 - asked for by itself


class Reader:
    """Somebody who opens the first page and goes on by what pages offer."""

    def __init__(self, language):
        self.client = Client(headers={"accept-language": language})
        self.page = None

    def go(self, path):
        response = self.client.get(path, follow=True)
        if response.redirect_chain:
            path = response.redirect_chain[-1][0]
        self.page = Page(path, response)
        return self.page

    def opens_the_site(self):
        return self.go("/")

    def follows(self, text, inside="//body"):
        """The first link whose text begins so."""
        for link in self.page.links(inside):
            if link.text.startswith(text):
                return self.go(link.address)
        raise AssertionError(f"{self.page.address} offers no link “{text}”")

    def follows_figure(self, key):
        """A figure of the report, to the part of the page where its records are."""
        assert self.page.all(f"//a[@href='#figure-{key}']")
        (place,) = self.page.all(f"//*[@id='figure-{key}']")
        return place

    def switches_language(self):
        return self.go(self.page.other_language.address)

    def sends(self, action=None, **values):
        """Fills in the form that has these fields and sends it."""
        (form,) = [
            form
            for form in self.page.all("//main//form")
            if values.keys() <= set(form.xpath(".//@name"))
        ]
        fields = {field.get("name"): field.get("value", "") for field in form.xpath(".//input")}
        query = urlencode({**fields, **values})
        path = self.page.absolute(form.get("action") or self.page.address.split("?")[0])
        return self.go(f"{path}?{query}")


@pytest.fixture
def lucia(db):
    return Reader("es-CO,es;q=0.9,en;q=0.5")


@pytest.fixture
def grace(db):
    return Reader("en-CA,en;q=0.9,fr;q=0.5")
