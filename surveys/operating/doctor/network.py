"""Checks of what is between the server and the people: TLS, a proxy without logs, names on the form."""

from collections.abc import Iterator

from surveys.operating.doctor.examined import Examined, Hint
from surveys.operating.doctor.nginx import Site, read_sites
from surveys.settings import is_open_to_the_room
from surveys.terminal import gettext as _
from surveys.terminal import ngettext


def debug_off(examined: Examined) -> Iterator[str]:
    """Flask's debugger shows the memory to anyone who sees an error."""
    if examined.is_debugging:
        yield _("Error pages would show what people wrote. Unset FLASK_DEBUG and start the server again.")


def tls_in_front(examined: Examined) -> Iterator[str]:
    """Without TLS everybody on the same network can read what people send."""
    settings = examined.settings
    if not str(settings["ADDRESS"]).startswith("https://"):
        yield _("Set UNSIGNED_ADDRESS to the public address, such as https://notes.example.org")
    if not settings["BEHIND_PROXY"]:
        yield _("Put a proxy with TLS in front (deploy/nginx.conf), and set UNSIGNED_BEHIND_PROXY=yes")
    elif is_open_to_the_room(settings):
        yield _("People can reach the server without the proxy. Set UNSIGNED_HOST=127.0.0.1")


def who_is_named(examined: Examined) -> Iterator[str]:
    """People must be able to read who is responsible before they write."""
    if not examined.settings["CONTROLLER"]:
        yield _("The form does not say who is responsible for the notes. Set UNSIGNED_CONTROLLER.")
    if not examined.settings["OPERATOR"]:
        yield _("The form does not say who runs the server. Set UNSIGNED_OPERATOR.")


def proxy_log(examined: Examined) -> Iterator[str]:
    """No nginx server that a phone reaches writes a log: each line would have an address, a time and a link.

    One of them answers to names that nginx does not know: to those who type the number of the machine.
    """
    try:
        sites = read_sites(examined)
    except (OSError, RecursionError) as error:
        yield Hint(_("nginx's configuration cannot be read (%(reason)s). Run this command once as root.", reason=error))
        return
    ours = {site.path for site in sites if site.leads_here}
    if not ours:
        yield Hint(
            _("No nginx in front of this server was found. Check that whatever is in front writes no access log.")
        )
        return
    reached = [site for site in sites if site.leads_here or site.is_default]
    yield from dict.fromkeys(words for site in reached for words in _about_logs_of(site, is_ours=site.path in ours))
    if others := sorted({str(site.path) for site in sites if site.logs_visits and site not in reached}):
        yield Hint(
            ngettext(
                "%(files)s logs who asks for other names. Check that no link to Unsigned uses one of them.",
                "%(files)s log who asks for other names. Check that no link to Unsigned uses one of them.",
                len(others),
                files=", ".join(others),
            )
        )


def _about_logs_of(site: Site, *, is_ours: bool) -> Iterator[str]:
    if (site.logs_visits or site.logs_errors) and not is_ours:
        yield _(
            "%(file)s logs who types the number of this machine, with what follows it. Remove this site of nginx.",
            file=site.path,
        )
        return
    if site.logs_visits:
        yield _("%(file)s may log who came. Add this line to every server { … }: access_log off;", file=site.path)
    if site.logs_errors:
        yield _(
            "%(file)s may log addresses. Add this line to every server { … }: error_log /dev/null crit;", file=site.path
        )
