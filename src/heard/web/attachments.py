"""A file on its way out: always to be saved, never shown as a page of ours, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from django.http import HttpResponse

# Nothing in it may run, load or be framed, should a browser show it all the same.
SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
# What a browser might run is sent as bytes of no kind.
MAY_RUN = re.compile(r"html|xml|svg|script|^$", re.I)
PLAIN = "application/octet-stream"


def as_attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be saved under a name."""
    is_office = media_type.startswith("application/vnd.openxmlformats-")
    kind = media_type if is_office or not MAY_RUN.search(media_type) else PLAIN
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = saved_under(name)
    return _shut(answer)


def as_picture(content: bytes) -> HttpResponse:
    """A PNG that we painted ourselves, shown on a page of ours."""
    return _shut(HttpResponse(content, content_type="image/png"))


def saved_under(name: str) -> str:
    """The name of a file as a header says it (RFC 6266): in plain letters, and as it is for whoever reads that."""
    shown = "".join(one if one.isprintable() and one not in '/\\:*?"<>|' else " " for one in name)
    shown = re.sub(r"\s+", " ", shown).strip(" .")[:150] or "file"
    plain = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^\w .()-]+", " ", plain).strip() or "file"
    more = "" if plain == shown else f"; filename*=UTF-8''{quote(shown, safe='')}"
    return f'attachment; filename="{plain}"{more}'


def _shut(answer: HttpResponse) -> HttpResponse:
    answer["Content-Security-Policy"] = SHUT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
