"""The seven who write the paper, drawn from the shoulders up."""

from .album import scene
from .canvas import SQUARE, Canvas
from .pen import mix

SKIN, BLUSH = "#d8a37c", "#cf8a6a"


def sitter(backdrop, seed):
    c = Canvas((0, backdrop[0]), (1, backdrop[1]), seed=seed, size=SQUARE)
    c.clouds("#ffffff", -0.2, 1.2, 3, 4, 0.5, 0.5, 0.18)
    c.glow(0.25, 0.2, 0.5, "#fff6df", 0.35)
    return c


def shoulders(p, coat, collar):
    p.blob(
        [
            (0.08, 1.06), (0.12, 0.88), (0.3, 0.77), (0.42, 0.72), (0.58, 0.72),
            (0.7, 0.77), (0.88, 0.88), (0.92, 1.06), (0.5, 1.1),
        ],
        coat,
    )  # fmt: skip
    p.blob([(0.42, 0.6), (0.58, 0.6), (0.6, 0.74), (0.5, 0.82), (0.4, 0.74)], "#c08a62")
    p.poly([(0.385, 0.715), (0.5, 0.86), (0.44, 0.9), (0.345, 0.76)], collar)
    p.poly([(0.615, 0.715), (0.5, 0.86), (0.56, 0.9), (0.655, 0.76)], collar)


def face(p, skin=SKIN, hair="#231814", smile=0.03):
    """A face at the middle of the picture: ears, eyes, nose, mouth."""
    for side in (-1, 1):
        p.dot(0.5 + side * 0.185, 0.46, 0.034, skin, 1, 1.3)
    p.blob(
        [
            (0.315, 0.42), (0.33, 0.29), (0.42, 0.2), (0.5, 0.185), (0.58, 0.2),
            (0.67, 0.29), (0.685, 0.42), (0.64, 0.57), (0.5, 0.665), (0.36, 0.57),
        ],
        skin,
    )  # fmt: skip
    for side in (-1, 1):
        x = 0.5 + side * 0.078
        p.dot(x, 0.435, 0.026, "#faf6ec", 1, 0.62)
        p.dot(x, 0.435, 0.0145, "#2a1c16")
        p.dot(x - 0.005, 0.43, 0.004, "#ffffff")
        p.curve([(x - 0.032, 0.428), (x, 0.415), (x + 0.032, 0.428)], "#3a241a", 5)
        p.curve([(x - side * 0.036, 0.385), (x, 0.373), (x + side * 0.042, 0.388)], hair, 11)
        p.dot(0.5 + side * 0.115, 0.515, 0.034, mix(skin, BLUSH, 0.35), 1, 0.8)
    p.curve([(0.5, 0.43), (0.515, 0.505), (0.492, 0.515)], "#b67d55", 6)
    p.arc(0.5, 0.565, 0.058, smile, 12, 168, "#a34436", 9)


def glasses(p, colour="#22303a"):
    for side in (-1, 1):
        p.arc(0.5 + side * 0.085, 0.437, 0.066, 0.056, 0, 360, colour, 8)
        p.line([(0.5 + side * 0.151, 0.432), (0.5 + side * 0.19, 0.422)], colour, 7)
    p.arc(0.5, 0.437, 0.02, 0.016, 180, 360, colour, 8)


def fringe(p, hair, side=1):
    """Hair over the forehead, parted to one side."""
    places = [
        (0.3, 0.44), (0.285, 0.29), (0.36, 0.17), (0.5, 0.125), (0.64, 0.17), (0.715, 0.29),
        (0.7, 0.44), (0.668, 0.34), (0.6, 0.29), (0.45, 0.3), (0.345, 0.34),
    ]  # fmt: skip
    p.blob([(0.5 + side * (x - 0.5), y) for x, y in places], hair)


@scene
def dinara():
    c = sitter(("#8fb4bf", "#d9d3bd"), 401)
    hair = "#231814"

    def draw(p):
        p.blob([(0.27, 0.3), (0.5, 0.12), (0.73, 0.3), (0.76, 0.62), (0.7, 0.78), (0.3, 0.78), (0.24, 0.62)], hair)
        shoulders(p, "#d9692a", "#f4efe2")
        face(p, smile=0.04)
        fringe(p, hair)
        p.line([(0.2, 0.86), (0.2, 1.0)], "#f6eecb", 26)
        p.line([(0.8, 0.86), (0.8, 1.0)], "#f6eecb", 26)

    c.layer(draw)
    return c


@scene
def igor():
    c = sitter(("#4f6a7c", "#b9b3a2"), 402)
    hair = "#8a7f76"

    def draw(p):
        shoulders(p, "#3d4a3f", "#2c372f")
        p.curve([(0.3, 0.77), (0.4, 0.92), (0.5, 0.98), (0.6, 0.92), (0.7, 0.77)], "#1c2023", 18)
        p.blob([(0.32, 0.44), (0.35, 0.62), (0.5, 0.73), (0.65, 0.62), (0.68, 0.44), (0.6, 0.53), (0.4, 0.53)], hair)
        face(p, "#dcae8a", "#6f655c", 0.02)
        p.blob(
            [
                (0.325, 0.48),
                (0.36, 0.62),
                (0.5, 0.71),
                (0.64, 0.62),
                (0.675, 0.48),
                (0.6, 0.55),
                (0.5, 0.535),
                (0.4, 0.55),
            ],
            hair,
        )
        p.curve([(0.455, 0.588), (0.5, 0.602), (0.545, 0.588)], "#a34436", 9)
        fringe(p, hair, -1)
        p.box(0.4, 0.9, 0.2, 0.12, "#1c2023")
        p.dot(0.5, 0.955, 0.052, "#3a4248")
        p.dot(0.5, 0.955, 0.034, "#14202b")
        p.dot(0.487, 0.943, 0.01, "#8fb3c2")

    c.layer(draw)
    return c


@scene
def aigul():
    c = sitter(("#c9a58c", "#e9dcc0"), 403)
    hair = "#1d1512"

    def draw(p):
        p.dot(0.5, 0.14, 0.085, hair, 1, 0.9)
        p.blob([(0.29, 0.3), (0.5, 0.14), (0.71, 0.3), (0.7, 0.55), (0.3, 0.55)], hair)
        shoulders(p, "#10607c", "#e2b23c")
        face(p, "#dba880", hair, 0.035)
        fringe(p, hair, -1)
        glasses(p, "#7b2f3b")
        for side in (-1, 1):
            p.dot(0.5 + side * 0.187, 0.535, 0.014, "#e2b23c")
            p.dot(0.5 + side * 0.187, 0.565, 0.009, "#e2b23c")

    c.layer(draw)
    return c


@scene
def erlan():
    c = sitter(("#2f5f7a", "#9fb9bf"), 404)
    hair = "#1b1512"

    def draw(p):
        shoulders(p, "#1b2b3d", "#24405a")
        face(p, "#c99468", hair, 0.045)
        p.blob(
            [
                (0.3, 0.4),
                (0.3, 0.25),
                (0.4, 0.15),
                (0.6, 0.15),
                (0.7, 0.25),
                (0.7, 0.4),
                (0.665, 0.29),
                (0.5, 0.26),
                (0.335, 0.29),
            ],
            hair,
        )
        p.line([(0.5, 0.86), (0.5, 1.02)], "#c9ccca", 7)
        for side in (-1, 1):
            for shift in (0, 0.035):
                x = 0.5 + side * (0.235 + shift)
                p.curve([(x, 0.775 + shift * 0.6), (x + side * 0.05, 0.88), (x + side * 0.06, 1.02)], "#f4efe2", 12)
        p.curve([(0.4, 0.74), (0.44, 0.88), (0.455, 0.92)], "#e2b23c", 7)
        p.dot(0.46, 0.94, 0.026, "#c9ccca")
        p.box(0.46, 0.916, 0.055, 0.02, "#c9ccca")

    c.layer(draw)
    return c


@scene
def olga():
    c = sitter(("#b9c4a8", "#efe4c8"), 405)
    hair = "#c98f45"

    def draw(p):
        p.blob([(0.26, 0.32), (0.5, 0.13), (0.74, 0.32), (0.74, 0.56), (0.66, 0.66), (0.34, 0.66), (0.26, 0.56)], hair)
        shoulders(p, "#7b2f3b", "#f4efe2")
        face(p, "#e6bb97", "#9c6a2f", 0.045)
        fringe(p, hair)
        for x, y in ((0.4, 0.5), (0.43, 0.49), (0.57, 0.49), (0.6, 0.5), (0.585, 0.515)):
            p.dot(x, y, 0.005, "#c48a5f")

    c.layer(draw)
    return c


@scene
def marat():
    c = sitter(("#8a7f96", "#d6c7bb"), 406)
    hair = "#3a3531"

    def draw(p):
        shoulders(p, "#43525c", "#f1ece0")
        p.poly([(0.475, 0.84), (0.525, 0.84), (0.54, 1.02), (0.46, 1.02)], "#a5322a")
        face(p, "#cf9b70", hair, 0.02)
        p.blob(
            [
                (0.3, 0.42),
                (0.3, 0.28),
                (0.4, 0.165),
                (0.6, 0.165),
                (0.7, 0.28),
                (0.7, 0.42),
                (0.672, 0.31),
                (0.6, 0.24),
                (0.4, 0.24),
                (0.328, 0.31),
            ],
            hair,
        )
        p.curve([(0.43, 0.55), (0.47, 0.535), (0.5, 0.543), (0.53, 0.535), (0.57, 0.55)], hair, 17)
        glasses(p)

    c.layer(draw)
    return c


@scene
def zarina():
    c = sitter(("#a3506a", "#e3b79a"), 407)
    hair = "#2a1712"

    def draw(p):
        p.blob([(0.28, 0.3), (0.5, 0.13), (0.72, 0.3), (0.73, 0.5), (0.68, 0.6), (0.32, 0.6), (0.27, 0.5)], hair)
        shoulders(p, "#241f2e", "#241f2e")
        face(p, "#d9a57e", hair, 0.04)
        fringe(p, hair)
        p.curve([(0.36, 0.74), (0.43, 0.83), (0.5, 0.86), (0.57, 0.83), (0.64, 0.74)], "#c9ccca", 9)
        for x, y in ((0.42, 0.825), (0.5, 0.865), (0.58, 0.825)):
            p.poly([(x - 0.022, y), (x, y - 0.022), (x + 0.022, y), (x, y + 0.034)], "#10607c")
        for side in (-1, 1):
            p.poly(
                [
                    (0.5 + side * 0.187, 0.51),
                    (0.5 + side * 0.205, 0.56),
                    (0.5 + side * 0.187, 0.6),
                    (0.5 + side * 0.169, 0.56),
                ],
                "#c9ccca",
            )

    c.layer(draw)
    return c
