"""Tomatoes under glass."""

import numpy as np

from .album import scene
from .canvas import Canvas


@scene
def greenhouse():
    c = Canvas((0, "#dcebe6"), (0.5, "#e9f0dc"), (1, "#6f7a4a"), seed=301)
    c.glow(0.62, 0.12, 0.3, "#fff8d8", 0.9)
    c.layer(glass_roof)
    c.glow(0.5, 0.45, 0.1, "#ffffff", 0.9)
    c.layer(lambda p: p.poly([(0.37, 1.02), (0.63, 1.02), (0.505, 0.45), (0.495, 0.45)], "#c9b58a"))
    c.layer(
        lambda p: [
            p.poly([(0.4, y), (0.6, y), (0.59, y + 0.02), (0.41, y + 0.02)], "#a8946a", 0.4) for y in (0.7, 0.8, 0.92)
        ],
        2,
    )
    for t in (0.14, 0.19, 0.26, 0.36, 0.5, 0.7, 1.0):
        c.layer(lambda p, t=t: vines(p, t), 0 if t > 0.25 else 1.5)
        c.haze(0.45, 0.1, "#f2f6e4", 0.08)
    c.layer(lambda p: p.poly([(0.56, -0.02), (0.72, -0.02), (0.5, 1.02), (0.2, 1.02)], "#fff6d0", 0.13), 14)
    c.layer(gatherer)
    c.glow(0.62, 0.1, 0.25, "#fff4c8", 0.35)
    return c


AISLE = (0.5, 0.45)


def glass_roof(p):
    for t in 1 / (1 + np.arange(14) * 0.3):
        places = [
            (0.5 + (x - 0.5) * t, 0.45 + (y - 0.45) * t)
            for x, y in ((-0.1, 0.75), (-0.1, 0.12), (0.5, -0.3), (1.1, 0.12), (1.1, 0.75))
        ]
        p.line(places, "#f8faf4", 3 + 20 * t)
        p.line(places, "#9fb3ae", 1 + 5 * t)
    for x, y in (
        (-0.1, 0.12),
        (0.1, -0.02),
        (0.3, -0.16),
        (0.5, -0.3),
        (0.7, -0.16),
        (0.9, -0.02),
        (1.1, 0.12),
    ):
        p.line([AISLE, (x, y)], "#a9bdb6", 5)
    p.line([AISLE, (-0.1, 0.45)], "#a9bdb6", 4)
    p.line([AISLE, (1.1, 0.45)], "#a9bdb6", 4)


def vines(p, t):
    """One pair of tall plants on each side of the aisle, at nearness `t`."""
    random = np.random.default_rng(int(t * 1000))
    greens = ("#3f6b35", "#4f7f3c", "#68964a", "#2f5530", "#7ea655")
    for x, spread in ((0.13, 0.12), (0.87, 0.12), (-0.16, 0.12), (1.16, 0.12)):
        px, foot, top = 0.5 + (x - 0.5) * t, 0.45 + 0.56 * t, 0.45 - 0.42 * t
        p.line([(px, foot), (px, top - 0.1 * t)], "#c9d3c4", 2 + 4 * t)
        p.poly(
            [
                (px - 0.14 * t, foot + 0.04 * t),
                (px + 0.14 * t, foot + 0.04 * t),
                (px + 0.12 * t, foot - 0.05 * t),
                (px - 0.12 * t, foot - 0.05 * t),
            ],
            "#5a4632",
        )
        for _ in range(int(70 + 120 * t)):
            y = random.uniform(top, foot - 0.03 * t)
            dx = random.normal(0, 0.55) * spread * t
            r = random.uniform(0.014, 0.03) * t
            p.dot(px + dx, y, r, greens[int(random.integers(5))], 1, random.uniform(0.6, 1.2))
        for _ in range(9):
            y, dx = random.uniform(top + 0.2 * t, foot - 0.1 * t), random.normal(0, 0.4) * spread * t
            for i in range(4):
                tomato(p, px + dx + (i % 2) * 0.03 * t, y + i * 0.026 * t, 0.02 * t, random)


def tomato(p, x, y, r, random):
    colour = ("#c8321f", "#d6452b", "#b3271b", "#e0803a")[int(random.integers(4))]
    p.dot(x, y, r, colour, 1, 0.92)
    p.dot(x - r * 0.3, y - r * 0.4, r * 0.3, "#ffc6ac", 0.8)


def gatherer(p):
    p.man(0.5, 0.95, 0.48, "#34404a", "#20506b", skirt=True, face="#d0a17f")
    p.blob([(0.472, 0.6), (0.528, 0.6), (0.548, 0.8), (0.452, 0.8)], "#e9e0c8")
    p.dot(0.5, 0.505, 0.03, "#c8553d", 1, 1.1)
    p.dot(0.5, 0.52, 0.0215, "#d0a17f", 1, 1.05)
    p.curve([(0.48, 0.545), (0.5, 0.56), (0.52, 0.545)], "#c8553d", 18)
    for x in (0.494, 0.508):
        p.dot(x, 0.518, 0.002, "#3a2a22")
    p.arc(0.501, 0.528, 0.008, 0.009, 20, 160, "#a5522f", 3)
    p.limb([(0.462, 0.58), (0.435, 0.66), (0.455, 0.72)], "#20506b", 36)
    p.limb([(0.538, 0.58), (0.565, 0.66), (0.545, 0.72)], "#20506b", 36)
    random = np.random.default_rng(3)
    for row in range(3):
        for i in range(9):
            tomato(p, 0.437 + i * 0.016 + (row % 2) * 0.006, 0.725 - row * 0.014, 0.0125, random)
    p.poly([(0.42, 0.72), (0.58, 0.72), (0.572, 0.8), (0.428, 0.8)], "#b58a58")
    for y in (0.74, 0.765):
        p.line([(0.423, y), (0.577, y)], "#8a6238", 4)
    for x in (0.43, 0.57):
        p.dot(x, 0.755, 0.012, "#d0a17f")
