"""Every page that only somebody with a ticket, or without a good one, may meet."""

from collections.abc import Sequence
from typing import Any

from surveys.survey import Survey
from tests.actors import Participant, answers, code_of, hidden_fields

NO_TICKET = "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


def pages_of_tickets(
    participant: Participant, survey: Survey, codes: Sequence[str], words: str, lang: str
) -> dict[str, str]:
    """The text of each by its name, in a language; the first two tickets are used on the way."""

    def posted(step: str, **fields: Any) -> Any:
        return participant.post(f"/s/{survey.slug}{step}?lang={lang}", fields)

    one, two = (participant.get(f"/t/{code}?lang={lang}") for code in codes[:2])
    check = posted("/check", **answers(survey, words) | hidden_fields(one))
    sending = hidden_fields(check) | {"sharing": "2"}
    thanks = posted("/notes", **sending)
    late = posted("/check", **answers(survey, words, words) | hidden_fields(two))
    pages = {
        "form": one,
        "no code": participant.get(f"/s/{survey.slug}?lang={lang}"),
        "unknown": participant.get(f"/t/{NO_TICKET}?lang={lang}"),
        "used": participant.get(f"/t/{codes[0]}?lang={lang}"),
        "check": check,
        "thanks": thanks,
        "sent twice": posted("/notes", **sending),
        "one note more": posted("/check", **answers(survey, words, words) | hidden_fields(one)),
        "sent without": posted("/notes", **hidden_fields(late) | {"sharing": "2", "ticket": ""}),
        "sent with an unknown one": posted("/notes", **hidden_fields(late) | {"sharing": "2", "ticket": NO_TICKET}),
        "sent with a used one": posted("/notes", **hidden_fields(late) | {"sharing": "2", "ticket": codes[0]}),
        "what we keep": participant.get(f"/s/{survey.slug}/what-we-keep?lang={lang}"),
        "take back": participant.get(f"/s/{survey.slug}/take-back?lang={lang}"),
        "taken back": posted("/take-back", code=code_of(thanks)),
    }
    return {name: page.text for name, page in pages.items()}
