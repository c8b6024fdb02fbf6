"""A survey's life: draft → open → closed → deleted."""

from surveys.lifecycle.acting import OPERATOR, Acting, NotPossibleNow, expect
from surveys.lifecycle.adopting import NotesFound, adopt_wall, expect_no_notes
from surveys.lifecycle.changing import changed_while_open, expect_changeable, fingerprint_of_changeable, save_while_open
from surveys.lifecycle.drafting import SLUG_LENGTH, SLUG_LETTERS, change_draft, create_survey, default_delete_day
from surveys.lifecycle.drafting import draft_from, duplicate_of, next_round_of
from surveys.lifecycle.earlier_drafts import earlier_drafts, forget_drafts, remember_draft, take_last_draft
from surveys.lifecycle.keys import NoGrant, keys_given_after_closing, share_key, survey_key, take_key
from surveys.lifecycle.stages import Need, NoMoreRoom, NoTickets, NotReady, are_its_tickets, close_survey, destroy_due
from surveys.lifecycle.stages import destroy_survey, make_room, needs_of, open_survey, reopen_survey, replace_link
from surveys.lifecycle.stages import set_paused
