"""How names in other scripts are mostly written in English."""

import unicodedata
from collections.abc import Iterator

import regex

CYRILLIC_PAIRS = """
а=a б=b в=v г=g ґ=g д=d е=e є=ye ё=yo ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts
ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=g ќ=k ў=u
"""
GEORGIAN_PAIRS = """
ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz
წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
"""
ARMENIAN_PAIRS = """
ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j
ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k և=ev օ=o ֆ=f
"""
GREEK_PAIRS = """
α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
"""
LATIN_PAIRS = "ł=l ø=o đ=d ı=i ß=ss æ=ae"
# The letters of a Korean syllable in the order of Unicode; a low line is silent.
KOREAN_INITIALS = "g kk n d tt r m b pp s ss _ j jj ch k t p h"
KOREAN_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
KOREAN_FINALS = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t"


def _letters(pairs: str) -> dict[str, str | int | None]:
    return {letter: latin for letter, latin in (pair.split("=") for pair in pairs.split())}


EASTERN = str.maketrans(_letters(CYRILLIC_PAIRS + GEORGIAN_PAIRS + ARMENIAN_PAIRS))
GREEK, LATIN = str.maketrans(_letters(GREEK_PAIRS)), str.maketrans(_letters(LATIN_PAIRS))


def plain(word: str) -> str:
    """The word in small letters without accents."""
    marks = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in marks if not unicodedata.combining(c)).translate(LATIN)


def in_latin(word: str) -> str:
    """Cyrillic, Greek, Georgian, Armenian and Korean names in Latin letters; other scripts as they are."""
    letters = unicodedata.normalize("NFC", word.lower()).replace("ու", "u")
    if regex.search(r"\p{Greek}", letters):
        return plain(letters).translate(GREEK)
    return "".join(map(_korean, letters)).translate(EASTERN)


def _korean(letter: str) -> str:
    index = ord(letter) - ord("가")
    if not 0 <= index < 11172:
        return letter
    initial = KOREAN_INITIALS.split()[index // 588]
    return (initial + KOREAN_VOWELS.split()[index % 588 // 28] + KOREAN_FINALS.split()[index % 28]).replace("_", "")


def forms(name: str) -> Iterator[str]:
    """A name and each of its parts, as written, in Latin letters, without accents; never single letters."""
    for part in [name, *regex.split(r"[\s'’-]+", name)]:
        for form in (part.lower(), in_latin(part), plain(in_latin(part))):
            if len(form) > 1 and regex.fullmatch(r"[\p{L}\p{M}'’-]+", form) and not regex.search(r"\p{Han}", form):
                yield form
