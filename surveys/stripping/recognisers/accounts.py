"""Numbers in groups: ORCID, cards, social security, IBAN. They come before phones, which look alike in part."""

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.rules import DIGIT, Rule, recogniser

# Four groups of four digits, as ORCID (last may be X) and cards have them; social security numbers; IBAN.
GROUPED = regex.compile(
    r"(?<![\w.-])(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{3}[\dX]|\d{3}-\d{2}-\d{4}|\d{4}-\d{2}-\d{4}"
    r"|(?i:[A-Z]{2}\d{2}(?: ?(?=[A-Z]{0,3}\d)[A-Z0-9]{4}| ?[A-Z]{4}){3,7}(?: ?[A-Z0-9]{1,3})?))(?![\w-])"
)

find_accounts = recogniser(Rule(GROUPED, "ID", Certainty.CERTAIN, "a number", needs=DIGIT))
