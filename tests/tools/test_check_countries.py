import pytest

# An invented member: the tool must hunt for what the record says, not for a list of its own.
MEMBERS = """
- id: zz
  iso2: ZZ
  iso3: ZZY
  name: {es: Zédia, en: Zedia}
  time_zone: America/Zedville
- id: nn
  iso2: NN
  iso3: NNW
  name: {es: Nueva Norte, en: New North}
  time_zone: America/Norte
"""


@pytest.fixture
def breaches(load_tool, tree):
    tool = load_tool("check_countries")

    def run(name, text):
        root = tree({"gte/record/data/members.yaml": MEMBERS, name: text})
        return [
            (path.relative_to(root).as_posix(), line, what)
            for path, line, what in tool.check_tree(root)
        ]

    return run


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('x = "zz"\n', "zz"),
        ("x = 'ZZ'\n", "ZZ"),
        ('x = "ZZY"\n', "ZZY"),
        ('x = "es-ZZ"\n', "ZZ"),
        ('x = "es_ZZ"\n', "ZZ"),
        ("ZZ = 1\n", "ZZ"),
        ('x = "the team of Zedia"\n', "zedia"),
        ('x = f"Zédia: {y}"\n', "zedia"),
        ("zedia_team = 1\n", "zedia"),
        ("class ZediaTeam: ...\n", "zedia"),
        ("NUEVA_NORTE = 1\n", "nueva norte"),
        ('x = "New  North"\n', "new north"),
        ('x = ZoneInfo("America/Zedville")\n', "america/zedville"),
    ],
)
def test_country_in_python_is_found(breaches, text, found):
    assert breaches("gte/alliance/domain.py", text) == [("gte/alliance/domain.py", 1, found)]


@pytest.mark.parametrize(
    "text",
    [
        "# Zedia voted against, hence the second round\n",
        'x = "es"\n',
        'x = "zzz"\n',
        'x = "puzzle"\n',
        "zz = 1\n",
        'x = "zz top"\n',
        'x = "the new team of the north"\n',
        'x = "zedian"\n',
        'x = "created_at_zz"\n',
    ],
)
def test_ordinary_python_passes(breaches, text):
    assert breaches("gte/alliance/domain.py", text) == []


def test_country_in_docstring_is_found_at_its_line(breaches):
    text = 'def f():\n    """One.\n\n    As in Zedia.\n    """\n'
    assert breaches("gte/alliance/domain.py", text) == [("gte/alliance/domain.py", 4, "zedia")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gte/alliance/templates/a.html", '\n{% if member.code == "zz" %}'),
        ("gte/alliance/templates/a.html", '\n<html lang="es-ZZ">'),
        ("gte/alliance/templates/a.html", "\n<option>ZZY</option>"),
        ("gte/alliance/templates/a.html", "\n<p>Zédia</p>"),
        ("gte/workplan/report/a.typ", '\n#let country = "ZZ"'),
        ("gte/static/css/a.css", "\n.flag-zedia { color: red }"),
        ("gte/static/js/a.js", '\nconst zone = "America/Zedville";'),
    ],
)
def test_country_in_other_sources_is_found(breaches, name, text):
    [(path, line, _)] = breaches(name, text)
    assert (path, line) == (name, 2)


@pytest.mark.parametrize(
    "text",
    [
        "{# as Zedia asked #}<p>x</p>",
        "{% comment %}\nZedia\n{% endcomment %}",
        "<!-- Zedia -->",
        '<html lang="es"><p>puzzle</p>',
        '<th scope="zzy">',
    ],
)
def test_ordinary_template_passes(breaches, text):
    assert breaches("gte/portal/templates/a.html", text) == []


@pytest.mark.parametrize(
    "name", ["gte/record/data/notes.txt", "gte/locale/es/x.txt", "tests/test_x.py", "bench/x.py"]
)
def test_data_translations_tests_and_bench_are_exempt(breaches, name):
    assert breaches(name, 'x = "Zedia"\n') == []


def test_breach_is_printed_and_fails(load_tool, tree, capsys):
    root = tree({"gte/record/data/members.yaml": MEMBERS, "gte/x.py": 'x = "ZZ"\n'})
    assert load_tool("check_countries").main(root) == 1
    assert capsys.readouterr().out == ("gte/x.py:1: names a member State (ZZ); members are data\n")


def test_tree_without_members_fails_with_a_sentence(load_tool, tree, capsys):
    assert load_tool("check_countries").main(tree({"gte/x.py": ""})) == 1
    assert "members.yaml: not found" in capsys.readouterr().out
