"""Files on the disk: the walls with the sealed notes, and the office with everything of the facilitators."""

from surveys.storage.building import NOTES_OF_A_PLACE, PAGE_SIZE, RECEIPT_SIZE, SPARE_SLOTS, slots_for
from surveys.storage.deeds import Deed
from surveys.storage.facilitators import Facilitator, InvitationUsed, NameTaken, UnknownFacilitator, add_facilitator
from surveys.storage.facilitators import all_facilitators, check_invitation, facilitator_by_id, facilitator_by_name
from surveys.storage.facilitators import grant_of, holders_of, invite, remove_facilitator, remove_grant, save_grant
from surveys.storage.facilitators import save_wraps, surveys_granted_to, use_invitation, withdraw_invitations
from surveys.storage.connecting import make_durable
from surveys.storage.instance import BEFORE_OPENING, Instance
from surveys.storage.locked import FolderLocked, expect_readable
from surveys.storage.office import OfficeBusy, OfficeDamaged, OfficeNewer, copy_of, open_office, prepare_office
from surveys.storage.publications import Publication, PublicationEnded, UnknownPublication, end_publication
from surveys.storage.publications import end_publications_due, has_publications_due, publication_by_name
from surveys.storage.publications import publications_of, save_publication
from surveys.storage.records import Act, ChangedMeanwhile, SealedEdition, UnknownEdition, acts_on, edition_by_code
from surveys.storage.records import editions_of, record_act, revision_of, save_edition, save_sealed_document
from surveys.storage.records import save_longer_edition, sealed_document
from surveys.storage.round_counts import Numbers, RoundCounts, forget_round_counts, round_counts_of, save_round_counts
from surveys.storage.running import BeingRestored, CommandRuns, ServerRuns, announce_server, at_work
from surveys.storage.running import running_server, stopped
from surveys.storage.surveys import UnknownSurvey, all_surveys, delete_survey, document_of, open_surveys, save_survey
from surveys.storage.surveys import survey_by_id, survey_by_slug, survey_from_document
from surveys.storage.tickets import TICKET_SIZE, TICKET_STEP
from surveys.storage.turns import TURN_SECONDS, read_with_turn, slots_in, write_with_turn
from surveys.storage.waiting import end_waiting, waiting_since
from surveys.storage.wall_faults import WallBusy, WallClosed, WallDamaged, WallEnded, WallFull, WallOpen
from surveys.storage.walls import SALVAGED, Wall, mark_of_damage
