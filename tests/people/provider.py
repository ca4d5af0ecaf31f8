"""A provider of short messages on this machine, over real HTTP."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs


class _Provider(BaseHTTPRequestHandler):
    """Keeps what it is sent and answers as it is told."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.append((parse_qs(body), self.headers.get("Authorization")))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(b'{"state": "accepted"}')

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def sms_provider():
    """Run it: `got` holds what it was sent, `address` is where it takes it, `status` what it answers."""
    server = HTTPServer(("127.0.0.1", 0), _Provider)
    server.got, server.status = [], 200
    server.address = f"http://127.0.0.1:{server.server_port}/send"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
