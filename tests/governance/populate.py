"""Fills the installation it runs in with decisions in every state; run as a program by tests.

python -m tests.governance.populate     in the environment of an installation with demo people
"""

import datetime
import os


def fill():
    from django.utils import timezone, translation

    from gte.alliance.models import User
    from gte.governance.domain.decisions import change_text, put_to_parties, withdraw_decision
    from gte.governance.domain.windows import open_silence
    from tests.factories.delegations import drafted, say, wording

    translation.activate("es")
    by = User.objects.get(email="coordina@example.org")
    keys = ("delegada", "delegada2", "delegada3", "delegada4")
    heads = [User.objects.get(email=f"{key}@example.org") for key in keys]
    week = timezone.now() + datetime.timedelta(days=7)

    standing_one = drafted(by, matter="procedure", authorises=("calendar", "report"))
    put_to_parties(decision=standing_one, by=by)
    for head in heads[:-1]:
        say(standing_one, head, "no_objection")
    say(standing_one, heads[-1], "reservation", "Sin perjuicio de la ley nacional.")

    silent = drafted(by)
    change_text(decision=silent, by=by, wording=wording(body="El grupo se reúne en junio."))
    open_silence(decision=silent, by=by, expires_at=week, authority=standing_one)

    broken = drafted(by, matter="report")
    open_silence(decision=broken, by=by, expires_at=week, authority=standing_one)
    say(broken, heads[1], "objection", "Falta un anexo.")

    held = drafted(by, matter="instrument")
    put_to_parties(decision=held, by=by)
    say(held, heads[1], "objection", "Falta consultar.")
    day = timezone.now().date() + datetime.timedelta(days=9)
    say(held, heads[2], "ad_referendum", by_date=day)

    withdrawn = drafted(by)
    put_to_parties(decision=withdrawn, by=by)
    withdraw_decision(decision=withdrawn, by=by, reason="Se replantea.")
    drafted(by, matter="programme")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    import django

    django.setup()
    fill()
