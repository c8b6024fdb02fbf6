"""As a container platform runs it: any user number of group 0, a read-only root, mounts that belong to another."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from surveys.settings import PROJECT
from tests.promises.server import GUNICORN, free_port

ENTER = """
mount --make-rprivate /
mount -t tmpfs -o mode=0770,uid=0,gid=0 tmpfs /mnt
mount -t tmpfs -o mode=0770,uid=0,gid=0 tmpfs /media
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -o remount,bind,ro /
exec setpriv --reuid 1000770000 --regid 0 --clear-groups --no-new-privs --bounding-set=-all "$@"
"""
SETTINGS = {
    "UNSIGNED_SESSIONS": "/media/sessions",
    "UNSIGNED_BEHIND_PROXY": "yes",
    "TMPDIR": "/media",
    "HOME": "/media",
}


def command(instance: str, port: int) -> tuple[list[str], dict[str, str]]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("UNSIGNED_")}
    given |= SETTINGS | {"UNSIGNED_INSTANCE": instance, "UNSIGNED_PORT": str(port), "PYTHONDONTWRITEBYTECODE": "1"}
    return ["unshare", "--mount", "sh", "-ec", ENTER, "enter", sys.executable, *GUNICORN], given


@pytest.fixture(autouse=True)
def may_enter() -> None:
    words = ["unshare", "--mount", "sh", "-ec", ENTER, "enter", sys.executable, "-c", "import surveys"]
    if os.geteuid() or subprocess.run(words, cwd=PROJECT, capture_output=True).returncode:
        pytest.skip("such a container cannot be entered here")


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    words, environment = command("/mnt/instance", port)
    with (tmp_path / "output").open("wb") as output:
        server = subprocess.Popen(words, cwd=PROJECT, env=environment, stdout=output, stderr=output)
    try:
        for _ in range(2_400):
            try:
                asks(port, "/health")
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "output").read_text()
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(40)
    assert "Traceback" not in (tmp_path / "output").read_text()


def asks(port: int, path: str) -> tuple[int, str, list[str]]:
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path)
    answer = line.getresponse()
    return answer.status, answer.read().decode(), answer.headers.get_all("Set-Cookie") or []


def test_any_user_number_serves_from_a_read_only_root_and_sets_participants_no_cookie(port: int) -> None:
    assert asks(port, "/health") == (200, "ok\n", [])
    for path, status in (("/", 200), ("/s/abcdefghjk", 404), ("/s/abcdefghjk/take-back", 404), ("/nowhere", 404)):
        assert asks(port, path)[::2] == (status, []), path
    status, _page, cookies = asks(port, "/office/sign-in")
    assert (status, len(cookies)) == (200, 1)


def test_the_root_of_a_mount_is_refused_with_a_sentence() -> None:
    """Only its owner may close it to others."""
    words, environment = command("/mnt", free_port())
    done = subprocess.run(words, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert re.search(r"Unsigned did not start\. .*name a new folder in it, such as /mnt/unsigned", done.stderr)
    assert "Traceback" not in done.stderr


def test_the_platform_s_file_keeps_to_one_server_and_no_cookie() -> None:
    text = (PROJECT / "deploy/kubernetes.yaml").read_text()
    for line in ("replicas: 1", "type: Recreate", "readOnlyRootFilesystem: true", 'disable_cookies: "true"'):
        assert line in text
    assert text.count("medium: Memory") == 2
