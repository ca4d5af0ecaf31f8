"""Harvest below the elevator."""

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import grass


@scene
def harvest():
    c = Canvas((0, "#5c93b8"), (0.35, "#bcd3d4"), (0.5, "#f6e3b4"), (0.56, "#f3c878"), (1, "#b07a2a"), seed=291)
    c.clouds("#ffffff", 0, 0.48, 2, 10, 0.5, 0.22, 0.85)
    c.glow(0.2, 0.5, 0.04, "#fff8df", 1)
    c.glow(0.2, 0.5, 0.25, "#ffdb92", 0.6)
    c.ridge(0.54, 0.01, "#a99a62", 4, bottom=0.58)
    c.layer(elevator, 1)
    c.haze(0.55, 0.035, "#ffe9bd", 0.7)
    c.ridge(0.565, 0.006, "#d9ae55", 3, seed=3)
    c.ridge(0.66, 0.012, "#cf9c40", 2, seed=5)
    c.layer(stubble_rows)
    c.layer(dust, 26, 0.8)
    c.layer(truck)
    c.layer(lambda p: p.dot(0.54, 0.815, 0.2, "#5c3d12", 0.5, 0.1), 12)
    c.layer(combine)
    wheat = ["#e8bf5a", "#d9a63f", "#f3d581", "#b98328", "#c8953a"]
    grass(c, 0.8, 2600, wheat, 7, 0.05, 0.15, 0.018, 4)
    c.layer(ears)
    c.glow(0.2, 0.66, 0.2, "#ffe2a0", 0.35, 0.4)
    return c


def elevator(p):
    for i in range(6):
        x = 0.72 + i * 0.03
        p.box(x, 0.33, 0.028, 0.22, "#c9c6ba")
        p.box(x + 0.018, 0.33, 0.01, 0.22, "#aaa898")
        p.dot(x + 0.014, 0.33, 0.014, "#d6d3c8", 1, 0.3)
    p.box(0.9, 0.24, 0.045, 0.31, "#bdbaae")
    p.box(0.93, 0.24, 0.015, 0.31, "#a09e92")
    p.poly([(0.895, 0.24), (0.9225, 0.205), (0.95, 0.24)], "#7f6a55")
    p.box(0.71, 0.305, 0.21, 0.02, "#9d9b8f")
    for y in np.arange(0.27, 0.53, 0.04):
        p.box(0.912, y, 0.008, 0.014, "#5f6b70")


def stubble_rows(p):
    for x in np.linspace(-1.6, 2.6, 40):
        p.line([(0.3 + (x - 0.3) * 0.14, 0.6), (x, 1.05)], "#b9852f", 3, 0.5)


def dust(p):
    random = np.random.default_rng(4)
    for i in range(70):
        t = i / 70
        p.dot(0.68 + t * 0.34, 0.72 - t * 0.08 + random.normal(0, 0.03), 0.02 + t * 0.04, "#f0d39a", 0.35)


def truck(p):
    p.box(0.1, 0.6, 0.1, 0.055, "#3c6e71")
    p.poly([(0.105, 0.6), (0.15, 0.575), (0.195, 0.6)], "#e8bf5a")
    p.poly([(0.205, 0.655), (0.205, 0.605), (0.23, 0.605), (0.243, 0.632), (0.248, 0.655)], "#d9d3c4")
    p.box(0.213, 0.613, 0.018, 0.018, "#33454d")
    for x in (0.12, 0.175, 0.228):
        p.dot(x, 0.66, 0.012, "#22282a")


def combine(p):
    red, dark, glass = "#b8402a", "#23282b", "#2f4652"
    p.poly([(0.42, 0.5), (0.68, 0.5), (0.73, 0.56), (0.73, 0.72), (0.42, 0.72)], red)
    p.poly([(0.47, 0.5), (0.5, 0.43), (0.66, 0.43), (0.68, 0.5)], "#d8b04a")
    p.dot(0.58, 0.43, 0.06, "#e8bf5a", 1, 0.35)
    p.box(0.42, 0.6, 0.31, 0.018, "#f1ece0")
    p.poly([(0.33, 0.66), (0.345, 0.48), (0.42, 0.48), (0.42, 0.7)], "#8f2d1c")
    p.poly([(0.345, 0.62), (0.355, 0.5), (0.41, 0.5), (0.41, 0.62)], glass)
    p.poly([(0.36, 0.5), (0.378, 0.5), (0.366, 0.62), (0.352, 0.62)], "#8fb3c2", 0.7)
    p.dot(0.388, 0.56, 0.012, "#c9966f")
    p.poly([(0.372, 0.62), (0.378, 0.58), (0.398, 0.58), (0.406, 0.62)], "#d9692a")
    p.box(0.335, 0.465, 0.095, 0.014, "#f1ece0")
    p.poly([(0.6, 0.46), (0.61, 0.44), (0.86, 0.39), (0.865, 0.41)], "#8f2d1c")
    p.box(0.62, 0.64, 0.09, 0.05, "#8f2d1c")
    p.poly([(0.24, 0.7), (0.4, 0.66), (0.42, 0.72), (0.26, 0.79)], "#8f2d1c")
    p.poly([(0.17, 0.8), (0.2, 0.7), (0.235, 0.69), (0.27, 0.81)], "#d8b04a")
    for turn in np.arange(0, 2 * np.pi, np.pi / 4):
        x, y = 0.195 + 0.05 * np.cos(turn), 0.71 + 0.075 * np.sin(turn)
        p.line([(0.195, 0.71), (x, y)], dark, 5)
        p.box(x - 0.008, y - 0.004, 0.016, 0.008, "#e9e0c8")
    p.arc(0.195, 0.71, 0.05, 0.075, 0, 360, dark, 7)
    for x, y, r in ((0.47, 0.755, 0.062), (0.68, 0.775, 0.042)):
        p.dot(x, y, r, dark)
        p.dot(x, y, r * 0.55, "#d8b04a")
        p.dot(x, y, r * 0.2, dark)
    p.line([(0.68, 0.5), (0.68, 0.38)], dark, 9)


def ears(p):
    random = np.random.default_rng(9)
    for _ in range(46):
        x, top = random.uniform(0, 1), random.uniform(0.8, 0.93)
        p.line([(x - 0.01, 1.02), (x, top)], "#c8953a", 4)
        for i in range(6):
            y = top + i * 0.011
            p.dot(x - 0.0035, y, 0.0042, "#f0cc72", 1, 1.6)
            p.dot(x + 0.0035, y + 0.004, 0.0042, "#d9a63f", 1, 1.6)
        for side in (-0.012, 0, 0.012):
            p.line([(x, top), (x + side, top - 0.04)], "#f3d581", 2)
