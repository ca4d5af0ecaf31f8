"""How soon a comment reaches everybody who reads the article, what a waiting reader costs, and what pages feel of it.

    python -m bench.live [readers]        (DATABASE_URL for PostgreSQL; else SQLite in a temporary folder)

One serving process; readers and writer are a second process. A comment a second is posted over HTTP; its latency is
counted from the moment before the request to the moment its event is read, for every reader. A third process asks for
the article's page twenty times a second; what it took before anybody listened is the baseline. At last all
readers are cut off and come back at once with their cursors, as after a deploy.
"""

import asyncio
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import uvloop

COMMENTS = 20
BETWEEN = 1
BETWEEN_PAGES = 0.05
IDLE = 10
AT_ONCE = 200
ADDRESSES = 100
HOST = "127.0.0.1"
PORT = int(os.environ.get("PORT", "8499"))
TOKEN = re.compile(rb"^data:.*?token-(\d+)-", re.M)


def main(readers):
    _files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        limits = {"STREAMS": str(2 * readers), "STREAMS_FROM_ADDRESS": str(readers), "COMMENTS_A_MINUTE": "100000"}
        os.environ |= limits | {"DATA_DIR": folder, "SECRET_KEY": "bench", "PORT": str(PORT), "WEB_CONCURRENCY": "1"}
        os.environ["COMMENTS_A_MINUTE_FROM_SUBNET"] = "100000"
        article = prepare()
        server = subprocess.Popen([sys.executable, "-m", "gunicorn"], start_new_session=True, preexec_fn=on_core(0))
        on_core(1)()
        try:
            uvloop.run(measure(server.pid, article, readers))
        finally:
            server.terminate()
            server.wait()


def on_core(number):
    """Keep a process to one core: the server's readers would be on other machines."""
    return lambda: os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[number]})


def prepare():
    """Make the database and one article; return its number."""
    subprocess.run([sys.executable, "manage.py", "prepare", "--demo"], check=True, stdout=subprocess.DEVNULL)
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from articles.models import Article

    return Article.objects.published().in_language("ru").latest().first().pk


async def measure(pid, article, count):
    worker = await started(pid)
    pages = subprocess.Popen([sys.executable, "-m", "bench.live", "pages", str(article)], stdout=subprocess.PIPE)
    await asyncio.sleep(IDLE)
    memory, idle_until = resident(worker), time.monotonic()
    posted = {}
    began = time.monotonic()
    readers = [await listen(article, number) for number in range(count)]
    opened = time.monotonic() - began
    cost = (resident(worker) - memory) / count
    busy_from, spent_before, listened_before = time.monotonic(), spent(worker), time.process_time()
    for number in range(COMMENTS):
        posted[number] = time.monotonic()
        await post(article, number)
        await asyncio.sleep(max(0, posted[number] + BETWEEN - time.monotonic()))
    busy_until = time.monotonic()
    deadline = time.monotonic() + 60
    while sum(len(reader.heard) for reader in readers) < count * COMMENTS and time.monotonic() < deadline:
        await asyncio.sleep(0.05)
    user, system = (now - before for now, before in zip(spent(worker), spent_before, strict=True))
    listening = time.process_time() - listened_before
    pages.terminate()
    asked = [tuple(map(float, line.split())) for line in pages.communicate()[0].splitlines()[:-1]]
    idle = [took for began, took in asked if idle_until - IDLE / 2 < began < idle_until]
    busy = [took for began, took in asked if busy_from < began < busy_until]
    came_back = await all_come_back(article, readers)
    ranked = sorted(heard_at - posted[number] for reader in readers for number, heard_at in reader.heard)
    different = sum(len(dict(reader.heard)) for reader in readers)
    print(f"readers {count}, opened in {opened:.1f} s, {cost:.1f} kB each")
    print(f"missing {count * COMMENTS - different}, doubled {len(ranked) - different}", end="; ")
    print(f"p50 {ranked[len(ranked) // 2] * 1000:.0f} ms, p99 {ranked[len(ranked) * 99 // 100] * 1000:.0f} ms")
    each = 1e6 / len(ranked)
    print(f"of a core for each event: server {user * each:.1f} µs", end="")
    print(f" and {system * each:.1f} µs in the kernel, readers {listening * each:.1f} µs")
    print(f"article page p95: {p95(busy) * 1000:.0f} ms, {p95(busy) / p95(idle):.1f} times the idle one", end="; ")
    print(f"median {statistics.median(busy) / statistics.median(idle):.1f} times; {len(idle)} and {len(busy)} pages")
    print(f"all came back in {came_back:.1f} s")


async def all_come_back(article, readers):
    """Cut everybody off at once, and return in how many seconds all listen again."""
    for reader in readers:
        reader.transport.abort()
    cursor = await newest_cursor(article)
    began, turn = time.monotonic(), asyncio.Semaphore(AT_ONCE)

    async def come_back(number):
        async with turn:
            return await listen(article, number, cursor)

    again = await asyncio.gather(*(come_back(number) for number in range(len(readers))))
    took = time.monotonic() - began
    for reader in again:
        reader.transport.abort()
    return took


async def newest_cursor(article):
    """Return the cursor that a page made now would resume after."""
    reader, writer = await asyncio.open_connection(HOST, PORT)
    path = f"/live/?topics=article:{article},site&language=ru&poll=1"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    return re.search(rb'"cursor": "([^"]+)"', await reader.read())[1].decode()


def ask_pages(article):
    """Ask for the article's page until somebody ends it; print when each was asked for, and the seconds it took."""
    # What the readers' process takes of this core is none of the server's business.
    os.nice(-10)
    while True:
        began = time.monotonic()
        took = asyncio.run(ask(f"/news/{article}/"))
        print(began, took, flush=True)
        time.sleep(BETWEEN_PAGES)


async def started(pid):
    """Wait until the server answers; return its worker's pid."""
    while True:
        try:
            await ask("/livez")
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def resident(pid):
    """The memory of a process, in kB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])


def spent(pid):
    """The seconds that a process's first thread has computed: (itself, the kernel for it); proc(5)."""
    fields = Path(f"/proc/{pid}/task/{pid}/stat").read_text().rpartition(")")[2].split()
    return tuple(int(ticks) / os.sysconf("SC_CLK_TCK") for ticks in fields[11:13])


class Reader(asyncio.Protocol):
    """One open stream, and what it has heard: [(number of the comment, when)]."""

    def __init__(self, request):
        self.request = request
        self.heard, self.rest = [], b""
        self.is_listening = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data):
        now = time.monotonic()
        lines, _newline, self.rest = (self.rest + data).rpartition(b"\n")
        if not self.is_listening.done() and b"retry:" in lines:
            self.is_listening.set_result(None)
        self.heard += [(int(number), now) for number in TOKEN.findall(lines)]


async def listen(article, number, cursor=""):
    """Open one stream, from one of a hundred addresses of this machine."""
    path = f"/live/?topics=article:{article},site&language=ru&after={cursor}"
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    address = (f"127.0.{1 + number % ADDRESSES}.1", 0)
    loop = asyncio.get_running_loop()
    _transport, reader = await loop.create_connection(lambda: Reader(request), HOST, PORT, local_addr=address)
    await reader.is_listening
    return reader


async def post(article, number):
    """Post a comment."""
    body = urlencode({"name": "Айгуль", "text": f"token-{number}-", "agree": "on"})
    kind = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json"
    await ask(f"/news/{article}/comments/", f"POST {{}} HTTP/1.1\r\n{kind}\r\nContent-Length: {len(body)}\r\n", body)


async def ask(path, head="GET {} HTTP/1.1\r\n", body=""):
    """Ask for something; return the seconds it took. Raises OSError where nobody answers well."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection(HOST, PORT)
    writer.write(f"{head.format(path)}Host: localhost\r\nConnection: close\r\n\r\n{body}".encode())
    answer = await reader.read()
    writer.close()
    if int(answer.split(None, 2)[1]) >= 400:
        raise OSError(answer[:300])
    return time.monotonic() - began


def p95(seconds):
    """The second-slowest of twenty."""
    return statistics.quantiles(seconds, n=20)[-1]


if __name__ == "__main__":
    if sys.argv[1:2] == ["pages"]:
        ask_pages(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
