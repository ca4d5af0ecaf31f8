"""Draws every picture of the demonstration paper, or the ones named on the command line."""

import sys

from . import arena, country, indoors, riverside, streets  # noqa: F401  (each registers its scenes)
from .album import SCENES, save

for name in sys.argv[1:] or SCENES:
    path = save(name)
    print(f"{path.name}: {path.stat().st_size // 1024} kB")
