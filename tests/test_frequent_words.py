"""The language of a note, and the frequent words of each language."""

from pathlib import Path

import pytest

from surveys.frequent_words import KNOWN, TRAINED, frequencies, frequency, language_of, language_of_note

NOTES = [
    ("en", "The meetings always start when I have to fetch my children."),
    ("fr", "Les réunions commencent toujours quand je dois chercher mes enfants."),
    ("de", "Danke für alles"),
    ("it", "Le riunioni iniziano sempre troppo tardi per chi ha figli."),
    ("es", "Su ayuda fue muy buena."),
    ("pt", "As reuniões começam sempre muito tarde para quem tem filhos."),
    ("nl", "De vergaderingen zijn altijd te laat voor wie kinderen heeft."),
    ("sv", "Mötena börjar alltid för sent för den som har barn."),
    ("da", "Møderne begynder altid for sent, når man har børn."),
    ("nb", "Møtene begynner alltid for sent når man ikke har barnevakt."),
    ("fi", "Kokoukset alkavat aina liian myöhään, jos on lapsia."),
    ("pl", "Spotkania zawsze zaczynają się za późno dla rodziców."),
    ("cs", "Schůzky vždy začínají příliš pozdě pro ty, kdo mají děti."),
    ("sk", "Stretnutia sa vždy začínajú príliš neskoro, keď máte deti."),
    ("sl", "Sestanki se vedno začnejo prepozno za tiste, ki imajo otroke."),
    ("hr", "Sastanci uvijek počinju prekasno za one koji imaju djecu."),
    ("hu", "A megbeszélések mindig túl későn kezdődnek azoknak, akiknek gyerekük van."),
    ("ro", "Ședințele încep întotdeauna prea târziu pentru cei care au copii."),
    ("tr", "Toplantılar çocuğu olanlar için her zaman çok geç başlıyor."),
    ("id", "Rapat selalu dimulai terlalu malam bagi yang punya anak."),
    ("vi", "Các cuộc họp luôn bắt đầu quá muộn đối với những người có con."),
    ("et", "Koosolekud algavad alati liiga hilja neile, kellel on lapsed."),
    ("lv", "Sapulces vienmēr sākas pārāk vēlu tiem, kam ir bērni."),
    ("lt", "Susitikimai visada prasideda per vėlai tiems, kurie turi vaikų."),
    ("ru", "Собрания всегда начинаются слишком поздно для тех, у кого есть дети."),
    ("uk", "Збори завжди починаються надто пізно для тих, у кого є діти."),
    ("el", "Οι συναντήσεις αρχίζουν πάντα πολύ αργά για όσους έχουν παιδιά."),
    ("bg", "Срещите винаги започват твърде късно за хората с деца."),
    ("ca", "Les reunions sempre comencen massa tard per als que tenen fills."),
    ("is", "Fundirnir byrja alltaf of seint fyrir þá sem eiga börn."),
]


@pytest.mark.parametrize(("language", "note"), NOTES)
def test_a_note_is_in_its_language_in_any_letters(language: str, note: str) -> None:
    assert {language_of(note), language_of(note.lower()), language_of(note.upper())} == {language}


def test_every_known_language_has_a_note_above() -> None:
    assert [language for language, _ in NOTES] == list(KNOWN)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "ok"),
        ("en", "Quaxworthy"),
        ("en", "Thanks to Przemysław Kowalczyk and Nguyễn Văn An"),
        ("de", "Danke an Giulia Rossi, Hélène Dupont und Jesús García"),
        ("fr", "merci"),
        ("fi", "Kiitos kaikille"),
    ],
)
def test_short_notes_and_names_of_other_countries(language: str, note: str) -> None:
    assert language_of(note) == language


def test_four_of_five_notes_in_unknown_languages_are_in_no_known_one() -> None:
    lines = (Path(__file__).parent / "stripping" / "notes" / "unknown-languages.txt").read_text("utf-8").splitlines()
    notes = [line for line in lines if not line.startswith("[")]
    assert len(notes) == 70
    assert sum(language_of(note) == "" for note in notes) >= 0.8 * len(notes)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "[une personne] [une institution] nice canteen"),
        ("fr", "https://example.org/the/people/who/work/with/their/phone merci beaucoup"),
        ("de", "Der μ und der ν sind da."),
        ("it", f"{NOTES[3][1] * 3} {NOTES[0][1] * 9}"),
        ("", "[a person] 👍"),
    ],
)
def test_the_language_of_a_note_is_that_of_its_own_first_words(language: str, note: str) -> None:
    assert language_of_note(note) == language


@pytest.mark.parametrize(
    "text", ["", " ", "123", "!? 👍", "会议总是太晚", "회의가 늘 너무 늦어요", "الاجتماعات متأخرة دائما"]
)
def test_no_letters_and_other_scripts_are_in_no_known_language(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("word", "language", "least"),
    [("the", "en", 3), ("und", "de", 3), ("réunion", "fr", 2), ("kokous", "fi", 1), ("ja", "et", 3), ("và", "vi", 3)],
)
def test_frequent_words_of_a_language(word: str, language: str, least: int) -> None:
    assert least <= frequency(word, language) <= 3


@pytest.mark.parametrize("word", ["quaxworthy", "", "42", "the meeting", "michael", "giulia", "maria", "peter"])
def test_names_and_what_is_no_word_are_frequent_in_no_trained_language(word: str) -> None:
    assert [frequency(word, language) for language in TRAINED] == [0] * len(TRAINED)


def test_all_languages_in_one_look() -> None:
    assert list(frequencies("die")) == [frequency("die", language) for language in KNOWN]
