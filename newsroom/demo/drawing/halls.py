"""Evenings in company: the library and the theatre."""

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import toward


@scene
def library():
    c = Canvas((0, "#3a2a22"), (0.6, "#57402f"), (1, "#33241c"), seed=261)
    c.layer(lambda p: p.poly([(0.36, 0.66), (0.64, 0.66), (1.3, 1.02), (-0.3, 1.02)], "#6b4a31"))
    c.layer(arched_window)
    c.glow(0.5, 0.36, 0.16, "#a9cbe6", 0.3)
    c.layer(lambda p: (shelves(p, 0.0, 4), shelves(p, 1.0, 5)))
    c.layer(lambda p: p.poly([(0, -0.02), (1, -0.02), (0.64, 0.16), (0.36, 0.16)], "#2a1d17"))
    for x, y, r in ((0.5, 0.05, 0.07), (0.5, 0.13, 0.04)):
        c.glow(x, y, r, "#ffdc9a", 0.9, 0.6)
    c.layer(far_table)
    for x in (0.42, 0.58):
        c.glow(x, 0.7, 0.07, "#ffd991", 0.55, 0.6)
    c.layer(near_table)
    for x in (0.24, 0.74):
        c.glow(x, 0.86, 0.15, "#ffdc96", 0.65, 0.5)
    return c


STACKS = (0.5, 0.42)


def arched_window(p):
    p.box(0.36, 0.16, 0.28, 0.5, "#6f543d")
    p.half(0.5, 0.34, 0.1, "#24405e", 1.0)
    p.box(0.4, 0.34, 0.2, 0.3, "#24405e")
    for x, y, r in (
        (0.43, 0.3, 2),
        (0.47, 0.26, 3),
        (0.53, 0.24, 2),
        (0.56, 0.31, 3),
        (0.45, 0.36, 2),
        (0.51, 0.32, 2),
    ):
        p.dot(x, y, r / p.w, "#eef4fa")
    p.dot(0.55, 0.28, 0.014, "#fdf1cf")
    p.poly([(0.4, 0.64), (0.4, 0.58), (0.45, 0.56), (0.5, 0.6), (0.56, 0.57), (0.6, 0.6), (0.6, 0.64)], "#172a3d")
    for x in (0.4, 0.465, 0.53, 0.595):
        p.line([(x, 0.22 if 0.45 < x < 0.55 else 0.3), (x, 0.64)], "#6f543d", 9)
    for y in (0.34, 0.49):
        p.line([(0.4, y), (0.6, y)], "#6f543d", 9)


def shelves(p, side, seed):
    random = np.random.default_rng(seed)
    covers = ("#7b2f3b", "#20506b", "#3d5a3f", "#b58a3c", "#8a4b2c", "#d3c39a", "#4b3a5a", "#a33b2c")
    p.poly([toward(STACKS, side, y, t) for y, t in ((-0.3, 1), (-0.3, 0.28), (1.2, 0.28), (1.2, 1))], "#4a3324")
    for row in range(8):
        top, low = -0.22 + row * 0.165, -0.22 + row * 0.165 + 0.14
        t = 1.0
        while t > 0.29:
            step = t * random.uniform(0.012, 0.03)
            high = low - (low - top) * random.uniform(0.72, 0.98)
            colour = covers[int(random.integers(8))]
            if random.random() > 0.06:
                spine = [(high, t), (high, t - step * 0.9), (low, t - step * 0.9), (low, t)]
                p.poly([toward(STACKS, side, y, place) for y, place in spine], colour)
                mark = high + (low - high) * 0.25
                p.line(
                    [toward(STACKS, side, mark, t), toward(STACKS, side, mark, t - step * 0.9)],
                    "#e6cf94",
                    2,
                    0.7,
                )
            t -= step
        board = [(low, 1), (low, 0.28), (low + 0.025, 0.28), (low + 0.025, 1)]
        p.poly([toward(STACKS, side, y, place) for y, place in board], "#6f4d34")
    for t in (0.99, 0.74, 0.55, 0.41, 0.3):
        p.line([toward(STACKS, side, -0.3, t), toward(STACKS, side, 1.2, t)], "#5b3f2b", 24 * t)


def green_lamp(p, x, y, s):
    p.line([(x, y), (x, y - 0.12 * s)], "#c9a65a", 9 * s)
    p.dot(x, y, 0.022 * s, "#c9a65a", 1, 0.3)
    p.poly(
        [
            (x - 0.055 * s, y - 0.1 * s), (x - 0.04 * s, y - 0.155 * s),
            (x + 0.04 * s, y - 0.155 * s), (x + 0.055 * s, y - 0.1 * s),
        ],
        "#2f7a55",
    )  # fmt: skip
    p.box(x - 0.05 * s, y - 0.102 * s, 0.1 * s, 0.01 * s, "#ffeeb8")


def reader(p, x, y, s, coat, hair, face="#d3a07e"):
    """Head and shoulders above a table; (x, y) is the table's edge."""
    p.blob(
        [
            (x - 0.075 * s, y), (x - 0.07 * s, y - 0.1 * s), (x - 0.03 * s, y - 0.15 * s),
            (x + 0.03 * s, y - 0.15 * s), (x + 0.07 * s, y - 0.1 * s), (x + 0.075 * s, y),
        ],
        coat,
    )  # fmt: skip
    p.dot(x, y - 0.2 * s, 0.036 * s, face)
    p.half(x, y - 0.205 * s, 0.04 * s, hair, 1.25)


def book(p, x, y, s):
    p.poly([(x - 0.05 * s, y - 0.015 * s), (x, y), (x, y + 0.03 * s), (x - 0.056 * s, y + 0.015 * s)], "#f6efdc")
    p.poly([(x + 0.05 * s, y - 0.015 * s), (x, y), (x, y + 0.03 * s), (x + 0.056 * s, y + 0.015 * s)], "#e6dcc0")


def far_table(p):
    for x, coat, hair in (
        (0.37, "#3c6e71", "#241a16"),
        (0.5, "#8c3f33", "#3a2418"),
        (0.63, "#5b4a6b", "#1d1715"),
    ):
        reader(p, x, 0.71, 0.62, coat, hair)
    p.poly([(0.31, 0.7), (0.69, 0.7), (0.73, 0.755), (0.27, 0.755)], "#9a6a40")
    p.poly([(0.27, 0.755), (0.73, 0.755), (0.73, 0.775), (0.27, 0.775)], "#6f4a2c")
    for x in (0.42, 0.58):
        green_lamp(p, x, 0.725, 0.7)
    book(p, 0.37, 0.72, 0.6)
    book(p, 0.5, 0.72, 0.6)
    book(p, 0.63, 0.72, 0.6)


def near_table(p):
    for x, coat, hair, face in (
        (0.12, "#a33b2c", "#2a1d17", "#d8a884"),
        (0.39, "#20506b", "#1d1715", "#c9966f"),
        (0.6, "#c2913a", "#4a2d1c", "#d8a884"),
        (0.88, "#3d5a3f", "#c9c2b4", "#cf9d77"),
    ):
        reader(p, x, 0.89, 1.15, coat, hair, face)
    p.poly([(0.0, 0.875), (1.0, 0.875), (1.1, 1.02), (-0.1, 1.02)], "#a87447")
    p.line([(0.0, 0.875), (1.0, 0.875)], "#c79160", 6)
    for x in (0.24, 0.74):
        green_lamp(p, x, 0.94, 1.3)
    for x in (0.12, 0.39, 0.6, 0.88):
        book(p, x, 0.92, 1.1)
    p.box(0.48, 0.9, 0.05, 0.02, "#20506b")
    p.box(0.483, 0.885, 0.045, 0.016, "#a33b2c")
    p.box(0.478, 0.87, 0.048, 0.016, "#d3c39a")


@scene
def theatre():
    c = Canvas((0, "#160c10"), (0.7, "#2c161a"), (1, "#0d080a"), seed=271)
    c.layer(lambda p: p.box(0.1, 0.06, 0.8, 0.68, "#1d2738"))
    c.glow(0.5, 0.6, 0.26, "#5b7396", 0.6, 0.8)
    c.layer(lambda p: p.poly([(0.06, 0.8), (0.94, 0.8), (0.8, 0.66), (0.2, 0.66)], "#7a4d2e"))
    c.layer(boards)
    c.layer(coat_rack)
    c.layer(lambda p: p.poly([(0.53, -0.02), (0.58, -0.02), (0.68, 0.76), (0.4, 0.76)], "#fff0c8", 0.2), 10)
    c.layer(lambda p: p.dot(0.54, 0.75, 0.15, "#ffe9b8", 0.55, 0.2), 8)
    c.layer(actors)
    c.layer(lambda p: (curtain(p, -0.02, 0.24, 0.1), curtain(p, 1.02, 0.76, -0.1)))
    c.layer(valance)
    c.layer(lambda p: p.box(0, 0.8, 1, 0.05, "#3a2115"))
    for x in np.arange(0.1, 0.95, 0.1):
        c.glow(x, 0.795, 0.018, "#ffdf9a", 0.9, 0.6)
    c.glow(0.54, 0.6, 0.2, "#ffe3a8", 0.25)
    c.layer(audience)
    return c


def boards(p):
    for x in np.linspace(-0.1, 1.1, 22):
        p.line([(0.5 + (x - 0.5) * 0.62, 0.66), (x, 0.8)], "#5f3a21", 3)


def coat_rack(p):
    random = np.random.default_rng(6)
    p.box(0.26, 0.33, 0.48, 0.012, "#b98a56")
    for x in (0.28, 0.5, 0.72):
        p.box(x - 0.004, 0.33, 0.008, 0.36, "#8a6238")
    for x in np.arange(0.275, 0.735, 0.021):
        p.line([(x, 0.342), (x, 0.36)], "#e2c48c", 4)
        if random.random() < 0.4:
            colour = ("#7b2f3b", "#2f4b5c", "#4a4a3a", "#8a6a3c", "#3a3444")[int(random.integers(5))]
            p.poly([(x, 0.36), (x + 0.022, 0.4), (x + 0.026, 0.6), (x - 0.026, 0.6), (x - 0.022, 0.4)], colour)


def actors(p):
    p.man(0.49, 0.75, 0.33, "#1c1a20", "#f1e6cf", skirt=True, face="#d8a884", hat="#8d8a86")
    p.man(0.6, 0.755, 0.36, "#1c1a20", "#37505c", lean=-0.06, face="#c9966f", hat="#20262b")
    p.limb([(0.525, 0.53), (0.552, 0.57), (0.565, 0.56)], "#f1e6cf", 26)
    p.dot(0.568, 0.557, 0.008, "#e2b23c")


def curtain(p, edge, inner, gather):
    folds = np.linspace(0, 1, 90)
    for t in folds:
        shade = 0.5 + 0.5 * np.sin(t * 34 + np.sin(t * 9))
        red, green, blue = int(96 + 84 * shade), int(16 + 18 * shade), int(24 + 16 * shade)
        top, low = edge + (inner + gather * 0.6 - edge) * t, edge + (inner - gather * 0.55 - edge) * t
        waist = edge + (inner - gather * 0.9 - edge) * t
        p.line([(top, 0), (waist, 0.55), (low, 0.83)], f"#{red:02x}{green:02x}{blue:02x}", 13)
    p.line([(edge, 0.555), (inner - gather * 0.85, 0.545)], "#e2b23c", 16)


def valance(p):
    for i in range(8):
        x = (i + 0.5) / 8
        p.dot(x, 0.03, 0.066, ("#8c1f27", "#a3262e")[i % 2], 1, 1.3)
        p.arc(x, 0.03, 0.066, 0.13, 15, 165, "#e2b23c", 10)
    p.box(0, 0, 1, 0.035, "#5f141b")


def audience(p):
    random = np.random.default_rng(4)
    for base, r, colour in ((0.885, 0.021, "#2a171b"), (0.945, 0.027, "#1b0f13"), (1.02, 0.035, "#0e080a")):
        for x in np.arange(0.0, 1.04, r * 3.1):
            place = x + random.normal(0, 0.004) + (r if r > 0.022 else 0)
            p.dot(place, base - 0.025, r * 0.72, colour, 1, 1.15)
            p.dot(place, base + 0.055, r * 1.35, colour, 1, 1.2)
