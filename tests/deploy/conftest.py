"""nginx as it is shipped, with TLS, in front of gunicorn as it is shipped."""

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from socket import create_connection
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

    def says(self, request: bytes, name: str | None = NAME, *, plain: bool = False) -> bytes:
        """Whatever comes back to these bytes; `name` is the one that is asked for in the handshake."""
        with create_connection(("127.0.0.1", self.plain_port if plain else self.port), timeout=20) as line:
            if not plain:
                line = trusting().wrap_socket(line, server_hostname=name)
            with line:
                line.sendall(request)
                return b"".join(iter(lambda: line.recv(1 << 16), b""))


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
        try:
            answer = self._opener.open(request, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            return Page(answer.url, answer.status, answer.read().decode(errors="replace"), answer.headers)

    @property
    def _opener(self) -> OpenerDirector:
        return build_opener(HTTPSHandler(context=trusting()), HTTPCookieProcessor(self.cookies))


def trusting() -> ssl.SSLContext:
    """A client that takes a certificate that nobody has signed."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def behind_nginx(folder: Path, path: str = "", *, strips: bool = False, names_it: bool = False) -> Iterator[Front]:
    """The shipped configuration with free ports and a certificate of its own; for a path, as the guide says.

    It may strip the path, and name it in a header where the server is not told its address.
    """
    port, plain_port = free_port(), free_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("UNSIGNED_ADDRESS", "" if names_it else f"https://{NAME}:{port}{path}")
        environment.setenv("UNSIGNED_BEHIND_PROXY", "yes")
        server = start_server(folder)
    front = Front(server, port, plain_port, path)
    nginx = start_nginx(folder / "nginx", front, stripped="/" if strips else "", named=path if names_it else "")
    try:
        yield front
    finally:
        nginx.terminate()
        nginx.wait(20)
        server.ends()


def start_nginx(folder: Path, front: Front, *, stripped: str, named: str) -> subprocess.Popen[bytes]:
    folder.mkdir()
    write_certificate(folder)
    shipped = (PROJECT / "deploy/nginx.conf").read_text()
    for pattern, replacement in (
        (r"listen 443 ssl", f"listen 127.0.0.1:{front.port} ssl"),
        (r"listen 80\b", f"listen 127.0.0.1:{front.plain_port}"),
        (r"notes\.example\.org", NAME),
        (r"/etc/ssl/unsigned", str(folder)),
        (r"http://127\.0\.0\.1:8000", f"http://127.0.0.1:{front.server.port}{stripped}"),
        (r'(X-Forwarded-Prefix) ""', f'\\1 "{named}"'),
        (r"location / ", f"location {front.path}/ "),
    ):
        shipped, times = re.subn(pattern, replacement, shipped)
        assert times, pattern
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    frame = "pid {0}/pid; error_log {0}/log; daemon off; master_process off; events {{}} http {{ {1} {2} }}"
    (folder / "nginx.conf").write_text(frame.format(folder, temporary, shipped))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    nginx = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "log"])
    for _ in range(200):
        try:
            create_connection(("127.0.0.1", front.port), timeout=5).close()
        except OSError:
            assert nginx.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
    return nginx


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
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.getheaders()
