"""What stands between the server and the people: TLS, a proxy that must not write down who came, names on the form."""

import re
from collections.abc import Iterator
from pathlib import Path

from surveys.operating.doctor.examined import Examined, Hint
from surveys.settings import is_open_to_the_room

_NGINX = ("etc/nginx/nginx.conf", "etc/nginx/conf.d/*.conf", "etc/nginx/sites-enabled/*")


def debug_off(examined: Examined) -> Iterator[str]:
    """Flask's debugger shows what is in memory to who sees an error."""
    if examined.is_debugging:
        yield "error pages would show what people wrote: unset FLASK_DEBUG and start the server again"


def tls_in_front(examined: Examined) -> Iterator[str]:
    """Without it everybody on the same network can read along."""
    settings = examined.settings
    if not str(settings["ADDRESS"]).startswith("https://"):
        yield "set UNSIGNED_ADDRESS to the public address; it starts with https://"
    if not settings["BEHIND_PROXY"]:
        yield "put a proxy with TLS in front (deploy/nginx.conf), then set UNSIGNED_BEHIND_PROXY=yes"
    elif is_open_to_the_room(settings):
        yield "people can pass the proxy by: set UNSIGNED_HOST=127.0.0.1"


def who_is_named(examined: Examined) -> Iterator[str]:
    """People have to know who is responsible before they write."""
    for name, who in (("CONTROLLER", "who is responsible for the words"), ("OPERATOR", "who runs the server")):
        if not examined.settings[name]:
            yield f"the form does not say {who}: set UNSIGNED_{name}"


def proxy_log(examined: Examined) -> Iterator[str]:
    """Each server of nginx that leads here keeps no log: a line holds an address, a time and a link."""
    leading = list(_leading_here(examined))
    if not leading:
        yield Hint("no nginx here leads to this server; see that whatever does keeps no access log")
    for path, text in leading:
        servers = len(re.findall(r"\bserver\s*\{", text))
        if len(re.findall(r"\baccess_log\s+off\s*;", text)) < servers or re.search(r"\baccess_log\s+(?!off\b)", text):
            yield f"{path}: write access_log off; into every server {{ … }}"
        if len(re.findall(r"\berror_log\s+/dev/null\b", text)) < servers:
            yield f"{path}: write error_log /dev/null crit; into every server {{ … }}, for its lines hold addresses"


def _leading_here(examined: Examined) -> Iterator[tuple[Path, str]]:
    for pattern in _NGINX:
        for path in sorted(examined.root.glob(pattern)):
            text = re.sub(r"#.*", "", path.read_text(errors="replace"))
            if re.search(rf"proxy_pass\s+\S+:{examined.settings['PORT']}\b", text):
                yield path, text
