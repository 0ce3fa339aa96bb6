"""The door of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
# Whoever waits for a page is told within seconds that the database is away. A command waits for as long as it takes.
os.environ.setdefault("HEARD_DATABASE_PATIENCE", "5")
application = get_wsgi_application()

from heard.reporting.reading_ahead import begin  # noqa: E402  (only now is there anything to read)
from heard.web.seeing import today  # noqa: E402

begin(today)
