"""A pen that draws flat shapes in fractions of the picture, and the figures that return in many scenes."""

import numpy as np
from PIL import ImageDraw, ImageFont

SERIFS = ("PTF75F.ttf", "NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf")


def rgb(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def mix(colour, other, share):
    """The colour with a share of the other one in it; an alpha inside a layer would cut a hole instead."""
    blend = (round(a * (1 - share) + b * share) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#" + "".join(f"{value:02x}" for value in blend)


def serif(size):
    for name in SERIFS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


def smooth(places, steps=8):
    """A Catmull-Rom curve through the places; closed when the last is the first."""
    closed = places[0] == places[-1]
    before = places[-2] if closed else places[0]
    after = places[1] if closed else places[-1]
    knots = np.array([before, *places, after], float)
    curve = []
    for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        for t in np.linspace(0, 1, steps, endpoint=False):
            point = 2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
            curve.append(tuple(point / 2))
    return [*curve, tuple(places[-1])]


class Pen:
    """Widths of lines are pixels; a radius is a fraction of the picture's width."""

    def __init__(self, image):
        self.w, self.h = image.size
        self.drawing = ImageDraw.Draw(image)

    def ink(self, colour, k=1.0):
        return (*rgb(colour), int(255 * k))

    def points(self, places):
        return [(x * self.w, y * self.h) for x, y in places]

    def poly(self, places, colour, k=1.0):
        self.drawing.polygon(self.points(places), fill=self.ink(colour, k))

    def box(self, x, y, w, h, colour, k=1.0):
        corners = (x * self.w, y * self.h, (x + w) * self.w, (y + h) * self.h)
        self.drawing.rectangle(corners, fill=self.ink(colour, k))

    def line(self, places, colour, w=3, k=1.0):
        self.drawing.line(self.points(places), fill=self.ink(colour, k), width=int(w), joint="curve")

    def dot(self, x, y, r, colour, k=1.0, sy=1.0):
        """A disc, or an ellipse when `sy` stretches its height."""
        r, x, y = r * self.w, x * self.w, y * self.h
        self.drawing.ellipse((x - r, y - r * sy, x + r, y + r * sy), fill=self.ink(colour, k))

    def curve(self, places, colour, w):
        self.limb(smooth(places), colour, w)

    def blob(self, places, colour, k=1.0):
        """A closed shape without corners through the given places."""
        self.poly(smooth([*places, places[0]]), colour, k)

    def limb(self, places, colour, w):
        """A line with round ends: arms, legs, ropes."""
        self.line(places, colour, w)
        for x, y in places:
            self.dot(x, y, w / 2 / self.w, colour)

    def arc(self, x, y, rx, ry, start, end, colour, w=3):
        frame = ((x - rx) * self.w, (y - ry) * self.h, (x + rx) * self.w, (y + ry) * self.h)
        self.drawing.arc(frame, start, end, fill=self.ink(colour), width=int(w))

    def half(self, x, y, r, colour, sy=1.2):
        """The upper half of a disc: caps, domes."""
        r, x, y = r * self.w, x * self.w, y * self.h
        self.drawing.pieslice((x - r, y - r * sy, x + r, y + r * sy), 180, 360, fill=self.ink(colour))

    def text(self, x, y, words, size, colour):
        place = (x * self.w, y * self.h)
        self.drawing.text(place, words, font=serif(size), fill=self.ink(colour), anchor="mm")

    def man(self, x, y, h, colour, coat=None, lean=0.0, prop=None, skirt=False, hat=None, face=None):
        """A standing figure; (x, y) is the ground between the feet, h its height in picture heights."""
        u = h * self.h / self.w
        coat = coat or colour
        waist = x + lean * u
        left = [(x - 0.13 * u, y), (x - 0.02 * u, y), (waist, y - 0.5 * h), (waist - 0.13 * u, y - 0.5 * h)]
        right = [(x + 0.03 * u, y), (x + 0.14 * u, y), (waist + 0.13 * u, y - 0.5 * h), (waist, y - 0.5 * h)]
        self.poly(left, colour)
        self.poly(right, colour)
        hip, neck = (0.24 if skirt else 0.16) * u, waist + lean * u * 0.5
        hem, shoulders = y - 0.36 * h, y - 0.82 * h
        body = [(waist - hip, hem), (waist + hip, hem)]
        self.poly([*body, (neck + 0.17 * u, shoulders), (neck - 0.17 * u, shoulders)], coat)
        self.head(waist + lean * u * 0.6, y - 0.9 * h, 0.085 * u, face or colour, hat)
        if prop == "shovel":
            handle = [(waist + 0.12 * u, y - 0.7 * h), (waist + 0.42 * u, y - 0.02 * h)]
            self.line(handle, colour, 0.05 * h * self.h)
            arm = [(waist + 0.1 * u, y - 0.76 * h), (waist + 0.3 * u, y - 0.42 * h)]
            self.line(arm, coat, 0.08 * h * self.h)
        if prop == "bag":
            self.box(waist + 0.18 * u, y - 0.38 * h, 0.14 * u, 0.2 * h, colour)

    def head(self, x, y, r, face, hat=None):
        self.dot(x, y, r, face)
        if hat:
            self.half(x, y, r * 1.15, hat)
            self.box(x - r * 1.35, y - r * 0.12 * self.w / self.h, r * 2.7, r * 0.2 * self.w / self.h, hat)


def toward(vanishing, x, y, t):
    """The place on the way from the vanishing point (t = 0) to (x, y) in front (t = 1)."""
    return vanishing[0] + (x - vanishing[0]) * t, vanishing[1] + (y - vanishing[1]) * t


def towers(p, start, end, base, colour, seed, lo=0.04, hi=0.14, lit=None, k=0.5):
    """A row of houses; a share `k` of their windows shines in the colour `lit`."""
    random, x = np.random.default_rng(seed), start
    while x < end:
        w, h = random.uniform(0.025, 0.07), random.uniform(lo, hi)
        p.box(x, base - h, w, h + 0.01, colour)
        if lit:
            windows(p, x, base, w, h, lit, random, k)
        x += w + random.uniform(0.0, 0.02)


def windows(p, x, base, w, h, colour, random, k):
    for y in np.arange(base - h + 0.012, base - 0.012, 0.017):
        for place in np.arange(x + 0.005, x + w - 0.007, 0.0095):
            if random.random() < k:
                p.box(place, y, 0.0042, 0.008, colour, random.uniform(0.5, 1))


def grass(canvas, top, blades, colours, seed, lo=0.02, hi=0.08, lean=0.012, w=3):
    """Blades from height `top` down, longer and thicker the nearer they stand."""
    random = np.random.default_rng(seed)

    def grow(p):
        for y in np.sort(random.uniform(top, 1.02, blades)):
            x, near = random.uniform(-0.02, 1.02), (y - top) / (1.02 - top)
            h = random.uniform(lo, hi) * (0.35 + near)
            colour = colours[int(random.integers(len(colours)))]
            stem = [(x, y), (x + lean * near * 0.4, y - h * 0.6), (x + lean * (0.4 + near), y - h)]
            p.line(stem, colour, w * (0.5 + near))

    canvas.layer(grow)
