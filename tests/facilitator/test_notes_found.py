"""A draft on which people have written, because an older backup was brought back: nothing is done to it by mistake."""

from surveys.lifecycle import open_survey
from surveys.settings import command_line
from surveys.storage import Instance, open_office
from surveys.survey import State
from tests.actors import Organiser, Participant, stores, today
from tests.pages import soup_of
from tests.test_commands import flask

from .conftest import AtOffice


def test_open_edit_and_delete_send_to_the_operator_whose_command_helps(
    facilitator: AtOffice, organiser: Organiser, participant: Participant, instance: Instance
) -> None:
    older = organiser.drafts()
    content = instance.office.read_bytes()
    with open_office(instance.office) as office:
        survey = open_survey(older, instance=instance, office=office, facilitator=organiser.account, today=today())
    stores(survey, instance, "Good coffee.")
    instance.office.write_bytes(content)
    base = f"/office/surveys/{survey.id}"
    home = soup_of(facilitator.get(base))
    assert command_line(f"survey adopt {survey.slug}") in home.select_one("[data-notes-found]").text
    assert not home.select(f"a[href='{base}/open'], a[href='{base}/edit']"), "nothing that would be refused is offered"
    for path in ("open", "edit", "delete"):
        for page in (facilitator.get(f"{base}/{path}"), facilitator.post(f"{base}/{path}", title=survey.title)):
            assert (page.status_code, soup_of(page).h1.text) == (409, "People have already written here")
            assert command_line(f"survey adopt {survey.slug}") in page.text
    done = flask("survey", "adopt", survey.slug, UNSIGNED_INSTANCE=str(instance.folder))
    assert (done.returncode, f"{survey.slug} is open again" in done.stdout) == (0, True), done.stderr
    assert participant.sends(survey, "And tea.").status_code == 200
    assert {note.text for note in organiser.peeks(survey)} == {"Good coffee.", "And tea."}
    assert organiser.closes(survey).state is State.CLOSED
