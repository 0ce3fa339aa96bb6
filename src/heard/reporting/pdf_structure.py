"""What a screen reader needs of a PDF and the typesetter leaves out: whole tables, scopes, ids, what is paper only."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

MAY_BE_EMPTY = ("/TD", "/TH")
Where = tuple[int, int]  # the number of a page object, and of the marked content on it


def completed(pdf: bytes) -> bytes:
    """The PDF with its structure completed; what is seen of it stays as it was.

    A table that runs over pages becomes one again; each header says whether it heads a column or a row, and each cell
    names its headers; what belongs to the sheet of paper alone (page numbers, headings said again) is marked as such.
    """
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root = file.Root.StructTreeRoot
        for number, pieces in enumerate(_tables(root), start=1):
            _join(pieces, number)
        _prune(root)
        root.IDTree = file.make_indirect(Dictionary(Names=Array(_named(root))))
        _describe_links(file)
        _keep_apart(file, root)
        out = io.BytesIO()
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def kids(element: Any) -> list[Any]:
    """What stands right under a part of the structure: further parts, and numbers of marked content."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def is_element(kid: Any) -> bool:
    """Whether it is a part of the structure, not content or a link's place."""
    return isinstance(kid, Dictionary) and "/S" in kid


def under(element: Any, *kinds: str) -> Iterator[Any]:
    """Every part of these kinds under a part, in reading order."""
    for kid in kids(element):
        if is_element(kid):
            if str(kid.S) in kinds:
                yield kid
            yield from under(kid, *kinds)


def _tables(root: Any) -> list[list[Any]]:
    """The tables in reading order, each as its pieces, one a page it stands on.

    Every table of a report has a heading of its own: one that follows another without a word between goes on with it.
    """
    found: list[list[Any]] = []
    goes_on = False
    for part in _tables_and_words(root):
        if part is None:
            goes_on = False
        elif goes_on:
            found[-1].append(part)
        else:
            found.append([part])
            goes_on = True
    return found


def _tables_and_words(element: Any) -> Iterator[Any]:
    """Each table, and None for each piece of content that is in no table."""
    for kid in kids(element):
        if not is_element(kid):
            yield None
        elif str(kid.S) == "/Table":
            yield kid
        else:
            yield from _tables_and_words(kid)


def _join(pieces: Sequence[Any], number: int) -> None:
    """Bring the rows of later pages under the first piece; the headings said again there fall out."""
    first, *later = pieces
    for piece in later:
        for group in kids(piece):
            if str(group.S) != "/THead":
                group.P = first
                first.K.append(group)
        piece.K = Array()
    _head(first, number)


def _head(table: Any, number: int) -> None:
    """Scope and id of every header of a table, and each cell's headers by those ids."""
    columns: list[Any] = []
    for at, row in enumerate(under(table, "/TR")):
        cells = kids(row)
        in_head = str(row.P.S) == "/THead"
        for place, cell in enumerate(cells):
            if str(cell.S) == "/TH":
                cell.ID = String(f"t{number}-{at}-{place}")
                cell.A = Dictionary(O=Name.Table, Scope=Name.Column if in_head else Name.Row)
            elif in_head and "/A" in cell:
                del cell.A  # the empty corner has no headers to name
        if in_head:
            columns = cells
            continue
        own = [cell.ID for cell in cells if str(cell.S) == "/TH"]
        for cell, column in zip(cells, columns, strict=False):
            if str(cell.S) == "/TD":
                heads = [*own, *([column.ID] if "/ID" in column else [])]
                cell.A = Dictionary(O=Name.Table, Headers=Array(heads))


def _prune(element: Any) -> None:
    """Take out parts that hold nothing, which paper's breaks leave behind."""
    kept = []
    for kid in kids(element):
        if is_element(kid):
            _prune(kid)
            if not kids(kid) and str(kid.S) not in MAY_BE_EMPTY:
                continue
        kept.append(kid)
    element.K = Array(kept)


def _named(root: Any) -> list[Any]:
    """The headers by id, in the order a tree of names wants."""
    headers = {bytes(one.ID): one for one in under(root, "/TH") if "/ID" in one}
    return [part for id_ in sorted(headers) for part in (String(id_.decode("ascii")), headers[id_])]


def _describe_links(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        for link in page.get("/Annots", ()):
            if "/Contents" not in link:
                link.Contents = String(
                    "Go to this part of the report" if "/Dest" in link else "Open this address"
                )
        if "/Annots" in page:
            page.Tabs = Name.S


def _keep_apart(file: pikepdf.Pdf, root: Any) -> None:
    """Mark content that the structure does not hold as belonging to the page alone."""
    told = set(_content(root))
    for page in file.pages:
        number = page.obj.objgen[0]
        drawn: list[Any] = list(pikepdf.parse_content_stream(page))
        changed = False
        for at, (operands, operator) in enumerate(drawn):
            marked = operator == Operator("BDC") and "/MCID" in operands[1]
            if marked and (number, int(operands[1].MCID)) not in told:
                drawn[at] = pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC"))
                changed = True
        if changed:
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(drawn))
    _forget(file, told)


def _forget(file: pikepdf.Pdf, told: set[Where]) -> None:
    """The way back from content to structure leads nowhere for what belongs to the page alone."""
    numbers = {
        int(page.obj.StructParents): page.obj.objgen[0] for page in file.pages if "/StructParents" in page
    }
    pairs = file.Root.StructTreeRoot.ParentTree.Nums
    for key, parents in zip(pairs[::2], pairs[1::2], strict=True):
        if isinstance(parents, Array) and int(key) in numbers:
            for mcid in range(len(parents)):
                if (numbers[int(key)], mcid) not in told:
                    parents[mcid] = None


def _content(element: Any, page: Any = None) -> Iterator[Where]:
    page = element.get("/Pg", page)
    for kid in kids(element):
        if isinstance(kid, int):
            yield page.objgen[0], kid
        elif is_element(kid):
            yield from _content(kid, page)
