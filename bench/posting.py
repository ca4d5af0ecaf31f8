"""How many comments a second the site takes in and keeps.

    python -m bench.posting [processes]        (DATABASE_URL for PostgreSQL; else SQLite in a temporary folder)

Sixteen connections post as fast as they are answered, each comment in other words: first as visitors whom the site
knows, each with a cookie, then everybody as somebody new. The baseline is what the database can do at most: a row
changed and committed, one after another. Both are counted as acknowledged, so each has been through fsync, as long as
the database is set so. The rounds take turns and the median counts. Client and server share the machine, so the time
of a core that the server's processes spend on a comment is told as well: it says what they could do alone.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench.live import HOST, PORT, prepare

CONNECTIONS = 16
SECONDS = 5
ROUNDS = 3
UNLIMITED = {"COMMENTS_A_MINUTE": "1000000", "COMMENTS_A_MINUTE_FROM_SUBNET": "1000000"}
WORDS = "Ямы на мосту кто заделает? Третий год обещают, а воз и ныне там."


def main(processes):
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= UNLIMITED | {"DATA_DIR": folder, "SECRET_KEY": "bench", "TRUSTED_PROXIES": "1"}
        os.environ |= {"PORT": str(PORT), "WEB_CONCURRENCY": str(processes)}
        path = f"/news/{prepare()}/comments/"
        server = subprocess.Popen([sys.executable, "-m", "gunicorn"], start_new_session=True)
        try:
            wait_for_server()
            workers = wait_for_workers(server.pid, processes)
            known, new = Poster(path, is_known=True), Poster(path, is_known=False)
            rounds = [(*rate_of(known, workers), *rate_of(new, workers), commits()) for _round in range(ROUNDS)]
        finally:
            server.terminate()
            server.wait()
    known, known_cpu, new, new_cpu, bare = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    print(f"known visitors {known:.0f} comments a second, new ones {new:.0f}; bare commits {bare:.0f}")
    print(f"the server's time of a core: {known_cpu * 1000:.2f} and {new_cpu * 1000:.2f} ms a comment")
    print(f"ratio to bare commits: {known / bare:.2f} and {new / bare:.2f}")


class Poster:
    """What every connection sends: a comment in words of its own, from an address of its own."""

    numbers = count()

    def __init__(self, path, *, is_known):
        self.path, self.is_known = path, is_known

    def __call__(self, connection, cookie):
        """Post one; return the visitor's cookie for the next."""
        number = next(self.numbers)
        body = urlencode({"name": "Айгуль", "text": f"{WORDS} {number}", "agree": "on"})
        lines = [
            f"POST {self.path} HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/x-www-form-urlencoded",
            "Sec-Fetch-Site: same-origin",
            "Accept: application/json",
            f"X-Forwarded-For: 10.{number & 255}.{number >> 8 & 255}.1",
            f"Content-Length: {len(body)}",
            *([f"Cookie: {cookie}"] if cookie and self.is_known else []),
        ]
        connection.sendall("\r\n".join([*lines, "", body]).encode())
        head = read_answer(connection)
        if not head.startswith(b"HTTP/1.1 201"):
            raise SystemExit(head.decode(errors="replace"))
        set_cookie = head.partition(b"\r\nSet-Cookie: ")[2] or head.partition(b"\r\nset-cookie: ")[2]
        return set_cookie.partition(b";")[0].decode() or cookie


def rate_of(post, workers):
    """Return how many are acknowledged a second over all connections, and the seconds of a core that one takes."""
    spent = cpu(workers)
    end = time.monotonic() + SECONDS
    counts = []

    def work():
        cookie, done = "", 0
        with socket.create_connection((HOST, PORT)) as connection:
            while time.monotonic() < end:
                cookie = post(connection, cookie)
                done += 1
        counts.append(done)

    threads = [threading.Thread(target=work) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CONNECTIONS:
        raise SystemExit("Some connection was refused.")
    return sum(counts) / SECONDS, (cpu(workers) - spent) / sum(counts)


def wait_for_workers(pid, processes):
    """Return the serving processes; the server listens before it has started all of them."""
    started = Path(f"/proc/{pid}/task/{pid}/children")
    while len(workers := started.read_text().split()) < processes:
        time.sleep(0.1)
    return workers


def cpu(pids):
    """Return the seconds of a core that processes have taken so far (proc(5), fields 14 and 15 of stat)."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(stat[11]) + int(stat[12]) for stat in fields) / os.sysconf("SC_CLK_TCK")


def read_answer(connection):
    """Read one answer and return its head."""
    head = b""
    while b"\r\n\r\n" not in head:
        if not (more := connection.recv(65536)):
            raise SystemExit("The server has closed the connection.")
        head += more
    head, _end, body = head.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return head


def commits():
    """Return how many changes of one row a single connection commits a second."""
    from django.db.models import F

    from live.models import Head

    Head.current()
    end, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        Head.objects.filter(pk=1).update(seq=F("seq") + 0)
        done += 1
    return done / SECONDS


def wait_for_server():
    while True:
        try:
            socket.create_connection((HOST, PORT)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
