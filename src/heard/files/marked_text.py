"""XML read so that it can neither swell nor fetch anything."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from heard.files.refusing import NotTaken, Why

DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)


def tree_of(content: bytes) -> Any:
    """The root of a part. Raises NotTaken where it declares something, or is no XML."""
    refuse_declarations(content)
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, reader)
    except etree.XMLSyntaxError as why:
        raise NotTaken(Why.DAMAGED) from why
    if root.getroottree().docinfo.doctype:
        raise NotTaken(Why.DECLARES)
    return root


def refuse_declarations(content: bytes) -> None:
    """No office program writes a DOCTYPE or an ENTITY. Raises NotTaken."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:200] else content
    if DECLARES.search(plain):
        raise NotTaken(Why.DECLARES)


def text_of(root: Any) -> bytes:
    """A tree as it is written into its part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def name_of(one: Any) -> str:
    """The name of an element or an attribute without its space; nothing for a comment or an instruction."""
    return str(one).rpartition("}")[2] if isinstance(one, str) else ""
