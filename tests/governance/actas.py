"""Actas to print: that of May 2018 as the record tells it, and one that nobody would wish for."""

import datetime
from hashlib import sha256

from gte.governance.acta.document import Acta, Paragraph, Section, Signature, Table
from tests.facts import records

MEETING = "meeting-gte-27-2018"
COMMITMENTS = "commitment-2018-"
DAY = datetime.date(2018, 5, 23)

WORDS = {
    "es": {
        "title": "Acta de la XXVII Reunión del Grupo Técnico de Educación",
        "subtitle": "en la XXX Ronda de Grupos Técnicos de la Alianza del Pacífico",
        "state": "Texto acordado por todas las partes",
        "facts": ("Fecha", "Lugar", "Coordinación", "Partes presentes", "Invitados"),
        "date": "22 y 23 de mayo de 2018",
        "agenda": "Agenda adoptada",
        "agenda columns": ("N.º", "Asunto", "Documentos"),
        "approval": "Aprobación del acta anterior",
        "approved": "Las partes aprueban el acta de la XXVI Reunión sin observaciones.",
        "agreements": "Acuerdos",
        "discussion": "La coordinación presenta el estado de los entregables. Las delegaciones "
        "coinciden en que la articulación entre educación y sector productivo exige marcos de "
        "cualificación comparables, y en que los Estados Observadores «en especial quienes ya "
        "cooperan» pueden sumarse a cada línea de trabajo. Se recuerda que ninguna parte queda "
        "obligada por un texto que no haya acordado.",
        "commitments": "Compromisos",
        "commitment columns": ("N.º", "Compromiso", "Responsable", "Plazo"),
        "all": "Todas las partes",
        "due": "Julio de 2019",
        "decisions": "Decisiones adoptadas por silencio",
        "none": "Ninguna desde la reunión anterior.",
        "head": "Jefatura de delegación",
        "signed": "23 de mayo de 2018",
    },
    "en": {
        "title": "Acta of the XXVII meeting of the Education Technical Group",
        "subtitle": "within the XXX Round of Technical Groups of the Pacific Alliance",
        "state": "Text agreed by all parties",
        "facts": ("Date", "Place", "Coordination", "Parties present", "Guests"),
        "date": "22 and 23 May 2018",
        "agenda": "Agenda adopted",
        "agenda columns": ("No.", "Item", "Documents"),
        "approval": "Approval of the former acta",
        "approved": "The parties approve the acta of the XXVI meeting without remarks.",
        "agreements": "Agreements",
        "discussion": "The coordination presents how far the deliverables have come. The "
        "delegations concur that the tie between education and industry needs qualifications "
        "frameworks that can be compared, and that Observer States, “in particular those that "
        "cooperate already”, can join each line of work. It is recalled that no party is bound "
        "by a text that it has not agreed to.",
        "commitments": "Commitments",
        "commitment columns": ("No.", "Commitment", "Responsible", "Due"),
        "all": "All parties",
        "due": "July 2019",
        "decisions": "Decisions adopted by silence",
        "none": "None since the former meeting.",
        "head": "Head of delegation",
        "signed": "23 May 2018",
    },
}
PARTIES = {
    "es": ("Chile", "Colombia", "México", "Perú"),
    "en": ("Chile", "Colombia", "Mexico", "Peru"),
}
PEOPLE = ("Antonia Ejemplo Rojas", "Camilo Muestra Díaz", "Ximena Ficticia Luna")


def digest(text):
    return sha256(text.encode()).hexdigest()


def acta_of_may_2018(language, *, signers=3):
    """Signed by so many of the four parties."""
    words = WORDS[language]
    meeting = next(one for one in records("meetings") if one["id"] == MEETING)
    text_hash = digest(language)
    people = [*PEOPLE, "Rosa Inventada Quispe"][:signers]
    people += [""] * (len(PARTIES[language]) - len(people))
    return Acta(
        language=language,
        title=words["title"],
        subtitle=words["subtitle"],
        state=words["state"],
        facts=tuple(
            zip(
                words["facts"],
                (
                    words["date"],
                    meeting["place"][language],
                    PARTIES[language][1],
                    ", ".join(PARTIES[language]),
                    meeting["participants"][language],
                ),
                strict=True,
            )
        ),
        blocks=blocks_of_may_2018(language, meeting),
        signatures=tuple(
            Signature(
                party,
                person,
                words["head"] if person else "",
                words["signed"] if person else "",
                text_hash if person else "",
            )
            for party, person in zip(PARTIES[language], people, strict=True)
        ),
        text_hash=text_hash,
        ledger_head=digest("ledger"),
        day=DAY,
    )


def blocks_of_may_2018(language, meeting):
    words = WORDS[language]
    commitments = [one for one in records("deliverables") if one["id"].startswith(COMMITMENTS)]
    agreements = [agreement[language] for agreement in meeting["agreements"]]
    items = [words["approval"], words["agreements"], words["commitments"], words["decisions"]]
    return (
        Table(
            words["agenda"],
            words["agenda columns"],
            tuple((f"{at}", item, "GTE/27/2018" * (at > 1)) for at, item in enumerate(items, 1)),
            "",
        ),
        Section(f"1. {words['approval']}", (Paragraph(words["approved"], "1.1"),)),
        Section(
            f"2. {words['agreements']}",
            (
                Paragraph(words["discussion"]),
                *(Paragraph(text, f"2.{at}") for at, text in enumerate(agreements, 1)),
            ),
        ),
        Table(
            f"3. {words['commitments']}",
            words["commitment columns"],
            tuple(
                (
                    f"3.{at}",
                    f"{one['name'][language]}. {one['description'][language]}",
                    words["all"],
                    words["due"],
                )
                for at, one in enumerate(commitments, 1)
            ),
            "",
        ),
        Table(f"4. {words['decisions']}", ("A", "B"), (), words["none"]),
    )


LONG_WORD = "palabra" * 43
HEBREW, ARABIC = "שלום", "اتفاق"
SENTENCE = "Las delegaciones toman nota de lo dicho y acuerdan volver sobre ello. "
AWKWARD = (
    '*a* _b_ $c$ #panic("d") `e` <f> @g // h \\ "i" ~ [j] & <w:p> {page} ]]>',
    "Emoji \N{PARTY POPPER} and \N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL} between",
    "Bell \x07 null \x00 escape \x1b form \x0c unit \x1f end",
    f"Right to left: {HEBREW} and {ARABIC}, then left again",
    f"Before {LONG_WORD} after",
    "한국 and 日本 and \ue000 and \ufffe close",
    "First line\nsecond line\tafter a tab",
)


def awkward_acta(language="es"):
    """Empty tables, pages of text, signs that fonts lack or XML forbids, no signature."""
    texts = tuple(Paragraph(text, f"1.{at}") for at, text in enumerate(AWKWARD, 1))
    pages = tuple(Paragraph(SENTENCE * (at % 7 + 3), f"2.{at}") for at in range(1, 46))
    rows = tuple((f"{at}", SENTENCE * (at % 4 + 1), LONG_WORD) for at in range(1, 30))
    return Acta(
        language=language,
        title=f"Acta {AWKWARD[1]} {'de una reunión con un título muy largo ' * 6}",
        subtitle="",
        state=f"Borrador 2 {AWKWARD[3]}",
        facts=((AWKWARD[2], AWKWARD[0]), ("Lugar", LONG_WORD), (LONG_WORD, "")),
        blocks=(
            Section("1. Textos", texts),
            Table("", ("Uno", "Dos"), (), "Nada."),
            Section("2. Páginas", pages),
            Table("3. Filas", ("N.º", "Texto", AWKWARD[4]), rows, ""),
            Table("4. Una sola", ("Celda",), ((SENTENCE * 120,),), ""),
            Section("5. Vacía", ()),
        ),
        signatures=(),
        text_hash=digest("awkward"),
        ledger_head="",
        day=DAY,
    )


def texts_of(acta):
    """Every text that an acta holds and a renderer must show, but for its state."""
    yield from (acta.title, acta.subtitle, acta.text_hash, acta.ledger_head)
    for label, value in acta.facts:
        yield f"{label} {value}"
    for block in acta.blocks:
        yield block.title
        if isinstance(block, Section):
            yield from (f"{one.number} {one.text}" for one in block.paragraphs)
        elif block.rows:
            yield " ".join(block.columns)
            yield from (" ".join(row) for row in block.rows)
        else:
            yield block.empty
    for one in acta.signatures:
        yield f"{one.party} {one.person}"
        yield f"{one.rank} {one.day} {one.text_hash}"
