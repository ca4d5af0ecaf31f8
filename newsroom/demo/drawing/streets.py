"""Streets, yards and the weather over them."""

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import towers


@scene
def jam():
    c = Canvas((0, "#16293a"), (0.35, "#33506a"), (0.47, "#c58a6d"), (0.5, "#e7b184"), (1, "#1c2833"), seed=31)
    c.clouds("#e09a78", 0.12, 0.5, 2, 18, 0.52, 0.2, 0.5)
    c.clouds("#0f2030", 0, 0.4, 3, 9, 0.5, 0.3, 0.6, 4)
    c.layer(lambda p: towers(p, 0, 1, 0.5, "#20303d", 12, 0.03, 0.13, "#f3c477", 0.28))
    c.haze(0.5, 0.03, "#e7b184", 0.35)
    c.layer(
        lambda p: (
            p.poly([(0.47, 0.5), (0.53, 0.5), (1.35, 1.01), (-0.35, 1.01)], "#1a232b"),
            p.poly([(0.4985, 0.5), (0.5015, 0.5), (0.53, 1), (0.47, 1)], "#7d8588", 0.5),
        )
    )
    c.layer(lambda p: [oncoming(p, *car) for car in queue()])
    c.layer(lambda p: [headlights(p, *car, 0.02, 0.75) for car in queue()], 16)

    def bus(p):
        p.box(0.66, 0.36, 0.2, 0.36, "#0f161c")
        p.box(0.672, 0.38, 0.176, 0.13, "#f0c887", 0.85)
        for x in (0.71, 0.755, 0.8):
            p.man(x, 0.51, 0.11, "#16202a")
        p.box(0.672, 0.365, 0.176, 0.012, "#ffb347")
        p.dot(0.68, 0.66, 0.01, "#ff4a2e")
        p.dot(0.84, 0.66, 0.01, "#ff4a2e")

    c.layer(bus)
    c.glow(0.76, 0.45, 0.09, "#e8a85c", 0.3)
    c.glow(0.68, 0.66, 0.03, "#ff3a20", 0.5)
    c.glow(0.84, 0.66, 0.03, "#ff3a20", 0.5)
    c.layer(
        lambda p: [
            (
                p.line(
                    [(x, 0.5 + 0.47 * t), (x, 0.5 - 0.3 * t), (x + 0.06 * t * d, 0.5 - 0.32 * t)],
                    "#0e151b",
                    12 * t + 2,
                )
            )
            for t in (0.9, 0.5, 0.3, 0.2, 0.14)
            for x, d in ((0.5 - 0.78 * t, 1), (0.5 + 0.78 * t, -1))
        ]
    )
    for t in (0.9, 0.5, 0.3, 0.2):
        c.glow(0.5 - 0.72 * t, 0.5 - 0.31 * t, 0.035 * t + 0.006, "#ffd79a", 0.9)
    return c


def queue():
    """The cars of four lanes: place, height and nearness, and the colour of the lights we see."""
    r = np.random.default_rng(5)
    for i in range(22):
        t = 1 / (1 + i * 0.42)
        for lane, colour in ((-0.47, "#ffe9b8"), (-0.22, "#ffe9b8"), (0.24, "#ff4a2e"), (0.5, "#ff4a2e")):
            if r.random() >= 0.16:
                yield 0.5 + lane * t * 1.1 + r.normal(0, 0.01) * t, 0.5 + 0.47 * t, t, colour


def oncoming(p, x, y, t, colour):
    p.box(x - 0.066 * t, y - 0.095 * t, 0.132 * t, 0.085 * t, "#10171d")
    low, high = y - 0.09 * t, y - 0.15 * t
    cabin = [(x - 0.056 * t, low), (x - 0.04 * t, high), (x + 0.04 * t, high), (x + 0.056 * t, low)]
    p.poly(cabin, "#151e25")
    for side in (-0.05, 0.05):
        p.dot(x + side * t, y - 0.055 * t, 0.0085 * t, colour)


def headlights(p, x, y, t, colour, r, k):
    for side in (-0.05, 0.05):
        p.dot(x + side * t, y - 0.055 * t, r * t, colour, k)
        p.box(x + side * t - 0.009 * t, y, 0.018 * t, 0.14 * t, colour, 0.4)


@scene
def panel():
    c = Canvas((0, "#1d2f45"), (0.6, "#4f6479"), (1, "#8a8480"), seed=51)
    c.clouds("#6f8296", 0, 0.8, 3, 8, 0.5, 0.3, 0.6)
    r = np.random.default_rng(3)

    def house(p):
        p.box(0.1, 0.06, 0.95, 0.9, "#67717a")
        p.poly([(0.1, 0.06), (0.1, 0.96), (-0.05, 0.96), (-0.05, 0.15)], "#4b555f")
        for f in range(9):
            y = 0.085 + f * 0.096
            p.line([(0.1, y + 0.085), (1.05, y + 0.085)], "#525c65", 4)
            for i in range(11):
                x = 0.125 + i * 0.083
                if i % 4 == 3:
                    p.box(x - 0.012, y - 0.012, 0.082, 0.1, "#5a646d")
                    p.box(x + 0.016, y + 0.012, 0.028, 0.055, "#2c3742")
                    continue
                hero = f == 1 and i == 5
                colours = LIT if r.random() < 0.3 else DARK
                pane(p, x, y, "#ffe1a0" if hero else colours[int(r.integers(len(colours)))])
                if hero:
                    somebody(p, x, y)
                if i % 4 == 1:
                    p.box(x - 0.01, y + 0.045, 0.07, 0.034, "#78828a")
                    p.line([(x - 0.01, y + 0.045), (x + 0.06, y + 0.045)], "#98a1a8", 4)

    c.layer(house)
    c.glow(0.565, 0.21, 0.05, "#ffc670", 0.5)
    c.layer(
        lambda p: (
            p.box(0.36, 0.86, 0.09, 0.1, "#2a333c"),
            p.box(0.34, 0.845, 0.13, 0.018, "#8a949b"),
            p.box(0.39, 0.875, 0.03, 0.085, "#e7b566"),
        )
    )
    c.glow(0.405, 0.9, 0.05, "#ffbf66", 0.5)
    c.ridge(0.955, 0.006, "#3b3a3a", 6)

    def yard(p):
        for x, h in ((0.02, 0.5), (0.93, 0.62)):
            p.line([(x, 1), (x + 0.004, 1 - h)], "#191f25", 16)
            for _ in range(40):
                a = r.uniform(-1.3, 1.3)
                y = 1 - h * r.uniform(0.45, 1)
                reach = r.uniform(0.03, 0.11)
                p.line(
                    [
                        (x + 0.003, y),
                        (x + np.sin(a) * reach * 0.5, y - 0.05),
                        (x + np.sin(a) * reach, y - 0.1 * np.cos(a) - 0.02),
                    ],
                    "#191f25",
                    r.uniform(2, 5),
                )
        p.man(0.31, 0.975, 0.085, "#15191d", "#4a2f34", skirt=True, prop="bag")
        p.line([(0.322, 0.93), (0.33, 0.975)], "#15191d", 3)

    c.layer(yard)
    return c


LIT = ("#f5c56b", "#f2b45a", "#ffdc97", "#d9a55a")
DARK = ("#26323e", "#2e3b48", "#3a4754")


def pane(p, x, y, colour):
    p.box(x - 0.003, y - 0.004, 0.056, 0.066, "#808a92")
    p.box(x, y, 0.05, 0.058, colour)
    p.line([(x + 0.018, y), (x + 0.018, y + 0.058)], "#7a848c", 3)


def somebody(p, x, y):
    """The figure between curtains in the one window that matters."""
    low = y + 0.058
    p.dot(x + 0.026, y + 0.026, 0.0085, "#3a2b22")
    p.poly([(x + 0.012, low), (x + 0.016, y + 0.04), (x + 0.036, y + 0.04), (x + 0.041, low)], "#5b3c33")
    p.poly([(x, y), (x + 0.012, y), (x + 0.004, low), (x, low)], "#c96f4a")
    p.poly([(x + 0.05, y), (x + 0.038, y), (x + 0.046, low), (x + 0.05, low)], "#c96f4a")


@scene
def winter():
    c = Canvas((0, "#16304a"), (0.5, "#51738f"), (0.68, "#b9a7a6"), (1, "#dfe7ec"), seed=121)
    c.clouds("#7f98ab", 0, 0.6, 3, 8, 0.5, 0.3, 0.5)
    c.glow(0.5, 0.68, 0.4, "#e8b79a", 0.35, 0.3)

    def chp(p):
        for x, h in ((0.64, 0.44), (0.7, 0.5), (0.77, 0.38)):
            p.poly([(x - 0.012, 0.7), (x - 0.007, 0.7 - h), (x + 0.007, 0.7 - h), (x + 0.012, 0.7)], "#4d6478")
            for j in (0, 0.05):
                p.box(x - 0.0075, 0.7 - h + j, 0.015, 0.02, "#a5524a")
        p.poly([(0.84, 0.7), (0.862, 0.48), (0.86, 0.44), (0.93, 0.44), (0.928, 0.48), (0.95, 0.7)], "#566d80")

    c.layer(chp, 1)
    r = np.random.default_rng(7)
    c.layer(
        lambda p: [
            p.dot(
                x + i * 0.012 + r.normal(0, 0.006),
                y - i * 0.012 + r.normal(0, 0.006),
                0.008 + i * 0.0026,
                "#e3ebf0",
                0.4,
            )
            for x, y in ((0.64, 0.26), (0.7, 0.2), (0.77, 0.32))
            for i in range(26)
        ],
        14,
    )
    c.layer(
        lambda p: [
            p.dot(0.895 + r.normal(0, 0.02) + i * 0.004, 0.43 - i * 0.02, 0.02 + i * 0.003, "#e9eff3", 0.45)
            for i in range(14)
        ],
        18,
    )
    c.layer(lambda p: towers(p, 0, 1, 0.7, "#3f566b", 3, 0.05, 0.16, "#f6cf8c", 0.3), 1)
    c.layer(lambda p: towers(p, -0.02, 1, 0.76, "#26394b", 9, 0.06, 0.2, "#ffd894", 0.42))

    def mosque(p):
        p.dot(0.3, 0.52, 0.035, "#3f8c9c", 1, 1.1)
        p.box(0.262, 0.53, 0.076, 0.24, "#dfe3e2")
        p.box(0.262, 0.53, 0.076, 0.012, "#3f8c9c")
        for x in (0.245, 0.349):
            p.box(x, 0.4, 0.011, 0.37, "#e6e9e7")
            p.poly([(x - 0.003, 0.4), (x + 0.0055, 0.34), (x + 0.014, 0.4)], "#3f8c9c")
        p.line([(0.3, 0.46), (0.3, 0.43)], "#e9c46a", 4)

    c.layer(mosque)
    c.ridge(0.765, 0.008, "#c9d6de", 4, seed=3)
    c.ridge(0.86, 0.012, "#e4ecf0", 3, seed=9)

    def folk(p):
        for x, y, h, col, k in (
            (0.13, 0.93, 0.17, "#20506b", 0),
            (0.19, 0.94, 0.11, "#c2913a", 0),
            (0.52, 0.89, 0.11, "#5b3a44", 1),
            (0.77, 0.97, 0.2, "#8c3f33", 1),
        ):
            p.man(x, y, h, "#1f2a33", col, skirt=bool(k), prop=["bag", None][k])
        p.line([(0.2, 0.9), (0.25, 0.945)], "#1f2a33", 3)
        p.box(0.25, 0.94, 0.05, 0.01, "#8a5a3a")
        for x in (0.06, 0.42, 0.9):
            p.line([(x, 0.9), (x, 0.55), (x + 0.03, 0.54)], "#1c2731", 7)

    c.layer(folk)
    for x in (0.09, 0.45, 0.93):
        c.glow(x, 0.545, 0.03, "#ffe0a3", 0.9)
        c.glow(x, 0.72, 0.08, "#ffcf8a", 0.22)
    c.snow(1100, 3, 7)
    return c


@scene
def car():
    c = Canvas((0, "#a9bac3"), (0.5, "#d7dcd8"), (1, "#b7bcb8"), seed=141)
    c.layer(lambda p: towers(p, -0.02, 1, 0.58, "#98a6ad", 5, 0.2, 0.42, "#6f7f88", 0.7), 3)
    c.ridge(0.6, 0.008, "#c9cfcd", 3)
    c.ridge(0.74, 0.004, "#a9aeab", 2)
    c.layer(lambda p: p.dot(0.5, 0.86, 0.4, "#6d7370", 0.6, 0.09), 14)

    def f(p):
        b = "#8c2f2a"
        p.poly(
            [
                (0.13, 0.82),
                (0.115, 0.7),
                (0.13, 0.62),
                (0.31, 0.6),
                (0.385, 0.47),
                (0.655, 0.465),
                (0.745, 0.59),
                (0.88, 0.61),
                (0.895, 0.7),
                (0.885, 0.82),
            ],
            b,
        )
        p.poly([(0.335, 0.6), (0.395, 0.49), (0.5, 0.487), (0.5, 0.6)], "#2b3a44")
        p.poly([(0.515, 0.6), (0.515, 0.487), (0.64, 0.485), (0.71, 0.59)], "#2b3a44")
        p.poly([(0.35, 0.6), (0.405, 0.49), (0.44, 0.49), (0.39, 0.6)], "#5e7480", 0.6)
        p.line([(0.13, 0.66), (0.89, 0.66)], "#6f211e", 5)
        p.line([(0.12, 0.735), (0.89, 0.735)], "#d7d7d2", 9)
        p.box(0.1, 0.755, 0.06, 0.03, "#c9ccca")
        p.box(0.85, 0.755, 0.06, 0.03, "#c9ccca")
        p.box(0.12, 0.65, 0.025, 0.05, "#f3ead0")
        p.box(0.872, 0.645, 0.02, 0.06, "#d8452f")
        p.line([(0.507, 0.6), (0.507, 0.81)], "#6f211e", 4)
        p.line([(0.32, 0.61), (0.325, 0.81)], "#6f211e", 4)
        for x in (0.255, 0.745):
            p.dot(x, 0.82, 0.068, "#1c1e20")
            p.dot(x, 0.82, 0.036, "#b9bfc1")
            p.dot(x, 0.82, 0.012, "#5c6265")

    c.layer(f)
    c.snow(160, 2, 4)
    return c
