"""Promise 6: without a facilitator's passphrase nobody reads a note, nor sees how long it is."""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from surveys.curation import MASK
from surveys.documents.editions import make_edition
from surveys.lifecycle import NoGrant, survey_key
from surveys.releasing import open_wall
from surveys.sealing import (
    BrokenSeal,
    Flag,
    Sealed,
    WrongPassphrase,
    new_facilitator_key,
    new_private_key,
    open_note,
    seal_note,
    unwrap_by_passphrase,
)
from surveys.storage import Instance, Wall, add_facilitator, open_office
from surveys.stripping import StrippedText
from surveys.survey import Survey
from tests.actors import KEY, PASSPHRASE, RECOVERY_KEY, Organiser, Participant, stores, today
from tests.promises.theft import places_of, stolen_bytes

WORDS = ("marmalade", "xylophone", "cardigan", "zeppelin", "hullabaloo", "gobbledygook", "flibbertigibbet")


def found_words(instance: Instance) -> list[str]:
    loot = stolen_bytes(instance.folder, instance.sessions)
    return [f"{word} in {place}" for word in WORDS for place in places_of(word, loot)]


def test_no_word_of_a_note_is_in_any_byte_of_the_folder(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """While open, after closing, after reading, masking, withholding, and after an edition was made."""
    for word in WORDS:
        participant.sends(survey, f"Our {word} is lovely.", f"Bring more {word} please.")
    assert found_words(instance) == []

    notes = organiser.reads_all(survey)
    assert sum(any(word in note.text for word in WORDS) for note in notes) == 2 * len(WORDS)
    with organiser.unlocks(survey) as unlocked:
        unlocked.overwrite(notes[0], StrippedText(f"Our {MASK} is lovely."))
        unlocked.change_curation(lambda curation: curation.with_withheld(notes[1].id, "hurts"))
        curation = unlocked.curation()
        edition = make_edition(
            unlocked.notes(), curation, survey=unlocked.survey, audience=survey.audience, today=today()
        )
        unlocked.save_edition(edition)
    assert found_words(instance) == []


def test_no_category_is_told_either(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    """The survey's own wording is public, but not beside a note: nothing but the wall changes."""
    before = instance.office.read_bytes()
    participant.sends(survey, "More of it.", **{"answer-0-category": "5"})
    assert instance.office.read_bytes() == before
    assert [note.category for note in organiser.peeks(survey)] == [5]


def test_a_word_and_a_page_become_equally_long(participant: Participant, survey: Survey, instance: Instance) -> None:
    size = instance.wall_of(survey).path.stat().st_size
    participant.sends(survey, "Tea.", "tea " * 949)
    wall = instance.wall_of(survey)
    assert {len(sealed) for _, sealed in wall.read().notes} == {4_000}
    with closing(sqlite3.connect(wall.path)) as database:
        assert database.execute("SELECT DISTINCT length(sealed) FROM slots").fetchall() == [(4_000,)]
    assert wall.path.stat().st_size == size, "no file grows"


def test_a_used_slot_cannot_be_told_from_a_blank_one_by_its_bytes(survey: Survey, instance: Instance) -> None:
    """Both look random; only the format's two bytes are fixed, and `used` says openly what is used."""
    stores(survey, instance, "a" * 3_700)
    ((_, sealed),) = instance.wall_of(survey).read().notes
    assert len(set(sealed)) > 230
    assert not re.search(rb"(.)\1{4}", sealed[2:], re.DOTALL)


def test_without_a_grant_there_is_no_key(organiser: Organiser, survey: Survey, instance: Instance) -> None:
    """Another facilitator of the same server opens nothing: not by asking, not with her own key."""
    key, private_key = new_facilitator_key("other words entirely", RECOVERY_KEY)
    with open_office(instance.office) as office:
        other = add_facilitator(office, "Björn", key, today=today())
        with pytest.raises(NoGrant):
            survey_key(survey, office=office, facilitator_id=other.id, private_key=private_key)
        with pytest.raises(BrokenSeal):
            survey_key(survey, office=office, facilitator_id=organiser.account.id, private_key=private_key)


@pytest.mark.parametrize("wrong", ["", PASSPHRASE[:-1], PASSPHRASE + " acorn", RECOVERY_KEY])
def test_a_wrong_passphrase_opens_nothing(wrong: str) -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_by_passphrase(KEY.by_passphrase, wrong)


def test_no_key_lies_open_in_the_folder(
    participant: Participant, organiser: Organiser, survey: Survey, instance: Instance
) -> None:
    participant.sends(survey, "Good coffee.")
    loot = b"".join(stolen_bytes(instance.folder, instance.sessions).values())
    for secret in (organiser.private_key, organiser.key_of(survey)):
        assert secret not in loot
        assert secret.hex().encode() not in loot.lower()
    assert PASSPHRASE.encode() not in loot


def test_a_sealed_note_opens_only_in_its_own_survey(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    """Even where a thief gives two surveys the same key, a note that was moved is refused."""
    one, other = organiser.opens(), organiser.opens("blank")
    participant.sends(one, "Good coffee.")
    ((_, sealed),) = instance.wall_of(one).read().notes
    wall = instance.wall_of(other)
    wall.put(sealed, b"r" * 32)
    for key in (organiser.key_of(one), organiser.key_of(other)):
        with pytest.raises(BrokenSeal):
            open_wall(wall, other, key)
    assert open_note(sealed, organiser.key_of(one), survey_id=one.id).text == "Good coffee."


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_note_that_lies_there_twice_is_refused(
    participant: Participant, organiser: Organiser, survey: Survey, is_withdrawn: bool
) -> None:
    """Copied byte for byte, or sealed again under its id by whoever has the public key; also if it was taken back."""
    participant.sends(survey, "Good coffee.")
    wall = organiser.instance.wall_of(survey)
    (note,) = organiser.peeks(survey)
    ((slot, sealed),) = wall.read().notes
    if is_withdrawn:
        gone = replace(note, text=StrippedText(""), flags=Flag.WITHDRAWN)
        wall.overwrite(slot, seal_note(gone, survey.public_key, survey_id=survey.id), instead_of=sealed)
    for copy in (sealed, seal_note(note, survey.public_key, survey_id=survey.id)):
        copied = wall.path.read_bytes()
        wall.put(copy, b"c" * 32)
        with pytest.raises(BrokenSeal):
            organiser.peeks(survey)
        wall.path.write_bytes(copied)
    assert len(organiser.peeks(survey)) == (0 if is_withdrawn else 1)


def test_a_wall_in_another_survey_s_place_does_not_open(
    participant: Participant, organiser: Organiser, instance: Instance
) -> None:
    one, other = organiser.opens(), organiser.opens()
    participant.sends(one, "Good coffee.")
    shutil.copy(instance.wall_of(one).path, instance.wall_of(other).path)
    with pytest.raises(BrokenSeal):
        organiser.peeks(other)


def test_one_changed_bit_is_noticed(participant: Participant, organiser: Organiser, survey: Survey) -> None:
    participant.sends(survey, "Good coffee.")
    wall: Wall = organiser.instance.wall_of(survey)
    ((slot, sealed),) = wall.read().notes
    lying = sealed
    for position in (0, 1, 2, 40, 2_000, 3_999):
        damaged = bytearray(sealed)
        damaged[position] ^= 1
        assert wall.overwrite(slot, Sealed(bytes(damaged)), instead_of=lying)
        lying = Sealed(bytes(damaged))
        with pytest.raises(BrokenSeal):
            organiser.peeks(survey)
    with pytest.raises(BrokenSeal):
        open_note(sealed, new_private_key(), survey_id=survey.id)
