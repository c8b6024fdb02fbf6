"""Checks of what is between the server and the people: TLS, a proxy without logs, names on the form."""

from collections.abc import Iterator

from surveys.operating.doctor.examined import Examined, Hint
from surveys.operating.doctor.nginx import Site, read_sites
from surveys.settings import is_open_to_the_room


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
    """No nginx server that a phone reaches writes a log: each line would have an address, a time and a link.

    One of them answers to names that nginx does not know: to those who type the number of the machine.
    """
    try:
        sites = read_sites(examined)
    except (OSError, RecursionError) as error:
        yield Hint(f"nginx's configuration cannot be read ({error}). Run this command once as root.")
        return
    ours = {site.path for site in sites if site.leads_here}
    if not ours:
        yield Hint("No nginx in front of this server was found. Check that whatever is in front writes no access log.")
        return
    reached = [site for site in sites if site.leads_here or site.is_default]
    yield from dict.fromkeys(words for site in reached for words in _about_logs_of(site, is_ours=site.path in ours))
    if others := sorted({str(site.path) for site in sites if site.logs_visits and site not in reached}):
        yield Hint(
            f"{', '.join(others)} logs who asks for other names. Check that no link to Unsigned uses one of them."
        )


def _about_logs_of(site: Site, *, is_ours: bool) -> Iterator[str]:
    if (site.logs_visits or site.logs_errors) and not is_ours:
        yield f"{site.path} logs who types the number of this machine, with what follows it. Remove this site of nginx."
        return
    if site.logs_visits:
        yield f"{site.path} may log who came. Add this line to every server {{ … }}: access_log off;"
    if site.logs_errors:
        yield f"{site.path} may log addresses. Add this line to every server {{ … }}: error_log /dev/null crit;"
