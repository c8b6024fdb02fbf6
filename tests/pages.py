"""Pages as the tests read them: whether a page is valid HTML, what is on it, and what its forms send.

Every page that an actor gets is checked, tens of thousands in a run, so two things are done once. A page that differs
from a valid one in its words alone is valid: the strict parser, which takes longer than the page itself, reads only
pages whose skeleton is new. And a page is made into soup once, however many questions a test asks of it.
"""

import re
from html.parser import HTMLParser
from typing import Any

import html5lib
import lxml.html
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

# Letters, digits, spaces, marks that no rule of HTML is about, and what is written for those that rules are about.
# Not & < > " ' = `, no control character, nothing that Unicode has not assigned, no two hyphens, which end a comment.
_HARMLESS = r"(?:[\w \n.,:;!?()/#+%“”‘’…·–—]|-(?!-)|&(?:amp|lt|gt|#34|#39);)"
_WORDS = re.compile(rf">{_HARMLESS}+(?=<)")
_VALUES = re.compile(rf'(?<=\s)(name|value|href|action|id|for|(?:aria|data)-[a-z-]+)="{_HARMLESS}*"')
_valid_skeletons: set[str] = set()


def check_is_valid(html: str) -> None:
    """Raise html5lib's ParseError at the first thing that the standard calls an error."""
    skeleton = skeleton_of(html)
    if skeleton not in _valid_skeletons:
        html5lib.HTMLParser(strict=True).parse(html)
        _valid_skeletons.add(skeleton)


def skeleton_of(html: str) -> str:
    """The page with harmless words for its words, so that equal skeletons are valid or invalid together."""
    return _VALUES.sub(r'\1=""', _WORDS.sub(_word_or_space, html))


def _word_or_space(between_tags: re.Match[str]) -> str:
    """Whether there is a word matters to the standard, in a table for example."""
    return ">" if between_tags[0][1:].isspace() else ">word"


def tree_of(page: TestResponse) -> Any:
    """The tree of a valid page, by a parser that takes a fiftieth of the time that soup takes."""
    return lxml.html.document_fromstring(page.text)


def fields_without_label(tree: Any) -> list[Any]:
    """Fields that people meet and nobody tells them what for."""
    labels = set(tree.xpath("//label/@for"))
    met = [tag for tag in tree.iter("input", "textarea", "select") if not _is_out_of_reach(tag)]
    return [tag for tag in met if not _is_labelled(tag, labels)]


def _is_out_of_reach(tag: Any) -> bool:
    """Whether nobody sees, reaches or hears a field; without a name, no form sends it either."""
    is_off = "hidden" in tag.attrib and "disabled" in tag.attrib and "name" not in tag.attrib
    return tag.get("type") == "hidden" or is_off


def _is_labelled(tag: Any, labels: set[str]) -> bool:
    is_inside = next(tag.iterancestors("label"), None) is not None
    named_by = tag.get("aria-labelledby", "").split()
    is_named = bool(named_by) and all(tag.getroottree().xpath("//*[@id=$one]", one=one) for one in named_by)
    return is_inside or is_named or tag.get("id") in labels


def soup_of(page: TestResponse) -> BeautifulSoup:
    """The same soup each time: a test that takes something out of it will not find it again."""
    if not hasattr(page, "soup"):
        page.soup = BeautifulSoup(page.text, "html.parser")  # type: ignore[attr-defined]
    return page.soup  # type: ignore[attr-defined]


class HiddenFields(HTMLParser):
    """The hidden fields of a page, as a browser would send them back."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "input" and attributes.get("type") == "hidden":
            self.values[attributes["name"]] = attributes.get("value") or ""
