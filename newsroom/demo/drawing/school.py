"""A corridor of the school, dressed up."""

import numpy as np

from .album import scene
from .canvas import Canvas
from .pen import toward


@scene
def corridor():
    c = Canvas((0, "#efe6d2"), (1, "#e3d6ba"), seed=251)
    c.layer(passage)
    c.layer(doors_and_windows)
    c.glow(0.5, 0.45, 0.09, "#fffbe9", 0.9)
    c.layer(sunlight, 6)
    c.layer(garlands)
    c.layer(
        lambda p: [p.dot(x, y, r, "#8c6f4a", 0.4, 0.18) for x, y, r in ((0.33, 0.93, 0.06), (0.66, 0.9, 0.05))],
        6,
    )
    c.layer(pupils)
    c.glow(0.0, 0.3, 0.4, "#fff3d0", 0.3)
    return c


HALL = (0.5, 0.46)


def passage(p):
    p.poly([(0, -0.02), (1, -0.02), HALL], "#f6f0e2")
    p.poly([(0, -0.02), HALL, (0, 1.02)], "#dfe6d8")
    p.poly([(1, -0.02), HALL, (1, 1.02)], "#cfdacb")
    p.poly([(0, 0.76), HALL, (0, 1.02)], "#6fa39a")
    p.poly([(1, 0.76), HALL, (1, 1.02)], "#5d9289")
    p.poly([(-0.06, 1.02), (1.06, 1.02), HALL], "#c99a5f")
    for x in np.linspace(-0.4, 1.4, 15):
        p.line([HALL, (x, 1.02)], "#b5854c", 3)
    for t in 1 / (1 + np.arange(14) * 0.28):
        left, right = toward(HALL, -0.06, 1.02, t), toward(HALL, 1.06, 1.02, t)
        p.line([left, right], "#b5854c", 4 * t)
    p.box(0.465, 0.4, 0.07, 0.115, "#fdf6e0")


def doors_and_windows(p):
    for far, near in ((0.13, 0.2), (0.25, 0.38), (0.48, 0.74), (0.92, 1.35)):
        corners = [(0, 0.14, near), (0, 0.14, far), (0, 0.64, far), (0, 0.64, near)]
        p.poly([toward(HALL, x, y, t) for x, y, t in corners], "#f8f6ee")
        middle = (near + far) / 2
        glass = [(0, 0.17, near * 0.97), (0, 0.17, far * 1.03), (0, 0.61, far * 1.03), (0, 0.61, near * 0.97)]
        p.poly([toward(HALL, x, y, t) for x, y, t in glass], "#bfdde6")
        p.line([toward(HALL, 0, 0.17, middle), toward(HALL, 0, 0.61, middle)], "#f8f6ee", 16 * middle)
        door = [(1, 0.2, near), (1, 0.2, far), (1, 1.0, far), (1, 1.0, near)]
        p.poly([toward(HALL, x, y, t) for x, y, t in door], "#a8683c")
        panel = [(1, 0.28, near * 0.95), (1, 0.28, far * 1.06), (1, 0.56, far * 1.06), (1, 0.56, near * 0.95)]
        p.poly([toward(HALL, x, y, t) for x, y, t in panel], "#c07f4d")


def sunlight(p):
    for far, near in ((0.25, 0.38), (0.48, 0.74), (0.92, 1.35)):
        patch = [(0.02, 1.02, near), (0.02, 1.02, far), (0.55, 1.02, far), (0.62, 1.02, near)]
        p.poly([toward(HALL, x, y, t) for x, y, t in patch], "#fff0c0", 0.5)


def garlands(p):
    colours = ("#a33b2c", "#10607c", "#e2b23c", "#efe6d3", "#3c6e71")
    for row, t in enumerate((0.22, 0.33, 0.48, 0.7, 1.0)):
        left, right = toward(HALL, 0, 0.06, t), toward(HALL, 1, 0.06, t)
        xs = np.linspace(left[0], right[0], 41)
        ys = left[1] + 0.16 * t * (1 - np.linspace(-1, 1, 41) ** 2)
        p.line(list(zip(xs, ys, strict=True)), "#6b5a42", 1 + 3 * t)
        for i in range(1, 40, 3):
            x, y, w = xs[i], ys[i], 0.026 * t
            p.poly([(x - w, y), (x + w, y), (x, y + 0.085 * t)], colours[(i // 3 + row) % 5])


def pupils(p):
    p.man(0.545, 0.6, 0.13, "#2d3740", "#20506b", face="#d3a07e")
    p.man(0.47, 0.62, 0.15, "#2d3740", "#7b2f3b", skirt=True, face="#d3a07e")
    p.man(0.66, 0.9, 0.4, "#2a3038", "#f3efe4", lean=0.14, face="#cf9d77")
    p.half(0.722, 0.545, 0.026, "#2a211c", 1.3)
    p.limb([(0.665, 0.59), (0.64, 0.66), (0.665, 0.72)], "#e6e0d0", 30)
    p.limb([(0.735, 0.59), (0.775, 0.65), (0.81, 0.61)], "#f3efe4", 32)
    p.box(0.625, 0.6, 0.05, 0.13, "#d9692a")
    p.man(0.33, 0.93, 0.44, "#24303a", "#20506b", lean=-0.06, skirt=True, face="#d8a884")
    p.half(0.302, 0.53, 0.03, "#3a2418", 1.3)
    p.limb([(0.262, 0.59), (0.23, 0.66), (0.25, 0.72)], "#1a4560", 32)
    p.limb([(0.348, 0.59), (0.395, 0.64), (0.435, 0.6)], "#20506b", 34)
    p.dot(0.437, 0.597, 0.011, "#d8a884")
    for side in (-1, 1):
        p.curve(
            [(0.302 + side * 0.026, 0.54), (0.302 + side * 0.04, 0.6), (0.302 + side * 0.036, 0.66)],
            "#3a2418",
            15,
        )
        p.dot(0.302 + side * 0.036, 0.665, 0.01, "#f3efe4")
