"""Sets the provider up and serves it: python -m tests.accounts.provider PORT RETURN_ADDRESS."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django

PASSWORD = "words-of-the-ministry"
PEOPLE = {
    "delegada": ("delegada@example.org", True),
    "coordina-otp": ("coordina@example.org", True),
    "edita": ("edita@example.org", True),
    "unverified": ("comunica@example.org", False),
    "stranger": ("nobody@example.org", True),
    "elsewhere": ("evalua@elsewhere.example", True),
}


class Threaded(ThreadingMixIn, WSGIServer):
    """Browsers hold connections open that they may not use."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        """The tests read what goes wrong from pages."""


def set_up(return_address):
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    client = Client(
        id="gte",
        name="GTE",
        scopes="openid\nprofile\nemail",
        redirect_uris=return_address,
        skip_consent=True,
    )
    client.set_secret("between-the-two")
    client.save()
    for name, (email, verified) in PEOPLE.items():
        user = get_user_model().objects.create_user(name, email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)


def main(port, return_address):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.accounts.provider.settings"
    django.setup()
    set_up(return_address)
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    make_server("127.0.0.1", int(port), application, Threaded, Quiet).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
