"""The river under ice."""

from .album import scene
from .canvas import Canvas
from .pen import towers


@scene
def icefishing():
    c = Canvas((0, "#6f9dbf"), (0.35, "#c5dbe4"), (0.5, "#f7ead2"), (0.53, "#eef3f4"), (1, "#c3d6e0"), seed=201)
    c.clouds("#ffffff", 0.0, 0.4, 1, 16, 0.52, 0.25, 0.6)
    c.glow(0.5, 0.36, 0.03, "#ffffff", 1)
    c.glow(0.5, 0.36, 0.16, "#fff2cf", 0.7)
    c.layer(halo, 5, 0.6)
    c.ridge(0.5, 0.015, "#a8bac4", 4, bottom=0.54)
    c.layer(lambda p: towers(p, 0.02, 0.42, 0.515, "#96a9b5", 7, 0.02, 0.075), 1.5)
    c.ridge(0.525, 0.006, "#7f939c", 12, bottom=0.54, seed=3)
    c.haze(0.53, 0.025, "#ffffff", 0.75)
    c.ridge(0.545, 0.004, "#e6eef1", 3, seed=6)
    c.ridge(0.7, 0.02, "#dbe7ed", 2, seed=8)
    c.ridge(0.86, 0.02, "#cfdfe8", 2, seed=11)
    c.layer(lambda p: [p.dot(x, y, r, "#8fb0c4", 0.5, 0.16) for x, y, r in ICE_SHADOWS], 8)
    c.layer(far_anglers)
    c.layer(tent)
    c.layer(lambda p: angler(p, 0.28, 0.84, 1.0, "#20506b", "#7b2f3b"))
    c.layer(lambda p: angler(p, 0.66, 0.9, 1.15, "#3d5a3f", "#2a2f33", -1))
    c.layer(catch)
    c.glow(0.5, 0.62, 0.12, "#fff6df", 0.35, 0.3)
    c.snow(150, 5, 3)
    return c


ICE_SHADOWS = (
    (0.36, 0.86, 0.1),
    (0.63, 0.92, 0.12),
    (0.84, 0.74, 0.13),
    (0.14, 0.66, 0.04),
    (0.24, 0.63, 0.03),
)


def halo(p):
    p.arc(0.5, 0.36, 0.19, 0.285, 0, 360, "#fff8e6", 8)
    for side in (-1, 1):
        p.dot(0.5 + side * 0.19, 0.36, 0.014, "#ffe1a6")


def far_anglers(p):
    for x, y, coat in (
        (0.14, 0.655, "#37474f"),
        (0.24, 0.625, "#7b4a3b"),
        (0.47, 0.6, "#37474f"),
        (0.7, 0.61, "#4f5f52"),
    ):
        p.poly([(x - 0.011, y), (x + 0.011, y), (x + 0.007, y - 0.035), (x - 0.007, y - 0.035)], coat)
        p.dot(x, y - 0.043, 0.0065, "#2a3238")
        p.line([(x + 0.007, y - 0.025), (x + 0.024, y - 0.004)], "#2a3238", 2)


def tent(p):
    p.poly([(0.735, 0.74), (0.775, 0.545), (0.86, 0.545), (0.935, 0.74)], "#d9692a")
    p.poly([(0.735, 0.74), (0.775, 0.545), (0.815, 0.74)], "#b9521d")
    p.poly([(0.84, 0.74), (0.852, 0.6), (0.89, 0.74)], "#3a2418")
    p.box(0.846, 0.5, 0.012, 0.05, "#4a5358")
    for i in range(5):
        p.dot(0.856 + i * 0.012, 0.48 - i * 0.025, 0.01 + i * 0.003, "#e8eff2", 0.5)
    p.line([(0.735, 0.74), (0.7, 0.752)], "#5c4636", 3)
    p.line([(0.935, 0.74), (0.965, 0.752)], "#5c4636", 3)


def angler(p, x, y, s, coat, hat, way=1):
    """A man on a box over a hole; (x, y) is the ice under the box."""
    d, face = way * s, "#cf9b78"
    p.box(x - 0.035 * s, y - 0.06 * s, 0.07 * s, 0.06 * s, "#8a5a3a")
    p.box(x - 0.035 * s, y - 0.06 * s, 0.07 * s, 0.012 * s, "#6d452b")
    p.limb([(x, y - 0.07 * s), (x + 0.055 * d, y - 0.065 * s), (x + 0.058 * d, y - 0.005 * s)], "#28323a", 42 * s)
    p.poly(
        [
            (x - 0.048 * s, y - 0.05 * s), (x + 0.045 * s, y - 0.05 * s),
            (x + 0.04 * s + 0.01 * d, y - 0.2 * s), (x - 0.032 * s + 0.01 * d, y - 0.205 * s),
        ],
        coat,
    )  # fmt: skip
    p.limb(
        [(x + 0.02 * d, y - 0.185 * s), (x + 0.06 * d, y - 0.125 * s), (x + 0.09 * d, y - 0.12 * s)],
        coat,
        34 * s,
    )
    p.dot(x + 0.016 * d, y - 0.238 * s, 0.024 * s, face)
    p.half(x + 0.014 * d, y - 0.24 * s, 0.028 * s, hat)
    p.dot(x - 0.004 * d, y - 0.228 * s, 0.011 * s, hat, 1, 1.4)
    p.line(
        [(x + 0.09 * d, y - 0.12 * s), (x + 0.13 * d, y - 0.15 * s), (x + 0.14 * d, y - 0.005 * s)],
        "#4a3a2c",
        4,
    )
    p.dot(x + 0.142 * d, y + 0.002 * s, 0.02 * s, "#2f5c78", 1, 0.3)
    p.arc(x + 0.142 * d, y + 0.002 * s, 0.023 * s, 0.011 * s, 0, 360, "#ffffff", 7)


def catch(p):
    for x, y, turn in ((0.43, 0.9, 1), (0.46, 0.915, -1), (0.405, 0.92, 1)):
        p.dot(x, y, 0.014, "#8c9a8a", 1, 0.36)
        p.poly([(x - turn * 0.012, y), (x - turn * 0.022, y - 0.008), (x - turn * 0.022, y + 0.008)], "#8c9a8a")
    p.line([(0.2, 0.95), (0.245, 0.76)], "#7a5a3a", 8)
    for i in range(4):
        p.arc(0.2 - i * 0.001, 0.93 + i * 0.012, 0.012, 0.012, 0, 180, "#55656d", 5)
