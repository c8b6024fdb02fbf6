"""Singular and plural of the same word, joined only where both are in the notes."""

from collections.abc import Collection, Iterator
from functools import cache

ENDINGS = {
    "en": (
        ("y", "ay ey oy uy", "y", "ies"),
        ("s x z ch sh", "", "", "es"),
        ("lf arf hief", "", "f", "ves"),
        ("ife", "", "fe", "ves"),
        ("o", "ao eo io oo uo", "", "es"),
        ("", "s x z y ic", "", "s"),
        ("ay ey oy uy", "", "", "s"),
    ),
    "fr": (("", "s x z", "", "s"), ("eau eu", "", "", "x"), ("al", "", "al", "aux"), ("travail", "", "ail", "aux")),
    "de": (
        ("ung heit keit schaft ion tät anz enz ur ik icht eit", "", "", "en"),
        ("e el", "ie", "", "n"),
        ("erin orin ntin egin eiterin", "", "", "nen"),
        ("a o u team meeting job club workshop event deadline chat mail update call slot talk post", "", "", "s"),
        ("tag jahr problem projekt dienst termin gespräch ziel", "", "", "e"),
    ),
    "es": (("a e o é u", "", "", "s"), ("ión", "", "ión", "iones"), ("l r d n j", "", "", "es"), ("z", "", "z", "ces")),
    "it": (
        ("ione tore ente ante nale ziale ore", "", "e", "i"),
        ("mento gruppo primo tempo lavoro nto tto nno rno tro", "", "o", "i"),
        ("gio cio zio rio", "", "o", ""),
        ("ana ona ora nza ata ura ita usa uta ssa", "", "a", "e"),
        ("ca ga", "cca", "a", "he"),
    ),
    "pt": (
        ("a e o é á ê u", "ão", "", "s"),
        ("ão", "", "ão", "ões"),
        ("r z", "", "", "es"),
        ("al ol", "", "l", "is"),
        ("em", "", "m", "ns"),
    ),
    "ca": (("e o u", "", "", "s"), ("a", "", "a", "es"), ("ió", "", "ó", "ons")),
    "nl": (("ing", "", "", "en"), ("heid", "", "eid", "eden"), ("e el er en", "", "", "s")),
    "fa": (("", "", "", "ها"), ("", "", "", "های")),
}
"""How a singular ends and how not, what the plural lacks of its end, and what it has instead.

Only what is regular, so that we join no two different words.
"""

IRREGULAR = {
    "en": "woman women · man men · child children · foot feet · phd phds · analysis analyses · criterion criteria"
    " · topic topics · clinic clinics · metric metrics · critic critics · mechanic mechanics · menu menus",
    "fr": "œil yeux · bijou bijoux",
    "de": "mann männer · kind kinder · haus häuser · raum räume · plan pläne · platz plätze · vertrag verträge"
    " · vorschlag vorschläge · arzt ärzte · buch bücher · land länder · amt ämter · büro büros · frau frauen",
    "es": "mes meses · país países · interés intereses",
    "it": "uomo uomini · collega colleghi · medico medici · amico amici",
}

NOT_THE_SAME = {
    "en": "new arm custom good mean glas gas len doe saving spectacle provision manner pant specie serie cloth",
    "fr": "cour mai foi moi fil ver fond temp corp poid repa sen avi proce gen lor mar cent bra pay sou",
    "de": "bein lade wage bode",
    "es": "gracia ante apena meno tre mese lune marte jueve vierne interé detrá",
    "it": "data",
    "pt": "ante apena meno tre mai mese doi depoi",
}
"""Singulars that are no singular of what looks like their plural: news, physics, mais, gracias."""

SHORTEST = 3
"""Shorter words are joined with nothing."""


def joined(forms: Collection[str], languages: Collection[str]) -> dict[str, str]:
    """The singular of each form that is a plural, where both are among the forms. Forms are folded.

    No singular is itself a plural of another word, so that never more than one number of one word is joined.
    """
    singular_of: dict[str, str] = {}
    for language in sorted(languages):
        for singular, plural in _numbers_of(forms, language):
            if plural not in singular_of:
                singular_of[plural] = singular
    return {plural: singular for plural, singular in singular_of.items() if singular not in singular_of}


def _numbers_of(forms: Collection[str], language: str) -> Iterator[tuple[str, str]]:
    """Pairs of forms that are singular and plural in a language, always in the same order."""
    for singular, plural in _irregular(language):
        if singular in forms and plural in forms:
            yield singular, plural
    endings = [
        (tuple(ends.split(" ")), tuple(but.split()), removed, added)
        for ends, but, removed, added in ENDINGS.get(language, ())
    ]
    not_the_same = NOT_THE_SAME.get(language, "").split()
    for form in sorted(forms) if endings else ():
        if len(form) < SHORTEST or form in not_the_same:
            continue
        for ends, but, removed, added in endings:
            if form.endswith(ends) and not form.endswith(but):
                plural = form.removesuffix(removed) + added
                if plural in forms:
                    yield form, plural


@cache
def _irregular(language: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in IRREGULAR.get(language, "").split(" · ") if pair)
    return tuple((singular, plural) for singular, plural in pairs)
