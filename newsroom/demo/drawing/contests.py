"""Wrestling in the hall and football under floodlights."""

import numpy as np

from .album import scene
from .canvas import Canvas


@scene
def wrestling():
    c = Canvas((0, "#2a2018"), (0.35, "#5a3d28"), (0.46, "#7c5332"), (1, "#3a2a1e"), seed=331)
    for x in (0.2, 0.5, 0.8):
        c.glow(x, 0.02, 0.1, "#fff1cf", 0.9, 1.2)
    c.layer(spectators, 2)
    c.layer(
        lambda p: [
            p.poly([(x, -0.02), (x + 0.06, -0.02), (x + 0.16, 0.6), (x - 0.1, 0.6)], "#fff0cf", 0.1)
            for x in (0.17, 0.47, 0.77)
        ],
        16,
    )
    c.layer(ornament_board)
    c.layer(mat)
    c.glow(0.5, 0.78, 0.3, "#fff2d0", 0.4, 0.4)
    c.layer(lambda p: p.dot(0.5, 0.885, 0.19, "#5c1f16", 0.55, 0.16), 12)
    c.layer(judge)
    c.layer(wrestlers)
    return c


def spectators(p):
    r = np.random.default_rng(5)
    coats = ["#20506b", "#7b2f3b", "#c2913a", "#3c6e71", "#5b4a6b", "#efe6d3", "#3d4a2f"]
    for row in range(7):
        y = 0.1 + row * 0.058
        for x in np.arange(-0.01, 1.03, 0.036) + (row % 2) * 0.018:
            if r.random() < 0.1:
                continue
            place = x + r.normal(0, 0.003)
            p.dot(place, y + 0.034, 0.0155, coats[int(r.integers(7))], 0.95, 1.2)
            p.dot(place, y, 0.0095, ["#c9966f", "#d8a884", "#b98563"][int(r.integers(3))], 0.95)
            p.half(
                place,
                y - 0.002,
                0.0105,
                ["#1d1715", "#3a2418", "#efe6d3", "#22303c"][int(r.integers(4))],
                1.2,
            )


def ornament_board(p):
    p.box(0, 0.5, 1, 0.085, "#10607c")
    p.box(0, 0.5, 1, 0.008, "#e2b23c")
    p.box(0, 0.577, 1, 0.008, "#e2b23c")
    for x in np.arange(0.02, 1.02, 0.055):
        for side in (-1, 1):
            p.arc(x + side * 0.009, 0.54, 0.009, 0.017, 0, 360, "#f4efe2", 5)
        p.poly([(x, 0.52), (x + 0.006, 0.54), (x, 0.565), (x - 0.006, 0.54)], "#f4efe2")


def mat(p):
    p.poly([(0, 0.585), (1, 0.585), (1, 1.02), (0, 1.02)], "#6b4528")
    p.poly([(0.12, 0.63), (0.88, 0.63), (1.12, 1.02), (-0.12, 1.02)], "#c9a13c")
    p.dot(0.5, 0.83, 0.37, "#b5392b", 1, 0.34)
    p.dot(0.5, 0.83, 0.34, "#d9b04a", 1, 0.34)
    p.dot(0.5, 0.83, 0.1, "#b5392b", 1, 0.34)
    p.dot(0.5, 0.83, 0.085, "#d9b04a", 1, 0.34)
    for turn in np.arange(0, 2 * np.pi, np.pi / 9):
        x, y = 0.5 + 0.27 * np.cos(turn), 0.83 + 0.27 * 1.5 * 0.34 * np.sin(turn)
        p.poly([(x - 0.02, y), (x, y - 0.014), (x + 0.02, y), (x, y + 0.014)], "#b5392b")


def judge(p):
    p.man(0.79, 0.8, 0.34, "#22262b", "#f1ece0", face="#c9966f")
    p.half(0.79, 0.488, 0.021, "#1d1715", 1.25)
    p.limb([(0.815, 0.54), (0.85, 0.48), (0.86, 0.4)], "#f1ece0", 28)
    p.dot(0.861, 0.385, 0.011, "#c9966f")
    p.limb([(0.765, 0.54), (0.745, 0.6), (0.755, 0.66)], "#e2dccb", 26)


def wrestlers(p):
    wrestler(p, 0.5, 1, "#1f6f96", "#174f6c", "#c9966f")
    wrestler(p, 0.5, -1, "#c23a2b", "#8d241a", "#d8a884")
    for x, y in ((0.555, 0.655), (0.445, 0.66)):
        p.dot(x, y, 0.016, "#d0a17f")


def wrestler(p, x, way, coat, shade, skin):
    """One of two leaning into each other; `way` 1 stands on the left."""

    def at(points):
        return [(x - way * px, y) for px, y in points]

    p.limb(at([(0.1, 0.69), (0.165, 0.78), (0.15, 0.89)]), skin, 62)
    p.limb(at([(0.07, 0.69), (0.055, 0.79), (0.075, 0.885)]), skin, 62)
    for foot in ((0.15, 0.9), (0.075, 0.895)):
        p.limb(at([foot, (foot[0] - 0.03, foot[1] + 0.004)]), "#22262b", 30)
    p.blob(
        at(
            [
                (0.045, 0.76),
                (0.15, 0.75),
                (0.165, 0.62),
                (0.12, 0.5),
                (0.06, 0.455),
                (0.01, 0.47),
                (0.02, 0.58),
                (0.03, 0.68),
            ]
        ),
        coat,
    )
    p.curve(at([(0.155, 0.67), (0.09, 0.685), (0.03, 0.665)]), "#f4efe2", 20)
    p.curve(at([(0.11, 0.5), (0.075, 0.6), (0.07, 0.66)]), shade, 8)
    p.limb(at([(0.055, 0.5), (-0.005, 0.57), (-0.05, 0.655)]), shade, 52)
    hx, hy = x - way * 0.03, 0.425
    p.dot(hx, hy, 0.033, skin, 1, 1.1)
    p.half(hx + way * -0.003, hy - 0.005, 0.036, "#1d1715", 1.3)


@scene
def football():
    c = Canvas((0, "#0d1730"), (0.3, "#22345c"), (0.4, "#3a4f78"), (0.42, "#2f6b3f"), (1, "#3f8a4a"), seed=341)
    c.clouds("#31456d", 0, 0.4, 3, 8, 0.48, 0.3, 0.7)
    c.layer(masts)
    for x, y, r in ((0.13, 0.105, 0.05), (0.87, 0.105, 0.05), (0.38, 0.2, 0.03), (0.62, 0.2, 0.03)):
        c.glow(x, y, r, "#ffffff", 1)
        c.glow(x, y, r * 5, "#cfe0ff", 0.35)
    c.layer(stand, 1.5)
    c.layer(grass_stripes)
    c.layer(lines)
    c.layer(goal)
    for x in (0.3, 0.7):
        c.glow(x, 0.65, 0.2, "#dfffd9", 0.25, 0.5)
    c.layer(
        lambda p: [p.dot(x + dx, y, h * 0.2, "#153a20", 0.45, 0.16) for x, y, h, *_ in TEAM for dx in (-0.05, 0.05)],
        7,
    )
    c.layer(lambda p: [footballer(p, *who) for who in TEAM])
    c.layer(
        lambda p: (
            p.dot(0.425, 0.585, 0.015, "#f8f8f2"),
            p.dot(0.421, 0.58, 0.0045, "#22262b"),
            p.dot(0.43, 0.592, 0.004, "#22262b"),
        )
    )
    c.layer(lambda p: p.line([(0.37, 0.83), (0.425, 0.6)], "#ffffff", 5, 0.2), 4)
    return c


TEAM = (
    (0.6, 0.62, 0.19, "#e9e4d6", False), (0.655, 0.62, 0.2, "#e9e4d6", True), (0.71, 0.62, 0.19, "#e9e4d6", True),
    (0.86, 0.6, 0.17, "#d8b23c", False), (0.5, 0.56, 0.14, "#20707f", False), (0.2, 0.63, 0.2, "#20707f", False),
    (0.29, 0.93, 0.5, "#20707f", False),
)  # fmt: skip


def masts(p):
    for x, top, w in ((0.13, 0.1, 9), (0.87, 0.1, 9), (0.38, 0.2, 5), (0.62, 0.2, 5)):
        p.line([(x, 0.42), (x, top)], "#16203a", w)
        p.box(x - w * 0.004, top - w * 0.004, w * 0.008, w * 0.008, "#16203a")
        for i in range(3):
            for j in range(2):
                p.dot(x + (i - 1) * w * 0.0025, top + (j - 0.5) * w * 0.004, w * 0.001, "#ffffff")


def stand(p):
    r = np.random.default_rng(6)
    p.poly([(0, 0.3), (1, 0.3), (1, 0.43), (0, 0.43)], "#1b2744")
    for y in np.arange(0.31, 0.4, 0.016):
        for x in np.arange(0, 1, 0.011):
            if r.random() < 0.8:
                colour = ["#37507a", "#6d3a44", "#8d7a55", "#4b6a8a", "#c9c2b0", "#20707f"][int(r.integers(6))]
                p.dot(x + r.uniform(0, 0.004), y, 0.0042, colour, 0.9, 1.2)
    p.box(0, 0.4, 1, 0.03, "#e9e4d6")
    for i, colour in enumerate(("#10607c", "#a5322a", "#24404e", "#c2913a", "#10607c", "#5b4a6b")):
        p.box(0.02 + i * 0.165, 0.404, 0.14, 0.022, colour)


def grass_stripes(p):
    for i in range(-8, 9):
        if i % 2:
            a, b = 0.5 + i * 0.075, 0.5 + (i + 1) * 0.075
            p.poly(
                [(a, 0.43), (b, 0.43), (0.5 + (b - 0.5) * 3.4, 1.02), (0.5 + (a - 0.5) * 3.4, 1.02)],
                "#4c9a56",
                0.5,
            )


def lines(p):
    p.line([(-0.02, 0.455), (1.02, 0.455)], "#f4f6ee", 4)
    p.line([(1.02, 0.72), (0.72, 0.72), (0.66, 0.5), (1.02, 0.5)], "#f4f6ee", 6)
    p.arc(0.05, 0.75, 0.28, 0.14, 0, 360, "#f4f6ee", 6)


def goal(p):
    p.line([(0.9, 0.63), (0.9, 0.44), (0.985, 0.47), (0.985, 0.69)], "#ffffff", 9)
    for x in np.arange(0.905, 0.985, 0.0125):
        p.line([(x, 0.44 + (x - 0.9) * 0.35), (x + 0.03, 0.63 + (x - 0.9) * 0.7)], "#e6ece6", 2, 0.6)
    for i in range(1, 8):
        p.line([(0.9, 0.44 + i * 0.024), (0.985, 0.47 + i * 0.027)], "#e6ece6", 2, 0.6)


def footballer(p, x, y, h, shirt, jumping):
    """A player; the big one in front is striking the ball with the right leg."""
    u, skin, dark = h * p.h / p.w, "#d0a17f", "#1c2430"
    lift = 0.12 * h if jumping else 0
    y -= lift
    striking = h > 0.4
    right = [(x + 0.06 * u, y - 0.45 * h), (x + 0.2 * u, y - 0.26 * h), (x + 0.42 * u, y - 0.16 * h)]
    straight = [(x + 0.06 * u, y - 0.45 * h), (x + 0.1 * u, y - 0.22 * h), (x + 0.12 * u, y)]
    left = [(x - 0.06 * u, y - 0.45 * h), (x - 0.1 * u, y - 0.22 * h), (x - 0.12 * u, y)]
    for leg in (left, right if striking else straight):
        p.limb(leg, skin, 0.075 * h * p.h)
        p.limb(leg[1:], shirt, 0.08 * h * p.h)
        p.limb([leg[2], (leg[2][0] + 0.07 * u, leg[2][1])], dark, 0.06 * h * p.h)
    p.poly(
        [
            (x - 0.16 * u, y - 0.34 * h),
            (x - 0.14 * u, y - 0.52 * h),
            (x + 0.14 * u, y - 0.52 * h),
            (x + 0.17 * u, y - 0.34 * h),
        ],
        dark,
    )
    p.blob(
        [
            (x - 0.14 * u, y - 0.46 * h),
            (x - 0.17 * u, y - 0.78 * h),
            (x, y - 0.83 * h),
            (x + 0.17 * u, y - 0.78 * h),
            (x + 0.14 * u, y - 0.46 * h),
        ],
        shirt,
    )
    reach = 0.34 if striking else 0.2
    for side in (-1, 1):
        hand = (x + side * reach * u, y - (0.62 if striking else 0.48) * h)
        if jumping:
            hand = (x + side * 0.06 * u, y - 0.44 * h)
        p.limb(
            [(x + side * 0.14 * u, y - 0.76 * h), (x + side * 0.24 * u, y - 0.62 * h), hand],
            shirt,
            0.07 * h * p.h,
        )
        p.dot(*hand, 0.04 * u, skin)
    p.dot(x + 0.02 * u, y - 0.92 * h, 0.085 * u, skin, 1, 1.08)
    p.half(x + 0.015 * u, y - 0.925 * h, 0.092 * u, "#231a16", 1.3)
    if striking:
        p.text(x, y - 0.64 * h, "9", int(0.2 * h * p.h), "#f4efe2")
