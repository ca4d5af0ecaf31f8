"""Hockey."""

import numpy as np

from .album import scene
from .canvas import Canvas


@scene
def hockey():
    c = Canvas((0, "#0b151d"), (0.28, "#14242f"), (0.34, "#dfe9ec"), (1, "#bcd0d8"), seed=61)
    r = np.random.default_rng(8)
    c.layer(
        lambda p: [
            p.dot(
                x,
                y,
                0.0075 + 0.004 * y,
                ["#233743", "#2f4653", "#1c2d38", "#6d3a34", "#8d7a55"][int(r.integers(5))],
                0.9,
            )
            for y in np.arange(0.02, 0.29, 0.021)
            for x in np.arange(0, 1.01, 0.0135) + r.uniform(0, 0.01)
        ],
        1.4,
    )
    for x in (0.12, 0.37, 0.63, 0.88):
        c.glow(x, 0.0, 0.07, "#e8f6ff", 0.9, 1.4)
    c.layer(
        lambda p: (
            p.box(0, 0.295, 1, 0.055, "#e9eef0"),
            p.box(0, 0.335, 1, 0.013, "#d4a72c"),
            *[
                p.box(x, 0.302, 0.09, 0.026, col)
                for x, col in (
                    (0.05, "#10607c"),
                    (0.22, "#a5322a"),
                    (0.4, "#24404e"),
                    (0.6, "#10607c"),
                    (0.77, "#9aa9b0"),
                )
            ],
        )
    )
    c.layer(lambda p: p.box(0, 0.15, 1, 0.15, "#bfd8e4", 0.13))

    def ice(p):
        p.poly([(0.63, 0.35), (0.655, 0.35), (0.9, 1), (0.83, 1)], "#2e6ea8", 0.75)
        p.poly([(0.12, 0.35), (0.127, 0.35), (0.02, 1), (-0.005, 1)], "#c0392b", 0.75)
        p.arc(0.335, 0.66, 0.17, 0.2, 0, 360, "#c0392b", 8)
        p.dot(0.335, 0.66, 0.008, "#c0392b", 1, 0.6)
        for _ in range(90):
            x, y = r.random(), r.uniform(0.38, 1)
            reach = r.uniform(0.03, 0.16)
            p.line([(x, y), (x + reach, y + r.normal(0, 0.012))], "#ffffff", 2, 0.65)

    c.layer(ice, 1)
    for x in (0.2, 0.5, 0.82):
        c.glow(x, 0.6, 0.1, "#ffffff", 0.55, 0.35)

    def player(p, x, y, h, coat, dirn=1, low=0.0):
        u = h * p.h / p.w
        dark = "#1a2228"
        p.line(
            [(x - 0.1 * u, y - 0.42 * h), (x - 0.34 * u * dirn, y - 0.2 * h), (x - 0.42 * u * dirn, y)],
            dark,
            0.13 * h * p.h,
        )
        p.line(
            [(x + 0.05 * u, y - 0.42 * h), (x + 0.26 * u * dirn, y - 0.24 * h), (x + 0.2 * u * dirn, y)],
            dark,
            0.13 * h * p.h,
        )
        p.line([(x - 0.5 * u * dirn, y), (x - 0.32 * u * dirn, y)], "#dfe6e8", 0.03 * h * p.h)
        p.line([(x + 0.12 * u * dirn, y), (x + 0.32 * u * dirn, y)], "#dfe6e8", 0.03 * h * p.h)
        sx = x + 0.2 * u * dirn
        p.poly(
            [
                (x - 0.2 * u, y - 0.38 * h),
                (x + 0.22 * u, y - 0.38 * h),
                (sx + 0.24 * u, y - 0.76 * h),
                (sx - 0.2 * u, y - 0.8 * h),
            ],
            coat,
        )
        p.line([(sx + 0.08 * u * dirn, y - 0.7 * h), (sx + 0.36 * u * dirn, y - 0.5 * h)], coat, 0.14 * h * p.h)
        p.line([(x - 0.05 * u, y - 0.5 * h), (x + 0.1 * u, y - 0.5 * h)], "#ffffff", 0.05 * h * p.h)
        p.dot(sx + 0.1 * u * dirn, y - 0.87 * h, 0.105 * u, dark)
        p.dot(sx + 0.16 * u * dirn, y - 0.85 * h, 0.05 * u, "#d8b08c")
        p.line(
            [
                (sx + 0.2 * u * dirn, y - 0.62 * h),
                (x + 0.85 * u * dirn, y - 0.02 * h),
                (x + 1.05 * u * dirn, y - 0.01 * h),
            ],
            "#3a2b20",
            0.04 * h * p.h,
        )

    spots = [
        (0.17, 0.55, 0.2, "#f1f4f5", 1),
        (0.78, 0.5, 0.17, "#10607c", -1),
        (0.9, 0.62, 0.2, "#f1f4f5", -1),
        (0.4, 0.9, 0.46, "#10607c", 1),
        (0.66, 0.8, 0.38, "#b5352b", -1),
        (0.07, 0.78, 0.33, "#10607c", 1),
    ]
    spots[0] = (0.17, 0.55, 0.2, "#b5352b", 1)
    spots[2] = (0.9, 0.62, 0.2, "#b5352b", -1)
    c.layer(lambda p: [p.dot(x + 0.01, y + 0.01, h * 0.28, "#5d7a88", 0.6, 0.22) for x, y, h, *_ in spots], 10)
    c.layer(lambda p: [player(p, *s) for s in sorted(spots, key=lambda s: s[1])])
    c.layer(
        lambda p: [
            p.dot(0.525 + r.normal(0, 0.03), 0.88 + r.normal(0, 0.025), r.uniform(0.001, 0.004), "#ffffff", 0.9)
            for _ in range(160)
        ],
        1,
    )
    c.layer(lambda p: p.dot(0.54, 0.905, 0.009, "#12181c", 1, 0.5))
    return c
