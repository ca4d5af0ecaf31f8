"""The server stops while somebody writes: nothing typed is lost, and what is saved again is saved once."""

import contextlib
import os
import re
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK
from tests.browser.test_autosave import KEPT, UNREACHABLE, editor, log_in_by_form, open_form, restore, write
from tests.newsroom.conftest import ROOT, Server, free_port, own_data, until

pytestmark = pytest.mark.serving
LIST = "/admin/articles/article/"


class Site:
    """The real site on a port and with data of its own; it can be killed and started again."""

    def __init__(self, prepared, folder):
        self.port, self.process = free_port(), None
        self.address = f"http://localhost:{self.port}"
        own = own_data(prepared, folder, SITE_URL=self.address, PORT=str(self.port), WEB_CONCURRENCY="1")
        self.environment = os.environ | own | {"DJANGO_SUPERUSER_PASSWORD": "anna-anna-1"}
        self.manage("createsuperuser", "--noinput", "--username", "anna", "--email", "anna@example.org")

    def manage(self, *words):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"], cwd=ROOT, env=self.environment, start_new_session=True
        )
        until(Server(self.port).is_up)

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def site(prepared, tmp_path):
    site = Site(prepared, tmp_path)
    site.start()
    yield site
    site.kill()


@pytest.fixture
def desk(chromium, site):
    """A page on which Anna has logged in; leaving it with changes asks nothing."""
    context = chromium.new_context(base_url=site.address, **DESK)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("dialog", lambda dialog: dialog.accept())
    log_in_by_form(page, "anna")
    yield page
    context.close()


def new_story(page):
    open_form(page)
    write(page, "Новость", "Слова.")
    expect(page.locator(KEPT)).to_be_visible()


def articles(page):
    """The headlines that the desk's list shows."""
    page.goto(LIST)
    return page.locator("#result_list tbody th a").all_inner_texts()


def versions(page):
    """How many versions the history of the newest article offers to compare."""
    page.goto(LIST)
    page.locator("#result_list tbody th a").first.click()
    expect(editor(page)).to_be_visible()
    page.goto(re.sub("change/.*", "history/", page.url))
    return page.locator("[name=new] option").count()


def test_save_pressed_while_the_server_is_down_goes_through_when_it_is_back(desk, site):
    new_story(desk)
    site.kill()

    desk.click("[name=_continue]")
    expect(desk.locator(UNREACHABLE)).to_be_visible()
    write(desk, "Новость", " И ещё.")
    site.start()
    desk.click("[name=_continue]")
    desk.wait_for_url("**/change/")

    expect(editor(desk)).to_have_text("Слова. И ещё.")
    assert articles(desk) == ["Новость"]
    assert versions(desk) == 1


def test_a_server_that_dies_before_it_saves_leaves_the_text_to_be_restored(desk, site):
    new_story(desk)
    write(desk, "Новость", " И ещё.")

    def die(route):
        if route.request.method == "POST":
            site.kill()
        route.continue_()

    desk.route("**/article/add/", die)
    with desk.expect_event("requestfailed", lambda request: request.method == "POST"):
        desk.click("[name=_continue]", no_wait_after=True)
    desk.unroute("**/article/add/")
    site.start()
    open_form(desk)
    restore(desk)
    desk.click("[name=_continue]")
    desk.wait_for_url("**/change/**")

    expect(editor(desk)).to_have_text("Слова. И ещё.")
    assert articles(desk) == ["Новость"]
    assert versions(desk) == 1


def test_a_server_that_dies_after_it_saved_and_before_it_answered_saves_once(desk, site):
    new_story(desk)

    def save_and_die(route):
        if route.request.method == "POST":
            assert route.fetch(max_redirects=0).status == 302
            site.kill()
        route.continue_()

    desk.route("**/article/add/", save_and_die)
    with desk.expect_event("requestfailed", lambda request: request.method == "POST"):
        desk.click("[name=_continue]", no_wait_after=True)
    desk.unroute("**/article/add/")
    site.start()
    # What «try again» does on the browser's own page of an error: the same form once more.
    desk.reload()
    desk.wait_for_url("**/change/")

    assert articles(desk) == ["Новость"]
    assert versions(desk) == 1
