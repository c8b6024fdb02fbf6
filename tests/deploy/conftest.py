"""nginx as it is shipped, with TLS, in front of gunicorn as it is shipped."""

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.cookiejar import CookieJar
from pathlib import Path
from socket import SHUT_WR, create_connection, socket
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPSHandler, OpenerDirector, Request, build_opener

import pytest
from bs4 import BeautifulSoup
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from surveys.settings import PROJECT
from tests.promises.server import Server, free_port, start_server

NAME = "localhost"
"""Stands for notes.example.org: the one name that leads here without a name server."""
PHONE = "127.77.7.7"
"""The address of whoever asks, unlike any in a configuration: where it is found, somebody was written down."""


FRAME = """
pid {0}/pid; error_log {0}/error.log; daemon off; master_process off;
events {{}}
http {{
    access_log {0}/access.log; {1}
    include {0}/sites;
}}
"""


class NotStarted(Exception):
    """nginx refused its configuration."""


@dataclass
class Front:
    """A server behind nginx; `port` speaks TLS, `plain_port` redirects to it."""

    server: Server
    port: int
    plain_port: int
    path: str

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.port}{self.path}"

    def says(self, request: bytes, name: str | None = NAME, *, plain: bool = False, hangs_up: bool = False) -> bytes:
        """Whatever comes back to these bytes; `name` is the one that is asked for in the handshake."""
        with self.calls(plain=plain) as line:
            if not plain:
                line = trusting().wrap_socket(line, server_hostname=name)
            with line:
                line.sendall(request)
                if hangs_up:
                    line.shutdown(SHUT_WR)
                return b"".join(iter(lambda: line.recv(1 << 16), b""))

    def calls(self, *, plain: bool = False) -> socket:
        """A line from a phone, before anything is said."""
        return create_connection(("127.0.0.1", self.plain_port if plain else self.port), 60, (PHONE, 0))


@dataclass
class Page:
    """What a browser got, and where from."""

    address: str
    status: int
    text: str
    headers: Message

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")


@dataclass
class Browser:
    """Follows redirects and keeps cookies as their paths say."""

    front: Front
    cookies: CookieJar = field(default_factory=CookieJar)
    agent: str = "Python"

    def get(self, address: str) -> Page:
        return self._open(Request(urljoin(f"{self.front.address}/", address)))

    def submits(self, page: Page, form: str = "form", **fields: str) -> Page:
        """Send a form as it stands on the page, with its hidden fields."""
        tag = page.soup.select_one(form)
        hidden = [(one["name"], one.get("value", "")) for one in tag.select("input[type=hidden]")]
        told = [pair for pair in hidden if pair[0] not in fields] + list(fields.items())
        action = urljoin(page.address, tag.get("action", ""))
        headers = {"Origin": f"https://{NAME}:{self.front.port}", "Referer": page.address}
        return self._open(Request(action, urlencode(told).encode(), headers))

    def _open(self, request: Request) -> Page:
        request.add_header("User-Agent", self.agent)
        try:
            answer = self._opener.open(request, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            return Page(answer.url, answer.status, answer.read().decode(errors="replace"), answer.headers)

    @property
    def _opener(self) -> OpenerDirector:
        return build_opener(FromPhone(), HTTPCookieProcessor(self.cookies))


class FromPhone(HTTPSHandler):
    """Calls from the address of a phone."""

    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(HTTPSConnection, source_address=(PHONE, 0)), request, context=trusting())


def trusting() -> ssl.SSLContext:
    """A client that takes a certificate that nobody has signed."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def behind_nginx(
    folder: Path,
    path: str = "",
    *,
    strips: bool = False,
    names_it: bool = False,
    change: Callable[[str], str] = lambda configuration: configuration,
) -> Iterator[Front]:
    """The shipped configuration with free ports and a certificate of its own; for a path, as the guide says.

    It may strip the path, and name it in a header where the server is not told its address. `change` is what a hand
    does to the configuration besides.
    """
    port, plain_port = free_port(), free_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("UNSIGNED_ADDRESS", "" if names_it else f"https://{NAME}:{port}{path}")
        environment.setenv("UNSIGNED_BEHIND_PROXY", "yes")
        server = start_server(folder)
    front = Front(server, port, plain_port, path)
    configuration = shipped(front, stripped="/" if strips else "", named=path if names_it else "")
    try:
        with running_nginx(folder / "nginx", change(configuration), port):
            yield front
    finally:
        server.ends()


def shipped(front: Front, *, stripped: str = "", named: str = "") -> str:
    """The shipped configuration as the guide changes it; FOLDER stands for that of the certificate."""
    text = (PROJECT / "deploy/nginx.conf").read_text()
    for pattern, replacement in (
        (r" *listen \[::\].*\n", ""),
        (r"listen 443 ssl", f"listen 127.0.0.1:{front.port} ssl"),
        (r"listen 80\b", f"listen 127.0.0.1:{front.plain_port}"),
        (r"notes\.example\.org", NAME),
        (r"/etc/ssl/unsigned", "FOLDER"),
        (r"http://127\.0\.0\.1:8000", f"http://127.0.0.1:{front.server.port}{stripped}"),
        (r'(X-Forwarded-Prefix) ""', f'\\1 "{named}"'),
        (r"location / \{\n", f"location {front.path}/ {{\n"),
    ):
        text, times = re.subn(pattern, replacement, text)
        assert times, pattern
    return text


@contextmanager
def running_nginx(folder: Path, sites: str, port: int) -> Iterator[Path]:
    """nginx with these sites, in the frame that Debian gives it, which logs everybody; the path of its configuration.

    Raises NotStarted with what it says.
    """
    folder.mkdir()
    write_certificate(folder)
    (folder / "sites").write_text(sites.replace("FOLDER", str(folder)))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(FRAME.format(folder, temporary))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    nginx = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        _wait_for(nginx, folder, port)
        yield folder / "nginx.conf"
    finally:
        nginx.terminate()
        nginx.wait(60)


def _wait_for(nginx: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    for _ in range(1_200):
        try:
            create_connection(("127.0.0.1", port), timeout=60).close()
            return
        except OSError:
            if nginx.poll() is not None:
                raise NotStarted((folder / "error.log").read_text()) from None
            time.sleep(0.05)
    raise AssertionError((folder / "error.log").read_text())


def write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    forms = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*forms))


def asks_directly(server: Server, path: str, **headers: str) -> tuple[int, str, list[tuple[str, str]]]:
    """Past nginx, as any program on the same machine can."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.getheaders()
