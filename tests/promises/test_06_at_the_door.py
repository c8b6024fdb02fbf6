"""Promise 6, at the door of the real server: a thousand wrong passphrases let nobody in and keep nobody out."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import chain, repeat
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

from tests.actors import PASSPHRASE, RECOVERY_KEY
from tests.promises.conftest import Running
from tests.promises.server import Server

TRIES, AT_ONCE = 1_000, 40  # far more than the two doors let in, so most are told at once that it is full
ONE_ARGON2 = 64 * 1024  # kB
SLACK = 40 * 1024


class Browser:
    """A browser of its own: its form cookie and token, on one connection after another."""

    def __init__(self, server: Server) -> None:
        self.server = server
        status, page, headers = server.ask("/office/sign-in")
        assert status == 200
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def tries(self, passphrase: str) -> int:
        return self._sends("/office/sign-in", passphrase=passphrase)

    def recovers(self, recovery_key: str) -> int:
        return self._sends("/office/recover", recovery_key=recovery_key)

    def _sends(self, path: str, **secret: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        fields = {"name": "Ines", "csrf_token": self.token} | secret
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def workers_of(server: Server) -> list[int]:
    """Both of them; the first answers before the second has started."""
    while len(server.workers) < 2:
        sleep(0.05)
    return server.workers


def peak_of(process: int) -> int:
    """The most memory that a process ever had, in kB."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1])


def test_a_thousand_wrong_passphrases_keep_nobody_out_and_cost_one_argon2_a_worker(running: Running) -> None:
    server, over, numbers = running.server, threading.Event(), chain(range(TRIES), repeat(TRIES))
    before = {process: peak_of(process) for process in workers_of(server)}

    def attack(browser: Browser) -> list[int]:
        return [browser.tries(f"wrong {number}") for number in iter(lambda: next(numbers), TRIES)]

    def owner_recovers() -> list[bool]:
        """Again and again, each time while the flood lasts."""
        answers = []
        while not over.is_set():
            answers.append(Browser(server).recovers(RECOVERY_KEY) == 200)
        return answers

    def owner_signs_in() -> list[int]:
        answers: list[int] = []
        while 303 not in answers:
            is_last = over.is_set()
            answers.append(Browser(server).tries(PASSPHRASE))
            assert not is_last or answers[-1] == 303, "once it has stopped, the very next try"
        return answers

    with ThreadPoolExecutor(AT_ONCE + 2) as crowd:
        attackers = [crowd.submit(attack, Browser(server)) for _ in range(AT_ONCE)]
        owner, recovering = crowd.submit(owner_signs_in), crowd.submit(owner_recovers)
        answers = [status for attacker in attackers for status in attacker.result()]
        over.set()
    assert len(answers) == TRIES
    assert set(answers) == {403, 503}, "nobody got in, and nobody broke anything"
    assert set(owner.result()[:-1]) <= {503}, "a right passphrase is never called wrong, nor told to wait"
    assert set(recovering.result()) == {True}, "the recovery key goes past the crowd"
    assert Browser(server).tries(PASSPHRASE) == 303, "and at once afterwards"
    for process, peak in before.items():
        assert peak_of(process) - peak < ONE_ARGON2 + SLACK, "never two at a time in one worker"
