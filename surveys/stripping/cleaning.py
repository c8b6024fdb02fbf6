"""Intake: letters that look alike become the same letters, because the odd ones show which phone wrote."""

import unicodedata

import regex

from surveys.stripping.findings import CleanText

REPLACEMENT = "\ufffd"


def _each(letters: str, to: str) -> dict[int, str]:
    return dict.fromkeys(map(ord, letters), to)


# Letters and digits in another dress, and the marks of addresses. Not ℓ, which is a lepton; not ①, which counts points;
# not the commas of Chinese and Japanese.
# ｏｌｇａ, 𝐨𝓁𝔤𝕒 (some of these in older places), ⓞⓛⓖⓐ, 🄾🄻🄶🄰.
DRESSED = [*range(0xFF10, 0xFF5B), *range(0x1D400, 0x1D800), *range(0x24B6, 0x24EA), *range(0x1F130, 0x1F14A)]
DRESSED += map(ord, "ℂℊℋℌℍℎℐℑℒℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ")
UNDRESSED = {letter: unicodedata.normalize("NFKC", chr(letter)) for letter in DRESSED}

# One letter for one letter, so that `find` may fold any text without moving an offset.
FOLDED = (
    _each("‘’‚‛′´`ʼʹ＇", "'")
    | _each("“”„‟″«»＂", '"')
    | _each("‐‑‒–—―−﹘﹣－", "-")
    | _each("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
    | _each("\u2800\u3164\uffa0\r", " ")
    | _each("\x0b\x0c\x85\u2028\u2029", "\n")
    | dict(zip(map(ord, "＠．＿＋"), "@._+", strict=True))
    | {letter: plain for letter, plain in UNDRESSED.items() if plain.isascii() and plain.isalnum()}
)

# Invisible characters that change nothing a reader sees: controls, soft hyphens, zero-width spaces, marks and
# overrides of direction, tags, the object mark. Not the joiners (Persian, Hindi and emoji need them), not the
# line end, not the tab (columns of a pasted table need it), not the Arabic and Syriac number signs, which are visible.
INVISIBLE = (
    r"[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\ufffc\U0001d159"
    r"--[\n\t\u180b-\u180d\u180f\ufe00-\ufe0f\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]]"
)
# Tags are seen where they make a black flag that of England, Scotland or Wales.
FLAGS = "|".join("🏴" + "".join(chr(0xE0000 + ord(sign)) for sign in f"gb{land}\x7f") for land in ("eng", "sct", "wls"))
DROPPED = regex.compile(rf"(?:{FLAGS})(*SKIP)(*FAIL)|{INVISIBLE}", regex.V1)
# Joiners where they join nothing: behind a Latin letter, digit or space with its accents, or before one.
# Between other letters and in emoji they stay. A row of them is read once, from its beginning to its end.
JOINERS = "\u200c\u200d"
JOINERS_BEHIND = regex.compile(rf"(?:\A|[\p{{Latin}}\p{{Nd}}\s])[\p{{M}}{JOINERS}]+")
JOINERS_BEFORE = regex.compile(rf"(?<![{JOINERS}])[{JOINERS}]++(?=[\p{{Latin}}\p{{Nd}}\s]|\Z)")
# What must hide no name, in texts that are not cleaned too: the invisible, stray joiners, what makes emoji of signs,
# and the mark for what was impossible.
UNSEEN = regex.compile(
    rf"(?V1){INVISIBLE}|[\ufe00-\ufe0f\ufffd]|(?<=[\p{{Latin}}\p{{Nd}}\s])[{JOINERS}]++"
    rf"|(?<![{JOINERS}])[{JOINERS}]++(?=[\p{{Latin}}\p{{Nd}}\s])"
)
# What no text may hold: lone surrogates and noncharacters.
IMPOSSIBLE = regex.compile(r"[\ud800-\udfff\p{Noncharacter_Code_Point}]")
# A row of accents is put in order in a time that grows with its square. Unicode's own limit (UAX 15, Stream-Safe Text).
MARKS_IN_A_ROW = regex.compile(r"(\p{M}{30})\p{M}+")
# The spaces of French inside « and », which would let a line end between a word and its quote. In »Nein!« and ja«, the
# signs are the other way round, so the spaces are outside and must stay.
SPACES_IN_QUOTES = regex.compile(r"(?<=(?<![^\s(\['’-])«)\p{Zs}++|(?<!\p{Zs})\p{Zs}++(?=»(?![\p{L}\p{N}]))")
SPACES_IN_A_ROW = regex.compile(r"  +")
SPACES_AT_LINE_ENDS = regex.compile(r"(?<![ \t])[ \t]++(?=\n)|(?<=\n)[ \t]++")
EMPTY_LINES = regex.compile(r"\n{3,}")


def fold(text: str) -> str:
    """The text with quotes, dashes, spaces, tabs and dressed letters folded, as long as before."""
    return text.translate(FOLDED).replace("\t", " ")


def clean(text: str) -> CleanText:
    """Fold what shows which phone wrote, and drop what nobody can see; cleaning twice changes nothing more."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("…", "...")
    text = IMPOSSIBLE.sub(REPLACEMENT, DROPPED.sub("", SPACES_IN_QUOTES.sub("", text).translate(FOLDED)))
    text = unicodedata.normalize("NFC", _with_few_marks(_without_stray_joiners(text))).translate(FOLDED)
    # Few marks again: some of them are two once in order.
    text = SPACES_AT_LINE_ENDS.sub("", SPACES_IN_A_ROW.sub(" ", _with_few_marks(text)))
    return CleanText(EMPTY_LINES.sub("\n\n", text).strip())


def _without_stray_joiners(text: str) -> str:
    text = JOINERS_BEHIND.sub(lambda cluster: regex.sub(f"[{JOINERS}]", "", cluster.group()), text)
    return str(JOINERS_BEFORE.sub("", text))


def _with_few_marks(text: str) -> str:
    return str(MARKS_IN_A_ROW.sub(r"\1", text))
