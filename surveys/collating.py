"""Collating: the notes of an edition under their question and category, numbered through."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from surveys.curation import Curation
from surveys.editions import Edition
from surveys.opening import open_edition
from surveys.sealing import Note
from surveys.sheets import Sheet, SheetCounts, SheetGroup, SheetNote, SheetSection, sheet_labels
from surveys.survey import Audience, Prompt, Sharing, Survey
from surveys.word_cloud import count_words


def collate(
    survey: Survey, edition: Edition, notes: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> Sheet:
    """The sheet of an edition. `notes` are all released notes; sharing and withholding are respected."""
    shown = open_edition(edition, notes)
    return Sheet(
        title=survey.title,
        introduction=survey.introduction,
        audience=audience_words(edition.audience, gettext),
        edition=edition.code,
        counts=_counts(edition, notes, curation, gettext),
        sections=_sections(survey, shown, curation, gettext),
        words=count_words(
            [note.text for note in shown if note.id not in curation.withheld],
            left_out=[survey.title, *(prompt.text for prompt in survey.prompts)],
        ),
        labels=sheet_labels(gettext),
    )


def audience_words(audience: Audience, gettext: Callable[[str], str]) -> str:
    """The audience in the words of the sharing sentences."""
    if audience is Audience.MEETING:
        return gettext("the people at the meeting")
    return gettext("everyone in the collaboration and its management")


def withholding_words(gettext: Callable[[str], str]) -> dict[str, str]:
    """The reasons for withholding a note, as pages and sheets say them."""
    return {
        "identifies": gettext("points to a person"),
        "hurts": gettext("would hurt somebody"),
        "off-topic": gettext("not about the question"),
        "spam": gettext("spam or the same note again"),
    }


def _sections(
    survey: Survey, notes: Sequence[Note], curation: Curation, gettext: Callable[[str], str]
) -> tuple[SheetSection, ...]:
    numbers = count(1)
    withheld = gettext("[withheld by the organisers]")
    return tuple(
        SheetSection(prompt.text, tuple(groups))
        for position, prompt in enumerate(survey.prompts)
        if (
            groups := [
                SheetGroup(
                    category,
                    tuple(
                        SheetNote(next(numbers), withheld if note.id in curation.withheld else note.text)
                        for note in members
                    ),
                )
                for category, members in _by_category(prompt, [n for n in notes if n.prompt == position])
            ]
        )
    )


def _by_category(prompt: Prompt, notes: Sequence[Note]) -> Iterator[tuple[str, list[Note]]]:
    """The categories that have notes, in the order of the question; notes without one come last."""
    for position, category in [*enumerate(prompt.categories), (None, "")]:
        members = [note for note in notes if note.category == position]
        if members:
            yield category, members


def _counts(edition: Edition, notes: Iterable[Note], curation: Curation, gettext: Callable[[str], str]) -> SheetCounts:
    by_id = {note.id: note for note in notes}
    known = [by_id[note_id] for note_id in (*edition.order, *edition.left_out) if note_id in by_id]
    shared = [note for note in known if note.sharing >= Sharing.SHEET]
    shown = [note for note in shared if note.id in edition.order and note.id not in curation.withheld]
    words = withholding_words(gettext)
    reasons = Counter(
        words.get(curation.withheld.get(note.id, ""), gettext("comes with the next version"))
        for note in shared
        if note not in shown
    )
    return SheetCounts(
        collected=len(known),
        shown=len(shown),
        not_shared=len(known) - len(shared),
        masked=sum(note.is_masked for note in shown),
        withheld=dict(reasons),
    )
