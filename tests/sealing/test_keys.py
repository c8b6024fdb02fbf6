"""Passphrases and recovery keys: the program makes them, people type them as they like."""

import threading

import pytest

from surveys.sealing import (
    TooManySignIns,
    WrongPassphrase,
    new_facilitator_key,
    new_passphrase,
    new_recovery_key,
    public_key_of,
    unwrap_by_passphrase,
    unwrap_by_recovery_key,
    wrap_key,
)
from tests.actors import KEY, PASSPHRASE, PRIVATE_KEY, RECOVERY_KEY


@pytest.mark.parametrize(
    "typed",
    [PASSPHRASE, PASSPHRASE.title(), PASSPHRASE.upper(), f"  {PASSPHRASE.replace(' ', '   ')}\n"],
    ids=["as printed", "capitals", "shouted", "spaces"],
)
def test_a_passphrase_opens_as_phones_type_it(typed: str) -> None:
    assert unwrap_by_passphrase(KEY.by_passphrase, typed) == PRIVATE_KEY


@pytest.mark.parametrize(
    "typed", [RECOVERY_KEY, RECOVERY_KEY.lower(), RECOVERY_KEY.replace("-", ""), RECOVERY_KEY.replace("-", " ")]
)
def test_a_recovery_key_opens_as_people_type_it(typed: str) -> None:
    assert unwrap_by_recovery_key(KEY.by_recovery_key, typed) == PRIVATE_KEY


@pytest.mark.parametrize("typed", ["", RECOVERY_KEY[:-1], PASSPHRASE])
def test_a_wrong_recovery_key_opens_nothing(typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_by_recovery_key(KEY.by_recovery_key, typed)


def test_one_wrap_is_no_use_for_the_other_secret() -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_by_recovery_key(KEY.by_passphrase, RECOVERY_KEY)


def test_a_new_passphrase_takes_the_place_of_a_lost_one() -> None:
    key = wrap_key(PRIVATE_KEY, "six other words that are new", "ZZZZ")
    assert unwrap_by_passphrase(key.by_passphrase, "six other words that are new") == PRIVATE_KEY
    assert unwrap_by_recovery_key(key.by_recovery_key, "ZZZZ") == PRIVATE_KEY
    assert key.public_key == KEY.public_key
    with pytest.raises(WrongPassphrase):
        unwrap_by_passphrase(key.by_passphrase, PASSPHRASE)


def test_passphrases_are_six_words_and_never_the_same() -> None:
    made = [new_passphrase() for _ in range(200)]
    assert {len(passphrase.split()) for passphrase in made} == {6}
    assert len(set(made)) == 200
    assert len({word for passphrase in made for word in passphrase.split()}) > 900, "from a long list"


def test_recovery_keys_are_eight_groups_of_four() -> None:
    made = {new_recovery_key() for _ in range(200)}
    assert len(made) == 200
    assert all([len(group) for group in key.split("-")] == [4] * 8 for key in made)


def test_two_keys_of_the_same_passphrase_have_nothing_in_common() -> None:
    one, private_one = new_facilitator_key(PASSPHRASE, RECOVERY_KEY)
    assert private_one != PRIVATE_KEY
    assert one.public_key == public_key_of(private_one) != KEY.public_key
    assert one.by_passphrase[:16] != KEY.by_passphrase[:16], "each has a salt of its own"


def test_a_crowd_at_the_door_is_told_to_wait_and_nobody_is_let_in_wrongly() -> None:
    """Thirty at once: at most eight wait, the others get an answer at once, and afterwards all is well."""
    answers: list[str] = []

    def try_one() -> None:
        try:
            unwrap_by_passphrase(KEY.by_passphrase, "not the words")
        except (TooManySignIns, WrongPassphrase) as error:
            answers.append(type(error).__name__)

    crowd = [threading.Thread(target=try_one) for _ in range(30)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert set(answers) == {"TooManySignIns", "WrongPassphrase"}
    assert answers.count("WrongPassphrase") >= 8
    assert unwrap_by_passphrase(KEY.by_passphrase, PASSPHRASE) == PRIVATE_KEY
