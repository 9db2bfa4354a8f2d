"""A small record, complete in its kinds: one or two records of each, linked along the thread.

Everything is made up. Tests change a copy, write it as files and load it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path


class DUMPER(yaml.SafeDumper):
    """Writes everything out: the loader takes no aliases."""

    def ignore_aliases(self, data):
        return True


SOURCE = "https://example.org/source"
GONE = object()


def text(words):
    return {"es": f"{words}, en español", "en": f"{words}, in English"}


def base(code, **fields):
    return {"id": code, "source": SOURCE, "certainty": "documented", **fields}


def figure(value, **fields):
    return {"metric": text("Personas"), "value": value, "unit": "people", **fields}


def member(code, **fields):
    return base(code) | {
        "iso2": code.upper(),
        "iso3": f"{code}x".upper(),
        "name": text(f"Member {code}"),
        "ministry": text("Ministry"),
        "office": text("Office"),
        "office_history": [
            {"as_of": "2017-05", "office": text("Former office"), "source": f"{SOURCE}/office"}
        ],
        "contact_id": "contact-a",
        "languages": ["es"],
        "time_zone": "Etc/UTC",
        "national_bodies": [
            {"role": "cooperation_agency", "name": text("Agency"), "source": f"{SOURCE}/agency"}
        ],
        "qualifications_framework": text("Framework"),
        "qualifications_framework_source": f"{SOURCE}/framework",
        **fields,
    }


def observer(code, **fields):
    return base(f"obs-{code}") | {
        "iso2": code.upper(),
        "name": text(f"Observer {code}"),
        "admitted_year": 2012,
        "admitted_event": text("Summit"),
        "associated_state": "none",
        "accession_process": False,
        **fields,
    }


def topic(code, **fields):
    return base(code) | {
        "order": 1,
        "parent": None,
        "scope": "gte",
        "name": text(f"Topic {code}"),
        "description": text("Description"),
        **fields,
    }


def body(code, **fields):
    return base(code) | {
        "acronym": code.upper(),
        "name": text(f"Body {code}"),
        "level": 3,
        "reports_to": [],
        "composition": text("Composition"),
        "role": text("Role"),
        "reporting_line_certainty": "documented",
        **fields,
    }


def practice(code, **fields):
    return base(code) | {
        "country_id": "aa",
        "title": text(f"Practice {code}"),
        "institution": text("Institute"),
        "institution_type": "sector_council",
        "level": "tertiary",
        "sector": "mining",
        "period": "2012-",
        "problem": text("Problem"),
        "methodology": text("Methodology"),
        "results": [figure(12), figure("3.50", unit="percent", as_of="2021")],
        "results_summary": text("Results"),
        "topic_ids": ["topic-a"],
        "in_official_repository": False,
        "evidence_type": "institutional",
        **fields,
    }


def criterion(code, **fields):
    questions = [
        {"id": f"q-{code}-{number}", "text": text(f"Question {number}"), "evidence": text("Plan")}
        for number in (1, 2)
    ]
    return base(code) | {
        "kind": "characteristic",
        "order": 1,
        "name": text(f"Criterion {code}"),
        "definition": text("Definition"),
        "scale": {"type": "ordinal", "min": 0, "max": 1, "labels": [text("No"), text("Yes")]},
        "indicators": [text("Indicator")],
        "questions": questions,
        "indicators_certainty": "inferred",
        **fields,
    }


def meeting(code, **fields):
    return base(code) | {
        "ordinal": "XXVII",
        "name": text(f"Meeting {code}"),
        "body": "gte",
        "type": "gte_meeting",
        "date_start": "2018-05-22",
        "date_end": "2018-05-23",
        "place": text("City"),
        "modality": "in_person",
        "host_country_id": "aa",
        "participants": text("All"),
        "agreements": [text("First"), text("Second")],
        "topic_ids": ["topic-a"],
        **fields,
    }


def document(code, **fields):
    return base(code) | {
        "title": text(f"Document {code}"),
        "date": "2016-05",
        "doc_type": "study",
        "institution": text("Group"),
        "language": ["es"],
        "url": f"{SOURCE}/document",
        "url_kind": "landing_page",
        "access_checked": "excerpt_only",
        "topic_ids": ["topic-a"],
        "body_ids": ["gte"],
        "title_is_descriptive": False,
        **fields,
    }


def project(code, **fields):
    return base(code) | {
        "scope": "gte",
        "name": text(f"Project {code}"),
        "description": text("Description"),
        "topic_ids": ["topic-a"],
        "lead_body": "gte",
        "partners": [{"name": text("Partner"), "type": "international_organisation"}],
        "start": 2015,
        "end": None,
        "status": "completed",
        "results": [figure(100)],
        **fields,
    }


def mandate(code, **fields):
    return base(code) | {
        "kind": "presidential",
        "title": text(f"Mandate {code}"),
        "mandate": text("What is asked"),
        "date": "2014-06-20",
        "place": None,
        "instrument": text("Declaration"),
        "addressed_to": ["gte"],
        "topic_ids": ["topic-a"],
        "status": "fulfilled",
        "status_evidence": text("It was done"),
        "evidence_ids": ["meeting-a", "doc-a", "project-a"],
        **fields,
    }


def term(code, **fields):
    return base(code) | {
        "scope": "gte_coordination",
        "country_id": "aa",
        "start": "2018-05-23",
        "end": "2019-07",
        "interim": False,
        "end_is_planned": True,
        **fields,
    }


def contact(code, **fields):
    return base(code) | {
        "type": "gte_contact_point",
        "country_id": "aa",
        "institution": text("Ministry"),
        "office": text("Office"),
        "person_as_published": "Ada Example",
        "email_as_published": "ada@example.org",
        "body_ids": ["gte"],
        "as_of": None,
        "needs_verification": True,
        "note": text("To be confirmed"),
        **fields,
    }


def network(code, **fields):
    return base(code) | {
        "body_id": "gte",
        "name": text(f"Network {code}"),
        "composition": text("Teams"),
        "member_institutions": [
            {"country_id": "aa", "role": "evaluator", "institution": text("Agency")},
            {"country_id": "bb", "role": "evaluator"},
        ],
        "remit": text("Remit"),
        "cadence": None,
        "outputs": [text("Output")],
        "needs": text("Needs"),
        "start": "2017",
        "end": None,
        "status": "active",
        "topic_ids": ["topic-a"],
        "project_ids": ["project-a"],
        **fields,
    }


def fact(code, **fields):
    """What mobility, English and campaign records have in common."""
    return base(code) | {
        "kind": "milestone",
        "title": text(f"Fact {code}"),
        "description": text("Description"),
        "date": "2020",
        "country_id": None,
        "topic_ids": ["topic-a"],
        "project_ids": ["project-a"],
        "figures": [figure(7)],
        **fields,
    }


def deliverable(code, **fields):
    return base(code) | {
        "type": "deliverable",
        "name": text(f"Deliverable {code}"),
        "description": text("Description"),
        "coordination_country_id": "aa",
        "presidency_id": "term-a",
        "due": "2019",
        "status": "delivered",
        "topic_ids": ["topic-a"],
        "mandate_ids": ["mandate-a"],
        "project_ids": ["project-a"],
        "document_ids": ["doc-a"],
        **fields,
    }


def cooperation(code, **fields):
    return base(code) | {
        "kind": "programme",
        "observer_id": "obs-cc",
        "level": "alliance",
        "title": text(f"Cooperation {code}"),
        "description": text("Description"),
        "start": "2016-07-25",
        "end": "2023-03",
        "status": "completed",
        "counterpart_bodies": ["gte"],
        "topic_ids": ["topic-a"],
        "project_ids": ["project-a"],
        "figures": [figure(15545412, unit="CAD")],
        **fields,
    }


def campaign_item(code, **fields):
    given = {"kind": "phase", "status": "delivered", "channels": ["ministry_social_networks"]}
    return fact(code, **(given | {"audience": []} | fields))


def work():
    """The small record's half that is done rather than given."""
    return {
        "projects": [project("project-a")],
        "mandates": [mandate("mandate-a")],
        "deliverables": [deliverable("deliverable-a")],
        "observers_cooperation": [cooperation("coop-a")],
        "english": [fact("english-a", kind="network", observer_id=None, meeting_ids=["meeting-a"])],
        "campaign": [campaign_item("campaign-a")],
        "internships": [fact("internship-a", scope="adjacent", fields=[text("Mining")])],
    }


def small_record():
    """Kind of record -> its records, as the files have them."""
    return {
        "members": [member("aa"), member("bb")],
        "observers": [observer("cc")],
        "topics": [topic("topic-a"), topic("topic-b", order=2, parent="topic-a")],
        "bodies": [
            body("summit", level=1),
            body("gte", reports_to=["summit"]),
            body("net", acronym=None, reports_to=["gte"]),
        ],
        "functions": [
            base("fn-a")
            | {
                "order": 1,
                "verb": "report",
                "name": text("Function"),
                "description": text("Description"),
                "reports_to": ["summit"],
                "platform_implication": text("Implication"),
            }
        ],
        "presidencies": [term("term-a")],
        "contacts": [contact("contact-a")],
        "experts": [network("network-a")],
        "documents": [document("doc-a")],
        "meetings": [meeting("meeting-a")],
        "practice_criteria": [criterion("char-a"), criterion("char-b", order=2)],
        "practices": [practice("practice-a"), practice("practice-b", results=[])],
        **work(),
    }


def change(record, path, value):
    """Sets ``topics.0.name.en`` in a copy of a record, or takes it out if the value is GONE."""
    changed = copy.deepcopy(record)
    *way, last = path.split(".")
    place = changed
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    if isinstance(place, list):
        last = int(last)
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return changed


def write_record(folder: Path, record) -> Path:
    """Writes each kind's file, in place of whatever the folder had."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for kind, records in record.items():
        dumped = yaml.dump(records, Dumper=DUMPER, sort_keys=False, allow_unicode=True)
        (folder / f"{kind}.yaml").write_text(dumped, encoding="utf-8")
    return folder
