"""What has arrived under the code of a sending: its receipts show that, even if our answer was lost on the way."""

from surveys.collecting import prompts_sent
from surveys.participant.visit import Visit
from surveys.storage import WallBusy, WallDamaged


def sent_before(visit: Visit, code: str) -> frozenset[int] | None:
    """The questions answered under this code, taken back or not; None if nobody can find out any more."""
    if visit.wall is None:
        return frozenset()
    try:
        sent = prompts_sent(code, survey=visit.survey, wall=visit.wall)
        return None if not sent and visit.wall.is_ended() else sent  # at the first opening receipts go
    except (WallBusy, WallDamaged):
        return frozenset() if visit.survey.opened_on is None else None
