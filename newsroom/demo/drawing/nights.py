"""Lights in the dark: the fire brigade and a train in snow."""

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import toward, towers


@scene
def fire():
    c = Canvas((0, "#0b1320"), (0.4, "#2a2338"), (0.62, "#8a3f2a"), (0.7, "#d2702f"), (1, "#151a22"), seed=221)
    c.clouds("#4a2d30", 0, 0.55, 3, 7, 0.45, 0.3, 0.9)
    c.clouds("#d0632c", 0.15, 0.6, 3, 8, 0.55, 0.25, 0.6, 3)
    c.glow(0.27, 0.52, 0.24, "#ff9a3c", 0.9, 1.1)
    c.layer(lambda p: towers(p, 0.5, 1, 0.62, "#151a26", 9, 0.06, 0.2, "#f0b96a", 0.12))
    c.layer(lambda p: flames(p, 0.08, 0.47, 0.56, 0.34, "#ff7a22", 60, 5), 9, 0.9)
    c.layer(lambda p: flames(p, 0.1, 0.45, 0.56, 0.24, "#ffb43e", 50, 6), 5)
    c.layer(lambda p: flames(p, 0.13, 0.42, 0.56, 0.13, "#fff0b0", 36, 7), 4)
    c.layer(garages)
    c.layer(embers, 1)
    c.layer(smoke, 30, 0.75)
    c.layer(lambda p: p.poly([(0, 0.72), (1, 0.72), (1, 1.02), (0, 1.02)], "#1a1d24"))
    c.layer(engine)
    c.layer(firemen)
    c.layer(jet, 3, 0.8)
    c.water(0.885, "#14171d", 0.45, 22)
    c.layer(hoses)
    for x in (0.876, 0.916):
        c.glow(x, 0.41, 0.018, "#bfe0ff", 1)
        c.glow(x, 0.41, 0.14, "#3f8bff", 0.5)
    c.glow(0.955, 0.7, 0.05, "#ffe9bd", 0.8)
    c.glow(0.28, 0.9, 0.2, "#ff8a3a", 0.3, 0.25)
    return c


def flames(p, start, end, base, height, colour, tongues, seed):
    random = np.random.default_rng(seed)
    for _ in range(tongues):
        x = random.uniform(start, end)
        middle = 1 - abs(2 * (x - start) / (end - start) - 1) ** 2
        h, w, lean = (
            height * (0.3 + 0.7 * middle) * random.uniform(0.4, 1),
            random.uniform(0.012, 0.03),
            random.normal(0.02, 0.02),
        )
        p.poly(
            [
                (x - w, base), (x - w * 0.7, base - h * 0.4), (x + lean * 0.3, base - h * 0.6), (x + lean, base - h),
                (x + w * 0.4 + lean * 0.4, base - h * 0.55), (x + w * 0.9, base - h * 0.35), (x + w, base),
            ],
            colour,
            0.85,
        )  # fmt: skip


def garages(p):
    for i in range(6):
        x = 0.03 + i * 0.086
        p.box(x, 0.545, 0.082, 0.18, "#1d181c")
        p.box(
            x + 0.009,
            0.58,
            0.064,
            0.145,
            ("#3d2a25", "#ffb347", "#ff8a2c", "#ffc860", "#45302a", "#2f2a2c")[i],
        )
        p.box(x - 0.002, 0.535, 0.086, 0.014, "#0f0e12")
        for y in (0.61, 0.64, 0.67, 0.7):
            p.line([(x + 0.009, y), (x + 0.073, y)], "#241a1a", 3, 0.7)


def embers(p):
    random = np.random.default_rng(8)
    for _ in range(220):
        x, rise = random.normal(0.3, 0.13), random.random() ** 1.4
        p.dot(x + rise * 0.12, 0.55 - rise * 0.5, random.uniform(0.0008, 0.0024), "#ffc46a", 1 - 0.7 * rise)


def smoke(p):
    random = np.random.default_rng(3)
    for i in range(60):
        rise = i / 60
        p.dot(0.3 + rise * 0.3 + random.normal(0, 0.05), 0.32 - rise * 0.38, 0.03 + rise * 0.07, "#1a1720", 0.5)


def engine(p):
    red, dark, white = "#b3271b", "#14171c", "#f1ece0"
    p.poly([(0.56, 0.83), (0.56, 0.5), (0.83, 0.5), (0.83, 0.44), (0.945, 0.44), (0.972, 0.6), (0.98, 0.83)], red)
    p.box(0.56, 0.655, 0.42, 0.035, white)
    p.box(0.575, 0.52, 0.075, 0.115, "#7d1a12")
    p.box(0.66, 0.52, 0.075, 0.115, "#7d1a12")
    p.box(0.745, 0.52, 0.075, 0.115, "#7d1a12")
    for left in (0.575, 0.66, 0.745):
        for y in np.arange(0.535, 0.63, 0.02):
            p.line([(left, y), (left + 0.075, y)], "#96241a", 3)
    p.poly([(0.845, 0.46), (0.936, 0.46), (0.957, 0.59), (0.845, 0.59)], "#24303d")
    p.poly([(0.855, 0.47), (0.885, 0.47), (0.868, 0.58), (0.855, 0.58)], "#5f7a92", 0.7)
    p.line([(0.9, 0.46), (0.9, 0.8)], "#7d1a12", 5)
    p.box(0.55, 0.475, 0.29, 0.012, "#c9ccca")
    for x in np.arange(0.56, 0.83, 0.022):
        p.line([(x, 0.475), (x, 0.455)], "#c9ccca", 3)
    p.box(0.55, 0.45, 0.29, 0.008, "#c9ccca")
    for x in (0.865, 0.905):
        p.box(x, 0.393, 0.022, 0.035, "#9fcaff")
    p.box(0.852, 0.426, 0.088, 0.018, "#7d1a12")
    p.text(0.69, 0.672, "01", 62, red)
    p.box(0.955, 0.7, 0.03, 0.035, "#fff0c4")
    p.box(0.555, 0.79, 0.43, 0.04, dark)
    for x in (0.64, 0.9):
        p.dot(x, 0.825, 0.045, "#0c0e11")
        p.dot(x, 0.825, 0.02, "#8d9296")


def firemen(p):
    suit, stripe, helmet = "#2b343a", "#e9d27a", "#e7e2d2"
    for x, y, h, lean in ((0.47, 0.86, 0.33, -0.08), (0.535, 0.85, 0.29, -0.08), (0.16, 0.82, 0.2, 0.08)):
        p.man(x, y, h, suit, "#4a5347", lean=lean, hat=helmet, face="#b98563")
        u = h * p.h / p.w
        p.box(x - 0.16 * u, y - 0.55 * h, 0.31 * u, 0.025 * h, stripe)
        p.box(x - 0.13 * u, y - 0.16 * h, 0.11 * u, 0.02 * h, stripe)
        p.box(x + 0.03 * u, y - 0.16 * h, 0.11 * u, 0.02 * h, stripe)
    p.limb([(0.455, 0.63), (0.42, 0.66), (0.395, 0.645)], "#4a5347", 34)
    p.limb([(0.52, 0.65), (0.48, 0.69), (0.445, 0.675)], "#4a5347", 30)


def jet(p):
    for width, colour in ((34, "#9fb9c9"), (12, "#f4fbff")):
        for t in np.linspace(0, 1, 60):
            x, y = 0.39 - 0.13 * t, 0.64 - 0.44 * t + 0.3 * t * t
            p.dot(x, y, (0.15 + t) * width / 2 / p.w, colour, 0.6)


def hoses(p):
    p.curve(
        [(0.395, 0.645), (0.43, 0.69), (0.5, 0.82), (0.46, 0.93), (0.6, 0.95), (0.7, 0.88), (0.66, 0.8)],
        "#c9b98a",
        15,
    )


@scene
def station():
    c = Canvas((0, "#1a3049"), (0.4, "#4f6d8a"), (0.55, "#a9a3ab"), (0.6, "#dcb795"), (1, "#d5dfe6"), seed=231)
    c.clouds("#8da2b4", 0, 0.5, 3, 8, 0.5, 0.3, 0.55)
    c.ridge(0.58, 0.01, "#7f8fa0", 5, bottom=0.62)
    c.layer(lambda p: towers(p, 0.0, 0.3, 0.6, "#6d8092", 3, 0.02, 0.06, "#f6cf8c", 0.3), 1.5)
    c.ridge(0.6, 0.004, "#c4d0da", 3, seed=2)
    c.layer(rails_in_snow)
    c.layer(platform)
    c.layer(depot)
    c.layer(train)
    for x, y, r in ((0.295, 0.325, 0.05), (0.396, 0.425, 0.034), (0.454, 0.482, 0.024)):
        c.glow(x, y, r, "#ffe2a8", 0.95)
        c.glow(x, y + 0.2, r * 2.4, "#ffcf8a", 0.25)
    c.glow(0.1, 0.47, 0.12, "#ffc878", 0.4)
    c.glow(0.985, 0.7, 0.1, "#fff1c8", 0.6)
    c.layer(passengers)
    c.snow(900, 6, 8)
    return c


VANISH = (0.56, 0.585)


def towards(x, y, t):
    """A place beside the track, at nearness `t`."""
    return toward(VANISH, x, y, t)


def rails_in_snow(p):
    p.poly([VANISH, (0.5, 1.02), (1.02, 1.02), (1.02, 0.9)], "#9fb0bd")
    for t in 1 / (1 + np.arange(26) * 0.3):
        left, right = towards(0.52, 1.0, t), towards(0.8, 1.0, t)
        p.line([left, right], "#5c5a5a", 22 * t)
    for x in (0.57, 0.74):
        p.poly([VANISH, towards(x, 1.02, 1), towards(x + 0.012, 1.02, 1)], "#dfe6ea")


def platform(p):
    p.poly([VANISH, (0.44, 1.02), (-0.6, 1.02)], "#dfe8ee")
    p.poly([VANISH, (0.44, 1.02), (0.5, 1.02)], "#70808d")
    p.poly([VANISH, (0.36, 1.02), (0.4, 1.02)], "#e2b54a")
    for t in (1.0, 0.62, 0.4):
        x, y = towards(0.245, 0.95, t)
        p.line([(x, y), (x, y - 0.6 * t), (x + 0.05 * t, y - 0.63 * t)], "#22303c", 14 * t + 2)


def depot(p):
    p.poly([(-0.02, 0.8), (-0.02, 0.33), (0.24, 0.42), (0.24, 0.7)], "#8f5b45")
    p.poly([(-0.05, 0.35), (0.09, 0.27), (0.27, 0.425), (0.24, 0.44)], "#e9f0f4")
    for i, x in enumerate((0.01, 0.085, 0.155)):
        top, low = 0.435 + i * 0.018, 0.6 - i * 0.012
        p.poly([(x, top), (x + 0.045, top + 0.012), (x + 0.045, low - 0.006), (x, low)], "#ffd68a")
        p.line([(x + 0.022, top), (x + 0.022, low)], "#8f5b45", 4)
    p.dot(0.205, 0.39, 0.022, "#f4efe2", 1, 1.0)
    p.line([(0.205, 0.39), (0.205, 0.37)], "#22303c", 4)
    p.line([(0.205, 0.39), (0.192, 0.398)], "#22303c", 4)


def train(p):
    green, band = "#1f5d6b", "#e6c15a"
    p.poly([towards(0.8, 0.36, 0.12), towards(1.1, 0.2, 1), (1.1, 0.98), towards(0.8, 0.98, 0.12)], green)
    p.poly(
        [towards(0.83, 0.33, 0.12), towards(1.1, 0.17, 1), towards(1.1, 0.21, 1), towards(0.83, 0.37, 0.12)],
        "#eef3f6",
    )
    p.poly([towards(1.1, 0.7, 0.12), towards(1.1, 0.7, 1), towards(1.1, 0.74, 1), towards(1.1, 0.74, 0.12)], band)
    for t in 1 / (1 + np.arange(0, 22) * 0.22):
        a, b = t, t * 0.87
        if b < 0.13:
            break
        quad = [towards(1.1, 0.38, a), towards(1.1, 0.38, b), towards(1.1, 0.6, b), towards(1.1, 0.6, a)]
        p.poly(quad, "#ffdc94")
        mid = (a + b) / 2
        p.line([towards(1.1, 0.38, mid), towards(1.1, 0.6, mid)], green, 5 * t)
    for t in (0.72, 0.42, 0.27):
        p.line([towards(1.1, 0.22, t), towards(1.1, 0.98, t)], "#123a44", 16 * t)
    p.poly(
        [towards(1.1, 0.94, 0.1), towards(1.1, 0.94, 1), towards(1.1, 1.02, 1), towards(1.1, 1.02, 0.1)],
        "#1a242b",
    )


def passengers(p):
    p.man(0.29, 0.97, 0.36, "#212b34", "#7b2f3b", skirt=True, hat="#e9e0c8", face="#d3a07e", prop="bag")
    p.man(0.135, 0.9, 0.3, "#202a33", "#20506b", hat="#2a2320", face="#c08e6c")
    p.man(0.195, 0.9, 0.17, "#202a33", "#c2913a", hat="#a5322a", face="#d3a07e")
    for x, y, h, coat in (
        (0.42, 0.755, 0.13, "#4b3a44"),
        (0.45, 0.73, 0.11, "#2f4b4b"),
        (0.495, 0.66, 0.06, "#3d3a44"),
    ):
        p.man(x, y, h, "#212b34", coat)
