"""Links with and without a scheme, and addresses of machines."""

from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.reading import cues
from surveys.stripping.recognisers.rules import BEING, CERTAIN, Rule, recogniser
from surveys.stripping.recognisers.scripts import BEHIND_OTHER, OTHER, SAME

# Up to a space, a bracket or a quotation mark; never the full stop or comma behind the link. Letters of another script
# belong to it behind a mark, /wiki/日本語, or where it goes on behind them; not in host.tld/xにメール.
IN_LINK = rf"(?!{OTHER})[^\s<>\"\]\[(){{}}|\ufffc.,;:!?'、。，；：！？（）「」『』【】《》〈〉]"
OTHER_IN_LINK = rf"{OTHER}++(?=[/?=&#_~%-]|\.\w)|(?<=[/=&?#_.%~+-]){OTHER}++"
END = rf"(?:[.,;:!?']*+(?:{IN_LINK}|{OTHER_IN_LINK}))++"
# A scheme or www.
WITH_SCHEME = rf"(?i)(?<![a-z])(?:(?:https?|ftp|ssh|sftp|root|mailto|file)://?|www\.){END}"
# host.tld with a usual ending, or any host with a path behind it. Not file.py, not "home.it was" (a forgotten
# space): endings that are words or file types count only before a slash. Those that are reserved, in small letters,
# need more than a word before them, a path or a word for a page: notes.host.test, my page is olga.test. Not unit.test.
RESERVED = rf"(?-i:{alternatives('links.reserved_endings')})"
PAGE = rf"(?=[\w-]++\.)(?<=\b(?:{alternatives('links.words_for_pages')})(?:{BEING})? )[\w-]++\."
USUAL = rf"(?:{alternatives('links.top_level_domains')})(?!-|{SAME}|\.\w|{OTHER}{{1,63}}+\.\w)(?:[:/]{END})?"
ODD = rf"(?:[\w-]++\.)(?:(?:[\w-]++\.)++{RESERVED}(?![\w-]|\.\w)(?:[:/]{END})?|{RESERVED}[:/]{END})"
WITHOUT_SCHEME = (
    rf"(?i)(?<![\w@./-])(?:(?=[a-z0-9])(?:{ODD}|{PAGE}{RESERVED}(?![\w-]|\.\w))"
    rf"|[a-z0-9][\w-]*+(?:\.[\w-]++)*?\.(?:{USUAL}|[a-z]{{2,6}}/{END}))"
)
# Behind another script, 请看host.tld/x: nothing of that script in the host, or a row of such is read again and again.
LABEL = rf"(?:{SAME}|-)"
GLUED = (
    rf"(?i){BEHIND_OTHER}(?=[a-z0-9]){LABEL}++(?:\.{LABEL}++)*?\."
    rf"(?:{USUAL}|[a-z]{{2,6}}/{END}|{RESERVED}(?:[:/]{END}|(?!{LABEL}|\.\w)))"
)
# Four numbers up to 255 with dots; groups of hexadecimal digits with colons, eight or with :: between. Not 12:30.
BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
IP = (
    rf"(?i)(?:(?<![\w.:])|{BEHIND_OTHER})(?:{BYTE}(?:\.{BYTE}){{3}}(?!(?:{SAME}|\.)*\d)"
    r"|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})"
    rf"(?!{SAME}|:)"
)

find_links = recogniser(
    Rule(WITH_SCHEME, "URL", CERTAIN, "a link", needs=cues("/ www")),
    Rule(WITHOUT_SCHEME, "URL", CERTAIN, "a link", needs=cues(".")),
    Rule(GLUED, "URL", CERTAIN, "a link", needs=cues(".")),
    Rule(IP, "IP", CERTAIN, "a number"),
)
