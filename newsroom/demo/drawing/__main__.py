"""Draws every picture of the demonstration paper, or the ones named on the command line."""

import sys
from importlib import import_module
from pkgutil import iter_modules

from .album import SCENES, save

for module in iter_modules(sys.modules[__package__].__path__):
    if module.name != "__main__":
        import_module(f"{__package__}.{module.name}")

for name in sys.argv[1:] or SCENES:
    path = save(name)
    print(f"{path.name}: {path.stat().st_size // 1024} kB")
