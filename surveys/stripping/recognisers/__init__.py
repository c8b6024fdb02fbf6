"""All recognisers but that of names, in order of precedence: where two overlap, the first is right."""

from surveys.stripping.recognisers.accounts import find_accounts, find_codes, find_numbers_some_words_on
from surveys.stripping.recognisers.addresses import find_addresses
from surveys.stripping.recognisers.ages import find_ages
from surveys.stripping.recognisers.circumstances import find_circumstances
from surveys.stripping.recognisers.dates import find_dates
from surveys.stripping.recognisers.documents import find_documents
from surveys.stripping.recognisers.emails import find_emails
from surveys.stripping.recognisers.handles import find_handles
from surveys.stripping.recognisers.institutes import find_institutes
from surveys.stripping.recognisers.links import find_links
from surveys.stripping.recognisers.nationalities import find_nationalities, find_nationalities_of_two_words
from surveys.stripping.recognisers.numbers import find_numbers
from surveys.stripping.recognisers.phones import find_phones
from surveys.stripping.recognisers.places import find_places
from surveys.stripping.recognisers.roles import find_roles
from surveys.stripping.recognisers.rooms import find_rooms, find_rooms_in_words
from surveys.stripping.recognisers.rules import Finder, Recogniser
from surveys.stripping.recognisers.singling_out import find_what_singles_out
from surveys.stripping.recognisers.span import Span
from surveys.stripping.recognisers.wrapped import find_wrapped

DIRECT: tuple[Finder, ...] = (
    find_wrapped,
    find_emails,
    find_links,
    find_codes,
    find_documents,
    find_rooms,
    find_rooms_in_words,
    find_addresses,
    find_accounts,
    find_phones,
    find_numbers,
    find_handles,
)
"""And names, behind all of these: see `surveys.stripping.names`."""
ACROSS: tuple[Finder, ...] = (find_numbers_some_words_on, find_nationalities_of_two_words)
"""What reads over placeholders, my badge [an e-mail address] 802116, and before names. Direct rules read between."""
INDIRECT: tuple[Finder, ...] = (
    find_what_singles_out,
    find_circumstances,
    find_roles,
    find_institutes,
    find_dates,
    find_ages,
    find_places,
    find_nationalities,
)

__all__ = ["ACROSS", "DIRECT", "INDIRECT", "Recogniser", "Span"]
