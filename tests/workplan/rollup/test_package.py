"""The package stands alone, and its page is true."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "indicators.md"

ALONE = """
import sys
before = set(sys.modules)
import gte.workplan.rollup
ours = {"gte", "gte.workplan"}
others = {name for name in set(sys.modules) - before if not name.startswith("gte.workplan.rollup")}
print(sorted(name for name in others - ours if name.split(".")[0] not in sys.stdlib_module_names))
"""


def test_package_needs_nothing_but_python():
    command = [sys.executable, "-S", "-c", ALONE]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_examples_of_the_page_are_what_happens():
    """Each block runs after the ones before it; what it asserts holds."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    names = {}
    for block in blocks:
        assert "assert" in block
        exec(block, names)  # noqa: S102 - the project's own page
