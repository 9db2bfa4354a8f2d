"""How forms are printed."""

import pytest
from django import forms
from django.utils.translation import override

from gte.alliance.models import State

pytestmark = pytest.mark.django_db


class Asking(forms.Form):
    needed = forms.ModelChoiceField(State.objects.none())
    optional = forms.ModelChoiceField(State.objects.none(), required=False)
    worded = forms.ModelChoiceField(State.objects.none(), required=False, empty_label="Nobody")


@pytest.mark.parametrize(
    ("language", "needed", "optional"),
    [("es", "Elija una opción", "Sin indicar"), ("en", "Choose", "Not given")],
)
def test_choosing_nothing_says_so_in_words(language, needed, optional):
    with override(language):
        fields = {field.name: " ".join(str(field).split()) for field in Asking()}
    assert f'<option value="" selected> {needed} </option>' in fields["needed"]
    assert f'<option value="" selected> {optional} </option>' in fields["optional"]
    assert '<option value="" selected>Nobody</option>' in fields["worded"]


def test_what_was_chosen_stays_chosen():
    form = Asking({"worded": "", "needed": "x"})
    form.fields["needed"] = forms.ChoiceField(choices=[("", "---------"), ("x", "Ex & why")])
    with override("en"):
        printed = " ".join(str(form["needed"]).split())
    assert '<option value="x" selected>Ex &amp; why</option>' in printed
    assert '<option value=""> Choose </option>' in printed
