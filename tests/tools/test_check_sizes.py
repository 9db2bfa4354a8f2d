import pytest


@pytest.fixture
def breaches(load_tool, tree):
    tool = load_tool("check_sizes")

    def run(files):
        root = tree(files)
        return [
            (path.relative_to(root).as_posix(), line, sentence)
            for path, line, sentence in tool.check_tree(root)
        ]

    return run


def function(lines, head="def work():"):
    """A function of that many filled lines."""
    return "\n".join([head, *["    x = 1"] * (lines - 1)]) + "\n"


def statements(lines):
    return "x = 1\n" * lines


def test_sizes_at_their_limits_pass(breaches):
    assert (
        breaches(
            {
                "gte/alliance/domain.py": statements(360) + function(40),
                "gte/alliance/views.py": function(15, "def office(request):"),
                "gte/alliance/templates/alliance/office.html": "<p>\n" * 130,
                "gte/common/models.py": statements(400),
                "gte/common/domain.py": statements(400),
                "gte/common/enums.py": statements(200),
            }
        )
        == []
    )


def test_module_over_400_lines_is_named(breaches):
    assert breaches({"gte/alliance/domain.py": statements(401)}) == [
        ("gte/alliance/domain.py", 1, "module has 401 lines, 400 allowed")
    ]


def test_blank_lines_and_migrations_do_not_count(breaches):
    files = {
        "gte/alliance/domain.py": statements(400) + "\n" * 50,
        "gte/alliance/migrations/0001_initial.py": statements(900) + function(200),
    }
    assert breaches(files) == []


def test_function_over_40_lines_is_named_with_its_line(breaches):
    assert breaches({"gte/alliance/domain.py": "x = 1\n\n\n" + function(41)}) == [
        ("gte/alliance/domain.py", 4, "function work has 41 lines, 40 allowed")
    ]


def test_docstring_does_not_count_in_a_function(breaches):
    docstring = '    """One.\n\n    Two.\n    Three.\n    """\n'
    text = function(40).replace("def work():\n", "def work():\n" + docstring)
    assert breaches({"gte/alliance/domain.py": text}) == []


@pytest.mark.parametrize(
    "text",
    [
        function(16, "def office(request):"),
        function(16, "async def office(request, pk):"),
        "class Office:\n"
        + "\n".join("    " + line for line in function(16).splitlines()).replace(
            "def work()", "def get(self)"
        ),
    ],
)
@pytest.mark.parametrize("path", ["gte/alliance/views.py", "gte/alliance/views/desk.py"])
def test_view_handler_over_15_lines_is_named(breaches, path, text):
    [(found, _, sentence)] = breaches({path: text})
    assert found == path
    assert sentence.endswith("has 16 lines, 15 allowed")
    assert sentence.startswith("view handler ")


def test_handler_budget_is_for_views_only(breaches):
    files = {
        "gte/alliance/forms.py": function(16, "def clean(request):"),
        "gte/alliance/views.py": function(40, "def sort_key(record):"),
    }
    assert breaches(files) == []


def test_template_over_130_lines_is_named(breaches):
    assert breaches({"gte/portal/templates/home.html": "<p>\n" * 131}) == [
        ("gte/portal/templates/home.html", 1, "template has 131 lines, 130 allowed")
    ]


def test_common_over_1000_lines_in_all_is_named(breaches):
    files = {f"gte/common/part{number}.py": statements(250) for number in range(4)}
    assert breaches(files) == []
    assert breaches({**files, "gte/common/templates/one.html": "<p>\n"}) == [
        ("gte/common/__init__.py", 1, "gte/common has 1001 lines in all, 1000 allowed")
    ]


def test_breach_is_printed_and_fails(load_tool, tree, capsys):
    root = tree({"gte/alliance/domain.py": statements(401)})
    assert load_tool("check_sizes").main(root) == 1
    assert capsys.readouterr().out == (
        "gte/alliance/domain.py:1: module has 401 lines, 400 allowed\n"
    )
