"""Addresses of accounts: the library's for signing in, ours for invitations, profile and desk."""

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from gte.alliance.views import invitations, people, profile

account = [
    path(
        pgettext_lazy("address", "invitation/<str:token>/"),
        invitations.AcceptInvitationView.as_view(),
        name="accept-invitation",
    ),
    path(pgettext_lazy("address", "profile/"), profile.ProfileView.as_view(), name="profile"),
    path(pgettext_lazy("address", "profile/data/"), profile.OwnDataView.as_view(), name="own-data"),
    path(
        pgettext_lazy("address", "profile/erasure/"),
        profile.AskForErasureView.as_view(),
        name="ask-for-erasure",
    ),
    path(pgettext_lazy("address", "role/"), profile.SwitchRoleView.as_view(), name="switch-role"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("sso/", include("allauth.socialaccount.urls")),
    path("sso/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
]

desk = [
    path(pgettext_lazy("address", "people/"), people.PeopleView.as_view(), name="people"),
    path(pgettext_lazy("address", "people/invite/"), people.InviteView.as_view(), name="invite"),
    path(
        pgettext_lazy("address", "people/invitations/<int:pk>/renew/"),
        people.InvitationChangeView.as_view(),
        {"verb": "renew"},
        name="renew-invitation",
    ),
    path(
        pgettext_lazy("address", "people/invitations/<int:pk>/withdraw/"),
        people.InvitationChangeView.as_view(),
        {"verb": "withdraw"},
        name="withdraw-invitation",
    ),
    path(
        pgettext_lazy("address", "people/roles/<int:pk>/end/"),
        people.EndRoleView.as_view(),
        name="end-role",
    ),
    path(
        pgettext_lazy("address", "people/accounts/<int:pk>/second-step/"),
        people.RemoveSecondFactorView.as_view(),
        name="remove-second-factor",
    ),
]

urlpatterns = [
    path(pgettext_lazy("address", "account/"), include(account)),
    path(pgettext_lazy("address", "desk/"), include(desk)),
]

# Outside the languages: a provider knows one address of return, whatever language one reads.
callback_urls = [
    path("sso/<slug:provider_id>/callback/", oidc.callback, name="openid_connect_callback"),
]
