"""User names without @, behind a word for a login or the name of a service, in five languages. All are invented."""

import pytest

from tests.stripping.tables import found, in_both_cases, removed

HITS = [
    ("You find me on insta anna.weber", ["anna.weber"]),
    ("My gitlab user is olga-p, my GitHub jdoe42", ["olga-p", "jdoe42"]),
    ("insta: anna_weber, signal: lena.77", ["anna_weber", "lena.77"]),
    ("Telegram: annaweber", ["annaweber"]),
    ("on slack as olga-p, on zoom: mark_87", ["olga-p", "mark_87"]),
    ("mein Login ist opetrova, mein Benutzername lautet tkimm", ["opetrova", "tkimm"]),
    ("mon pseudo est opetrova ; mon pseudo : lulu-42", ["opetrova", "lulu-42"]),
    ("il mio nome utente è mrossi, la mia login è mrossi2", ["mrossi", "mrossi2"]),
    ("mi usuario es opetrova, mi cuenta es anna.ruiz", ["opetrova", "anna.ruiz"]),
]
LISTED = [
    ("in the shift list I am dkovalch, I appear as mmoreau2", ["dkovalch", "mmoreau2"]),
    ("figuro como lquintan en el sistema, en la lista aparezco como mzaldivar", ["lquintan", "mzaldivar"]),
    ("j'apparais comme cbeaulie, compaio come gferrant", ["cbeaulie", "gferrant"]),
    ("ich tauche in der Schichtliste als mhuebsch auf", ["mhuebsch"]),
    ("he writes to me from bvdheuve, me escribe desde xrguillen", ["bvdheuve", "xrguillen"]),
    ("jobs under fduprat, mon identifiant c'est gdupratt", ["fduprat", "gdupratt"]),
    ("mein Account heißt tschulzk, auf gitlab bin ich k-sato", ["tschulzk", "k-sato"]),
    ("blocked by gitlab user k-ono, skype live:pepper_mint77", ["k-ono", "live:pepper_mint77"]),
    ("Who is grumpy_owl? On the forum this account mocks me", ["grumpy_owl"]),
    ("on discord they call me beamdump_queen", ["beamdump_queen"]),
    ("na czacie jako zupa_ogorkowa", ["zupa_ogorkowa"]),
    ("tài khoản banhmi_trung trên gitlab", ["banhmi_trung"]),
]
NEAR_MISSES = [
    "the branch fix_memory_leak on gitlab, the script run_all in the chat, my account cannot read jet_pt",
    "I write from home, she wrote to me from kolkata, he mails me from work",
    "I appear as angry, I sign as usual, ich stehe oft als Letzte da, figuro como autora, firmo como siempre",
    "user k-factor, user b-tagging, in the queue i am last, on the forum I am nobody",
    "Telegram: the group is loud. Slack: please use it less. Teams: more co-operation",
    "my github is empty, my account is read-only, my login is case-sensitive, my account is long-term",
    "the github user-interface is slow, gitlab user accounts, slack as mark-up, user rose-coloured glasses",
    "signal: background ratio, the matrix element, an element of surprise, pseudo experiments, Signal: W+jets",
    "mein Login ist kaputt, mein Login ist abgelaufen, mein Konto ist gesperrt",
    "mon pseudo est ridicule, mon login est bloqué, mon compte est en retard",
    "il login è lento, il mio account è scaduto, l'account è bloccato",
    "mi usuario es nuevo, mi usuario es desconocido, mi cuenta es gratis",
]


@pytest.mark.parametrize(("text", "expected"), in_both_cases(HITS + LISTED))
def test_a_user_name_goes_without_its_word(text: str, expected: list[str]) -> None:
    assert found(text, "HANDLE") == expected
    assert removed(text) == expected


@pytest.mark.parametrize(("text", "expected"), in_both_cases([(text, []) for text in NEAR_MISSES]))
def test_what_is_said_of_a_login_or_service_stays(text: str, expected: list[str]) -> None:
    assert removed(text) == expected


def test_a_login_in_backticks_is_found_and_their_own_name_is_none() -> None:
    """Cleaning makes quotation marks of backticks, so a word in them alone must be read as one in quotes."""
    assert removed("login `jdoe`, user `mschmid`, or `tkimm` alone") == ["jdoe", "mschmid", "tkimm"]
    assert removed("I write `backticks` around code") == []
