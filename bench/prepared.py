"""A survey that is open, for the benches."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from surveys.catalogue import set_in
from surveys.lifecycle import Acting, create_survey, default_delete_day, draft_from, open_survey
from surveys.sealing import new_facilitator_key
from surveys.storage import Instance, add_facilitator, open_office
from surveys.survey import Survey

PASSPHRASE = "one two three four five six"


def open_survey_in(folder: Path, places: int = 100, language: str = "en", tickets: Sequence[str] = ()) -> Survey:
    """Sticky notes, open, in a fresh instance; the facilitator is called Bench. With `tickets`, for whoever has one."""
    instance = Instance.at(folder, str(folder.parent / "sessions"))
    instance.prepare()
    today = date.today()
    key, _ = new_facilitator_key(PASSPHRASE, "RECOVERY")
    words, _ = set_in("sticky-notes", language)
    draft = draft_from(words, contacts="the Diversity Office", code_of_conduct="", language=language)
    draft = replace(draft, places=places, tickets=len(tickets), delete_on=default_delete_day(today))
    with open_office(instance.office) as office:
        facilitator = add_facilitator(office, "Bench", key, today=today)
        draft = create_survey(draft, office=office, facilitator=facilitator, today=today)
        acting = Acting(office=office, facilitator=facilitator, today=today)
        return open_survey(draft, instance=instance, tickets=tickets, **acting)
