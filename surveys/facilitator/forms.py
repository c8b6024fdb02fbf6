"""Forms of the office: they keep what was typed, and show each mistake beside its field and in a list above."""

from collections.abc import Callable, Iterable, Iterator

from flask import request
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList, Form, FormField
from wtforms.validators import ValidationError

from surveys.signs_of_word import with_signs_of_word

ONE_OF_THESE = dict.fromkeys(("invalid_value_message", "invalid_choice_message"), _("Choose one of these."))
CHANGED_MEANWHILE = _(
    "Another organiser, or another window of yours, has changed it in the meantime. Both versions are below. "
    "If you save, yours replaces the other."
)
DELETED_MEANWHILE = _(
    "Another organiser, or another window of yours, has deleted it. Your words are still here: save to add it again."
)
THEME_GONE = _(
    "Another organiser, or another window of yours, has deleted or merged this theme. Please choose another one."
)
_JOINERS = "\u200c\u200d"  # invisible, but Persian and Hindi words need them


class OfficeForm(Form):  # type: ignore[misc]
    """A form that lists its mistakes; its token was checked before any view, see guarding.py."""

    def mistakes(self) -> list[tuple[str, Field]]:
        """The fields with a mistake and what they are called, from top to bottom."""
        return [(name, field) for name, field in _with_names(self) if field.errors]

    def wrong_fields(self) -> set[str]:
        """The names of the fields with a mistake anywhere in them."""
        return {field.short_name for field in self if any(part.errors for _name, part in _with_names([field]))}


def _with_names(fields: Iterable[Field], above: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        if isinstance(field, FieldList) and field.entries:
            yield from _with_names(field, above)
        elif isinstance(field, FormField):
            yield from _with_names(field.form, f"{field.label.text} {field.index + 1}: ")
        else:
            yield f"{above}{field.label.text}", field


def posted_data() -> MultiDict[str, str]:
    """What a form of the office sent, without forged names, because WTForms fails at `prompts-²-text`."""
    typed = request.form.items(multi=True)
    return MultiDict((name, lines(text)) for name, text in typed if name.isascii() and len(name) < 60)


def at_most(longest: int) -> Callable[[Form, Field], None]:
    """The field has no more characters than this. No maxlength: browsers cut what is pasted, without a word."""

    def check(_form: Form, field: Field) -> None:
        if (excess := len(field.data or "") - longest) > 0:
            words = ngettext(
                "%(num)d character too long: at most %(max)d fit.",
                "%(num)d characters too long: at most %(max)d fit.",
                excess,
                max=longest,
            )
            raise ValidationError(words)

    return check


def one_line(text: str | None) -> str:
    """What was typed, on one line."""
    return " ".join(lines(text).split())


def lines(text: str | None) -> str:
    """Make the line ends of every system the same, show the signs of Word, and drop what cannot be shown."""
    text = with_signs_of_word(text or "").replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(" " if c.isspace() and c != "\n" else c for c in text)
    return "".join(c for c in text if c.isprintable() or c in _JOINERS or c == "\n").strip()
