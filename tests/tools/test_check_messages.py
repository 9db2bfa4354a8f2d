import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUFF = Path(sys.executable).parent / "ruff"
PO = "gte/locale/es/LC_MESSAGES/django.po"
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: gte\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\n"
"Last-Translator: GTE\n"
"Language-Team: GTE\n"
"Language: es\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext

one = _("Meeting")
two = _("By %(name)s") % {"name": 1}
three = pgettext("noun", "Act")
four = ngettext("%(count)s project", "%(count)s projects", 2) % {"count": 2}
"""
TEMPLATE = "{% load i18n %}{% translate 'Home' %}"
TRANSLATED = """msgid "Meeting"
msgstr "Reunión"

#, python-format
msgid "By %(name)s"
msgstr "Por %(name)s"

msgctxt "noun"
msgid "Act"
msgstr "Acta"

#, python-format
msgid "%(count)s project"
msgid_plural "%(count)s projects"
msgstr[0] "un proyecto"
msgstr[1] "%(count)s proyectos"

msgid "Home"
msgstr "Inicio"
"""


@pytest.fixture
def check(load_tool, tree, require_tool):
    require_tool("xgettext")
    tool = load_tool("check_messages")

    def run(catalogue):
        return tool.check_tree(
            tree({"gte/x.py": CODE, "gte/templates/x.html": TEMPLATE, PO: HEADER + catalogue})
        )

    return run


def changed(old, new):
    assert old in TRANSLATED
    return TRANSLATED.replace(old, new)


def test_complete_catalogue_passes(check):
    assert check(TRANSLATED) == []


@pytest.mark.parametrize(
    ("catalogue", "fault"),
    [
        (changed('msgid "Home"\nmsgstr "Inicio"\n', ""), "'Home' is missing"),
        (changed("Inicio", ""), "'Home' is not translated"),
        (changed("%(count)s proyectos", ""), "'%(count)s project' is not translated"),
        (changed('msgid "Home"', '#, fuzzy\nmsgid "Home"'), "'Home' is marked fuzzy"),
        (changed('msgctxt "noun"\n', ""), "'Act' (noun) is missing"),
        (TRANSLATED + '\nmsgid "Gone"\nmsgstr "Ida"\n', "'Gone' is no longer used"),
        (TRANSLATED + '\n#~ msgid "Gone"\n#~ msgstr "Ida"\n', "'Gone' is obsolete"),
        (changed("Por %(name)s", "Por ellos"), "'By %(name)s' has lost a placeholder: %(name)s"),
        (
            changed("Por %(name)s", "Por %(nombre)s"),
            "'By %(name)s' has a placeholder that its source lacks: %(nombre)s",
        ),
        (
            changed('msgid_plural "%(count)s projects"\n', "")
            .replace("msgstr[0]", "msgstr")
            .replace('msgstr[1] "%(count)s proyectos"\n', ""),
            "'%(count)s project' has gained or lost its plural",
        ),
    ],
)
def test_planted_fault_is_named(check, catalogue, fault):
    assert [found for found in check(catalogue) if found.startswith(fault)] != []


def test_unreadable_catalogue_is_a_sentence(check):
    [fault] = check('msgid "Home\n')
    assert fault.startswith("the catalogue cannot be read: ")


def test_check_changes_nothing(check, tmp_path):
    check(changed("Inicio", ""))
    files = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert files == [PO, "gte/templates/x.html", "gte/x.py"]
    assert (tmp_path / PO).read_text(encoding="utf-8") == HEADER + changed("Inicio", "")


def test_update_collects_strings_and_a_second_one_changes_nothing(
    load_tool, tree, require_tool, capsys
):
    require_tool("xgettext")
    tool = load_tool("check_messages")
    root = tree({"gte/x.py": CODE, PO: HEADER + 'msgid "Meeting"\nmsgstr "Reunión"\n'})
    assert tool.update(root) == 0
    first = (root / PO).read_text(encoding="utf-8")
    assert 'msgid "Meeting"\nmsgstr "Reunión"' in first
    assert 'msgid "By %(name)s"' in first
    assert tool.update(root) == 0
    assert (root / PO).read_text(encoding="utf-8") == first
    assert capsys.readouterr().out == f"{PO}: 3 strings to translate or confirm\n" * 2


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_missing_gettext_fails_in_ci_and_is_said_elsewhere(
    load_tool, tree, monkeypatch, capsys, ci, status
):
    tool = load_tool("check_messages")
    monkeypatch.setattr(tool, "gettext_missing", lambda: ["xgettext"])
    monkeypatch.setattr(tool, "TOOLS", tree({"system-packages.sh": "#!/bin/sh\n"}))
    (tool.TOOLS / "system-packages.sh").chmod(0o755)
    monkeypatch.setenv("CI", ci)
    assert tool.main([str(tool.TOOLS)]) == status
    assert capsys.readouterr().out == ("Not checked, because GNU gettext is missing (xgettext).\n")


@pytest.mark.parametrize(
    "call", ['_(f"By {name}")', '_("By {}".format(name))', '_("By %s" % name)']
)
def test_formatted_msgid_is_refused_by_ruff(tmp_path, call):
    """Such a string is put together before it is looked up, so it is never found."""
    code = tmp_path / "x.py"
    code.write_text(f"from django.utils.translation import gettext as _\n\nname = 1\nx = {call}\n")
    command = [RUFF, "check", "--config", ROOT / "pyproject.toml", "--output-format", "concise"]
    done = subprocess.run([*command, code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert " INT0" in done.stdout
