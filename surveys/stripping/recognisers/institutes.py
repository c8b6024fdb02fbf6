"""Universities, laboratories and local groups."""

from collections.abc import Iterator

import regex

from surveys.stripping.findings import Certainty
from surveys.stripping.gazetteers import everyday_words
from surveys.stripping.recognisers.name_evidence import is_never_a_name
from surveys.stripping.recognisers.span import Span

NAME = r"\p{Lu}[\p{L}\p{M}'.&-]*+"
KNOWN = (
    "INFN|DESY|Fermilab|FNAL|KIT|RAL|PSI|IHEP|MIT|Caltech|UCLA|UCSB|UCSD|UCR|EPFL|ETHZ?|LLR|IPHC|IRFU|IP2I|CIEMAT|IFCA|HEPHY|TIFR|SINP|JINR"
    "|PNPI|NCBJ|LIP|ULB|VUB|UCLouvain|RWTH|LMU|TUM|UZH|BARC|NISER|IISER|IIT|KEK|SLAC|LBNL|LBL|BNL|ANL|Brookhaven|Argonne|Purdue|Cornell"
    "|Princeton|Rutgers|Baylor|Vanderbilt|Northwestern|Northeastern|Stanford|Harvard|Yale|Oxford|Cambridge|Imperial College|Imperial"
    "|Notre Dame|Carnegie Mellon|Johns Hopkins|Tsinghua|Peking|Texas A&M|Texas Tech|Rice|Wisconsin|Uppsala|Saclay|CEA|CNRS|CSIC|Max Planck"
)
SMALL = "infn|desy|fermilab|fnal|ihep|caltech|ucla|ucsb|ucsd|epfl|iphc|irfu|ciemat|hephy|tifr|jinr|uclouvain|rwth|slac|brookhaven|argonne|purdue|cornell|princeton|rutgers|vanderbilt|stanford|imperial college|tsinghua|cnrs|csic"
KINDS = r"University|Universit[äàéy]\w*|Universidad\w*|Universidade|College|Institute?|Institut\w*|Istituto|Laborator\w+|Polytechnic|School|Academy|Hochschule|Politecnico|École|Ecole"

# University of X, X University, Université de X, X State University; the known ones; "the Pisa group".
# Not "the Higgs group", "my university", "the Tracker group".
NAMED = regex.compile(
    rf"\b(?:(?:{KINDS})(?: (?:of|de|di|der|für|degli|di|for|Technology|the|la|du))+ {NAME}(?: (?:and |at |of )?{NAME}){{0,3}}"
    rf"|(?:{NAME} ){{1,3}}(?:University|College|Institute|Laboratory|Polytechnic|Lab)(?: of (?:{NAME}|Technology)(?: {NAME})?)?|(?:{KNOWN})(?= |\W|$)|(?i:{SMALL})|(?i:universit\w+ (?:of|de|di) (?!my|our|the|your|his|her|a\b)\p{{L}}[\p{{L}}'-]+))(?!\p{{L}})"
)
GROUP = regex.compile(rf"\b(?P<name>{NAME})(?= (?:group|team|institute|people|crowd|colleagues|side)\b)")
COLLABORATION = frozenset(
    "higgs tracker muon ecal hcal cms trigger the our my this that each every top exotica susy standard women lhc hgcal pixel"
    " atlas analysis physics jet jets tau heavy btag egamma i in when one a b2g dqm daq computing software offline run l1 hlt"
    " upgrade working young diversity local whole other another some no all your his her their its friendly".split()
)


def find_institutes(text: str) -> Iterator[Span]:
    """Where somebody is employed; a hint."""
    for match in NAMED.finditer(text):
        yield Span(match.start(), match.end(), "ORG", Certainty.HINT, "an institute")
    for match in GROUP.finditer(text):
        low = match["name"].lower()
        if low not in COLLABORATION and low not in everyday_words() and not is_never_a_name(low):
            yield Span(*match.span("name"), "ORG", Certainty.HINT, "an institute")
