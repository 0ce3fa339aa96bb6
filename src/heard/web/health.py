"""For machines that watch: whether the pages and the database answer, and numbers in the form of Prometheus."""

from __future__ import annotations

from datetime import UTC, datetime
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from heard.casework import health as health_of


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, 503 while it does not. It says nothing else, so anybody may ask."""
    well = health_of.answers()
    return HttpResponse(
        "ok\n" if well else "no database\n", content_type="text/plain", status=200 if well else 503
    )


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers about the installation, for whoever brings the key of HEARD_METRICS_KEY; to others it is not there."""
    key, said = settings.HEARD_METRICS_KEY, request.headers.get("Authorization", "")
    if not key or not compare_digest(said.encode(), f"Bearer {key}".encode()):
        raise Http404
    text = health_of.as_prometheus(health_of.readings(datetime.now(UTC)))
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


health.for_anybody = True  # type: ignore[attr-defined]
metrics.for_anybody = True  # type: ignore[attr-defined]
