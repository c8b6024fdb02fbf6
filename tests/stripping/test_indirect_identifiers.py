"""Institutes, places, nationalities, dates, ages, offices and "the only …" are pointed out, not taken out."""

import pytest

from tests.stripping.tables import found, in_both_cases, removed

HITS = [
    ("TITLE", "our B-physics convener, the L1 menu convener", ["B-physics convener", "L1 menu convener"]),
    ("TITLE", "the new physics office secretary", ["new physics office secretary"]),
    ("TITLE", "the level-2 manager of the outer tracker", ["level-2 manager of the outer tracker"]),
    ("TITLE", "The red-haired guy of the pixel lab who sings", ["The red-haired guy of the pixel lab who sings"]),
    (
        "TITLE",
        "die stellvertretende Sprecherin, el subdirector del instituto",
        ["stellvertretende Sprecherin", "subdirector del instituto"],
    ),
    (
        "NRP",
        "first Cambodian on the list, the only Icelander, la seule Malgache",
        ["first Cambodian", "the only Icelander", "la seule Malgache"],
    ),
    ("NRP", "je suis la plus jeune du groupe", ["la plus jeune du groupe"]),
    ("ORG", "riga technical university, the saha institute", ["riga technical university", "saha institute"]),
    (
        "ORG",
        "national university of mongolia, at brown and rice",
        ["national university of mongolia", "brown and rice"],
    ),
    ("LOCATION", "in Acquapendente, from oslo", ["Acquapendente", "oslo"]),
    ("DATE", "since Easter, im Sommer 2021, verano de 2016", ["Easter", "Sommer 2021", "verano de 2016"]),
    ("AGE", "at age 55, I am 62 years old, in my fifties", ["age 55", "62 years old", "in my fifties"]),
    ("DEM", "a single father of two, 51", ["a single father of two, 51"]),
    ("TITLE", "as one of two women in the DAQ group", ["one of two women in the DAQ group"]),
    (
        "TITLE",
        "the only one from Africa, the youngest convener ever",
        ["the only one from Africa", "the youngest convener ever"],
    ),
    ("TITLE", "the secretary of our lab, the new convener", ["secretary of our lab", "new convener"]),
    (
        "DEM",
        "i am trans. As a single father I left. I wear a hijab",
        ["i am trans", "a single father", "I wear a hijab"],
    ),
    ("DEM", "je suis enceinte, ich bin schwanger, soy viuda", ["je suis enceinte", "ich bin schwanger", "soy viuda"]),
    ("ORG", "uni hamburg, ghent university, infn bologna", ["uni hamburg", "ghent university", "infn bologna"]),
    ("DATE", "in q2 2022, two summers ago", ["q2 2022", "two summers ago"]),
    ("ORG", "At Purdue and at the University of Ioannina", ["Purdue", "University of Ioannina"]),
    ("ORG", "the Pisa group, aus der Aachener Gruppe, desy", ["Pisa group", "Aachener Gruppe", "desy"]),
    ("LOCATION", "I left Kolkata for karlsruhe", ["Kolkata", "karlsruhe"]),
    ("LOCATION", "from New Zealand to the USA", ["New Zealand", "USA"]),
    ("NRP", "a Colombian postdoc and two germans", ["Colombian", "germans"]),
    ("NRP", "Being the only Peruvian in the room", ["the only Peruvian"]),
    ("NRP", "I am the only Iranian woman here", ["the only Iranian woman"]),
    ("TITLE", "the only female L3 in the tracker upgrade", ["the only female L3 in the tracker upgrade"]),
    ("TITLE", "The deputy physics coordinator said", ["deputy physics coordinator"]),
    ("TITLE", "my local team leader", ["local team leader"]),
    ("DATE", "On 12/02/2019 and in June 2018", ["12/02/2019", "June 2018"]),
    ("DATE", "Last Friday, yesterday, in 2016, last October", ["Last Friday", "yesterday", "2016", "last October"]),
    ("AGE", "I am 34 and he is 61 years old", ["34", "61 years old"]),
    ("NRP", "Je suis la seule femme ici", ["la seule femme"]),
    ("NRP", "Ich bin der einzige Chilene und die einzige Frau", ["der einzige Chilene", "die einzige Frau"]),
    ("NRP", "soy la única mujer, el único extranjero", ["la única mujer", "el único extranjero"]),
    ("NRP", "les Allemandes, una ricercatrice tedesca, die Französinnen", ["Allemandes", "tedesca", "Französinnen"]),
    ("TITLE", "as the first woman who led it", ["the first woman who led it"]),
    ("TITLE", "my PI shouted, die Gruppenleiterin auch", ["my PI", "Gruppenleiterin"]),
    ("TITLE", "la coordinatrice du groupe, mein Doktorvater", ["coordinatrice du groupe", "mein Doktorvater"]),
    ("TITLE", "il responsabile del gruppo, la jefa de grupo", ["responsabile del gruppo", "jefa de grupo"]),
    (
        "DEM",
        "I have twins and my husband works in the same group",
        ["I have twins", "my husband works in the same group"],
    ),
    ("DEM", "I was six months pregnant, I am a single mother", ["I was six months pregnant", "I am a single mother"]),
    ("DATE", "letzten Freitag, im Juni, gestern", ["letzten Freitag", "Juni", "gestern"]),
    ("DATE", "le 3 mai 2021, samedi dernier, il y a deux ans", ["3 mai 2021", "samedi dernier", "il y a deux ans"]),
    ("DATE", "lunedì scorso, a giugno, due anni fa", ["lunedì scorso", "giugno", "due anni fa"]),
    (
        "DATE",
        "el año pasado, 3 de mayo de 2021, hace dos años",
        ["el año pasado", "3 de mayo de 2021", "hace dos años"],
    ),
    ("DATE", "at the CMS week in Lisbon", ["CMS week in Lisbon"]),
    ("ORG", "INFN sezione di Pisa, Universität Hamburg", ["INFN sezione di Pisa", "Universität Hamburg"]),
    ("ORG", "l'université de Genève, Universidad de Oviedo", ["université de Genève", "Universidad de Oviedo"]),
    ("LOCATION", "Ginevra e Parigi, Lissabon", ["Ginevra", "Parigi", "Lissabon"]),
    (
        "NRP",
        "Sono dottoranda al secondo anno. Wir sind nur drei Physikerinnen",
        ["dottoranda al secondo anno", "Wir sind nur drei Physikerinnen"],
    ),
    ("NRP", "je suis un des rares techniciens", ["un des rares techniciens"]),
    ("NRP", "a Briton, two Dutchmen and a Timorese", ["Briton", "Dutchmen", "Timorese"]),
    (
        "TITLE",
        "the first deaf shifter, a second-year PhD student",
        ["the first deaf shifter", "second-year PhD student"],
    ),
    ("TITLE", "a full professor of the Padova group", ["full professor of the Padova group"]),
    (
        "DEM",
        "Als alleinerziehende Mutter bin ich müde.\nJ'ai 38 ans et deux enfants",
        ["alleinerziehende Mutter", "et deux enfants"],
    ),
    (
        "DEM",
        "mi marido también trabaja en CMS, tengo dos niños",
        ["mi marido también trabaja en CMS", "tengo dos niños"],
    ),
    ("DATE", "in mid-January, depuis la rentrée 2021", ["mid-January", "depuis la rentrée 2021"]),
    ("AGE", "tengo dos hijos y 36 años", ["36 años"]),
    ("AGE", "J'ai 34 ans, tengo 41 años, ich bin 29 Jahre alt", ["34 ans", "41 años", "29 Jahre alt"]),
]
AS_PEOPLE_WRITE = [
    ("AGE", "I'm forty-four now. Ich, 53, befristet; peinlich mit 40 aber egal", ["forty-four", "53", "40"]),
    ("AGE", "Ich war 29, ging. Als ich 30 war, kam ich", ["29", "30"]),
    ("NRP", "The one Cuban student on the muon alignment", ["The one Cuban student on the muon alignment"]),
    ("NRP", "The only Chilean postdoc in Aachen got no help", ["The only Chilean postdoc in Aachen"]),
    ("NRP", "a mongolian-style evening", ["mongolian-style"]),
    ("TITLE", "the only woman in the DAQ on-call team", ["the only woman in the DAQ on-call team"]),
    ("TITLE", "the only one in the tracker upgrade who does", ["the only one in the tracker upgrade who does"]),
    ("TITLE", "la présidente du Collaboration Board", ["présidente du Collaboration Board"]),
    ("TITLE", "acting group lead, our lab tech, il capo turno", ["acting group lead", "lab tech", "capo turno"]),
    ("DEM", "ich hab zwei Kinder. Con un bimbo a casa", ["ich hab zwei Kinder", "Con un bimbo"]),
    ("DEM", "his wife works here", ["his wife works here"]),
    ("DEM", "His wife works at the same Institut für Physik in Wels", ["His wife works"]),
    ("ORG", "My wife works at Institut Curie. Seine ging zu Siemens", ["Institut Curie", "Siemens"]),
    ("DATE", "on christmas night, depuis le mois d'avril, a marzo", ["christmas night", "avril", "marzo"]),
]
STAYS = [
    "mai et juin sans contrat, maggio o giugno, mayo y junio, nur Juni war gut",
    "they march in august company, a mars rover, im Modul 3",
    "Die Nummer war 12. Kurse mit 40 sind zu groß. Eine Gruppe mit 20 ist gut. I am twenty minutes late",
    "In italiano va bene, anche in italiano, tout le monde parle en français",
    "the Lund plane, Rochester corrections, the Warsaw basis, Brazil-band plots",
    "the only vegan option, the new lead glass, CMS lead ions, results lead to more, the tech stack",
    "10 siemens per metre; dieser Gruppe fehlt ein Raum, the one about our shifts",
]
IN_TWO_WORDS = [
    ("a South Korean postdoc, as a Sri Lankan I wait", ["South Korean", "Sri Lankan"]),
    ("As a Hong Konger I wait, two Hong Kongese", ["Hong Konger", "Hong Kongese"]),
    ("the only Hong Konger", ["the only Hong Konger"]),
    ("a New Zealander, two Saudi Arabians", ["New Zealander", "Saudi Arabians"]),
    ("the Costa Rican student, a half South Korean", ["Costa Rican", "half South Korean"]),
    ("a Bosnian-Herzegovinian and a Bosnian Herzegovinian", ["Bosnian-Herzegovinian", "Bosnian Herzegovinian"]),
    ("une Sud-Coréenne, die Südkoreanerin, una sudcoreana", ["Sud-Coréenne", "Südkoreanerin", "sudcoreana"]),
    ("people from the US and in the UK", ["the US", "the UK"]),
    ("back to the U.S. again", ["the U.S."]),
    ("at Univ. Hamburg, the Univ. of Pisa", ["Univ. Hamburg", "Univ. of Pisa"]),
    ("Univ. de Genève, Ghent Univ. is nice", ["Univ. de Genève", "Ghent Univ."]),
]
OF_A_NAME = "Hong Konger Lee"
"""Two words of a nationality beside a name are removed with it: what is doubtful goes."""
NEAR_MISSES = [
    "the south pole, all of us in the room, tell us the truth, the USB stick, US CMS and U.S. CMS, a univ., costly",
    "every team leader and a PhD student, my institute, the data centre, Nice institutes, in ROOT and from Mattermost",
    "I work on HGCAL. Coordinator or not, I stay",
    "pasta with brown sauce, at lunch, in the meeting of the group, excited state, session chairs",
    "one of two options, head of what, i am single-minded, a good convener of the day, we are three in the room",
    "The only way is the only thing in the only meeting.",
    "our convener and a student",
    "May I march on?",
    "my university, the Higgs group and our institute",
    "the polish on the table; we finish late",
    "Letztes Mal. Hier ist es gut. Das einzige Problem, la seule chose, l'unico modo, la única manera.",
    "the first time, the second talk, the last speaker, my partner is kind, I have two questions",
    "Begleiter und Leiter, the chef, the team is nice",
    "10 Jahre Daten, dix ans de données, the CMS week is long",
    "rooms for women and young kids, in the second year of running, two women and children, une année, im Jahr",
    "34 years of data and 3.2016 units",
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS + AS_PEOPLE_WRITE)
def test_pointed_out_and_left_in(kind: str, text: str, expected: list[str]) -> None:
    assert found(text, kind) == expected
    assert removed(text) == []


@pytest.mark.parametrize(("text", "expected"), in_both_cases(IN_TWO_WORDS))
def test_two_words_are_one_identifier(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert removed(text) == []


def test_a_name_behind_a_nationality_of_two_words_goes() -> None:
    assert "Lee" in " ".join(removed(f"We asked {OF_A_NAME} about it"))


@pytest.mark.parametrize("text", NEAR_MISSES + STAYS)
def test_near_misses_are_not_pointed_out(text: str) -> None:
    assert found(text) == []
