"""Texts that are made to be slow: chains and mixtures of everything that a recogniser reacts to."""

import random

# Names, marks, addresses, numbers, cues and letters of many scripts, bars between them.
_WRITTEN = """
Anna|Lukas|anna|van|von der|de la|al-|O'|Weber|Li|李|王|Dr.|dr|Prof. Dr.|Ms|Herr|J.|-|'|said|Will|Mark|met|Jan|
a@|@|@a|@b.ch|a.b@c| at | dot | (at) |[at]|_at_|-at-|a dot |underscore|gmail com|chez|punkt|.|,|;|:|(|)|[|]|/|
//|#|+|*|
http://|https:|www.|a.b.|.com|.ch/|root://|1.1.1.|a:1:|::|1.|12:|fe80:|
1|12|4122767|+41|+4122767|079 |(0)|0 |00|123-|1234 |1234-|5678|2016|2016-|2016/|12/|/3-A12|B40|40/S2-|513 R-|
call |ext. |tel: |phone|fax|office|reception|seven |two |zero-|one |deux |sept, |
badge |number |id |passport no. |account |contract |ID:|DE12|CH93 0076|X1|A1B2|ticket|
TOP-|TOP-17-|AN-2017|CMS-|CMS AN|arXiv:|hep-ex/|10.1103/|PRL |JHEP 05 |Phys. Rev.|LHCC-|ATLAS-CONF|
room |building |Raum |porte |door |floor |WHGA/|desk |
rue |rue de la |via |via Roma |Calle |Street |Berliner |Hauptstrasse |str. |Aa |12 Aa |Suite 1 |Apt. 5|
Postfach |PO Box 1|PSC |Box |de |des |du |bis |28030 |Gex|nan|
login |login: |user |my |my account |is my |skype: |/users/a/|/home/|/~|u/|on chat i am |i am |call me |
jobs of |"|"a|jdoe42|jdoe_|x_y1|a#1234|herwig7|
INC|RQF 1|cmstrk-|caesium-|GGUS-|00000|
University |University of |of |Pisa |Università |institut |uni |state |max-planck-|group |team |at MIT|from |
in |at |l'|dell'|CERN |
the only |the |only |la seule |der einzige |one of two |we are three |the first |woman |in my |who |with |
Peruvian |german |half |chilenisch|women |the youngest |guy with |
i am a |pregnant |single mother |of two |I have |children |j'ai |enfants |my wife |works |my husband is |
we are |a |
34 |34 years old|aged |at 41|in my fifties|34 Jahre |ans |born in 19|
head of |deputy |convener |L2 |L3 |coordinator |chef de |leader of the |former |the new |Koordinatorin |
responsable |del gruppo |subdirector |of the |
June |june |May |3 May |le 3 mai |last |Friday|yesterday|two weeks ago|mon |since Easter|im Juni |CMS week in |
Christmas |der |week |KW 12|Q1 |
Geneva |geneva |Rome|New York |san |in Xyzzy|St. |Paris, |
[a person]|[a number]|[a |a person]|[[|
é|👩‍🔬|ß|İ|
أحمد|م|فاطمة|नमस्ते|क्ष|अनिता|Анна|Иван |Ольга Петрова|ελένη|Γιώργος|안녕|김|さくら|ไทย|שלום|中|,中|ᄀ|ﷺ|𝐀|Ａ|ａ＠|１|٣|५|
a|A|ab|Ab|AB|aB|é |x|X1|_|__|a_|~|!|?|…|>|<|{|}|%|$|=|&|^|`|´|’|“|–|—|•|
"""
FRAGMENTS = [
    *(piece for line in _WRITTEN.strip("\n").split("\n") for piece in line.split("|") if piece),
    *("\n", "\n\n", " ", "\t", "\u0301", "e\u0301", "\u200d", "\u200c", "\u00ad", "\ufffc", "\ud800"),
]
BETWEEN = ("", "", " ", ",", ". ", "-")


def hostile_text(chance: random.Random, length: int) -> str:
    """One to three pieces repeated, some of them joined, a chain behind a note, or pieces at random."""
    how = chance.randrange(6)
    if how == 0:
        return "".join(chance.choices(FRAGMENTS, k=length))[:length]
    pieces = chance.choices(FRAGMENTS, k=chance.randint(1, 3) if how < 5 else chance.randint(4, 8))
    if how == 4:
        before = chance.choice(FRAGMENTS) * chance.randint(1, 40)
        return (before + "".join(pieces) * length)[:length]
    return ("".join(piece + (chance.choice(BETWEEN) if how == 3 else "") for piece in pieces) * length)[:length]
