"""Links with and without a scheme, and addresses of machines."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.recognisers.span import Span

END = r"[^\s<>\"\]\[(){}|\ufffc]*[^\s<>\"\]\[(){}|\ufffc.,;:!?']"

# A scheme or www, then anything up to a space; never the full stop or bracket after it.
WITH_SCHEME = regex.compile(rf"\b(?:(?:https?|ftp|ssh|sftp|root|mailto|file)://?|www\.){END}", regex.IGNORECASE)

# host.tld with a usual ending, or any host with a path behind it. Not file.py, not "home.it was" (a forgotten
# space): endings that are words or file types count only before a slash.
USUAL = "com|org|net|edu|gov|int|eu|ch|fr|de|uk|io|cern|info|es|nl|pl|ru|cn|jp|kr|br|us|ca|au|se|dk|fi|pt|gr|tr|ir|hu|cz|app|dev|biz|tv|ai|ac"
WITHOUT_SCHEME = regex.compile(
    rf"(?<![\w@./-])[a-z0-9][\w-]*+(?:\.[\w-]++)*?\.(?:(?:{USUAL})(?![\w-]|\.\w)(?:[:/]{END})?|[a-z]{{2,6}}/{END})",
    regex.IGNORECASE,
)

# Four numbers up to 255 with dots; eight or fewer groups with colons (at least two colons in a row, or seven).
IP = regex.compile(
    r"(?<![\w.:])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w.]*\d)"
    r"|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])",
    regex.IGNORECASE,
)


def find_links(text: str) -> Iterator[Span]:
    """Links of all sorts and network addresses."""
    for pattern in (WITH_SCHEME, WITHOUT_SCHEME):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "URL", Certainty.CERTAIN, "a link")
    for match in IP.finditer(text):
        yield Span(match.start(), match.end(), "IP", Certainty.CERTAIN, "a number")
