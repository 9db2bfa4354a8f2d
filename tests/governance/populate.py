"""Fills the installation it runs in with what governance has, in every state; run by tests.

python -m tests.governance.populate     in the environment of an installation with demo people

Prints by name, as JSON, the identifiers of the meetings and the consultations that it made.
"""

import datetime
import json
import os
import sys

KEYS = ("delegada", "delegada2", "delegada3", "delegada4")
A_DAY = datetime.timedelta(days=1)


def person(key):
    from gte.alliance.models import User

    return User.objects.get(email=f"{key}@example.org")


def fill_decisions(by, heads):
    from django.utils import timezone

    from gte.governance.domain.decisions import change_text, put_to_parties, withdraw_decision
    from gte.governance.domain.windows import open_silence
    from tests.factories.delegations import drafted, say, wording

    week = timezone.now() + 7 * A_DAY

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
    day = timezone.now().date() + 9 * A_DAY
    say(held, heads[2], "ad_referendum", by_date=day)

    withdrawn = drafted(by)
    put_to_parties(decision=withdrawn, by=by)
    withdraw_decision(decision=withdrawn, by=by, reason="Se replantea.")
    drafted(by, matter="programme")
    return standing_one


LONG = (
    "Adopción del marco de referencia para el reconocimiento de competencias y de cualificaciones"
)


def noted_by_hand(meeting, by, decision):
    """An agenda that is longer than the meeting, and people, agreements and commitments."""
    from gte.governance.domain.agenda import add_item, note_attendance
    from gte.governance.domain.outcomes import add_outcome
    from gte.library.models import Document
    from tests.factories import sittings as make

    note_attendance(
        meeting=meeting, by=by, state=make.observer(), name="Ada Example", role="observer"
    )
    item = make.an_item(
        LONG,
        minutes=150,
        decision=decision,
        documents=tuple(Document.objects.visible_to(None).order_by("pk")[:1]),
        observers=(make.observer(),),
        summary_es="Se presentó el marco.\nHubo acuerdo en lo principal.",
        summary_en="The framework was presented.\nThe main points were agreed.",
    )
    first = add_item(meeting=meeting, by=by, item=item)
    add_item(meeting=meeting, by=by, item=make.an_item("Varios", minutes=15))
    said = make.commitment(f"{LONG}, en su versión final", item=first)
    add_outcome(meeting=meeting, by=by, said=said)
    agreed = make.commitment("Reunirse de nuevo en mayo", kind="agreement", due="")
    add_outcome(meeting=meeting, by=by, said=agreed)


def held(ordinal, days):
    """What is said of a meeting so many days from now."""
    from django.utils import timezone

    from gte.common.ordinals import to_roman
    from tests.factories.sittings import HOUR

    starts = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0) + days * A_DAY
    return {
        "ordinal": ordinal,
        "name_es": f"{to_roman(ordinal)} Reunión del Grupo Técnico de Educación",
        "name_en": f"{to_roman(ordinal)} Meeting of the Education Technical Group",
        "starts_at": starts,
        "ends_at": starts + 2 * HOUR,
        "convocation_es": "Se convoca a las delegaciones.\n\nConfirmen su asistencia.",
        "convocation_en": "The delegations are convened.\n\nPlease confirm.",
        "link": "https://meet.example.org/a-room-with-a-rather-long-name-for-the-group",
    }


def in_circulation(by, heads, **said):
    """An acta in its second version, with a comment that was answered and one that was not."""
    from django.utils import timezone

    from gte.governance.domain import minutes as verbs
    from gte.governance.queries.minutes import circulated_version
    from tests.factories import sittings as make

    meeting = make.circulated(by, **said)
    version = circulated_version(meeting.minutes)
    keys = [one["key"] for one in version.paragraphs]
    words = "Falta decir quién presentó el marco."
    former = verbs.comment_minutes(version=version, by=heads[1], key=keys[0], text=words)
    verbs.answer_comment(comment=former, by=by, answer="Se agregó.")
    texts = {keys[0]: {"es": "Se reunieron las cuatro partes.", "en": "The four parties met."}}
    verbs.change_minutes(meeting=meeting, by=by, seen=version.number, texts=texts)
    until = timezone.now().date() + 10 * A_DAY
    version = verbs.circulate_minutes(meeting=meeting, by=by, until=until)
    verbs.comment_minutes(version=version, by=heads[2], key=keys[-1], text=words)
    return meeting


def fill_actas(by, heads):
    """An acta in each state: the earlier the meeting was held, the further it is."""
    from gte.governance.domain.minutes import publish_minutes
    from tests.factories import sittings as make

    published = make.agreed(by, **held(101, -90))
    signed = make.agreed(by, **held(102, -60))
    for head in heads:
        make.sign(published, head)
        make.sign(signed, head)
    publish_minutes(meeting=published, by=by)
    agreed = make.agreed(by, **held(103, -40))
    make.sign(agreed, heads[1])
    make.sign(agreed, heads[2], "es")
    made = {"published": published, "signed": signed, "agreed": agreed}
    made["circulated"] = in_circulation(by, heads, **held(104, -20))
    made["drafted"] = make.drafted(by, **held(105, -6))
    return {name: one.code for name, one in made.items()}


def fill_meetings(by, decision):
    """A meeting in each state, those with an acta besides."""
    from gte.governance.domain.agenda import add_item
    from gte.governance.domain.meetings import cancel_meeting
    from gte.governance.queries.parties import parties_on
    from tests.factories import sittings as make

    closed = make.closed(by, **held(106, -3))
    running = make.opened(by, **held(107, 0))
    absent = parties_on(running.sitting.day)[-1]
    make.everybody_is_there(running, by, but={absent.code})
    noted_by_hand(running, by, decision)
    convened = make.convened(by, **held(108, 14))
    add_item(meeting=convened, by=by, item=make.an_item(LONG))
    prepared = make.prepared(by, **held(109, 40))
    off = make.convened(by, **held(110, 60))
    cancel_meeting(meeting=off, by=by, reason="La sede no está disponible.")
    made = {"closed": closed, "running": running, "convened": convened, "prepared": prepared}
    return {name: one.code for name, one in {**made, "cancelled": off}.items()}


def asked(by, title, due):
    from django.utils import timezone

    from gte.alliance.models import Body
    from gte.governance.domain.consultations import Question, open_consultation

    today = timezone.localdate()
    question = Question(
        asked_by=Body.objects.get(code="gan"),
        title_es=title,
        title_en=f"{title} (en)",
        question_es="¿Qué propone el grupo?\n\nEn dos páginas.",
        question_en="What does the group propose?\n\nIn two pages.",
        asked_on=today + min(due, 0) * A_DAY,
        due=today + due * A_DAY,
    )
    return open_consultation(by=by, question=question)


def fill_advice(by, heads):
    from gte.governance.domain.consultations import contribute, draft_answer, send_answer
    from gte.governance.domain.decisions import put_to_parties
    from gte.library.models import Document
    from tests.factories.delegations import say, wording

    made = {
        "open": asked(by, "Marco de cualificaciones", 30),
        "late": asked(by, "Movilidad de estudiantes", -2),
        "answered": asked(by, "Inglés en la educación técnica", 30),
        "adopted": asked(by, "Credenciales digitales", 30),
        "drafted": asked(by, "Participación de los Estados Observadores", 20),
    }
    text = "Proponemos un marco común.\n\nCon un anexo por país."
    contribute(consultation=made["open"], by=heads[1], text="Un aporte que se cambió.")
    contribute(consultation=made["open"], by=heads[1], text=text, seen=None)
    contribute(consultation=made["open"], by=heads[2], text=text)
    for name in ("answered", "adopted", "drafted"):
        contribute(consultation=made[name], by=heads[0], text=text)
        decision = draft_answer(consultation=made[name], by=by, wording=wording(name))
        if name != "drafted":
            put_to_parties(decision=decision, by=by)
            for head in heads:
                say(decision, head, "no_objection")
    document = Document.objects.visible_to(None).order_by("pk").first()
    send_answer(consultation=made["answered"], by=by, document=document)
    return {name: one.code for name, one in made.items()}


def fill():
    from django.utils import translation

    from gte.governance.domain.calendars import renew_calendar

    translation.activate("es")
    by, heads = person("coordina"), [person(key) for key in KEYS]
    standing_one = fill_decisions(by, heads)
    renew_calendar(by=by)
    return {
        "meetings": {**fill_actas(by, heads), **fill_meetings(by, standing_one)},
        "consultations": fill_advice(by, heads),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    import django

    django.setup()
    sys.stdout.write(json.dumps(fill()))
