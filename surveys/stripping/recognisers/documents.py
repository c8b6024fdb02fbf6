"""Analyses, notes and papers: each has only a few authors."""

from surveys.stripping.lists import alternatives
from surveys.stripping.recognisers.rules import CERTAIN, Rule, recogniser

GROUPS = alternatives("documents.groups")
# TOP-17-011, AN-2017/042, AN2017_042, CMS-PAS-HIG-16-001, DP-2020/012. Not "top 17", not "in 2019".
ANALYSIS = (
    rf"(?:CMS[- ])?(?:(?:{GROUPS})[- _]\d{{2}}[- _]\d{{3}}|(?:AN|DN|CR|DP|NOTE|TDR)[- _]?\d{{4}}[-/_]\d{{1,4}}"
    rf"|(?:AN|DN|IN)[-_]\d{{2}}[-/_]\d{{3}}|IN(?:[-_]?\d{{4}}[-/_]\d{{1,4}}|[ ]20\d\d/\d{{3}})"
    rf"|PAS[- ](?:{GROUPS})(?:[- ]\d{{2}}(?:[- ]\d{{3}})?)?)(?:[-_ ]?v\d{{1,2}}|[-_ ]pas)?"
)
# ATLAS-CONF-2020-001, cern-thesis-2019-5, CMS TDR-2021/3, LHCC-P-008. Not "CERN since June 2023", not "the CMS week
# in 2024": only capitals or known series, and a hyphen before the number.
SERIES = (
    r"(?:(?-i:(?:CMS|CERN|ATLAS|LHCb|ALICE|FERMILAB|DESY)(?:[- /][A-Z]{2,8}){1,3})"
    r"|(?:cms|cern|atlas|lhcb|alice|fermilab)-(?:conf|ep|lhcc(?:-[pigt])?|note|open|ph|pub|tdr|th|thesis|int)"
    r"|lhcc-[pigt])"
    r"-\d{2,4}(?:[-/]\d{1,4})?"
)
# arXiv:1706.03762, 1706.03762v2 (year and month must be possible), hep-ex/9901234, doi 10.1103/PhysRevD.
ARCHIVE = (
    r"arXiv: ?[\w./-]{4,20}\w|(?:arXiv )?\d\d(?:0[1-9]|1[0-2])\.\d{5}(?:v\d)?"
    r"|(?:hep|astro|nucl|quant|physics|math)-?(?:ex|ph|th|lat)?/\d{7}|(?:doi:? ?)?10\.\d{4,9}/[^\s\ufffc]*\w"
)
# JHEP 05 (2019) 123, Phys. Rev. Lett. 120, 071802, PLB 780 (2018) 501. Not "a JHEP paper".
SHORTENED = alternatives("documents.journals")
NAME = (
    rf"(?:{SHORTENED}|Phys\.? ?Rev\.? ?(?:Lett|[A-DX])\.?|Phys\.? ?Lett\.? ?B|Rev\.? ?Mod\.? ?Phys\.?"
    r"|Eur\.? ?Phys\.? ?J\.? ?[A-C]|Nucl\.? ?(?:Phys|Instrum)\.? ?[AB]?)"
)
JOURNAL = rf"{NAME},? ?[A-D]?\d{{1,4}}(?:[ ,:.]{{1,2}}\(?[PCT]?\d{{1,6}}\)?){{1,3}}"
DOCUMENT = rf"(?i)(?<![\w.])(?:{ANALYSIS}|{SERIES}|{ARCHIVE}|{JOURNAL})(?!\w)"

find_documents = recogniser(Rule(DOCUMENT, "ID", CERTAIN, "a document"))
