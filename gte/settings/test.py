"""Settings of the tests: as installed, but in a folder of their own and with plain static files."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("GTE_DATA_DIR", str(Path(tempfile.gettempdir()) / "gte-test"))
os.environ.setdefault("GTE_SECRET_KEY", "tests-only-" + "0123456789abcdefghij" * 3)

from gte.settings.base import *  # the real settings

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise warns of a missing folder, and in tests a warning is an error.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
