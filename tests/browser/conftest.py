"""Real pages in a real Chromium; a page that reports an error in its console has failed."""

import os
import shutil
import signal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from live.models import Head
from tests.browser.serving import LiveSite
from tests.builders import number

DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "ru-RU", "timezone_id": "Asia/Almaty"}
PHONE = DESK | {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SIZES = {"desk": DESK, "phone": PHONE}

# Playwright's synchronous API keeps an event loop in this thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items):
    """Mark every test of this folder, so that a machine without Chromium can leave them out."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_chromium_path(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


def _chromium_path():
    path = os.environ.get("CHROME_PATH") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium on this machine: set CHROME_PATH or install chromium")
    return path


@pytest.fixture
def page(chromium, live_server):
    """A page on a desk: 1280 × 900; addresses may begin with a slash."""
    yield from _page(chromium, live_server, DESK)


@pytest.fixture
def phone(chromium, live_server):
    """A page on a phone: 360 × 740, touched with a finger."""
    yield from _page(chromium, live_server, PHONE)


def _page(chromium, live_server, options):
    """Open a page; its complaints fail the test, unless the test took them from `page.complaints`."""
    context = chromium.new_context(base_url=live_server.url, **options)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: _note(page, message))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(10_000)

    yield page

    complaints = page.complaints
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def collected(prepared, tmp_path_factory):
    """A data folder with the static files collected, under their hashed names."""
    return shutil.copytree(prepared, tmp_path_factory.mktemp("collected") / "data")


@pytest.fixture(scope="session")
def live_site(collected, django_db_setup):
    """The real site with its streams, asleep."""
    site = LiveSite(collected)
    yield site
    site.stop(signal.SIGKILL)


@pytest.fixture
def site(live_site, transactional_db):
    """The real site, awake; the log begins anew."""
    Head.objects.update_or_create(pk=1, defaults={"seq": 0, "epoch": f"test{next(number):04}"})
    live_site.wake()
    yield live_site
    live_site.sleep()


@pytest.fixture
def open_page(request, chromium, site):
    """`open_page(path)` opens a page of one more reader, or a tab of the one who has the `context`."""
    contexts = []

    def open_page(path, context=None, **options):
        if context is None:
            size = SIZES[getattr(request, "param", "desk")]
            context = chromium.new_context(base_url=site.url, **size | options)
            contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: _note(page, message))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.set_default_timeout(20_000)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(page, message):
    """Keep errors and warnings; Chromium reports policy violations and failed loads as console errors."""
    if "/live/" in message.location.get("url", ""):
        # Django's own test server has no edge, and nobody answers there; tests.browser.serving starts one that has.
        return
    if message.type in ("error", "warning"):
        page.complaints.append(f"{message.text} ({message.location.get('url', '')})")


def log_in(page, user):
    """Let somebody be logged in, without the two seconds that it takes to fill in the form of it."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    # The same place as the site's own: else the browser would keep both.
    place = {"domain": "localhost", "path": settings.SESSION_COOKIE_PATH, "httpOnly": True}
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value} | place])


def is_too_wide(page):
    """Tell whether a page is wider than its screen; an emulated phone's window grows, and proves nothing."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
