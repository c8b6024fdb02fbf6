"""A session is a split key: neither the cookie nor the file says anything alone."""

import os
import time
from pathlib import Path

import pytest

from surveys.sealing import NoSession, SignedIn, end_session, resume_session, start_session
from tests.actors import PRIVATE_KEY

ME = SignedIn("0123456789abcdef", PRIVATE_KEY, b"wrap")


def test_the_two_halves_together_are_who_signed_in(tmp_path: Path) -> None:
    cookie = start_session(ME, tmp_path)
    assert resume_session(cookie, tmp_path) == ME
    assert resume_session(cookie, tmp_path) == ME


def test_neither_half_holds_key_or_name(tmp_path: Path) -> None:
    cookie = start_session(ME, tmp_path)
    (half,) = tmp_path.iterdir()
    content = half.read_bytes()
    for secret in (PRIVATE_KEY, PRIVATE_KEY.hex().encode(), ME.facilitator.encode(), bytes.fromhex(cookie)):
        assert secret not in content
    assert cookie not in half.name
    assert half.stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(cookie)) == 32


@pytest.mark.parametrize("cookie", ["", "xyz", "00" * 32, "é", "../" * 10, "0" * 63])
def test_a_guess_is_no_session(tmp_path: Path, cookie: str) -> None:
    start_session(ME, tmp_path)
    with pytest.raises(NoSession):
        resume_session(cookie, tmp_path)


def test_files_that_are_swapped_or_harmed_open_nothing(tmp_path: Path) -> None:
    one, other = start_session(ME, tmp_path), start_session(SignedIn("other", b"k" * 32, b"wrap"), tmp_path)
    first, second = sorted(tmp_path.iterdir())
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content[:-1])
    for cookie in (one, other):
        with pytest.raises(NoSession):
            resume_session(cookie, tmp_path)


def test_signing_out_destroys_the_server_s_half(tmp_path: Path) -> None:
    cookie, other = start_session(ME, tmp_path), start_session(ME, tmp_path)
    end_session(cookie, tmp_path)
    with pytest.raises(NoSession):
        resume_session(cookie, tmp_path)
    assert resume_session(other, tmp_path) == ME
    end_session(cookie, tmp_path)
    end_session("no cookie at all", tmp_path)


def test_after_twelve_hours_it_is_over_and_the_next_sign_in_sweeps_it_away(tmp_path: Path) -> None:
    cookie = start_session(ME, tmp_path)
    (half,) = tmp_path.iterdir()
    os.utime(half, (time.time() - 12 * 3_600 + 60,) * 2)
    assert resume_session(cookie, tmp_path) == ME
    os.utime(half, (time.time() - 12 * 3_600 - 1,) * 2)
    with pytest.raises(NoSession):
        resume_session(cookie, tmp_path)
    start_session(ME, tmp_path)
    assert not half.exists()


def test_an_hour_without_use_ends_it_and_destroys_the_server_s_half(tmp_path: Path) -> None:
    cookie = start_session(ME, tmp_path)
    (half,) = tmp_path.iterdir()
    _unused_for(half, 3_590)
    assert resume_session(cookie, tmp_path, idle_seconds=3_600) == ME
    assert time.time() - half.stat().st_mtime < 60, "the hour begins anew"
    _unused_for(half, 3_590)
    assert resume_session(cookie, tmp_path, idle_seconds=3_600, is_use=False) == ME
    assert time.time() - half.stat().st_mtime > 3_500, "a page that asks by itself is no use"
    _unused_for(half, 3_601)
    with pytest.raises(NoSession):
        resume_session(cookie, tmp_path, idle_seconds=3_600)
    assert not half.exists()


def test_twelve_hours_are_the_end_however_busy_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    cookie = start_session(ME, tmp_path)
    monkeypatch.setattr("surveys.sealing.sessions.time", lambda: now + 12 * 3_600 - 60)
    assert resume_session(cookie, tmp_path) == ME
    monkeypatch.setattr("surveys.sealing.sessions.time", lambda: now + 12 * 3_600 + 60)
    assert time.time() - next(tmp_path.iterdir()).stat().st_mtime < 60, "it was used a moment ago"
    with pytest.raises(NoSession):
        resume_session(cookie, tmp_path, idle_seconds=float("inf"))


def _unused_for(half: Path, seconds: float) -> None:
    os.utime(half, (time.time() - seconds,) * 2)
