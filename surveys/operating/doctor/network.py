"""Checks of what is between the server and the people: TLS, a proxy without logs, names on the form."""

import re
from collections.abc import Iterator
from pathlib import Path

from surveys.operating.doctor.examined import Examined, Hint
from surveys.settings import is_open_to_the_room

_NGINX = ("etc/nginx/nginx.conf", "etc/nginx/conf.d/*.conf", "etc/nginx/sites-enabled/*")


def debug_off(examined: Examined) -> Iterator[str]:
    """Flask's debugger shows the memory to anyone who sees an error."""
    if examined.is_debugging:
        yield "Error pages would show what people wrote. Unset FLASK_DEBUG and start the server again."


def tls_in_front(examined: Examined) -> Iterator[str]:
    """Without TLS everybody on the same network can read what people send."""
    settings = examined.settings
    if not str(settings["ADDRESS"]).startswith("https://"):
        yield "Set UNSIGNED_ADDRESS to the public address, such as https://notes.example.org"
    if not settings["BEHIND_PROXY"]:
        yield "Put a proxy with TLS in front (deploy/nginx.conf), and set UNSIGNED_BEHIND_PROXY=yes"
    elif is_open_to_the_room(settings):
        yield "People can reach the server without the proxy. Set UNSIGNED_HOST=127.0.0.1"


def who_is_named(examined: Examined) -> Iterator[str]:
    """People must be able to read who is responsible before they write."""
    for name, who in (("CONTROLLER", "who is responsible for the notes"), ("OPERATOR", "who runs the server")):
        if not examined.settings[name]:
            yield f"The form does not say {who}. Set UNSIGNED_{name}."


def proxy_log(examined: Examined) -> Iterator[str]:
    """No nginx server in front writes a log: each line would have an address, a time and a link."""
    leading = list(_leading_here(examined))
    if not leading:
        yield Hint("No nginx in front of this server was found. Check that whatever is in front writes no access log.")
    for path, text in leading:
        servers = len(re.findall(r"\bserver\s*\{", text))
        if len(re.findall(r"\baccess_log\s+off\s*;", text)) < servers or re.search(r"\baccess_log\s+(?!off\b)", text):
            yield f"{path} may log who came. Add this line to every server {{ … }}: access_log off;"
        if len(re.findall(r"\berror_log\s+/dev/null\b", text)) < servers:
            yield f"{path} may log addresses. Add this line to every server {{ … }}: error_log /dev/null crit;"


def _leading_here(examined: Examined) -> Iterator[tuple[Path, str]]:
    for pattern in _NGINX:
        for path in sorted(examined.root.glob(pattern)):
            text = re.sub(r"#.*", "", path.read_text(errors="replace"))
            if re.search(rf"proxy_pass\s+\S+:{examined.settings['PORT']}\b", text):
                yield path, text
