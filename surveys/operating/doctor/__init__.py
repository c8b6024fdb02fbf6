"""The doctor says what is wrong with an instance, its machine and its program, and what to do. It changes nothing."""

from collections.abc import Iterator

from surveys.operating.doctor.disk import container, file_system, free_room, writing
from surveys.operating.doctor.examined import Check, Hint
from surveys.operating.doctor.examined import Examined as Examined
from surveys.operating.doctor.examined import Line as Line
from surveys.operating.doctor.folder import (
    backups,
    clock,
    databases,
    permissions,
    saved_by_restoring,
    sessions_in_memory,
)
from surveys.operating.doctor.machine import (
    central_logging,
    core_dumps,
    disk_encryption,
    running_server,
    server_log,
    swap,
)
from surveys.operating.doctor.network import debug_off, proxy_log, tls_in_front, who_is_named
from surveys.operating.doctor.program import installed_files, versions
from surveys.operating.doctor.program import manifest as manifest
from surveys.terminal import marked

# Translators: The names of what the doctor checks: a name and a colon are in front of each of its findings.
CHECKS: tuple[tuple[str, Check], ...] = (
    (marked("permissions"), permissions),
    (marked("databases and secret"), databases),
    (marked("file system"), file_system),
    (marked("free room"), free_room),
    (marked("writing"), writing),
    (marked("saved by a restore or upgrade"), saved_by_restoring),
    (marked("clock"), clock),
    (marked("sessions in memory"), sessions_in_memory),
    (marked("debug off"), debug_off),
    (marked("TLS in front"), tls_in_front),
    (marked("who is named on the form"), who_is_named),
    (marked("running server"), running_server),
    (marked("log of the server"), server_log),
    (marked("log of the proxy"), proxy_log),
    (marked("central logging"), central_logging),
    (marked("core dumps"), core_dumps),
    (marked("swap"), swap),
    (marked("disk encryption"), disk_encryption),
    (marked("container"), container),
    (marked("backups"), backups),
    (marked("versions of packages"), versions),
    (marked("installed files"), installed_files),
)


def examine(examined: Examined) -> Iterator[Line]:
    """One line for each finding, and one for each check that found nothing."""
    for subject, check in CHECKS:
        found = [Line("look" if isinstance(advice, Hint) else "do", subject, advice) for advice in check(examined)]
        yield from found or [Line("ok", subject)]
