"""Words that would run in a browser, steer a query or lead elsewhere, if a page let them; and what shows one did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import IntegrityError, models, transaction
from lxml import html

FULL = bool(os.environ.get("HEARD_FULL"))
RUNS = "zqruns()"
_BREAKS_OUT = ("", '">', "'>", "</textarea>", "</title>", "--></style>")
_DOES = (
    f"<script>{RUNS}</script>",
    "<script src=//zq.example></script>",
    f"<img src=x onerror={RUNS}>",
    f"<svg onload={RUNS}>",
    f"<svg><script>{RUNS}</script></svg>",
    f"<body onload={RUNS}>",
    f"<iframe src=javascript:{RUNS}></iframe>",
    f"<a href=javascript:{RUNS}>x</a>",
    f"<a href=jav&#x09;ascript:{RUNS}>x</a>",
    f"<form action=javascript:{RUNS}><button>x</button></form>",
    f"<button formaction=javascript:{RUNS}>x</button>",
    f"<details open ontoggle={RUNS}>x</details>",
    f"<input autofocus onfocus={RUNS}>",
    f"<video><source onerror={RUNS}></video>",
    f"<object data=javascript:{RUNS}></object>",
    "<base href=//zq.example/>",
    f"<meta http-equiv=refresh content=0;url=javascript:{RUNS}>",
    f"<math href=javascript:{RUNS}>x</math>",
    f"<scr<script>ipt>{RUNS}</script>",
    f"<style>@import '//zq.example';</style><img src=x onerror={RUNS}>",
)
SCRIPTS = [before + does for before in _BREAKS_OUT for does in _DOES][: 120 if FULL else 40]
# Two that break out of an attribute or of a value without any tag are among them in every run.
SCRIPTS[3], SCRIPTS[7] = f'" onmouseover={RUNS} x="', f"' autofocus onfocus={RUNS} x='"

QUERIES = (
    "'", "''", '"', "' OR '1'='1", "1 OR 1=1", "1; DROP TABLE people_person; --", "' UNION SELECT 1, 2, 3 --",
    "') OR ('1'='1", "-1", "0x31", "reference) DESC; --", "(SELECT 1)", "%", "_", "\\", "' || (SELECT 1) || '",
    "case when 1=1 then 1 end", "\x00", "9" * 40, "pg_sleep(1)", "NEAR(", '"a" AND NOT *',
)  # fmt: skip
_HOSTS = ("zq.example", "zq.example\\@127.0.0.1", "zq.example#", "zq.example?", "zq.example%2f..")
ELSEWHERE = tuple(
    f"{before}{host}"
    for before in ("//", "///", "\\\\", "/\\", "https://", "http:///", "https:", "\t//", "/\t/", " //")
    for host in _HOSTS
)[:40] + (f"javascript:{RUNS}", "data:text/html,zq", "nonsense", "?next=//zq.example", "/\r\nX-Zq: 1", "\x00")

_ADDRESSES = {"href", "src", "action", "formaction", "data", "content", "xlink:href"}
_STRANGE = {"iframe", "object", "embed", "base", "video", "math", "style"}


def what_would_run(page: bytes, own_script: str) -> list[str]:
    """Whatever of a page somebody else could have put there to run: tags, attributes, addresses."""
    found = []
    for one in html.document_fromstring(page).iter("*"):
        tag, attributes = str(one.tag).lower(), {str(k).lower(): str(v) for k, v in one.attrib.items()}
        found += [f"{tag} {name}" for name in attributes if name.startswith("on")]
        found += [
            f"{tag} {name}" for name, said in attributes.items() if name in _ADDRESSES and _leads_to(said)
        ]
        if tag == "script" and (one.text or "") != own_script and not _is_ours(attributes):
            found.append("script")
        if tag in _STRANGE:
            found.append(tag)
    return found


def _is_ours(attributes: dict[str, str]) -> bool:
    return (
        attributes.get("src", "").startswith("/static/") or attributes.get("type", "") == "application/json"
    )


def _leads_to(said: str) -> bool:
    plain = "".join(said.split()).lower()
    return plain.startswith(("javascript:", "data:text", "//zq.")) or "url=javascript" in plain


def leads_away(location: str) -> bool:
    """Whether a browser that is sent there leaves us, read as kindly to whoever wrote it as browsers do."""
    plain = "".join(one for one in location if one not in "\t\r\n").strip(" \x00").replace("\\", "/")
    whole = urlsplit(urljoin("http://testserver/sign-in/", plain))
    return whole.scheme not in ("http", "https") or whole.netloc != "testserver"


def filled_with_scripts(shift: int) -> int:
    """Put such words into every free field of what was paid, learnt and planned, and into every label. How many.

    Written past the acts, as an import of long ago might have left them.
    """
    filled = 0
    for model in (*apps.get_app_config("outcomes").get_models(), *_labels()):
        for field in filter(_is_free, model._meta.concrete_fields):
            for row in model._base_manager.values_list("pk", flat=True)[:40]:
                said = f"{SCRIPTS[(filled + shift) % len(SCRIPTS)]}{row}"[: field.max_length or 500]
                filled += _put(model, row, field.name, said)
    return filled


def _labels() -> Iterator[type[models.Model]]:
    for name in ("Term", "Team", "Service"):
        yield apps.get_model("people", name)


def _is_free(field: models.Field) -> bool:
    kind = isinstance(field, models.CharField | models.TextField)
    words = field.name not in (
        "list",
        "code",
        "means",
        "measure",
        "kind",
        "digest",
        "by",
        "key",
        "address",
        "meaning",
    )
    return bool(kind and words and not field.choices and not field.primary_key and not field.is_relation)


def _put(model: type[models.Model], row: object, name: str, said: str) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=row).update(**{name: said})
    except IntegrityError:
        return False
    return True
