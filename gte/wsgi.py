"""What granian serves."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")

application = get_wsgi_application()

if settings.PRODUCTION:
    from gte.alliance.demo import refuse_demo_people

    refuse_demo_people()

# Everything that lives as long as the worker is made now, and set aside from the garbage collector;
# a page makes thousands of objects that reference counting frees, so it need not look so often.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
