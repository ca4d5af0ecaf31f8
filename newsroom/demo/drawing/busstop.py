"""Waiting for the bus in the rain."""

import numpy as np

from .album import scene
from .canvas import PORTRAIT, Canvas
from .pen import towers


@scene
def busstop():
    c = Canvas((0, "#131f30"), (0.35, "#24384e"), (0.6, "#3c5064"), (1, "#1a2632"), seed=241, size=PORTRAIT)
    c.clouds("#3f556a", 0, 0.5, 2, 8, 0.45, 0.3, 0.6)
    c.layer(lambda p: towers(p, -0.02, 1.0, 0.62, "#1b2a3a", 6, 0.08, 0.26, "#f3c477", 0.32), 2.5)
    c.layer(lambda p: p.poly([(0, 0.62), (1, 0.62), (1, 0.7), (0, 0.7)], "#1a2530"))
    for x, y, colour in (
        (0.08, 0.6, "#ffe9b8"),
        (0.15, 0.605, "#ffe9b8"),
        (0.94, 0.6, "#ff5a3c"),
        (0.88, 0.603, "#ff5a3c"),
    ):
        c.glow(x, y, 0.03, colour, 0.9)
    c.glow(0.52, 0.5, 0.3, "#ffcf86", 0.35, 1.0)
    c.layer(shelter)
    c.layer(waiting)
    c.layer(lambda p: p.poly([(0.17, 0.335), (0.86, 0.335), (0.86, 0.745), (0.17, 0.745)], "#cfe6ee", 0.07))
    c.water(0.76, "#1a2733", 0.38, 26, 8)
    c.layer(puddle_rings, 1)
    c.layer(umbrella_walker)
    c.layer(lamp)
    c.glow(0.085, 0.145, 0.05, "#ffe6b0", 1)
    c.glow(0.085, 0.145, 0.22, "#ffca7a", 0.35)
    c.rain(900, 4, 0.4, 0.014)
    return c


def shelter(p):
    steel, glass = "#2a3a46", "#f5d79c"
    p.box(0.17, 0.335, 0.69, 0.41, glass, 0.78)
    for x in (0.17, 0.395, 0.625, 0.85):
        p.box(x, 0.335, 0.014, 0.43, steel)
    p.box(0.12, 0.305, 0.79, 0.032, steel)
    p.box(0.12, 0.3, 0.79, 0.007, "#8fa6b2")
    p.box(0.17, 0.337, 0.69, 0.008, "#fff6dc")
    p.box(0.66, 0.375, 0.165, 0.09, "#10607c")
    for i, words in enumerate(("3     4 мин", "22    9 мин")):
        p.text(0.742, 0.4 + i * 0.038, words, 34, "#ffe7a8")
    p.box(0.23, 0.655, 0.37, 0.014, "#8a5a3a")
    for x in (0.26, 0.56):
        p.box(x, 0.668, 0.014, 0.09, steel)
    p.box(0.2, 0.375, 0.16, 0.15, "#e9efe9", 0.9)
    for y in np.arange(0.39, 0.52, 0.017):
        p.line([(0.215, y), (0.345, y)], "#7c929b", 3)


def waiting(p):
    p.man(0.47, 0.765, 0.235, "#222b33", "#20506b", face="#c9966f", hat="#222b33", prop="bag")
    p.man(0.73, 0.765, 0.22, "#2a2530", "#a33b2c", skirt=True, face="#d8a884", hat="#e9e0c8")
    p.man(0.59, 0.765, 0.14, "#222b33", "#c2913a", face="#d8a884")
    p.limb([(0.69, 0.62), (0.64, 0.66), (0.61, 0.665)], "#a33b2c", 22)


def umbrella_walker(p):
    p.man(0.2, 0.97, 0.3, "#151d25", "#3d4a2f", lean=0.05, face="#c28e69")
    p.limb([(0.26, 0.78), (0.3, 0.75), (0.285, 0.71)], "#3d4a2f", 30)
    p.line([(0.285, 0.72), (0.262, 0.6)], "#0f151b", 7)
    p.half(0.262, 0.655, 0.21, "#c23a2b", 0.72)
    for x in (0.1225, 0.2075, 0.3165, 0.402):
        p.half(x, 0.657, 0.0525 if x in (0.1225, 0.402) else 0.0545, "#8d241a", 0.3)


def lamp(p):
    p.line([(0.03, 0.78), (0.03, 0.12), (0.085, 0.105)], "#0f161d", 14)
    p.poly([(0.06, 0.1), (0.115, 0.1), (0.125, 0.13), (0.05, 0.13)], "#0f161d")


def puddle_rings(p):
    random = np.random.default_rng(5)
    for _ in range(70):
        x, y = random.random(), random.uniform(0.79, 0.99)
        r = random.uniform(0.006, 0.022)
        p.arc(x, y, r, r * 0.22, 0, 360, "#cfe0ea", 2)
