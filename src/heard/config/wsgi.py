"""The door of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
application = get_wsgi_application()

from heard.reporting.reading_ahead import begin  # noqa: E402  (only now is there anything to read)
from heard.web.seeing import today  # noqa: E402

begin(today)
