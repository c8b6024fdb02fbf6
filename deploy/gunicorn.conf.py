"""How gunicorn serves Unsigned. No access log, no control socket: nothing names who came, or when."""

import gc
import os
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from surveys.settings import load_settings

_settings = load_settings(os.environ)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump of memory would hold the words that are being sent

bind = f"{_settings['HOST']}:{_settings['PORT']}"
workers = int(_settings["WORKERS"])
threads = int(_settings["THREADS"])
worker_class = "gthread"
preload_app = True
control_socket_disable = True
accesslog = None
loglevel = "error"
timeout = 120  # a large sheet takes a while; everything else answers in milliseconds
_memory = Path("/dev/shm")  # noqa: S108  (heartbeats only; a disk would make workers wait)
worker_tmp_dir = str(_memory) if _memory.is_dir() else None


def when_ready(_server: object) -> None:
    """Before the workers start: say where to open it, and load what they will share."""
    from app import app
    from surveys.starting import warm_up, welcome

    print(welcome(app.config, app.extensions["instance"]), flush=True)
    warm_up()
    gc.freeze()  # a collection in a worker must not copy what it shares
