"""How gunicorn serves newsroom.asgi; gunicorn finds this file by its name.

The worker class was chosen by measuring: docs/benchmarks.md, "Serving: worker class".
"""

import os
import resource
import socket
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
wsgi_app = "newsroom.asgi:application"
worker_class = "asgi"
asgi_loop = "uvloop"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# The application is read once and shared by the workers: half the memory, half the start. At work on the code
# (bin/run --dev) each worker reads it itself, anew after every change.
reload = os.environ.get("DEBUG") == "1"
reload_extra_files = [str(file) for file in Path("templates").rglob("*.*")] if reload else []
preload_app = not reload

# Every waiting reader is a connection; the default of 1,000 would turn the rest of a city away.
worker_connections = 12_000
# Longer than nginx keeps an idle connection (60 s), so that nginx never asks over one being closed.
keepalive = 65
# Idle connections are waited for as well, so this is what a restart takes behind a proxy.
graceful_timeout = 3

# Whom to believe about a client's address and scheme is said once, by TRUSTED_PROXIES in the settings.
forwarded_allow_ips = ""
# The heartbeat of a worker is a touched file; on a busy disk a touch may take longer than the timeout.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  (gunicorn names the file)
control_socket_disable = True
loglevel = "warning"

# A connection is an open file, and the usual limit of 1,024 is soon reached.
_most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files, _most_files))


def when_ready(server):
    """Have the kernel drop readers who have taken nothing for half a minute; nobody else can (tcp(7))."""
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 30_000)


def post_worker_init(worker):
    """Let streams end as soon as the worker is asked to: it waits for its connections first."""
    from newsroom.asgi import streams

    streams.is_stopping = lambda: not worker.alive
