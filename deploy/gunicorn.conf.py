"""How gunicorn serves Unsigned. No access log, no control socket: nothing names who came, or when."""

import os

from surveys.settings import load_settings

_settings = load_settings(os.environ)

bind = f"{_settings['HOST']}:{_settings['PORT']}"
workers = int(_settings["WORKERS"])
threads = int(_settings["THREADS"])
worker_class = "gthread"
preload_app = True
control_socket_disable = True
accesslog = None
loglevel = "error"
timeout = 120  # a large sheet takes a while; everything else answers in milliseconds
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
