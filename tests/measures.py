"""What a page must keep for everybody, measured in a real browser: each measure names the faults it finds, or none.

The journeys hold the quick ones on every page; `scripts/measure_accessibility.py` holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

LEAST_TARGET = 24  # pixels; WCAG 2.2 AA, 2.5.8, without its exceptions but that for links inside sentences
MOST_BYTES, MOST_REQUESTS = 120_000, 12

_SEEN = """
const seen = e => { const s = getComputedStyle(e), r = e.getBoundingClientRect();
  return s.visibility !== 'hidden' && s.display !== 'none' && r.width > 1 && r.height > 1 && e.checkVisibility(); };
const named = e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''} “${(e.innerText || e.value || e.title || '')
  .trim().replace(/\\s+/g, ' ').slice(0, 40)}”`;
"""
_TARGETS = (
    "least => {"
    + _SEEN
    + """
  const within = a => { // a link in a sentence: its line holds words that are no link
    if (getComputedStyle(a).display !== 'inline') return false;
    const line = a.closest('p, li, dd, dt, td, th, h1, h2, h3, label, legend, caption, div');
    const copy = line.cloneNode(true);
    copy.querySelectorAll('a, button, .govuk-visually-hidden, svg').forEach(e => e.remove());
    return copy.textContent.trim().length > 0; };
  const all = document.querySelectorAll('a[href], button, select, textarea, summary, input:not([type=hidden])');
  return [...all].filter(seen).filter(e => !e.closest('.govuk-skip-link, .govuk-visually-hidden'))
    .filter(e => { const r = e.getBoundingClientRect();
      const label = e.labels && e.labels[0] ? e.labels[0].getBoundingClientRect() : r;
      const high = Math.max(r.height, label.height), wide = Math.max(r.width, label.width);
      return (high < least - 0.5 || wide < least - 0.5) && !(e.tagName === 'A' && within(e)); })
    .map(e => { const r = e.getBoundingClientRect();
      return `${named(e)} is ${Math.round(r.width)} by ${Math.round(r.height)}`; }); }"""
)
_BROKEN = (
    "() => {"
    + _SEEN
    + """
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const holder = node.parentElement;
    if (holder.closest('script, style, code, pre, svg, textarea, .heard-break') || !seen(holder)) continue;
    if (holder.closest('.govuk-visually-hidden')) continue;
    for (const word of node.data.matchAll(/[^\\s\\u2013\\u2014-]{2,}/gu)) { // a hyphen may end a line
      if (/[@\\/]|\\p{L}\\.\\p{L}/u.test(word[0])) continue; // nor is an address a word
      const range = document.createRange();
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top)));
      if (lines.size > 1) found.push(`“${word[0]}” is broken in ${named(holder)}`); } }
  return found; }"""
)
_CLIPPED = (
    "() => {"
    + _SEEN
    + """
  return [...document.querySelectorAll('main *, header *, footer *')].filter(seen)
    .filter(e => !e.closest('svg, .heard-scroll, select, .govuk-visually-hidden, .govuk-skip-link'))
    .filter(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && e.innerText.trim())
    .map(e => `${named(e)} is cut off`); }"""
)
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_MOVING = """() => document.getAnimations().map(a => `${a.effect?.target?.tagName || 'something'} moves`)
  .concat(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['the page glides'] : [])"""
_FOCUSED = (
    "() => {"
    + _SEEN
    + """
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  const label = e.labels && e.labels[0];
  const before = label ? getComputedStyle(label, '::before') : s;
  const shown = [s, before].some(x => (x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 2)
    || x.boxShadow !== 'none');
  const at = [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]]
    .map(([x, y]) => [r.left + r.width * x, r.top + r.height * y])
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const free = at.some(([x, y]) => { const top = document.elementFromPoint(x, y);
    return top && (top === e || e.contains(top) || top.contains(e)
      || (label && (top === label || label.contains(top)))); });
  const main = document.querySelector('main');
  return {name: named(e), shown: shown || e === main, free: free || e === main,
    parts: ['date', 'time', 'month', 'datetime-local'].includes(e.type),
    mark: [...document.querySelectorAll('*')].indexOf(e)}; }"""
)
_PRINTED = (
    "() => {"
    + _SEEN
    + """
  const left = [...document.querySelectorAll('button, nav a')].filter(seen)
    .map(e => `${named(e)} stands on paper`);
  const folded = [...document.querySelectorAll('details')].filter(e => e.parentElement.checkVisibility())
    .filter(e => [...e.children].some(c => c.tagName !== 'SUMMARY' && c.textContent.trim()
      && c.getBoundingClientRect().height < 1))
    .map(e => `${named(e)} is folded away on paper`);
  return left.concat(folded); }"""
)
_SHAPES = (
    "() => {"
    + _SEEN
    + """
  const probe = document.createElement('i'); document.body.append(probe); probe.style.color = 'Canvas';
  const ground = getComputedStyle(probe).color; probe.remove();
  return [...document.querySelectorAll('main svg path, main svg rect, main svg circle')].filter(seen)
    .filter(e => { const s = getComputedStyle(e);
      return s.fill === ground && (s.stroke === 'none' || s.stroke === ground); })
    .map(e => `a shape in ${named(e.closest('td, dd, li, p, div, section') || e)} cannot be seen`); }"""
)
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
TWICE = "html { font-size: 200% !important }"


_WEIGHT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(e => e.name.startsWith('http')).map(e => e.encodedBodySize)"""


def too_heavy(page: Page) -> list[str]:
    """What the page weighs when nothing of it is at hand, as it travels (heads of answers apart)."""
    sizes = page.evaluate(_WEIGHT)
    if sum(sizes) <= MOST_BYTES and len(sizes) <= MOST_REQUESTS:
        return []
    return [f"{sum(sizes)} bytes in {len(sizes)} requests; the most are {MOST_BYTES} and {MOST_REQUESTS}"]


def small_targets(page: Page) -> list[str]:
    """What is pressed and smaller than 24 by 24 pixels, links inside sentences apart."""
    return list(page.evaluate(_TARGETS, LEAST_TARGET))


def broken_words(page: Page) -> list[str]:
    """Words that run over the end of a line; codes and addresses, which may break, apart."""
    return list(page.evaluate(_BROKEN))


def sideways(page: Page) -> list[str]:
    """How far somebody has to scroll sideways to read the page."""
    over = page.evaluate(_SIDEWAYS)
    return [f"{over} pixels wider than the screen"] if over > 0 else []


def resize(page: Page, width: int, height: int = 900) -> None:
    """Another size of the screen, once the page has settled to it (the menu folds itself by script)."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(
        "new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go, 0))))"
    )


def at_width(page: Page, *widths: int) -> list[str]:
    """What goes sideways at other widths: 640 is a screen of 1280 at 200%, 320 the same at 400%."""
    before, found = page.viewport_size, []
    for width in widths:
        resize(page, width)
        found += [f"at {width} pixels: {fault}" for fault in sideways(page)]
    if before is not None:
        resize(page, before["width"], before["height"])
    return found


@contextmanager
def styled(page: Page, css: str) -> Iterator[None]:
    """The page with a reader's own style sheet, which the content policy cannot refuse."""
    page.evaluate(
        "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own]; }",
        css,
    )
    yield
    page.evaluate("document.adoptedStyleSheets = []")


def spaced_out(page: Page) -> list[str]:
    """What is lost or goes sideways with the text spacing of WCAG 1.4.12."""
    with styled(page, SPACED):
        return [f"spaced out: {fault}" for fault in (*sideways(page), *page.evaluate(_CLIPPED))]


def twice_as_large(page: Page) -> list[str]:
    """What is lost or goes sideways when the text alone is twice as large (WCAG 1.4.4)."""
    with styled(page, TWICE):
        return [f"text at 200%: {fault}" for fault in (*sideways(page), *page.evaluate(_CLIPPED))]


def moving(page: Page) -> list[str]:
    """What moves although the reader asked for nothing to move."""
    page.emulate_media(reduced_motion="reduce")
    found = list(page.evaluate(_MOVING))
    page.emulate_media(reduced_motion="null")
    return found


def printed(page: Page) -> list[str]:
    """Buttons and menus that stand on paper, what is folded away there, and what is wider than A4."""
    page.emulate_media(media="print")
    before = page.viewport_size
    resize(page, 718, 1000)  # A4 within margins of a centimetre, at 96 dots an inch
    found = [f"printed: {fault}" for fault in (*page.evaluate(_PRINTED), *sideways(page))]
    page.emulate_media(media="null")
    if before is not None:
        resize(page, before["width"], before["height"])
    return found


def unseen_in_forced_colours(page: Page) -> list[str]:
    """Shapes and bars that vanish when the reader's own colours are forced."""
    page.emulate_media(forced_colors="active")
    found = [f"forced colours: {fault}" for fault in page.evaluate(_SHAPES)]
    page.emulate_media(forced_colors="null")
    return found


def quick(page: Page) -> list[str]:
    """The measures that cost next to nothing, at the width the page has."""
    return [*too_heavy(page), *small_targets(page), *broken_words(page), *spaced_out(page), *moving(page)]


def lost_focus(page: Page, most: int = 150) -> list[str]:
    """By the Tab key alone: what shows no focus, is hidden where it has it, is out of order, or never lets go."""
    found: list[str] = []
    seen: list[int] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here: dict[str, Any] | None = page.evaluate(_FOCUSED)
        if here is None:
            return found
        if here["parts"] and seen[-1:] == [here["mark"]]:
            continue
        if here["mark"] in seen:
            return found if here["mark"] == seen[0] else [*found, f"{here['name']} holds the keyboard"]
        if seen and here["mark"] < seen[-1]:
            found.append(f"{here['name']} comes out of order")
        seen.append(here["mark"])
        if not here["shown"]:
            found.append(f"{here['name']} shows no focus")
        if not here["free"]:
            found.append(f"{here['name']} is covered while it has the focus")
    return found
