"""The Ertis in summer, at dawn and on the city's holiday."""

from itertools import pairwise

import numpy as np

from .album import scene
from .canvas import PORTRAIT, Canvas
from .flood import bare_trees
from .pen import grass, towers


@scene
def steamship():
    c = Canvas((0, "#35607f"), (0.3, "#8fb0b8"), (0.5, "#f3cf9c"), (0.58, "#f5ad6f"), (1, "#c26f4a"), seed=171)
    c.clouds("#fff0d8", 0.02, 0.5, 2, 13, 0.5, 0.22, 0.75)
    c.clouds("#d98f78", 0.25, 0.58, 2, 20, 0.55, 0.2, 0.55, 5)
    c.glow(0.24, 0.55, 0.045, "#fff6da", 1)
    c.glow(0.24, 0.55, 0.26, "#ffc078", 0.6, 0.6)
    c.ridge(0.58, 0.02, "#8a8f8f", 4, bottom=0.62)
    c.layer(lambda p: towers(p, 0.62, 0.98, 0.595, "#76828a", 6, 0.02, 0.07), 1.5)
    c.ridge(0.605, 0.012, "#5f6f66", 9, bottom=0.63, seed=4)
    c.haze(0.6, 0.03, "#ffd9a6", 0.55)
    c.water(0.62, "#6b7f86", 0.34, 18)
    c.glow(0.24, 0.68, 0.03, "#ffe3ad", 0.7, 4)
    c.reflect(ship, 0.79, 4, 0.42)
    c.layer(wake, 2)
    c.layer(ship)
    for x in np.arange(0.37, 0.82, 0.05):
        c.glow(x, 0.655, 0.014, "#ffd892", 0.5)
    c.layer(lambda p: gulls(p, ((0.2, 0.3), (0.25, 0.25), (0.31, 0.34), (0.16, 0.22), (0.86, 0.22))))
    grass(c, 0.94, 260, ["#23332f", "#31433a", "#4f5340"], 5, 0.03, 0.12)
    return c


def ship(p):
    white, shade, red = "#f4efe2", "#cfd0c6", "#a5322a"
    p.poly([(0.24, 0.735), (0.9, 0.72), (0.86, 0.79), (0.29, 0.79)], white)
    p.poly([(0.262, 0.765), (0.876, 0.762), (0.86, 0.79), (0.29, 0.79)], "#10607c")
    p.line([(0.24, 0.735), (0.9, 0.72)], red, 7)
    p.box(0.32, 0.625, 0.53, 0.1, shade)
    p.box(0.31, 0.617, 0.56, 0.012, white)
    p.box(0.38, 0.53, 0.4, 0.088, white)
    p.box(0.37, 0.522, 0.43, 0.011, shade)
    p.poly([(0.4, 0.522), (0.415, 0.452), (0.51, 0.452), (0.52, 0.522)], white)
    p.poly([(0.409, 0.5), (0.417, 0.466), (0.503, 0.466), (0.511, 0.5)], "#28424f")
    p.poly([(0.6, 0.522), (0.608, 0.41), (0.668, 0.41), (0.676, 0.522)], red)
    p.box(0.606, 0.44, 0.064, 0.024, white)
    for x in np.arange(0.34, 0.83, 0.036):
        p.box(x, 0.645, 0.022, 0.04, "#ffdf9c")
    for x in np.arange(0.395, 0.765, 0.032):
        p.box(x, 0.551, 0.019, 0.034, "#ffe6b0")
    for x in np.arange(0.315, 0.87, 0.012):
        p.line([(x, 0.617), (x, 0.593)], white, 2)
    p.line([(0.31, 0.593), (0.872, 0.593)], white, 3)
    p.line([(0.46, 0.452), (0.46, 0.33)], "#3d474b", 5)
    p.line([(0.46, 0.34), (0.27, 0.73)], "#3d474b", 2)
    p.line([(0.46, 0.34), (0.87, 0.71)], "#3d474b", 2)
    p.poly([(0.88, 0.715), (0.88, 0.64), (0.945, 0.66), (0.88, 0.68)], "#3a93b5")
    for i, x in enumerate((0.7, 0.722, 0.765, 0.79, 0.815)):
        p.man(x, 0.617, 0.062, "#26323a", ("#a33b2c", "#20506b", "#c2913a", "#5b4a6b", "#3c6e71")[i])


def wake(p):
    p.poly([(0.29, 0.785), (0.26, 0.8), (0.05, 0.83), (0.3, 0.805)], "#fff3dc", 0.8)
    p.poly([(0.27, 0.79), (0.87, 0.786), (0.97, 0.8), (0.3, 0.803)], "#fff3dc", 0.55)
    for y in (0.82, 0.85, 0.89):
        p.line([(0.1, y + 0.02), (0.5, y), (1.0, y + 0.012)], "#ffe9c6", 3, 0.35)


def gulls(p, places):
    for x, y in places:
        p.line([(x - 0.018, y - 0.01), (x - 0.006, y - 0.012), (x, y), (x + 0.006, y - 0.012)], "#f7f3ea", 5)
        p.line([(x + 0.006, y - 0.012), (x + 0.018, y - 0.008)], "#f7f3ea", 5)


@scene
def horses():
    c = Canvas((0, "#4b6d8c"), (0.3, "#b2a9b5"), (0.5, "#f2c4a0"), (0.58, "#f9d9a8"), (1, "#c99d7b"), seed=191)
    c.clouds("#ffe6cf", 0.02, 0.5, 2, 15, 0.5, 0.25, 0.7)
    c.glow(0.62, 0.55, 0.05, "#fff6dd", 1)
    c.glow(0.62, 0.55, 0.3, "#ffc787", 0.6, 0.6)
    c.ridge(0.55, 0.03, "#a99f9d", 3, bottom=0.62)
    c.ridge(0.585, 0.015, "#857f76", 5, bottom=0.62, seed=5)
    c.layer(lambda p: bare_trees(p, 0.6, 34, 0.045, "#6e6a61", 9), 2)
    c.haze(0.6, 0.03, "#ffe3bd", 0.75)
    c.water(0.615, "#8f9596", 0.36, 16)
    c.glow(0.62, 0.72, 0.035, "#ffe6b5", 0.65, 4)
    c.haze(0.63, 0.03, "#fff0d8", 0.6)
    herd = (
        (0.16, 0.7, 0.62, "#5f4a41", 1, False),
        (0.86, 0.71, 0.66, "#4a3b37", -1, True),
        (0.33, 0.76, 0.85, "#3a2c29", 1, True),
        (0.69, 0.79, 1.0, "#2c2322", -1, False),
        (0.48, 0.83, 0.72, "#6a4632", 1, False),
    )
    for horse_at in herd:
        c.reflect(lambda p, at=horse_at: horse(p, *at), horse_at[1], 4, 0.5)
        c.layer(lambda p, at=horse_at: horse(p, *at))
    c.layer(lambda p: rings(p, herd), 1)
    grass(c, 0.93, 420, ["#2c2a25", "#403a2e", "#5e523c"], 4, 0.04, 0.14, 0.014)
    return c


def horse(p, x, y, s, colour, way=1, drinking=False):
    """A horse seen from the side, standing in the water at (x, y); `way` is where it looks."""

    def at(points):
        return [(x + way * px * 0.2 * s, y - py * 0.3 * s) for px, py in points]

    for leg, back in ((-0.52, True), (-0.38, True), (0.33, False), (0.45, False)):
        knee = leg - 0.05 if back else leg + 0.02
        p.poly(at([(leg - 0.09, 0.55), (leg + 0.09, 0.55), (knee + 0.04, 0.25), (knee - 0.04, 0.25)]), colour)
        p.line(at([(knee, 0.28), (leg, -0.02)]), colour, 15 * s)
    p.blob(at(BODY), colour)
    p.blob(at(DRINKING if drinking else WATCHING), colour)
    p.curve(at(DRINKING_MANE if drinking else WATCHING_MANE), "#1c1614", 13 * s)
    p.curve(at([(-0.6, 0.82), (-0.7, 0.66), (-0.68, 0.4), (-0.72, 0.18)]), "#1c1614", 17 * s)


BODY = [
    (-0.63, 0.7), (-0.58, 0.88), (-0.38, 0.94), (-0.05, 0.87), (0.25, 0.92),
    (0.5, 0.84), (0.55, 0.62), (0.42, 0.46), (0.05, 0.42), (-0.3, 0.48), (-0.55, 0.5),
]  # fmt: skip
WATCHING = [
    (0.22, 0.9), (0.45, 1.12), (0.6, 1.34), (0.67, 1.47), (0.72, 1.36), (0.84, 1.26),
    (1.0, 1.06), (0.97, 0.98), (0.88, 0.98), (0.76, 1.1), (0.66, 0.94), (0.54, 0.62), (0.36, 0.6),
]  # fmt: skip
WATCHING_MANE = [(0.24, 0.93), (0.4, 1.06), (0.54, 1.26), (0.64, 1.38)]
DRINKING = [
    (0.22, 0.88), (0.44, 0.9), (0.62, 0.72), (0.78, 0.44), (0.84, 0.46), (0.86, 0.34),
    (0.96, 0.1), (0.93, 0.0), (0.85, 0.0), (0.74, 0.22), (0.6, 0.44), (0.42, 0.56), (0.28, 0.6),
]  # fmt: skip
DRINKING_MANE = [(0.28, 0.92), (0.48, 0.88), (0.64, 0.7), (0.78, 0.46)]


def rings(p, herd):
    for x, y, s, *_ in herd:
        for r in (0.11, 0.15):
            p.arc(x, y + 0.004, r * s, 0.018 * s, 0, 360, "#ecd6ba", 2)


@scene
def fireworks():
    c = Canvas(
        (0, "#0a1424"),
        (0.4, "#1a2c4a"),
        (0.62, "#4a4368"),
        (0.7, "#8a5a63"),
        (1, "#0d1622"),
        seed=211,
        size=PORTRAIT,
    )
    c.clouds("#3a4a6a", 0, 0.6, 2, 8, 0.5, 0.3, 0.5)
    shells = (
        (0.5, 0.2, 0.34, "#ffd27a", 0), (0.2, 0.36, 0.2, "#ff7d66", 1), (0.8, 0.38, 0.24, "#8fd2ff", 2),
        (0.33, 0.1, 0.14, "#f6f0de", 3), (0.68, 0.54, 0.13, "#c6f2a6", 4),
    )  # fmt: skip
    for x, y, r, colour, _ in shells:
        c.glow(x, y, r, colour, 0.4, 1)
    c.layer(lambda p: [burst(p, *shell) for shell in shells], 5, 0.8)
    c.layer(lambda p: [burst(p, *shell) for shell in shells], 0.8)
    c.layer(lambda p: towers(p, -0.02, 1, 0.7, "#131d2c", 5, 0.02, 0.09, "#ffd894", 0.45))
    c.layer(
        lambda p: [p.line([(x, 0.7), (0.5 + (x - 0.5) * 0.75, 0.56)], "#ffd9a0", 2, 0.4) for x in (0.42, 0.5, 0.58)]
    )
    c.water(0.7, "#16233a", 0.3, 20)
    c.layer(lambda p: p.poly([(0.43, 0.745), (0.57, 0.745), (0.555, 0.757), (0.445, 0.757)], "#0b121b"))
    c.glow(0.5, 0.74, 0.06, "#ffd08a", 0.8, 0.6)
    c.layer(crowd)
    return c


def burst(p, x, y, r, colour, seed):
    random = np.random.default_rng(seed)
    for angle in np.linspace(0, 2 * np.pi, 44, endpoint=False):
        reach = r * random.uniform(0.72, 1.05)
        dx, dy = np.cos(angle) * reach, np.sin(angle) * reach * p.w / p.h
        droop = 0.03 * r / 0.3
        places = [(x + dx * t, y + dy * t + droop * t * t) for t in np.linspace(0.18, 1, 9)]
        for i, (a, b) in enumerate(pairwise(places)):
            p.line([a, b], colour, 2 + i * 0.5, 0.25 + 0.09 * i)
        p.dot(*places[-1], 0.005, "#fff8e6")
        p.dot(*places[5], 0.003, "#fff8e6", 0.8)


def crowd(p):
    random = np.random.default_rng(12)
    for base, size, colour in ((0.93, 0.08, "#142031"), (1.0, 0.12, "#0c1521"), (1.1, 0.18, "#060c14")):
        for x in np.arange(-0.02, 1.06, size * 0.62):
            place, h = x + random.normal(0, 0.01), size * random.uniform(0.85, 1.15)
            p.man(place, base, h, colour, skirt=bool(random.integers(2)))
            if random.random() < 0.14:
                hand = (place + 0.2 * h, base - 1.12 * h)
                p.line([(place + 0.12 * h, base - 0.76 * h), hand], colour, 22 * size / 0.14)
                p.box(hand[0] - 0.009, hand[1] - 0.012, 0.018, 0.017, "#cfe6ff", 0.9)
