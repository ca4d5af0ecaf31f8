"""The arrows between the rooms (docs/architecture.md): who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LEAVES = {"editions", "language", "live", "paging", "people", "pictures", "searching"}
MAY_IMPORT = {
    "newsroom": LEAVES | {"articles", "comments", "classifieds", "corrections"},
    "articles": LEAVES,
    "classifieds": LEAVES,
    "comments": LEAVES | {"articles"},
    "corrections": LEAVES | {"articles"},
    **{leaf: {"language"} - {leaf} for leaf in LEAVES},
}
ROOMS = [room for room in sorted(MAY_IMPORT) if (ROOT / room).is_dir()]


def imports_of(file):
    """Return the first parts of the names a module imports, wherever in it they stand."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_those_it_may(room):
    wrong = [
        (str(file.relative_to(ROOT)), name)
        for file in (ROOT / room).rglob("*.py")
        for name in imports_of(file)
        if name in MAY_IMPORT and name != room and name not in MAY_IMPORT[room]
    ]

    assert wrong == []


def test_language_knows_no_django():
    wrong = [file.name for file in (ROOT / "language").rglob("*.py") if "django" in set(imports_of(file))]

    assert wrong == []


def test_text_crosses_one_bridge():
    safe = [
        str(file.relative_to(ROOT))
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        if "mark_safe" in file.read_text()
    ]

    assert safe == ["articles/markup/rendering.py"]


def test_no_template_calls_text_safe():
    unsafe = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "templates").rglob("*.*")
        if "|safe" in file.read_text() or "autoescape off" in file.read_text()
    ]

    assert unsafe == []


def test_public_is_decided_in_one_place():
    deciding = [
        str(file.relative_to(ROOT))
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        if "publish_at__lte=timezone.now()" in file.read_text()
    ]

    assert deciding == ["articles/publishing.py"]
