"""What axe-core finds on a page that a browser shows, and whether the page scrolls sideways."""

from axe_playwright_python.base import AXE_SCRIPT

# The size of targets is a rule of WCAG 2.2 that axe-core leaves off unless asked.
RUN_AXE = """axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
    .then(results => results.violations)"""
RUN_RULES = """rules => axe.run({resultTypes: ["violations"], runOnly: rules})
    .then(results => results.violations)"""


def violations(page, *rules):
    """What axe-core finds on the page as it stands, of all its rules or of these."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN_RULES, list(rules)) if rules else page.evaluate(RUN_AXE)
    return [
        f"{rule['id']}: {' '.join(node['target'])} ({node['html'][:120]})"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page):
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def faults(page, *rules):
    """Both, as sentences that name the page; of axe-core's rules all or these."""
    over = overflow(page)
    wide = [f"{over} pixels too wide"] if over > 0 else []
    width = page.viewport_size["width"]
    return [f"{page.url} at {width}: {line}" for line in [*violations(page, *rules), *wide]]
