"""What people sell: one thing in each picture, on a floor or in a field."""

import numpy as np

from .album import scene
from .canvas import Canvas


def indoors(wall, floor, seed):
    """A wall, a floor, and a soft shadow where the thing will stand."""
    c = Canvas((0, wall), (0.7, wall), (0.701, floor), (1, floor), seed=seed)
    c.layer(lambda p: p.box(0, 0.69, 1, 0.022, "#f1ece1"))
    c.glow(0.3, 0.25, 0.35, "#fff6df", 0.35)
    c.layer(lambda p: p.dot(0.5, 0.86, 0.36, "#2a2320", 0.45, 0.11), 14)
    return c


def wheel(p, x, y, r, tyre, rim):
    p.dot(x, y, r, tyre)
    p.dot(x, y, r * 0.62, rim)
    p.dot(x, y, r * 0.2, tyre)


@scene
def sofa():
    c = indoors("#cfd6cf", "#a97b50", 301)

    def f(p):
        p.box(0.17, 0.44, 0.66, 0.26, "#3f7a55")
        p.box(0.17, 0.42, 0.66, 0.05, "#4a8a62")
        p.line([(0.5, 0.46), (0.5, 0.66)], "#336647", 8)
        for x in (0.12, 0.8):
            p.box(x, 0.52, 0.08, 0.3, "#376c4b")
            p.dot(x + 0.04, 0.52, 0.04, "#427f59")
        p.box(0.2, 0.64, 0.6, 0.12, "#336647")
        for x in (0.2, 0.505):
            p.box(x, 0.64, 0.295, 0.11, "#4f9469")
            p.line([(x, 0.75), (x + 0.295, 0.75)], "#336647", 6)
        p.box(0.2, 0.755, 0.6, 0.07, "#376c4b")
        for x in (0.15, 0.83):
            p.box(x, 0.82, 0.02, 0.05, "#5a3b22")
        p.poly([(0.25, 0.64), (0.27, 0.5), (0.38, 0.5), (0.36, 0.64)], "#e3b657")
        p.poly([(0.64, 0.64), (0.62, 0.51), (0.73, 0.5), (0.75, 0.64)], "#c86f4b")

    c.layer(f)
    return c


@scene
def washer():
    c = indoors("#c9dbe2", "#8f9aa0", 302)

    def f(p):
        p.box(0.32, 0.26, 0.36, 0.6, "#f4f5f3")
        p.box(0.32, 0.26, 0.36, 0.09, "#e2e6e6")
        p.box(0.35, 0.28, 0.1, 0.05, "#cfd6d8")
        p.dot(0.56, 0.305, 0.018, "#8e9aa0")
        p.box(0.6, 0.29, 0.05, 0.028, "#17323c")
        p.dot(0.5, 0.6, 0.125, "#b9c3c6")
        p.dot(0.5, 0.6, 0.105, "#8fa4ad")
        p.dot(0.5, 0.6, 0.09, "#35505c")
        p.blob([(0.43, 0.65), (0.47, 0.58), (0.53, 0.62), (0.57, 0.66), (0.5, 0.71)], "#c86f4b")
        p.blob([(0.46, 0.6), (0.5, 0.54), (0.55, 0.6), (0.5, 0.64)], "#e3d9bd")
        p.arc(0.5, 0.6, 0.07, 0.105, 200, 280, "#dfeaee", 8)
        for x in (0.34, 0.63):
            p.box(x, 0.86, 0.03, 0.02, "#4b5357")

    c.layer(f)
    return c


@scene
def smartphone():
    c = indoors("#e2d8c6", "#7c5a3d", 303)

    def f(p):
        p.poly([(0.2, 0.86), (0.3, 0.66), (0.86, 0.66), (0.8, 0.86)], "#efe9da")
        p.poly([(0.38, 0.24), (0.6, 0.2), (0.66, 0.78), (0.44, 0.82)], "#1d262b")
        p.poly([(0.395, 0.265), (0.59, 0.23), (0.642, 0.745), (0.448, 0.785)], "#2f6f88")
        p.poly([(0.415, 0.46), (0.612, 0.42), (0.642, 0.745), (0.448, 0.785)], "#e79a55")
        p.dot(0.55, 0.5, 0.03, "#fff3cf")
        p.poly([(0.43, 0.6), (0.5, 0.53), (0.57, 0.61), (0.635, 0.56), (0.642, 0.745), (0.448, 0.785)], "#23424d")
        p.dot(0.49, 0.252, 0.004, "#0d1417")
        p.curve([(0.66, 0.74), (0.74, 0.82), (0.8, 0.74), (0.9, 0.78)], "#f7f5ef", 10)
        p.box(0.885, 0.755, 0.05, 0.05, "#f7f5ef")

    c.layer(f)
    return c


@scene
def pram():
    c = indoors("#dcd3dd", "#9b7a5c", 304)

    def f(p):
        p.line([(0.36, 0.58), (0.6, 0.78)], "#4b5357", 12)
        p.line([(0.62, 0.58), (0.38, 0.78)], "#4b5357", 12)
        p.poly([(0.28, 0.44), (0.7, 0.44), (0.64, 0.62), (0.36, 0.62)], "#2f5f73")
        p.drawing.pieslice((0.28 * p.w, 0.16 * p.h, 0.66 * p.w, 0.72 * p.h), 180, 270, fill=p.ink("#3a7790"))
        for degrees in (200, 225, 250):
            p.arc(0.47, 0.44, 0.19, 0.28, degrees, degrees + 2, "#2f5f73", 60)
        p.curve([(0.69, 0.45), (0.76, 0.36), (0.8, 0.34)], "#4b5357", 14)
        p.box(0.28, 0.43, 0.42, 0.022, "#e3d9bd")
        for x in (0.37, 0.61):
            wheel(p, x, 0.8, 0.055, "#2a2d30", "#c9d0d2")

    c.layer(f)
    return c


@scene
def bicycle():
    c = Canvas((0, "#bcd4dc"), (0.6, "#e4e6da"), (0.601, "#9fae86"), (1, "#7f9068"), seed=305)
    c.clouds("#ffffff", 0, 0.5, cut=0.55, k=0.7, seed=5)
    c.layer(lambda p: p.dot(0.5, 0.86, 0.36, "#3c4a34", 0.45, 0.06), 10)

    def f(p):
        for x in (0.28, 0.72):
            p.arc(x, 0.68, 0.13, 0.195, 0, 360, "#23292c", 22)
            for a in np.linspace(0, np.pi, 7):
                dx, dy = 0.125 * np.cos(a), 0.187 * np.sin(a)
                p.line([(x - dx, 0.68 - dy), (x + dx, 0.68 + dy)], "#8d979b", 3)
            p.dot(x, 0.68, 0.012, "#23292c")
        frame = [(0.28, 0.68), (0.4, 0.4), (0.64, 0.38), (0.49, 0.68), (0.4, 0.4)]
        p.line(frame, "#bf3b2b", 20)
        p.line([(0.28, 0.68), (0.49, 0.68)], "#bf3b2b", 16)
        p.line([(0.62, 0.3), (0.72, 0.68)], "#bf3b2b", 18)
        p.line([(0.62, 0.3), (0.57, 0.27), (0.67, 0.25)], "#23292c", 16)
        p.line([(0.4, 0.4), (0.385, 0.34)], "#23292c", 14)
        p.limb([(0.34, 0.335), (0.43, 0.325)], "#23292c", 26)
        p.dot(0.49, 0.68, 0.03, "#23292c")
        p.line([(0.49, 0.68), (0.53, 0.78)], "#23292c", 12)
        p.box(0.515, 0.775, 0.04, 0.014, "#23292c")

    c.layer(f)
    return c


@scene
def tractor():
    c = Canvas((0, "#9ec4d6"), (0.5, "#e6e2cc"), (0.501, "#b98f4e"), (1, "#8b6434"), seed=306)
    c.ridge(0.5, 0.02, "#9aa777", 3)
    c.layer(lambda p: [p.line([(0.5 + k * 0.06, 0.52), (0.5 + k * 0.4, 1.02)], "#7a5529", 9) for k in range(-6, 7)], 2)
    c.layer(lambda p: p.dot(0.5, 0.87, 0.36, "#2b2013", 0.5, 0.08), 10)

    def f(p):
        p.box(0.36, 0.22, 0.24, 0.05, "#2f5f9a")
        p.poly([(0.38, 0.27), (0.58, 0.27), (0.6, 0.52), (0.36, 0.52)], "#bcd8e2")
        for x, top in ((0.375, 0.27), (0.49, 0.27), (0.575, 0.27)):
            p.line([(x, top), (x, 0.52)], "#2f5f9a", 12)
        p.poly([(0.3, 0.5), (0.62, 0.5), (0.62, 0.7), (0.3, 0.7)], "#2f5f9a")
        p.box(0.6, 0.48, 0.25, 0.16, "#3970b2")
        p.box(0.82, 0.5, 0.03, 0.12, "#d9dfe0")
        for y in (0.53, 0.56, 0.59):
            p.line([(0.64, y), (0.78, y)], "#28548a", 7)
        p.box(0.69, 0.3, 0.016, 0.18, "#3a4044")
        p.half(0.3, 0.62, 0.15, "#28548a")
        wheel(p, 0.3, 0.68, 0.135, "#23272a", "#d9b25a")
        wheel(p, 0.77, 0.76, 0.08, "#23272a", "#d9b25a")

    c.layer(f)
    return c


@scene
def seedlings():
    c = indoors("#d9e4d2", "#b08458", 307)
    r = np.random.default_rng(7)

    def f(p):
        for x in np.arange(0.16, 0.8, 0.115):
            for _leaf in range(9):
                a, h = r.uniform(-0.05, 0.05), r.uniform(0.12, 0.32)
                tip = (x + 0.045 + a, 0.66 - h)
                p.curve([(x + 0.045, 0.68), (x + 0.045 + a * 0.4, 0.66 - h * 0.6), tip], "#4b7f3a", 7)
                p.dot(*tip, r.uniform(0.012, 0.022), ["#5f9a48", "#4b8a3f", "#77ad58"][int(r.integers(3))], 1, 0.7)
            p.poly([(x, 0.66), (x + 0.09, 0.66), (x + 0.078, 0.83), (x + 0.012, 0.83)], "#a5522f")
            p.box(x - 0.004, 0.645, 0.098, 0.03, "#b9623b")
        p.box(0.1, 0.83, 0.8, 0.03, "#6b4a2e")

    c.layer(f)
    return c


@scene
def hay():
    c = Canvas((0, "#8fb9cf"), (0.48, "#f0e3bd"), (0.481, "#c7a553"), (1, "#a17f37"), seed=308)
    c.ridge(0.49, 0.015, "#8c9a63", 3)
    r = np.random.default_rng(8)

    def bale(p, x, y, k):
        p.dot(x + 0.02 * k, y + 0.13 * k, 0.13 * k, "#5c4519", 0.4, 0.2)
        p.box(x - 0.11 * k, y - 0.135 * k, 0.13 * k, 0.27 * k, "#c08f38")
        p.dot(x - 0.11 * k, y, 0.09 * k, "#c08f38")
        p.dot(x + 0.02 * k, y, 0.09 * k, "#dcb257")
        for n in range(1, 6):
            rx = 0.09 * k * n / 6
            p.arc(x + 0.02 * k, y, rx, rx * 1.5, r.uniform(0, 90), r.uniform(250, 360), "#a87a2c", 6)

    c.layer(lambda p: [bale(p, x, 0.54, 0.35) for x in (0.12, 0.3, 0.68)], 1)
    c.layer(lambda p: (bale(p, 0.78, 0.62, 0.8), bale(p, 0.38, 0.72, 1.35)))
    return c
