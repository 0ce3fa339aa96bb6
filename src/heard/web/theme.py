"""A council's own colours, as a small style sheet: no rebuild, and never too faint to read."""

from __future__ import annotations

from heard.casework.colours import BRAND, LINKS, USUAL_LINKS, darker, readable

HOVER = 0.55  # of a link's light is left when the pointer is over it


def theme_css(brand: str, links: str = USUAL_LINKS, *, where: str = ":root") -> str:
    """The style sheet that puts a council's colours on its pages, or on a part of one.

    Raises TooFaint when people could not read a colour where it is used, NotAColour when it is none.
    """
    brand, links = readable(brand, BRAND), readable(links, LINKS)
    return (
        f"{where}{{--govuk-brand-colour:{brand};--govuk-link-colour:{links};"
        f"--govuk-link-hover-colour:{darker(links, HOVER)}}}\n"
    )
