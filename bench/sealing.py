"""What locks cost: one note sealed and opened, one sign-in; beside the same bytes hashed, and in megabytes."""

import os
import resource
from collections.abc import Callable
from hashlib import sha256
from time import process_time

from surveys.sealing import (
    SEALED_NOTE_SIZE,
    new_note,
    new_private_key,
    open_note,
    public_key_of,
    seal_note,
    unwrap_by_passphrase,
    unwrap_by_recovery_key,
    wrap_key,
)
from surveys.stripping import StrippedText
from surveys.survey import Sharing

NOTES = 2_000
SIGN_INS = 10
PASSPHRASE, RECOVERY_KEY = "one two three four five six", "AAAA-BBBB"


def main() -> None:
    key, note = new_private_key(), new_note(0, None, Sharing.SHEET, StrippedText("The coffee is good."))
    public, content = public_key_of(key), os.urandom(SEALED_NOTE_SIZE)
    sealed = seal_note(note, public, survey_id="bench")
    lowest = _milliseconds(lambda: sha256(content).digest(), NOTES)
    print(f"floor: SHA-256 of {SEALED_NOTE_SIZE:,} bytes           {lowest:8.3f} ms CPU")
    sealing = _milliseconds(lambda: seal_note(note, public, survey_id="bench"), NOTES)
    opening = _milliseconds(lambda: open_note(sealed, key, survey_id="bench"), NOTES)
    print(f"seal one note                        {sealing:8.3f} ms CPU")
    print(f"open one note                        {opening:8.3f} ms CPU")
    before = _peak_megabytes()
    wrapped = wrap_key(key, PASSPHRASE, RECOVERY_KEY)
    passphrase = _milliseconds(lambda: unwrap_by_passphrase(wrapped.by_passphrase, PASSPHRASE), SIGN_INS)
    recovery = _milliseconds(lambda: unwrap_by_recovery_key(wrapped.by_recovery_key, RECOVERY_KEY), SIGN_INS)
    print(f"sign in: Argon2id of a passphrase    {passphrase:8.1f} ms CPU, {_peak_megabytes() - before:.0f} MB more")
    print(f"recover: HKDF of a recovery key      {recovery:8.3f} ms CPU")
    years = passphrase / 1000 * 7_776**6 / 2 / (365.25 * 86_400)
    print(f"guess six words out of 7,776 on one such core: {years:.0e} years on average")


def _milliseconds(act: Callable[[], object], times: int) -> float:
    start = process_time()
    for _ in range(times):
        act()
    return 1000 * (process_time() - start) / times


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
