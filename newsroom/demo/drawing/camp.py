"""A camp in the steppe before sunrise."""

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import grass, mix


@scene
def yurt():
    c = Canvas(
        (0, "#1f2f55"),
        (0.3, "#5b5f92"),
        (0.48, "#c98fa0"),
        (0.58, "#f6b98a"),
        (0.64, "#fbdc9f"),
        (1, "#4d4a3c"),
        seed=311,
    )
    c.layer(stars)
    c.clouds("#f3a596", 0.15, 0.6, 2, 17, 0.52, 0.2, 0.6)
    c.glow(0.2, 0.63, 0.035, "#fffbe6", 1)
    c.glow(0.2, 0.63, 0.3, "#ffc98a", 0.6, 0.6)
    c.ridge(0.62, 0.05, "#9a86a0", 3, bottom=0.72)
    c.ridge(0.65, 0.03, "#7d7187", 4, seed=4, bottom=0.72)
    c.haze(0.66, 0.03, "#ffd9ae", 0.6)
    c.ridge(0.69, 0.012, "#77705f", 3, seed=7)
    c.layer(
        lambda p: (
            camp(p, 0.33, 0.73, 0.42, "#a79a92"),
            camp(p, 0.93, 0.735, 0.5, "#a1938a"),
            camp(p, 0.45, 0.715, 0.26, "#ab9d97"),
        )
    )
    c.ridge(0.76, 0.015, "#5f5d4c", 2, seed=9)
    c.ridge(0.86, 0.012, "#4a4a3c", 2, seed=12)
    c.layer(
        lambda p: [
            p.dot(
                0.652 + 0.02 * np.sin(i * 0.5) + i * 0.004,
                0.37 - i * 0.022,
                0.012 + i * 0.0028,
                "#e6dcea",
                0.4,
            )
            for i in range(16)
        ],
        14,
    )
    c.layer(lambda p: p.dot(0.66, 0.9, 0.24, "#23251f", 0.6, 0.09), 14)
    c.layer(lambda p: camp(p, 0.65, 0.89, 1.6, "#f3eadb"))
    c.glow(0.65, 0.8, 0.06, "#ffb45a", 0.75)
    c.glow(0.65, 0.92, 0.12, "#ffb45a", 0.3, 0.3)
    c.layer(hearth)
    c.glow(0.37, 0.9, 0.05, "#ff9a3c", 0.8)
    grass(c, 0.88, 900, ["#38392f", "#4d4c3b", "#6b6449", "#2c2d27"], 6, 0.02, 0.07, 0.012)
    return c


def stars(p):
    random = np.random.default_rng(8)
    for x, y, size in random.random((120, 3)):
        p.dot(x, y * 0.3, (0.6 + 1.6 * size**3) / p.w, "#ffffff", 0.9 - 2.4 * y * 0.3)


def camp(p, x, y, s, felt):
    """A yurt with its door to the reader; (x, y) is the ground under the door."""
    u = 0.16 * s
    p.poly([(x - u, y), (x - u * 1.04, y - 0.135 * s), (x + u * 1.04, y - 0.135 * s), (x + u, y)], felt)
    roof = [(x - u * 1.06, y - 0.13 * s), (x - u * 0.72, y - 0.22 * s), (x - u * 0.3, y - 0.27 * s)]
    p.poly([*roof, *[(2 * x - px, py) for px, py in roof[::-1]]], felt)
    p.poly(
        [
            (x + u * 0.55, y),
            (x + u * 0.6, y - 0.13 * s),
            (x + u * 0.3, y - 0.27 * s),
            (x + u * 0.72, y - 0.22 * s),
            (x + u * 1.06, y - 0.13 * s),
            (x + u, y),
        ],
        mix(felt, "#3a3048", 0.18),
    )
    p.dot(x, y - 0.272 * s, u * 0.3, "#8a5f3a", 1, 0.4)
    p.box(x - u * 1.05, y - 0.142 * s, u * 2.1, 0.016 * s, "#a33b2c")
    p.box(x - u * 1.02, y - 0.05 * s, u * 2.04, 0.012 * s, "#10607c")
    for i in range(-6, 7):
        left = x + i * u / 6.5
        p.poly(
            [(left - 0.009 * s, y - 0.124 * s), (left, y - 0.104 * s), (left + 0.009 * s, y - 0.124 * s)],
            "#a33b2c",
        )
    for side in (-1, 1):
        p.line([(x + side * u * 0.28, y - 0.268 * s), (x + side * u * 1.05, y - 0.09 * s)], "#c9a65a", 4 * s)
    p.box(x - u * 0.21, y - 0.115 * s, u * 0.42, 0.115 * s, "#7a4428")
    p.box(x - u * 0.155, y - 0.1 * s, u * 0.31, 0.1 * s, "#ffcf85")


def hearth(p):
    p.man(0.3, 0.945, 0.2, "#23252a", "#7b2f3b", skirt=True, hat="#e9e0c8", face="#c9966f")
    p.line([(0.345, 0.935), (0.37, 0.815), (0.395, 0.935)], "#23221f", 6)
    p.half(0.37, 0.885, 0.02, "#1c1b19", 0.4)
    p.dot(0.37, 0.883, 0.02, "#1c1b19", 1, 0.7)
    for dx, h in ((-0.012, 0.03), (0, 0.045), (0.011, 0.028)):
        p.poly([(0.37 + dx - 0.008, 0.94), (0.37 + dx, 0.94 - h), (0.37 + dx + 0.008, 0.94)], "#ffae4a")
    p.line([(0.348, 0.945), (0.394, 0.935)], "#3a2a1c", 9)
