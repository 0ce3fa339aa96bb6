"""The words of a page of the web by where they stand, those a reader does not see included."""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = ("p", "li", "h1", "h2", "h3", "td", "th", "title", "div", "caption")


class _Page(HTMLParser):
    """Collects the words of a page by where they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: dict[str, str] = {}
        self._said: list[str] = []

    def put(self, where: str, text: str) -> None:
        """Keep what was said at one place."""
        if text.strip():
            self.parts[f"{where} {len(self.parts) + 1}"] = text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.put(f"in “{name}” of the page, part", value or "")
        if tag in BLOCKS:
            self.flush()
        elif tag == "br":
            self._said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        self._said.append(data)

    def handle_comment(self, data: str) -> None:
        self.put("in a hidden remark of the page, part", data)

    def flush(self) -> None:
        """End a block."""
        self.put("in the page, part", "".join(self._said))
        self._said = []


def texts_of_html(html: str) -> dict[str, str]:
    """The words of a page by where they stand: blocks, attributes and hidden remarks."""
    page = _Page()
    page.feed(html)
    page.close()
    page.flush()
    return page.parts
