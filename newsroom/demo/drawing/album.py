"""The scenes by name, and how a finished one becomes a file."""

from pathlib import Path

from .canvas import LANDSCAPE, PORTRAIT, SQUARE

DEMO = Path(__file__).parent.parent
PUBLISHED = {LANDSCAPE: (1600, 1067), PORTRAIT: (1067, 1600), SQUARE: (800, 800)}
SCENES = {}


def scene(draw):
    """Register a function that returns a finished canvas under its own name."""
    SCENES[draw.__name__] = draw
    return draw


def save(name):
    canvas = SCENES[name]()
    size = (canvas.width, canvas.height)
    folder = DEMO / ("portraits" if size == SQUARE else "pictures")
    path = folder / f"{name}.jpg"
    picture = canvas.finished(PUBLISHED[size])
    picture.save(path, quality=82, optimize=True, progressive=True)
    return path
