"""The catalogues of translated words, made from the source: `make messages` extracts, updates and compiles them.

The same source always gives the same files: they hold no dates, no line numbers and no version of a tool, so that
a change of one sentence changes one place of each file.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from surveys.stripping import WORDINGS
from surveys.wordings import OF_PARTICIPANTS

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
LANGUAGES = tuple(sorted(set(OF_PARTICIPANTS) - {"en"}))
_KEYWORDS = DEFAULT_KEYWORDS | {"marked": None, "marked_forms": (1, 2), "lazy_gettext": None, "lazy_ngettext": (1, 2)}
_NOTES_FOR_TRANSLATORS = ("Translators:",)
_WHERE_PLACEHOLDERS_ARE = "surveys/stripping/placeholders.py"
_ABOUT_PLACEHOLDERS = "Between square brackets in a note, for words that were removed, such as [a person]."


class _Dateless(Catalog):
    """A catalogue whose head says only what programs need to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The language, its plural forms and the encoding."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def folder_of(language: str) -> Path:
    """Where the two files of a language are."""
    return HERE / language / "LC_MESSAGES"


def extract() -> Catalog:
    """Every message of the source, with the files that use it."""
    with (HERE / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(PROJECT, methods, options, _KEYWORDS, _NOTES_FOR_TRANSLATORS)
    template = Catalog()
    for wording in WORDINGS:
        template.add(wording, locations=[(_WHERE_PLACEHOLDERS_ARE, 0)], auto_comments=[_ABOUT_PLACEHOLDERS])
    for name, _line, message, comments, context in found:
        template.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def translated(language: str) -> Catalog:
    """What is in the file of a language now; nothing yet in a new one."""
    file = folder_of(language) / "messages.po"
    return read_po(BytesIO(file.read_bytes() if file.exists() else b""), locale=language)


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the messages of the source: a changed message keeps its old words as fuzzy."""
    old = translated(language)
    old.update(template)
    catalog = _Dateless(locale=language, fuzzy=False, header_comment="")
    for message in old:
        if message.id:
            _shape(message, catalog.num_plurals)
            catalog[message.id] = message
    return catalog


def _shape(message: Message, plurals: int) -> None:
    """Give a message the forms that its language has, and only its own flags; one without words is never fuzzy."""
    words = message.string or ""
    if message.previous_id and not _are_alike(message.previous_id[-1], message.id):
        words = message.string = () if message.pluralizable else ""
    if message.pluralizable:
        message.string = words = (*words, "", "", "", "", "", "")[:plurals]
    message.flags = Message(message.id).flags | ({"fuzzy"} if message.fuzzy and any(words) else set())


def _are_alike(before: str, now: str | tuple[str, ...] | list[str]) -> bool:
    """Whether a sentence was changed a little, so that its translation helps; else it is a new one."""
    return SequenceMatcher(None, before, now if isinstance(now, str) else now[-1]).ratio() > 0.8


def files_of(language: str, template: Catalog) -> Iterator[tuple[Path, bytes]]:
    """The two files of a language as they have to be: the words to translate and to read, and the same compiled."""
    catalog, words, compiled = updated(language, template), BytesIO(), BytesIO()
    write_po(words, catalog, width=120, sort_by_file=True, include_lineno=False)
    write_mo(compiled, catalog)
    yield folder_of(language) / "messages.po", words.getvalue().strip() + b"\n"
    yield folder_of(language) / "messages.mo", compiled.getvalue()


def make(languages: tuple[str, ...] = LANGUAGES) -> None:
    """Write the files of these languages."""
    template = extract()
    for language in languages:
        folder_of(language).mkdir(parents=True, exist_ok=True)
        for file, content in files_of(language, template):
            file.write_bytes(content)
