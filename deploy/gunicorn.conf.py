"""How gunicorn serves Unsigned. No access log, no control socket: nothing names who came, or when."""

import gc
import os
import resource
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from gunicorn.glogging import Logger

from surveys.settings import load_settings

_settings = load_settings(os.environ)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump of memory would hold the words that are being sent

_descriptors, _most_descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)
if _descriptors < 4_096:  # each connection that waits takes one
    _wanted = 4_096 if _most_descriptors == resource.RLIM_INFINITY else min(4_096, _most_descriptors)
    resource.setrlimit(resource.RLIMIT_NOFILE, (_wanted, _most_descriptors))

_host = str(_settings["HOST"])
bind = f"[{_host}]:{_settings['PORT']}" if ":" in _host else f"{_host}:{_settings['PORT']}"
workers = int(_settings["WORKERS"])
threads = int(_settings["THREADS"])
worker_class = "surveys.operating.serving.PatientWorker"  # slow connections wait without a thread
worker_connections = 1_000
preload_app = True
control_socket_disable = True
forwarded_allow_ips = ""  # who comes over loopback is no proxy by that: the application knows whether there is one
limit_request_line = 8190  # a page of a participant travels sealed in its address
accesslog = None
loglevel = "error"
timeout = 120  # a large sheet takes a while; everything else answers in milliseconds
_memory = Path("/dev/shm")  # noqa: S108  (heartbeats only; a disk would make workers wait)
worker_tmp_dir = str(_memory) if _memory.is_dir() else None


class QuietLog(Logger):
    """gunicorn's log without what names a visitor, however chatty the command line asks it to be."""

    def exception(self, _message: object, *_details: object, **_more: object) -> None:
        """An accident outside the application: its type and place, for its text could hold what was sent."""
        from surveys.errors import type_and_place

        self.error_log.error(type_and_place(sys.exc_info()[1]))

    def _say_nothing(self, *_details: object, **_more: object) -> None:
        """An access line and most debug lines hold a path, the warning of an invalid request an address."""

    access = warning = debug = _say_nothing


logger_class = QuietLog


def on_starting(server: Any) -> None:
    """Before it listens: gunicorn's own words for a port that is taken say eleven times nothing that helps."""
    from surveys.operating.starting import expect_free

    if server.master_pid or "LISTEN_FDS" in os.environ or server.cfg.reuse_port:
        return  # the socket is handed down, or shared
    for address in server.cfg.address:
        if isinstance(address, tuple):
            expect_free(*address)


def when_ready(server: Any) -> None:
    """Before the workers start: say where to open it, and load what they will share."""
    from app import app
    from surveys.operating.starting import announce, warm_up

    announce(app, server.LISTENERS[0].getsockname() if server.LISTENERS else None)
    warm_up()
    gc.freeze()  # a collection in a worker must not copy what it shares
