"""Rooms, buildings and street addresses."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.digits import has_digits
from surveys.stripping.recognisers.span import Span

# As CERN writes rooms: 32/3-A12, 40/S2-B01, 513-1-024, 28-1/C07. Not dates (12/02/2019), not 3-4-5.
CERN = r"\d{1,4}[/-][A-Z0-9]{1,2}[/-][A-Z]?\d{2,3}(?!\d|[/-])"
# A word for a room or house with a number behind it: building 17, office B12, Raum 2.14. Not "a room of forty".
WORDED = r"(?:building|bldg\.?|room|office|bât(?:iment)?\.?|bureau|salle|gebäude|büro|raum|edificio|stanza|ufficio|despacho|desk|lab|barrack|floor) (?:no\.? |nr\.? )?(?:[A-Z]{0,2}-?\d{1,4}(?:[-./][A-Z]?\d{1,4}){0,2}[a-z]?)"
ROOM = regex.compile(rf"(?<![\w/.-])(?:{CERN}|\b{WORDED})(?!\w)", regex.IGNORECASE)

# 12 Market Street, 28245 Puruntie 82, Hauptstrasse 5, rue de la Gare 12, via Roma 3.
ENDINGS = "Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Place|Way|Terrace|Crescent|Close|Parkway|Highway"
STREET = regex.compile(
    rf"(?<![\w.])(?:\d{{1,5}} (?:\p{{Lu}}[\w'.-]*+ ){{1,3}}?(?:{ENDINGS})\b\.?(?:,? (?:Apt|Suite|Unit)\.? ?\w+)?"
    r"|(?:\p{Lu}[\p{L}-]+ )?\p{L}{3,}(?:strasse|straße|stra[sß]e|str\.|gasse|weg|allee|platz|gata|gatan|vägen|tie|katu|utca) \d{1,4}\w?"
    r"|(?:\d{1,4},? )?(?:rue|avenue|chemin|route|boulevard|via|viale|corso|calle|plaza|rua|ulica|ul\.)(?: (?:de|du|des|la|le|del|della|dei|d'))* ?\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*(?:,? \d{1,4})?)(?!\w)"
)


def find_rooms(text: str) -> Iterator[Span]:
    """Where somebody sits or lives."""
    if not has_digits(text):
        return
    for match in ROOM.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS", Certainty.CERTAIN, "a room")
    for match in STREET.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS", Certainty.LIKELY, "an address")
