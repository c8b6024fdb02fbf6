"""All formats of a version in one ZIP file, with a page that explains them."""

from collections.abc import Iterable, Iterator, Mapping

from surveys.documents.sheets.formats import SheetFormat, formats_of
from surveys.documents.sheets.labels import filled_labels
from surveys.documents.sheets.sheet import Sheet
from surveys.documents.sheets.zipping import zipped

README = "README.txt"
BYTE_ORDER_MARK = "\ufeff"
"""Without this some editors read UTF-8 as Latin-1."""


def packed(sheet: Sheet, made: Mapping[str, bytes | Exception]) -> bytes:
    """A ZIP of what was made, by file name, without a time; the README names what could not be made."""
    files = {name: content for name, content in made.items() if isinstance(content, bytes)}
    readme = (BYTE_ORDER_MARK + "\r\n".join(_readme(sheet, files)) + "\r\n").encode()
    return zipped({README: readme, **files})


def _readme(sheet: Sheet, files: Iterable[str]) -> Iterator[str]:
    """Line by line, in the language of the sheet. A blank line comes before each thing."""
    labels, made = filled_labels(sheet), [one for one in formats_of(sheet) if one.file_name in files]
    yield f"{labels['heading']}: {sheet.title}"
    yield f"{labels['version']} · {labels['audience']}"
    yield from ("", labels["counts"], labels["counts_of_notes"])
    yield from ("", labels["reduced"])
    yield from ("", labels["same_numbers"], "")
    yield from (_explained(one, labels) for one in made)
    if missing := [one for one in formats_of(sheet) if one not in made]:
        yield from ("", labels["not_made"])
        yield from (one.file_name for one in missing)


def _explained(one: SheetFormat, labels: Mapping[str, str]) -> str:
    return f"{one.file_name}: {labels.get(f'good_for_{one.name}', one.good_for)}"
