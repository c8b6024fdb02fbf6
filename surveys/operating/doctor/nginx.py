"""nginx's configuration as `nginx -T` prints it: every file that is included, read without running nginx.

`nginx -T` itself needs the key of the certificate, and opens its logs. This reads only, as any user.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from surveys.operating.doctor.examined import Examined
from surveys.terminal import gettext as _

_WORD = re.compile(r"""\#[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | [{};] | (?:\\.|\$\{|[^\s{};])+""", re.VERBOSE)
"""A comment, a text in quotation marks, a brace or semicolon, or a plain word such as ${this}."""
_MOST_FILES = 500
"""A file that includes itself does not keep the doctor busy for ever."""


@dataclass(frozen=True)
class Directive:
    """One directive with its words, the directives in its block, and the file that has it."""

    name: str
    words: tuple[str, ...]
    block: tuple["Directive", ...]
    path: Path

    def all(self, name: str) -> Iterator["Directive"]:
        """The directives of this name in the block, however deep."""
        for one in self.block:
            if one.name == name:
                yield one
            yield from one.all(name)

    def own(self, name: str) -> list["Directive"]:
        """The directives of this name in the block itself."""
        return [one for one in self.block if one.name == name]


@dataclass(frozen=True)
class Site:
    """One server of nginx: whom it may write down, and whether people come to it who look for Unsigned."""

    path: Path
    leads_here: bool
    is_default: bool
    """Whether it answers, on a port of Unsigned, to any name that nginx does not know: to the number of the machine."""
    logs_visits: bool
    logs_errors: bool


def read_sites(examined: Examined) -> list[Site]:
    """Every server of nginx; none if there is no nginx. Raises OSError or RecursionError."""
    path = _configuration_of(examined)
    if not path.exists():
        return []
    main = Directive("", (), tuple(_Reader(examined.root, path.parent).read(path)), path)
    return [site for http in main.own("http") for site in _sites_in(main, http, examined)]


def _configuration_of(examined: Examined) -> Path:
    """The file that the running nginx was given, or the usual one."""
    for process in sorted((examined.root / "proc").glob("[0-9]*/cmdline")):
        try:
            title = process.read_text(errors="replace")
        except OSError:
            continue
        if title.startswith("nginx: master") and (given := re.search(r"\s-c\s*(/\S+)", title.replace("\0", " "))):
            return examined.root / given[1].lstrip("/")
    return examined.root / "etc/nginx/nginx.conf"


def _sites_in(main: Directive, http: Directive, examined: Examined) -> Iterator[Site]:
    servers = http.own("server")
    leading = [_leads_here(server, http, examined) for server in servers]
    ports = {80, 443} | {
        port for server, leads in zip(servers, leading, strict=True) if leads for _address, port in _doors(server)
    }
    defaults = _defaults(servers)
    for server, leads in zip(servers, leading, strict=True):
        yield Site(
            server.block[0].path if server.block else server.path,
            leads,
            any(port in ports and defaults[address, port] is server for address, port in _doors(server)),
            _logs(server, "access_log", "off", (http,)),
            _logs(server, "error_log", "/dev/null", (http, main)),
        )


def _leads_here(server: Directive, http: Directive, examined: Examined) -> bool:
    """Whether a server passes requests on to Unsigned, or has the name of its address."""
    port = f":{examined.settings['PORT']}"
    upstreams = {
        upstream.words[0]
        for upstream in http.own("upstream")
        if any(one.words[0].endswith(port) for one in upstream.own("server"))
    }
    targets = [urlsplit(one.words[0]).netloc for one in server.all("proxy_pass")]
    names = {name for one in server.own("server_name") for name in one.words}
    host = urlsplit(str(examined.settings["ADDRESS"])).hostname
    return host in names or any(target.endswith(port) or target in upstreams for target in targets)


def _doors(server: Directive) -> list[tuple[str, int]]:
    """The addresses and ports at which a server listens."""
    return [_door(one.words[0]) for one in server.own("listen")] or [("*", 80)]


def _door(listen: str) -> tuple[str, int]:
    address, colon, port = listen.rpartition(":")
    if listen.isdecimal():
        return "*", int(listen)
    return (address.replace("0.0.0.0", "*"), int(port)) if colon and port.isdecimal() else (listen, 80)  # noqa: S104


def _defaults(servers: Sequence[Directive]) -> dict[tuple[str, int], Directive]:
    """Who answers to unknown names at each address and port: who says so, otherwise the first."""
    found: dict[tuple[str, int], Directive] = {}
    for server in servers:
        for door in _doors(server):
            found.setdefault(door, server)
    for server in servers:
        for one in server.own("listen"):
            if {"default_server", "default"} & set(one.words):
                found[_door(one.words[0])] = server
    return found


def _logs(server: Directive, name: str, nowhere: str, above: Sequence[Directive]) -> bool:
    """Whether the server, or a block in it, writes this log; what it does not say comes from above, or nginx logs."""
    own = next((here for level in (server, *above) if (here := level.own(name))), [])
    return not own or any(one.words[:1] != (nowhere,) for one in (*own, *server.all(name)))


class _Reader:
    def __init__(self, root: Path, prefix: Path) -> None:
        self.root, self.prefix, self.files = root, prefix, 0

    def read(self, path: Path) -> Iterator[Directive]:
        self.files += 1
        if self.files > _MOST_FILES:
            raise RecursionError(_("%(file)s is included again and again", file=path))
        words = [word for word in _WORD.findall(path.read_text(errors="replace")) if not word.startswith("#")]
        yield from self._block(iter(words), path)

    def _block(self, words: Iterator[str], path: Path) -> Iterator[Directive]:
        """The directives until the block ends."""
        said: list[str] = []
        for word in words:
            if word in ("{", ";"):
                block = tuple(self._block(words, path)) if word == "{" else ()
                yield from self._directive(said, block, path)
                said = []
            elif word == "}":
                return
            else:
                said.append(word.strip("\"'"))

    def _directive(self, said: list[str], block: tuple[Directive, ...], path: Path) -> Iterator[Directive]:
        name, *words = said or [""]
        if name != "include" or not words:
            yield Directive(name, tuple(words), block, path)
            return
        place = self.root / words[0].lstrip("/") if words[0].startswith("/") else self.prefix / words[0]
        found = sorted(place.parent.glob(place.name)) if re.search(r"[*?\[]", place.name) else [place]
        for included in found:
            yield from self.read(included)
