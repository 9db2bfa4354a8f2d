"""Forms of inviting, accepting and one's own profile."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gte.alliance.enums import DelegateRank, Notice, Rhythm, RoleKind
from gte.alliance.forms.sign_in import AGAIN, RULES
from gte.alliance.models import ROLE_HELD_FOR, Institution, Invitation, Network, State, User, today
from gte.alliance.queries.people import kinds_given_by, places_given_by, states_for
from gte.common.forms import DayInput, check_one_line
from gte.common.partial_dates import PartialDate

ASKS_FOR = {
    "state": _("Say for which State."),
    "network": _("Say for which network."),
    "institution": _("Say for which institution."),
}
NOT_OF_THE_KIND = _(
    "This role is for another kind of State: members have delegates, Observer States their own."
)
NOTHING = "---------"


class InviteForm(forms.Form):
    """Whom to invite to which role; offers only what the inviter may give."""

    name = forms.CharField(label=_("Name"), max_length=200, validators=[check_one_line])
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The link goes there and opens the account.")
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Role"))
    rank = forms.ChoiceField(
        label=_("Rank"),
        required=False,
        choices=[("", NOTHING), *DelegateRank.choices],
        help_text=_("Of delegates of a member State only."),
    )
    state = forms.ModelChoiceField(
        State.objects.none(),
        label=_("State"),
        required=False,
        help_text=_("Of delegates, coordination, evaluators and communications."),
    )
    network = forms.ModelChoiceField(
        Network.objects.none(), label=_("Network"), required=False, help_text=_("Of specialists.")
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label=_("Institution"),
        required=False,
        help_text=_("Of representatives and students."),
    )
    start = forms.DateField(
        label=pgettext_lazy("role", "From"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: from the day of the invitation."),
    )
    end = forms.DateField(
        label=pgettext_lazy("role", "Until"),
        required=False,
        widget=DayInput(),
        help_text=_("The role no longer holds on this day. Empty: until somebody ends it."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        kinds = [(kind.value, kind.label) for kind in kinds_given_by(by)]
        self.fields["kind"].choices = [("", NOTHING), *kinds]  # type: ignore[attr-defined]
        # Which of them is needed depends on the role: neither optional nor required.
        for name in ("rank", *ASKS_FOR):
            self.fields[name].asked = True  # type: ignore[attr-defined]
        for name, places in places_given_by(by).items():
            self.fields[name].queryset = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if kind := data.get("kind"):
            self.check_place(data, kind)
            self.check_rank(data, kind)
        self.check_dates(data)
        if kind and not self.errors and not self.by.has_perm("alliance.invite", self.invitation()):
            self.add_error("kind", _("Your own role may not give this one for what you chose."))
        return data

    def check_place(self, data: dict[str, Any], kind: str) -> None:
        """The one thing that the kind is held for; what it is not held for is left out."""
        wanted = ROLE_HELD_FOR[kind]
        for name, sentence in ASKS_FOR.items():
            if name != wanted:
                data[name] = None
            elif not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        state = data.get("state")
        if state and not states_for(kind).filter(pk=state.pk).exists():
            self.add_error("state", NOT_OF_THE_KIND)

    def check_rank(self, data: dict[str, Any], kind: str) -> None:
        if kind != RoleKind.DELEGATE:
            data["rank"] = ""
        elif not data.get("rank"):
            self.add_error("rank", _("Say whether head of delegation or alternate."))

    def check_dates(self, data: dict[str, Any]) -> None:
        start, end = data.get("start"), data.get("end")
        if end and end <= (start or today()):
            self.add_error("end", _("The role would end before it begins."))

    def role(self) -> dict[str, Any]:
        data = self.cleaned_data
        start = data.get("start") or today()
        end = data.get("end")
        return {
            **{name: data.get(name) for name in ("kind", "rank", *ASKS_FOR)},
            "start": PartialDate(start.isoformat()),
            "end": PartialDate(end.isoformat()) if end else None,
        }

    def who(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "email", "language")}

    def invitation(self) -> Invitation:
        return Invitation(**{**self.role(), "start": None, "end": None})


class AcceptForm(forms.Form):
    """A name and a password: all that an invited person must give."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        validators=[check_one_line],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=pgettext_lazy("account", "Password"),
        help_text=RULES,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=AGAIN, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, User(email=self.email))
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password1" in data and data["password1"] != data.get("password2"):
            self.add_error("password2", _("The two passwords are not the same."))
        return data


def zones() -> list[tuple[str, Any]]:
    """Those of the member States first, as they are the likely ones; then every other."""
    near = sorted(set(State.objects.members().values_list("time_zone", flat=True)) - {""})
    rest = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
    return [
        ("", _("That of my State")),
        (str(_("Member States")), [(name, name.replace("_", " ")) for name in near]),
        (str(_("All others")), [(name, name.replace("_", " ")) for name in rest]),
    ]


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        validators=[check_one_line],
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of letters to you, and of your desk after you sign in."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("In which hours are shown to you.")
    )
    notices = forms.MultipleChoiceField(
        label=_("Tell me by e-mail"),
        required=False,
        choices=Notice.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label=_("What should be erased, and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
