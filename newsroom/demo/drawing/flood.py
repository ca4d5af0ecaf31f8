"""The river in the yards."""

import numpy as np

from .album import scene
from .canvas import Canvas


@scene
def flood():
    c = Canvas((0, "#6f8ea0"), (0.35, "#b9c9cb"), (0.5, "#dcdcce"), (1, "#8d9a8c"), seed=181)
    c.clouds("#f4f4ee", 0, 0.48, 3, 8, 0.45, 0.3, 0.85)
    c.clouds("#587083", 0, 0.3, 2, 9, 0.52, 0.25, 0.5, 6)
    c.ridge(0.47, 0.02, "#8c9c94", 5, bottom=0.52)
    c.layer(lambda p: bare_trees(p, 0.5, 26, 0.1, "#71807b", 3), 1.5)
    c.haze(0.49, 0.035, "#e6e6da", 0.6)
    c.layer(lambda p: [cottage(p, *spec) for spec in ((0.05, 0.53, 0.5, "#8f8a7c"), (0.8, 0.53, 0.55, "#7c8b86"))])
    c.water(0.53, "#8f958a", 0.5, 12)
    for spec in ((0.28, 0.64, 0.95, "#5c7f8c"), (0.68, 0.68, 1.15, "#b0875a")):
        c.reflect(lambda p, spec=spec: cottage(p, *spec), spec[1], 4, 0.55)
        c.layer(lambda p, spec=spec: cottage(p, *spec))
    c.layer(lambda p: bare_trees(p, 0.72, 5, 0.42, "#3a403c", 8))
    c.reflect(drowned_fence, 0.79, 3, 0.45)
    c.layer(drowned_fence)
    c.reflect(rowing, 0.87, 4, 0.5)
    c.layer(rowing)
    c.layer(lambda p: ripples(p, "#f2f1e4", 60, 0.58, 7), 1)
    return c


def cottage(p, x, y, s, wall):
    """A village house standing in water up to its sills; (x, y) is its left corner at the water."""
    p.box(x, y - 0.12 * s, 0.2 * s, 0.12 * s, wall)
    p.poly([(x - 0.02 * s, y - 0.115 * s), (x + 0.1 * s, y - 0.25 * s), (x + 0.22 * s, y - 0.115 * s)], "#6b4a3c")
    p.poly([(x + 0.1 * s, y - 0.25 * s), (x + 0.22 * s, y - 0.115 * s), (x + 0.2 * s, y - 0.115 * s)], "#543829")
    p.box(x + 0.14 * s, y - 0.255 * s, 0.02 * s, 0.07 * s, "#7d7267")
    for place in (0.025, 0.083, 0.141):
        left = x + place * s
        p.box(left - 0.006 * s, y - 0.092 * s, 0.044 * s, 0.072 * s, "#f0efe6")
        p.box(left, y - 0.085 * s, 0.032 * s, 0.058 * s, "#35464e")
        p.line([(left + 0.016 * s, y - 0.085 * s), (left + 0.016 * s, y - 0.027 * s)], "#f0efe6", 4 * s)
    p.box(x, y - 0.014 * s, 0.2 * s, 0.014 * s, "#4a4f4a", 0.5)


def bare_trees(p, ground, count, height, colour, seed):
    random = np.random.default_rng(seed)
    for i in range(count):
        x = (i + random.uniform(0.1, 0.9)) / count
        h = height * random.uniform(0.7, 1.1)
        p.line([(x, ground), (x + 0.004, ground - h)], colour, 4 + 26 * height)
        for _ in range(22):
            start, reach = random.uniform(0.35, 1), random.uniform(-1, 1) * h * 0.32
            y = ground - h * start
            bend = (x + 0.003 + reach * 0.5, y - h * 0.07)
            p.line([(x + 0.003, y), bend, (x + 0.003 + reach, y - h * 0.19)], colour, 2 + 8 * height)


def drowned_fence(p):
    for i in range(22):
        x = -0.01 + i * 0.021
        top = 0.745 + 0.006 * np.sin(i * 2.1)
        p.poly([(x, 0.79), (x, top), (x + 0.0065, top - 0.014), (x + 0.013, top), (x + 0.013, 0.79)], "#4f6f74")
    p.box(0, 0.762, 0.455, 0.009, "#3f5a5f")


def rowing(p):
    p.poly([(0.41, 0.835), (0.66, 0.835), (0.63, 0.872), (0.44, 0.872)], "#27404a")
    p.line([(0.41, 0.835), (0.66, 0.835)], "#d7c9a4", 6)
    p.man(0.475, 0.86, 0.17, "#2a2f33", "#d07a2c", lean=0.1, hat="#2a2f33", face="#c49472")
    p.man(0.56, 0.86, 0.15, "#2b2d33", "#7b2f3b", face="#d0a17f", skirt=True)
    p.line([(0.5, 0.765), (0.535, 0.8), (0.585, 0.885)], "#7d6444", 8)
    p.dot(0.62, 0.815, 0.02, "#d9d3c4", 1, 0.85)
    p.poly([(0.604, 0.805), (0.602, 0.782), (0.614, 0.797)], "#d9d3c4")
    p.poly([(0.624, 0.797), (0.636, 0.782), (0.636, 0.806)], "#d9d3c4")
    p.dot(0.614, 0.812, 0.003, "#222222")
    p.dot(0.627, 0.812, 0.003, "#222222")


def ripples(p, colour, count, top, seed):
    random = np.random.default_rng(seed)
    for _ in range(count):
        x, y = random.random(), random.uniform(top, 1)
        near = (y - top) / (1 - top)
        p.line([(x, y), (x + random.uniform(0.02, 0.09) * (0.4 + near), y)], colour, 2 + 2 * near, 0.35)
