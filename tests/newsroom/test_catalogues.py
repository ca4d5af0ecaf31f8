"""The translations: whole, exact, and in the right alphabet."""

import ast
import json
import re
from collections import Counter
from datetime import date, time
from gettext import GNUTranslations
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import polib
import pytest
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.utils import translation
from django.utils.formats import date_format, get_format, time_format
from django.utils.text import capfirst
from django.utils.translation.trans_real import DjangoTranslation

from newsroom.catalogues import ROOT, compile_catalogues

CATALOGUES = sorted(ROOT.glob("locale*/*/LC_MESSAGES/*.po"))
LANGUAGES = ["kk", "ru"]
DJANGO = ["conf", "contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/humanize", "contrib/sessions"]
DJANGO_CATALOGUES = [*((app, "django") for app in DJANGO), ("contrib/admin", "djangojs")]
LIBRARIES = ["taggit", "axes", "adminsortable2", "django_tasks", "django_tasks_db"]

KAZAKH_ONLY = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
CYRILLIC = f"А-Яа-яЁё{KAZAKH_ONLY}"
MIXED_WORD = re.compile(rf"[A-Za-z][{CYRILLIC}]|[{CYRILLIC}][A-Za-z]")
NAMED = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
PLACED = re.compile(r"%[sdr]|\{\}")
TAG = re.compile(r"</?[a-z][^>]*>")

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
each_language = pytest.mark.parametrize("language", LANGUAGES)


# The catalogues themselves


@each_catalogue
def test_it_compiles_and_reads_back(path, tmp_path):
    copy = tmp_path / language_of(path) / "LC_MESSAGES" / path.name
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path.read_bytes())

    assert compile_catalogues([tmp_path]) == [copy.with_suffix(".mo")]

    with copy.with_suffix(".mo").open("rb") as compiled:
        read = GNUTranslations(compiled)
    for entry in polib.pofile(str(path)):
        assert said(read, entry) == (entry.msgstr or entry.msgstr_plural[0])


@each_catalogue
def test_every_entry_is_finished(path):
    unfinished = [e.msgid for e in polib.pofile(str(path)) if e.fuzzy or e.obsolete or not all(texts(e))]
    assert unfinished == []


@each_catalogue
def test_plurals_have_the_forms_of_the_language(path):
    catalogue = polib.pofile(str(path))
    forms = {"kk": 2, "ru": 3}[language_of(path)]
    assert catalogue.metadata["Plural-Forms"].startswith(f"nplurals={forms};")
    assert [e.msgid for e in catalogue if e.msgid_plural and sorted(e.msgstr_plural) != list(range(forms))] == []


@each_catalogue
def test_every_translation_keeps_its_placeholders_and_tags(path):
    broken = [e.msgid for e in polib.pofile(str(path)) if not keeps_placeholders(e, language_of(path))]
    assert broken == []


@each_catalogue
def test_every_translation_starts_and_ends_like_its_original(path):
    broken = [e.msgid for e in polib.pofile(str(path)) for text in texts(e) if edges(text) != edges(e.msgid)]
    assert broken == []


@each_catalogue
def test_no_word_mixes_latin_and_cyrillic_letters(path):
    mixed = [t for e in polib.pofile(str(path)) for t in texts(e) if MIXED_WORD.search(without_placeholders(t))]
    assert mixed == []


def test_russian_has_no_kazakh_letters():
    russian = [path for path in CATALOGUES if language_of(path) == "ru"]
    foreign = [t for path in russian for e in polib.pofile(str(path)) for t in texts(e) if set(t) & set(KAZAKH_ONLY)]
    assert russian
    assert foreign == []


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("Delete %(name)s", "Жою"),
        ("Delete %(name)s", "Жою: %(nam)s"),
        ("Delete %(name)s", "Жою: %(name)d"),
        ("%s of %s", "%s"),
        ("Add {name}", "Қосу: {имя}"),
        ("Save", "Сақтау: %s"),
        ("<em>500</em>", "<em>500<em>"),
        ('<a href="/x/">x</a>', '<a href="/y/">x</a>'),
    ],
)
def test_a_broken_placeholder_is_noticed(original, text):
    assert not keeps_placeholders(polib.POEntry(msgid=original, msgstr=text), "kk")


def test_a_missing_number_is_noticed_in_the_form_that_needs_it():
    forms = {0: "бір күн", 1: "күн"}
    assert not keeps_placeholders(polib.POEntry(msgid="a day", msgid_plural="%(n)s days", msgstr_plural=forms), "kk")


def test_russian_one_is_also_twenty_one_and_needs_its_number():
    forms = {0: "день", 1: "%(n)s дня", 2: "%(n)s дней"}
    assert not keeps_placeholders(polib.POEntry(msgid="a day", msgid_plural="%(n)s days", msgstr_plural=forms), "ru")


@pytest.mark.parametrize("word", ["Cақтау", "Сақтaу", "нысанi"])
def test_a_latin_letter_inside_a_word_is_noticed(word):
    assert MIXED_WORD.search(word)


# What the libraries say


@pytest.mark.parametrize(("app", "domain"), DJANGO_CATALOGUES)
@each_language
def test_everything_django_says_is_translated(language, app, domain):
    locale = package("django") / app / "locale"
    source = locale / "en" / "LC_MESSAGES" / f"{domain}.po"
    spoken = known(locale, language, domain) | ours(language, domain)
    assert [key(e) for e in polib.pofile(str(source)) if not e.obsolete and key(e) not in spoken] == []


@pytest.mark.parametrize("library", LIBRARIES)
@each_language
def test_everything_a_library_says_is_translated(language, library):
    locales = [package(library) / "locale", *(package("django") / app / "locale" for app in DJANGO)]
    spoken = ours(language, "django").union(*(known(locale, language, "django") for locale in locales))
    strings = strings_in(package(library))
    assert strings
    assert strings - spoken == set()


@each_language
@pytest.mark.parametrize("model", [AbstractUser, Group, Permission], ids=lambda model: model.__name__)
def test_the_history_of_changes_can_name_every_field(language, model):
    with translation.override(None):
        names = {capfirst(str(field.verbose_name)) for field in model._meta.get_fields() if field.concrete}
    locale = package("django") / "contrib" / "auth" / "locale"
    spoken = {msgid for _, msgid in ours(language, "django") | known(locale, language, "django")}
    assert names
    assert names - {"ID"} - spoken == set()


@each_language
def test_everything_the_editor_says_is_translated(language):
    strings = strings_in_editor()
    assert (None, "Edit Link") in strings
    assert strings - ours(language, "djangojs") == set()


# What Django makes of them


@pytest.fixture(scope="module")
def compiled():
    """Every .mo stands beside its .po."""
    compile_catalogues()


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("language", "domain", "original", "text"),
    [
        ("kk", "django", "Save", "Сақтау"),
        ("kk", "django", "Delete", "Жою"),
        ("kk", "django", "Password", "Құпиясөз"),
        ("kk", "django", "Friday", "Жұма"),
        ("ru", "django", "Add %s", "Добавить: %s"),
        ("ru", "django", "Move selected to last page", "Переместить выбранное на последнюю страницу"),
        ("kk", "djangojs", "Choose a time", "Уақытты таңдаңыз"),
        ("kk", "djangojs", "Edit Link", "Сілтемені өзгерту"),
        ("ru", "djangojs", "Edit Link", "Изменить ссылку"),
    ],
)
def test_our_text_wins_over_the_library(language, domain, original, text):
    assert DjangoTranslation(language, domain=domain).gettext(original) == text


@pytest.mark.parametrize(
    ("language", "day", "day_of_month"),
    [("kk", "2026 ж. 5 қараша", "5 қараша"), ("ru", "5 ноября 2026 г.", "5 ноября")],
)
@pytest.mark.usefixtures("compiled")
def test_dates_read_as_people_write_them(language, day, day_of_month):
    with translation.override(language):
        assert date_format(date(2026, 11, 5)) == day
        assert date_format(date(2026, 11, 5), "MONTH_DAY_FORMAT") == day_of_month


@each_language
def test_forms_show_dates_by_day_and_time_by_24_hours(language):
    with translation.override(language):
        assert time_format(time(17, 1)) == "17:01"
        assert date(2026, 11, 5).strftime(get_format("DATE_INPUT_FORMATS")[0]) == "05.11.2026"
        assert time(17, 1).strftime(get_format("TIME_INPUT_FORMATS")[0]) == "17:01"


# Compiling


def test_a_fuzzy_entry_is_not_used(tmp_path):
    source = write_catalogue(tmp_path, polib.POEntry(msgid="Save", msgstr="Жою", flags=["fuzzy"]))
    compile_catalogues([tmp_path])
    with source.with_suffix(".mo").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Save") == "Save"


def test_only_what_changed_is_compiled_again(tmp_path):
    source = write_catalogue(tmp_path, polib.POEntry(msgid="Save", msgstr="Сақтау"))
    assert compile_catalogues([tmp_path]) == [source.with_suffix(".mo")]
    assert compile_catalogues([tmp_path]) == []

    write_catalogue(tmp_path, polib.POEntry(msgid="Save", msgstr="Сақтаңыз"))
    assert compile_catalogues([tmp_path]) == [source.with_suffix(".mo")]
    assert [path.name for path in source.parent.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path):
    assert compile_catalogues([tmp_path / "nowhere"]) == []


# Reading catalogues and sources


def write_catalogue(folder, entry):
    source = folder / "kk" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(entry)
    catalogue.save(str(source))
    return source


def language_of(path):
    return path.parent.parent.name


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def key(entry):
    return entry.msgctxt, entry.msgid


def said(catalogue, entry):
    if entry.msgid_plural and entry.msgctxt:
        return catalogue.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 1)
    if entry.msgid_plural:
        return catalogue.ngettext(entry.msgid, entry.msgid_plural, 1)
    return catalogue.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else catalogue.gettext(entry.msgid)


def placeholders(text):
    """Named ones may be repeated or said once; those told apart by place, and tags, must match in number."""
    return set(NAMED.findall(text)), Counter(PLACED.findall(text)), Counter(TAG.findall(text))


def keeps_placeholders(entry, language):
    if not entry.msgid_plural:
        return placeholders(entry.msgstr) == placeholders(entry.msgid)
    forms = [placeholders(form) for _, form in sorted(entry.msgstr_plural.items())]
    many = placeholders(entry.msgid_plural)
    # Only a language whose first form means exactly one may spell the number out: «an hour», «бір сағат».
    first = [many, placeholders(entry.msgid)] if language == "kk" else [many]
    return forms[0] in first and all(form == many for form in forms[1:])


def without_placeholders(text):
    for pattern in (NAMED, PLACED, TAG):
        text = pattern.sub(" ", text)
    return text


def edges(text):
    return text[: len(text) - len(text.lstrip("\n"))], text[len(text.rstrip("\n")) :]


def package(name):
    return Path(find_spec(name).origin).parent


def known(locale, language, domain):
    """What the catalogue of a library says in a language, unfinished entries left out."""
    path = locale / language / "LC_MESSAGES" / f"{domain}.po"
    entries = polib.pofile(str(path)) if path.exists() else []
    return {key(e) for e in entries if not e.obsolete and not e.fuzzy and all(texts(e))}


def ours(language, domain):
    return known(ROOT / "locale_libraries", language, domain)


def strings_in(folder):
    """The strings a package hands to gettext in its modules and templates."""
    calls = chain.from_iterable(ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in folder.rglob("*.py"))
    strings = {string for call in calls if (string := translated(call))}
    for path in folder.rglob("*.html"):
        tags = re.findall(r'\{% trans(?:late)? "([^"]+)"', path.read_text(encoding="utf-8"))
        strings |= {(None, text) for text in tags}
    return strings


def translated(node):
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    if node.func.id in ("_", "gettext", "gettext_lazy") and words:
        return None, words[0]
    if node.func.id in ("pgettext", "pgettext_lazy"):
        return tuple(words[:2])
    return None


def strings_in_editor():
    """The strings the editor hands to gettext; its map holds the sources, before names were shortened."""
    script = package("django_prose_editor") / "static" / "django_prose_editor" / "editor.js.map"
    sources = json.loads(script.read_text(encoding="utf-8"))["sourcesContent"]
    calls = chain.from_iterable(re.findall(r'\bgettext\(\s*"([^"]+)"', source or "") for source in sources)
    return {(None, text) for text in calls}
