"""Compile the translations. Needs neither Django nor GNU gettext, so it can run before settings are read."""

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

import polib

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [ROOT / "locale", ROOT / "locale_libraries"]


def compile_catalogues(folders: Iterable[Path | str] = FOLDERS) -> list[Path]:
    """Give every .po under `folders` an up-to-date .mo beside it; return those that had to be made."""
    sources = [source for folder in folders for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    return [_compiled(source) for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns


def _compiled(source: Path) -> Path:
    # Written aside and moved into place: another process may be reading the old file at this moment.
    # polib leaves out fuzzy entries, which are guesses nobody has confirmed.
    target = source.with_suffix(".mo")
    catalogue = polib.pofile(str(source), encoding="utf-8")
    with NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".mo", delete=False) as unfinished:
        unfinished.write(catalogue.to_binary())
    Path(unfinished.name).chmod(0o644)
    return Path(unfinished.name).replace(target)


if __name__ == "__main__":
    for made in compile_catalogues([Path(folder) for folder in sys.argv[1:]] or FOLDERS):
        print(made.relative_to(ROOT) if made.is_relative_to(ROOT) else made)
