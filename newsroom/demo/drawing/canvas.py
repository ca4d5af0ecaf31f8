"""A painted background: gradients, clouds, light, hills, water, and layers of figures on top."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .pen import Pen, rgb

LANDSCAPE, PORTRAIT, SQUARE = (2160, 1440), (1440, 2160), (1200, 1200)


def noise(width, height, cells_x, cells_y, octaves=4, seed=0):
    """Smooth value noise between 0 and 1, an array of height rows."""
    random = np.random.default_rng(seed)
    total, out, strength = 0.0, np.zeros((height, width), np.float32), 1.0
    for octave in range(octaves):
        grid = (max(2, cells_y * 2**octave + 2), max(2, cells_x * 2**octave + 2))
        small = Image.fromarray(random.random(grid).astype(np.float32))
        out += strength * np.asarray(small.resize((width, height), Image.Resampling.BICUBIC))
        total, strength = total + strength, strength * 0.5
    return np.clip(out / total, 0, 1)


def blurred(sheet, radius):
    """Blurred with alpha multiplied in, so that clear pixels lend no black to the edges."""
    return sheet.convert("RGBa").filter(ImageFilter.GaussianBlur(radius)).convert("RGBA")


class Canvas:
    """Places are fractions of the picture: (0, 0) is the upper left corner, (1, 1) the lower right one."""

    def __init__(self, *stops, seed=1, size=LANDSCAPE):
        """A vertical gradient through `stops`, pairs of a height and a colour."""
        self.width, self.height = size
        self.seed = seed
        heights = np.linspace(0, 1, self.height)
        colours = np.array([rgb(colour) for _, colour in stops], float)
        column = np.stack([np.interp(heights, [y for y, _ in stops], colours[:, i]) for i in range(3)], 1)
        self.put(np.repeat(column[:, None, :], self.width, 1))

    def put(self, pixels):
        self.image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))

    @property
    def pixels(self):
        return np.asarray(self.image).astype(np.float32)

    def mask(self, strength, colour):
        """Blend a colour in where `strength` (an array from 0 to 1) says so."""
        strength = np.clip(strength, 0, 1)[..., None]
        self.put(self.pixels * (1 - strength) + np.array(rgb(colour), np.float32) * strength)

    def clouds(self, colour, top, bottom, gx=3, gy=9, cut=0.5, soft=0.25, k=1.0, seed=0):
        drift = noise(self.width, self.height, gx, gy, 5, self.seed + seed)
        y = np.arange(self.height)[:, None] / self.height
        band = np.clip((y - top) / 0.12, 0, 1) * np.clip((bottom - y) / 0.12, 0, 1)
        self.mask(np.clip((drift - cut) / soft, 0, 1) * band * k, colour)

    def glow(self, x, y, r, colour, k=1.0, squash=1.0):
        """Light that fades with distance and only brightens; `squash` flattens it."""
        yy, xx = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        across = (xx - x * self.width) / (r * self.width)
        down = (yy - y * self.height) / (r * self.width * squash)
        light = np.exp(-(across**2 + down**2)) * k
        dark = 255 - self.pixels
        self.put(255 - dark * (1 - light[..., None] * np.array(rgb(colour), np.float32) / 255))

    def haze(self, y, spread, colour, k):
        heights = np.arange(self.height)[:, None] / self.height
        self.mask(np.repeat(np.exp(-(((heights - y) / spread) ** 2)) * k, self.width, 1), colour)

    def ridge(self, y, amp, colour, gx=4, octaves=4, seed=0, bottom=1.0):
        """A line of hills around height `y`, filled down to `bottom`."""
        shape = noise(self.width, 2, gx, 1, octaves, self.seed + seed)[0]
        top = (y + (shape - 0.5) * 2 * amp) * self.height
        edge = [(x, float(top[x])) for x in range(0, self.width, 4)]
        corners = [
            (self.width, float(top[-1])),
            (self.width, bottom * self.height),
            (0, bottom * self.height),
        ]
        ImageDraw.Draw(self.image).polygon(edge + corners, fill=rgb(colour))

    def layer(self, draw, blur=0, k=1.0):
        """Let `draw` use a pen on a clear sheet, then lay the sheet on the picture."""
        sheet = Image.new("RGBA", (self.width, self.height), (0, 0, 0, 0))
        draw(Pen(sheet))
        if blur:
            sheet = blurred(sheet, blur)
        if k < 1:
            sheet.putalpha(sheet.getchannel("A").point(lambda value: int(value * k)))
        self.image.paste(sheet, (0, 0), sheet)

    def reflect(self, draw, y, blur=3, k=0.5):
        """What `draw` draws above height `y`, upside down below it, as calm water shows it."""
        sheet = Image.new("RGBA", (self.width, self.height), (0, 0, 0, 0))
        draw(Pen(sheet))
        sheet = blurred(sheet, blur)
        sheet.putalpha(sheet.getchannel("A").point(lambda value: int(value * k)))
        turned = sheet.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        top = int(2 * y * self.height) - self.height
        self.image.paste(turned, (0, top), turned)

    def water(self, y, colour, k=0.45, wave=14, seed=5):
        """Below height `y`, mirror what stands above it, with ripples."""
        top = int(y * self.height)
        pixels, rows = self.pixels, self.height - top
        mirrored = np.clip(top - 1 - np.arange(rows) * 0.9, 0, self.height - 1).astype(int)
        coarse = np.random.default_rng(seed).random((rows // 5 + 2, 1)).astype(np.float32)
        sway = np.array(Image.fromarray(coarse).resize((1, rows), Image.Resampling.BICUBIC))[:, 0] - 0.5
        depth = np.linspace(0.15, 1, rows)
        shifts = (sway * wave * 2 * depth).astype(int)
        out = np.stack([np.roll(pixels[row], shift, 0) for row, shift in zip(mirrored, shifts, strict=True)])
        ripples = noise(self.width, rows, 5, 60, 3, seed)[..., None]
        blended = out * (1 - k) + np.array(rgb(colour), np.float32) * k
        pixels[top:] = blended + (ripples - 0.5) * 26 * depth[:, None, None]
        self.put(pixels)

    def snow(self, flakes, seed=3, big=6):
        random = np.random.default_rng(seed)
        places = random.random((3, flakes))

        def fall(p):
            for x, y, size in zip(places[0], places[1], places[2] ** 3, strict=True):
                p.dot(x, y, (1.2 + size * big) / p.w, "#ffffff", 0.35 + 0.5 * size)

        self.layer(fall, 1.2)

    def rain(self, drops, seed=3, k=0.35, slant=0.012):
        random = np.random.default_rng(seed)

        def fall(p):
            for x, y, length in random.random((drops, 3)):
                end = (x - slant * (0.5 + length), y + 0.02 + 0.03 * length)
                p.line([(x, y), end], "#dfe8ee", 2, k * (0.4 + 0.6 * length))

        self.layer(fall, 0.8)

    def finished(self, size):
        """The picture at its final size, with the grain of paper."""
        pixels = np.asarray(self.image.resize(size, Image.Resampling.LANCZOS)).astype(np.float32)
        height, width = pixels.shape[:2]
        pixels += np.random.default_rng(9).normal(0, 3.2, (height, width, 1))
        pixels += (noise(width, height, 40, 30, 2, 4)[..., None] - 0.5) * 7
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
