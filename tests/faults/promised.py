"""What a run has acknowledged up to a moment, and what of it is not true of an instance after a power loss."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from surveys.storage import Instance, UnknownFacilitator, all_surveys, facilitator_by_name, open_office
from surveys.survey import State, Survey
from tests.actors import Organiser, stores


@dataclass
class Acknowledged:
    """The promises of a run so far. `doing` is the act that has begun: it is done, or it is not, nothing between."""

    secret: str = ""
    account: dict[str, str] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    texts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    gone: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    released: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    doing: dict[str, Any] = field(default_factory=dict)

    def hears(self, said: dict[str, Any]) -> None:
        """Take note of what the run says."""
        self.doing = said if said["moment"] == "begins" else {}
        if not self.doing:
            getattr(self, "_" + said["act"].replace(" ", "_"))(**said)

    def is_doing(self, act: str, survey_id: str) -> bool:
        return (self.doing.get("act"), self.doing.get("survey")) == (act, survey_id)

    def _start(self, secret: str, **_: str) -> None:
        self.secret = secret

    def _account(self, **said: str) -> None:
        self.account = said

    def _open(self, survey: str, **_: str) -> None:
        self.states[survey] = State.OPEN

    _reopen = _open

    def _close(self, survey: str, **_: str) -> None:
        self.states[survey] = State.CLOSED

    def _send(self, survey: str, text: str, **_: str) -> None:
        self.texts[survey].add(text)

    def _take_back(self, survey: str, text: str, **_: str) -> None:
        self.texts[survey].remove(text)
        self.gone[survey].add(text)

    def _mask(self, survey: str, text: str, instead: str, **_: str) -> None:
        self._take_back(survey, text)
        self.texts[survey].add(instead)

    def _grow(self, **_: str) -> None:
        """Nothing that anybody was promised."""

    def _release(self, survey: str, **_: str) -> None:
        self.released.add(survey)

    def _delete(self, survey: str, **_: str) -> None:
        del self.states[survey]
        self.deleted.add(survey)


def broken_promises(promised: Acknowledged, instance: Instance) -> Iterator[str]:
    """Start the product on what the power loss has left; a sentence for each promise that does not hold."""
    instance.prepare()
    if promised.secret and instance.secret.read_bytes().hex() != promised.secret:
        yield "the secret is another one"
    if not promised.account:
        return
    with open_office(instance.office, read_only=True) as office:
        surveys = {survey.id: survey for survey in all_surveys(office)}
        try:
            account = facilitator_by_name(office, promised.account["name"])
        except UnknownFacilitator:
            yield "the account is lost"
            return
    organiser = Organiser(instance, account, bytes.fromhex(promised.account["key"]))
    yield from (f"{one} is there again" for one in promised.deleted if one in surveys or _wall(instance, one))
    for survey_id in promised.states:
        if promised.is_doing("delete", survey_id):
            continue
        if survey_id not in surveys:
            yield "an open survey is lost"
            continue
        yield from _of_survey(surveys[survey_id], promised, organiser)


def _wall(instance: Instance, survey_id: str) -> bool:
    return (instance.folder / "walls" / f"{survey_id}.sqlite").exists()


def _of_survey(survey: Survey, promised: Acknowledged, organiser: Organiser) -> Iterator[str]:
    wall, state = organiser.instance.wall_of(survey), promised.states[survey.id]
    is_changing = any(promised.is_doing(act, survey.id) for act in ("close", "reopen"))
    if not is_changing and (survey.state, wall.is_closed()) != (state, state is State.CLOSED):
        yield f"the survey is {survey.state}, and its wall is {'closed' if wall.is_closed() else 'open'}"
    yield from _of_notes(survey, promised, organiser)
    if survey.id in promised.released:
        with organiser.unlocks(survey) as unlocked:
            if not wall.is_ended() or {note.text for note in unlocked.notes()} < promised.texts[survey.id]:
                yield "a release is undone"
    is_between_acts = not promised.doing or promised.is_doing("send", survey.id)
    if is_between_acts and survey.state is State.OPEN and not wall.is_closed():
        yield from _of_what_comes_now(survey, promised, organiser)


def _of_notes(survey: Survey, promised: Acknowledged, organiser: Organiser) -> Iterator[str]:
    here = Counter(note.text for note in organiser.peeks(survey))
    stored, gone = promised.texts[survey.id], promised.gone[survey.id]
    doing = promised.doing if promised.doing.get("survey") == survey.id else {}
    uncertain = {doing[name] for name in ("text", "instead") if name in doing}
    if lost := stored - uncertain - set(here):
        yield f"{sorted(lost)} lost"
    if twice := [text for text, times in here.items() if times > 1]:
        yield f"{twice} there twice"
    if back := gone & set(here):
        yield f"{sorted(back)} there again"
    if strange := set(here) - stored - gone - uncertain:
        yield f"{sorted(strange)} never sent"
    if "instead" in doing and len(uncertain & set(here)) != 1:
        yield "a masked note is neither what it was nor what it became"


def _of_what_comes_now(survey: Survey, promised: Acknowledged, organiser: Organiser) -> Iterator[str]:
    """The note that was on its way is sent again, as its writer would do; or somebody writes another."""
    is_on_its_way = promised.is_doing("send", survey.id)
    note = promised.doing if is_on_its_way else {"text": "After the power loss.", "code": ""}
    stores(survey, organiser.instance, note["text"], code=note["code"])
    if sum(one.text == note["text"] for one in organiser.peeks(survey)) != 1:
        yield f"{note['text']!r} sent now is not there once"
