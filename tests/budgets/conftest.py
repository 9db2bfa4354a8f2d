from tests.pages import _no_kept_pages  # noqa: F401 - asked for by itself
