"""The steppe, the village and its feasts."""

from itertools import pairwise

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import grass


@scene
def frost():
    c = Canvas((0, "#456f96"), (0.35, "#9cb6c9"), (0.55, "#efd3c0"), (0.62, "#f5c9a8"), (1, "#b6c3c8"), seed=81)
    c.clouds("#ffffff", 0, 0.5, 1, 14, 0.5, 0.3, 0.75)
    c.clouds("#f3b89c", 0.3, 0.62, 2, 22, 0.52, 0.2, 0.6, 3)
    c.glow(0.24, 0.61, 0.03, "#fff6df", 1)
    c.glow(0.24, 0.61, 0.2, "#ffcf9a", 0.6, 0.5)
    c.ridge(0.62, 0.008, "#8fa0ad", 3, bottom=0.7)
    c.ridge(0.645, 0.01, "#a3b2ba", 3, seed=4)
    c.haze(0.64, 0.025, "#ffe3cc", 0.6)
    c.ridge(0.7, 0.012, "#b9c4c6", 2, seed=6)
    c.ridge(0.78, 0.02, "#c8d0cf", 2, seed=9)
    c.layer(
        lambda p: (
            p.poly(
                [(0.52, 0.655), (0.528, 0.655), (0.72, 0.78), (0.95, 1.02), (0.42, 1.02), (0.6, 0.78)],
                "#8e9aa0",
            ),
            p.line([(0.526, 0.66), (0.66, 0.79), (0.69, 1)], "#dfe4e3", 6, 0.7),
        )
    )

    def poles(p):
        pts = []
        for i in range(9):
            t = 1 / (1 + i * 0.55)
            x, y = 0.54 - 0.5 * t, 0.655 + 0.2 * t
            p.line([(x, y), (x, y - 0.62 * t)], "#3b4650", 13 * t + 1.5)
            for a in (0.56, 0.6):
                p.line([(x - 0.035 * t, y - a * t), (x + 0.035 * t, y - a * t)], "#3b4650", 8 * t + 1)
            pts.append((x, y - 0.6 * t, t))
        for (x0, y0, t0), (x1, y1, t1) in pairwise(pts):
            for s in (-0.033, 0.033):
                m = ((x0 + x1) / 2, (y0 + y1) / 2 + 0.05 * t1)
                q = [
                    (
                        (1 - k) ** 2 * (x0 + s * t0) + 2 * k * (1 - k) * m[0] + k * k * (x1 + s * t1),
                        (1 - k) ** 2 * y0 + 2 * k * (1 - k) * m[1] + k * k * y1,
                    )
                    for k in np.linspace(0, 1, 16)
                ]
                p.line(q, "#4a545d", 2.2)

    c.layer(poles)
    c.layer(
        lambda p: [
            p.line([(x, y), (x + 0.006, y - 0.006), (x + 0.012, y)], "#3b4650", 3)
            for x, y in (
                (0.7, 0.2),
                (0.72, 0.21),
                (0.735, 0.225),
                (0.752, 0.232),
                (0.685, 0.213),
                (0.668, 0.226),
            )
        ]
    )
    grass(c, 0.8, 2600, ["#dfe5e2", "#c2cbc8", "#a9a58f", "#f3f3ee", "#8d8f80"], 5, 0.02, 0.11, 0.014, 3)
    c.glow(0.24, 0.72, 0.16, "#ffd7a8", 0.3, 0.3)
    return c


@scene
def village():
    c = Canvas((0, "#24405a"), (0.45, "#6c8aa0"), (0.6, "#d9b7a0"), (1, "#cfdbe2"), seed=101)
    c.clouds("#8fa6b6", 0, 0.55, 2, 12, 0.5, 0.3, 0.6)
    c.glow(0.1, 0.6, 0.2, "#f3b78f", 0.5, 0.5)
    c.ridge(0.6, 0.012, "#8d9fae", 3, bottom=0.7)
    c.ridge(0.66, 0.012, "#b7c6d0", 3, seed=3)
    c.ridge(0.74, 0.015, "#dbe5ea", 2, seed=7)

    def house(p, x, y, s, wall="#3f6f86", lit="#ffd489"):
        p.box(x, y - 0.17 * s, 0.22 * s, 0.17 * s, wall)
        p.poly(
            [(x - 0.02 * s, y - 0.165 * s), (x + 0.11 * s, y - 0.3 * s), (x + 0.24 * s, y - 0.165 * s)],
            "#eef3f5",
        )
        p.poly(
            [
                (x - 0.02 * s, y - 0.165 * s),
                (x + 0.24 * s, y - 0.165 * s),
                (x + 0.22 * s, y - 0.15 * s),
                (x, y - 0.15 * s),
            ],
            "#56666f",
        )
        p.box(x + 0.16 * s, y - 0.335 * s, 0.022 * s, 0.1 * s, "#7a5a4b")
        for i in range(3):
            wx = x + 0.025 * s + i * 0.064 * s
            p.box(wx - 0.006 * s, y - 0.125 * s, 0.047 * s, 0.078 * s, "#eef1ee")
            p.box(wx, y - 0.118 * s, 0.035 * s, 0.064 * s, lit)
            p.line([(wx + 0.0175 * s, y - 0.118 * s), (wx + 0.0175 * s, y - 0.054 * s)], "#eef1ee", 4 * s)

    c.layer(
        lambda p: (
            house(p, 0.08, 0.68, 0.5, "#6d7f8a"),
            house(p, 0.3, 0.67, 0.42, "#7f7a72"),
            house(p, 0.84, 0.675, 0.5, "#6b7a80"),
        ),
        1.5,
    )
    c.layer(
        lambda p: [
            p.dot(0.225 + i * 0.012 + np.sin(i) * 0.006, 0.46 - i * 0.035, 0.012 + i * 0.004, "#c5d0d8", 0.5)
            for i in range(9)
        ],
        14,
    )
    c.layer(lambda p: house(p, 0.42, 0.84, 1.5))
    c.layer(
        lambda p: [
            p.dot(
                0.675 + i * 0.017 + np.sin(i * 1.3) * 0.008,
                0.32 - i * 0.04,
                0.015 + i * 0.005,
                "#d6dfe5",
                0.55,
            )
            for i in range(8)
        ],
        16,
    )
    for x in (0.485, 0.58, 0.675):
        c.glow(x, 0.71, 0.035, "#ffc56f", 0.45)
    c.layer(lambda p: p.poly([(0.4, 0.84), (0.8, 0.84), (0.9, 1.02), (0.25, 1.02)], "#e8eef2"))

    def uaz(p):
        p.poly(
            [
                (0.1, 0.9),
                (0.1, 0.75),
                (0.12, 0.735),
                (0.32, 0.735),
                (0.355, 0.8),
                (0.365, 0.81),
                (0.365, 0.9),
            ],
            "#e6e9ea",
        )
        p.box(0.1, 0.835, 0.265, 0.02, "#a5322a")
        p.box(0.125, 0.755, 0.06, 0.05, "#34454f")
        p.box(0.2, 0.755, 0.06, 0.05, "#34454f")
        p.poly([(0.275, 0.755), (0.318, 0.755), (0.343, 0.805), (0.275, 0.805)], "#34454f")
        p.box(0.205, 0.815, 0.036, 0.012, "#a5322a")
        p.box(0.2145, 0.795, 0.017, 0.055, "#a5322a")
        p.box(0.19, 0.722, 0.04, 0.013, "#2f74b5")
        for x in (0.155, 0.315):
            p.dot(x, 0.9, 0.026, "#1b2226")
            p.dot(x, 0.9, 0.011, "#8f9aa0")
        p.man(0.44, 0.93, 0.22, "#26323a", "#f2f4f4")
        p.box(0.452, 0.84, 0.02, 0.035, "#6d3a2a")
        p.man(0.52, 0.915, 0.19, "#2c3136", "#7b2f3b", skirt=True)

    c.layer(lambda p: p.dot(0.24, 0.93, 0.16, "#9fb3c0", 0.7, 0.1), 12)
    c.layer(uaz)
    c.glow(0.37, 0.85, 0.03, "#fff0c4", 0.7)
    c.snow(420, 4, 5)
    return c


@scene
def nauryz():
    c = Canvas((0, "#4d97c4"), (0.45, "#bfdbe2"), (0.6, "#f3ead0"), (1, "#7d9a4e"), seed=131)
    c.clouds("#ffffff", 0, 0.5, 3, 8, 0.5, 0.2, 0.9)
    c.ridge(0.58, 0.012, "#9fb59a", 4, bottom=0.66)
    c.ridge(0.62, 0.01, "#a3b774", 3, seed=3)
    c.ridge(0.72, 0.012, "#8ba65c", 3, seed=5)
    c.ridge(0.85, 0.014, "#748f48", 3, seed=8)

    def yurt(p, x, y, s):
        u = 0.16 * s
        p.poly([(x - u, y), (x - u * 1.03, y - 0.13 * s), (x + u * 1.03, y - 0.13 * s), (x + u, y)], "#f3efe4")
        p.poly(
            [
                (x - u * 1.03, y - 0.13 * s),
                (x - u * 0.3, y - 0.245 * s),
                (x + u * 0.3, y - 0.245 * s),
                (x + u * 1.03, y - 0.13 * s),
            ],
            "#e7e0cf",
        )
        p.dot(x, y - 0.245 * s, u * 0.3, "#d8cfb9", 1, 0.6)
        p.box(x - u * 1.03, y - 0.135 * s, u * 2.06, 0.014 * s, "#a33b2c")
        p.box(x - u * 1.01, y - 0.05 * s, u * 2.02, 0.01 * s, "#10607c")
        for i in range(-6, 7):
            p.poly(
                [
                    (x + i * u / 6.6 - 0.008 * s, y - 0.118 * s),
                    (x + i * u / 6.6, y - 0.1 * s),
                    (x + i * u / 6.6 + 0.008 * s, y - 0.118 * s),
                ],
                "#a33b2c",
            )
        p.box(x - u * 0.17, y - 0.11 * s, u * 0.34, 0.11 * s, "#8a4b2c")
        p.box(x - u * 0.13, y - 0.1 * s, u * 0.12, 0.1 * s, "#b5702f")

    c.layer(
        lambda p: [
            yurt(p, x, y, s)
            for x, y, s in (
                (0.08, 0.66, 0.5),
                (0.27, 0.655, 0.45),
                (0.45, 0.66, 0.5),
                (0.63, 0.655, 0.45),
                (0.82, 0.66, 0.5),
                (0.97, 0.655, 0.45),
            )
        ]
    )
    r = np.random.default_rng(5)
    c.layer(
        lambda p: [
            p.man(
                x,
                0.7 + r.uniform(-0.02, 0.03),
                0.09,
                "#2b3230",
                ["#a33b2c", "#10607c", "#efe6d3", "#c2913a", "#5b4a6b"][int(r.integers(5))],
                skirt=bool(r.integers(2)),
            )
            for x in np.arange(0.02, 1, 0.03)
        ]
    )
    c.layer(lambda p: (yurt(p, 0.22, 0.9, 1.1), yurt(p, 0.8, 0.92, 1.25)))

    def bunting(p):
        for y0, sag in ((0.2, 0.14), (0.28, 0.1)):
            q = [(x, y0 + sag * (1 - (2 * x - 1) ** 2)) for x in np.linspace(-0.05, 1.05, 60)]
            p.line(q, "#51624f", 3)
            for i in range(0, 60, 2):
                x, y = q[i]
                p.poly(
                    [(x - 0.008, y), (x + 0.012, y), (x + 0.002, y + 0.04)],
                    ["#a33b2c", "#efe6d3", "#10607c", "#e2b23c"][i // 2 % 4],
                )

    c.layer(bunting)
    c.layer(
        lambda p: (
            p.dot(0.5, 0.93, 0.09, "#5b4330", 1, 0.35),
            p.dot(0.5, 0.905, 0.085, "#c98b3c", 1, 0.42),
            p.dot(0.5, 0.895, 0.075, "#dda553", 1, 0.38),
            p.man(0.41, 0.94, 0.3, "#2a2e2c", "#f3efe4", prop=None),
            p.man(0.59, 0.945, 0.28, "#2a2e2c", "#a33b2c", skirt=True),
            p.poly([(0.397, 0.68), (0.424, 0.68), (0.418, 0.62), (0.403, 0.62)], "#f3efe4"),
        )
    )
    return c
