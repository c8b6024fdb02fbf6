"""A survey that is open, for the benches."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from surveys.catalogue import find_set
from surveys.lifecycle import create_survey, default_delete_day, draft_from, open_survey
from surveys.sealing import new_facilitator_key
from surveys.storage import Instance, add_facilitator, open_office
from surveys.survey import Survey

PASSPHRASE = "one two three four five six"


def open_survey_in(folder: Path, places: int = 100) -> Survey:
    """Sticky notes, open, in a fresh instance; the facilitator is called Bench."""
    instance = Instance.at(folder, str(folder.parent / "sessions"))
    instance.prepare()
    today = date.today()
    key, _ = new_facilitator_key(PASSPHRASE, "RECOVERY")
    draft = draft_from(find_set("sticky-notes"), contacts="the Diversity Office", code_of_conduct="")
    draft = replace(draft, places=places, delete_on=default_delete_day(today))
    with open_office(instance.office) as office:
        facilitator = add_facilitator(office, "Bench", key, today=today)
        draft = create_survey(draft, office=office, facilitator=facilitator, today=today)
        return open_survey(draft, instance=instance, office=office, facilitator=facilitator, today=today)
