#!/usr/bin/env python3
"""Draw the covers of our own blog's posts, and the image in the text of one: the same files at every run.

.venv/bin/python scripts/draw_images.py
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

BLOG = Path(__file__).parent.parent / "docs" / "blog"
WIDTH, HEIGHT = 1600, 900
FINE = 2
"""Everything is drawn so many times as large, and made smaller at the end, so that edges are smooth."""

NIGHT, SEA, MIST, PAPER, SUN, CORAL = "#17223f", "#1f7a8c", "#bfdbd9", "#faf5ea", "#f4a63a", "#e2583e"
"""The colors of the family; every other one is a mixture of two of these."""

Point = tuple[float, float]


def mix(one: str, other: str, share: float) -> str:
    """A color between two, with `share` of the other, from 0 to 1."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(left + (right - left) * share):02x}" for left, right in pairs)


class Canvas:
    """An image in the making. Places and sizes are pixels of the finished image."""

    def __init__(self, upper: str, lower: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        size = (width * FINE, height * FINE)
        # Turned, it must still cover the corners.
        margin = max(size) // 4
        fade = Image.linear_gradient("L").resize((size[0] + 2 * margin, size[1] + 2 * margin))
        fade = fade.rotate(12, Image.Resampling.BILINEAR).crop((margin, margin, margin + size[0], margin + size[1]))
        self.image = Image.composite(Image.new("RGB", size, lower), Image.new("RGB", size, upper), fade)

    def put(self, layer: Image.Image, shadow: float = 0) -> None:
        """Lay a layer on top, above a soft shadow that is so many pixels deep."""
        if shadow:
            depth = round(shadow * FINE)
            dark = Image.new("RGBA", layer.size, NIGHT)
            dark.putalpha(layer.getchannel("A").filter(ImageFilter.GaussianBlur(depth)).point(lambda a: a * 0.4))
            self.image.paste(dark, (0, depth), dark)
        self.image.paste(layer, (0, 0), layer)

    def layer(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        layer = Image.new("RGBA", self.image.size)
        return layer, ImageDraw.Draw(layer)

    def disc(self, centre: Point, radius: float, color: str, shadow: float = 0) -> None:
        layer, draw = self.layer()
        draw.ellipse(_box(centre, radius), fill=color)
        self.put(layer, shadow)

    def ring(self, centre: Point, radius: float, thickness: float, color: str, *, start: float = 0, end: float = 360):
        """A ring or a part of it, in degrees clockwise from three o'clock, with round ends."""
        layer, draw = self.layer()
        draw.arc(_box(centre, radius), start, end, fill=color, width=round(thickness * FINE))
        middle = radius - thickness / 2
        for angle in (start, end) if end - start < 360 else ():
            turned = math.radians(angle)
            tip = (centre[0] + middle * math.cos(turned), centre[1] + middle * math.sin(turned))
            draw.ellipse(_box(tip, thickness / 2), fill=color)
        self.put(layer)

    def shape(self, points: list[Point], color: str, shadow: float = 0) -> None:
        layer, draw = self.layer()
        draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=color)
        self.put(layer, shadow)

    def bar(self, x: float, y: float, width: float, height: float, color: str, radius: float | None = None) -> None:
        layer, draw = self.layer()
        _bar(draw, x, y, width, height, color, radius)
        self.put(layer)

    def sheet(
        self, centre: Point, width: float, height: float, color: str, *, angle: float = 0, shadow: float = 14
    ) -> Sheet:
        """A sheet of paper, to be written on and then laid down."""
        return Sheet(self, centre, width, height, color, angle, shadow)

    def saved(self, path: Path, quality: int = 82) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        finished = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        finished.save(path, "JPEG", quality=quality, optimize=True, progressive=True)


class Sheet:
    """A sheet: what is drawn on it is placed from its own upper left corner, and turns with it."""

    def __init__(
        self, canvas: Canvas, centre: Point, width: float, height: float, color: str, angle: float, shadow: float
    ) -> None:
        self.canvas, self.centre, self.angle, self.shadow = canvas, centre, angle, shadow
        self.left, self.top = centre[0] - width / 2, centre[1] - height / 2
        self.width, self.height = width, height
        self.image, self.draw = canvas.layer()
        _bar(self.draw, self.left, self.top, width, height, color, min(width, height) * 0.06)

    def bar(self, x: float, y: float, width: float, height: float, color: str, radius: float | None = None) -> Sheet:
        _bar(self.draw, self.left + x, self.top + y, width, height, color, radius)
        return self

    def disc(self, x: float, y: float, radius: float, color: str) -> Sheet:
        self.draw.ellipse(_box((self.left + x, self.top + y), radius), fill=color)
        return self

    def shape(self, points: list[Point], color: str) -> Sheet:
        self.draw.polygon([((self.left + x) * FINE, (self.top + y) * FINE) for x, y in points], fill=color)
        return self

    def lines(self, x: float, y: float, width: float, step: float, shares: list[float], color: str) -> Sheet:
        """Lines of writing, each of a share of the width."""
        for number, share in enumerate(shares):
            self.bar(x, y + number * step, width * share, step * 0.36, color)
        return self

    def laid(self) -> None:
        middle = (self.centre[0] * FINE, self.centre[1] * FINE)
        turned = self.image.rotate(self.angle, Image.Resampling.BICUBIC, center=middle)
        self.canvas.put(turned, self.shadow)


def _box(centre: Point, radius: float) -> tuple[float, float, float, float]:
    (x, y), r = centre, radius
    return (x - r) * FINE, (y - r) * FINE, (x + r) * FINE, (y + r) * FINE


def _bar(
    draw: ImageDraw.ImageDraw, x: float, y: float, width: float, height: float, color: str, radius: float | None
) -> None:
    rounding = min(width, height) / 2 if radius is None else radius
    corners = (x * FINE, y * FINE, (x + width) * FINE, (y + height) * FINE)
    draw.rounded_rectangle(corners, rounding * FINE, fill=color)


def written(sheet: Sheet, ink: str, head: str) -> None:
    """A sheet that looks like a post: an image, a title, some lines."""
    w, h = sheet.width, sheet.height
    margin = w * 0.1
    sheet.bar(margin, h * 0.08, w - 2 * margin, h * 0.3, head, w * 0.03)
    sheet.bar(margin, h * 0.45, w * 0.62, h * 0.055, ink)
    sheet.lines(margin, h * 0.57, w - 2 * margin, h * 0.075, [1, 0.94, 0.98, 0.6], mix(ink, PAPER, 0.7))
    sheet.laid()


def a_new_home() -> Canvas:
    """Sheets of many makers fan out before a rising sun."""
    canvas = Canvas(NIGHT, mix(NIGHT, SEA, 0.75))
    for radius, share in ((560, 0.08), (450, 0.14), (340, 0.22)):
        canvas.disc((800, 640), radius, mix(mix(NIGHT, SEA, 0.5), SUN, share))
    canvas.disc((800, 430), 300, SUN)
    fan = ((34, MIST, SEA), (-34, mix(MIST, SUN, 0.4), SUN), (18, mix(PAPER, MIST, 0.6), CORAL), (-18, MIST, SEA))
    for angle, color, head in fan:
        turned = math.radians(angle)
        centre = (800 - 760 * math.sin(turned), 1240 - 760 * math.cos(turned))
        written(canvas.sheet(centre, 300, 410, color, angle=angle, shadow=16), NIGHT, head)
    written(canvas.sheet((800, 470), 330, 450, PAPER, shadow=22), NIGHT, CORAL)
    canvas.shape([(0, 900), (0, 760), (520, 690), (1080, 770), (1600, 680), (1600, 900)], NIGHT)
    return canvas


def five_steps() -> Canvas:
    """Five steps, each higher than the last, and a sun at the top of them."""
    canvas = Canvas(mix(PAPER, SUN, 0.16), mix(PAPER, MIST, 0.75))
    canvas.ring((1290, 250), 250, 10, mix(PAPER, SUN, 0.45))
    canvas.ring((1290, 250), 195, 10, mix(PAPER, SUN, 0.7))
    canvas.disc((1290, 250), 140, SUN)
    colors = [mix(SEA, MIST, 0.55), mix(SEA, MIST, 0.25), SEA, mix(SEA, NIGHT, 0.45), NIGHT]
    for step, color in enumerate(colors):
        left, top = 130 + step * 270, 690 - step * 105
        sheet = canvas.sheet((left + 130, top + 400), 250, 800, color, shadow=16)
        sheet.bar(34, 44, 120, 22, mix(color, PAPER, 0.85))
        sheet.lines(34, 92, 182, 36, [1, 0.8], mix(color, PAPER, 0.4))
        sheet.laid()
    return canvas


def on_the_move() -> Canvas:
    """Sheets fly like birds along an arc, and become brighter on the way."""
    canvas = Canvas(mix(SEA, MIST, 0.2), mix(NIGHT, SEA, 0.55))
    for radius, share in ((980, 0.1), (800, 0.17), (620, 0.24)):
        canvas.ring((700, 1180), radius, 5, mix(SEA, MIST, share * 2))
    canvas.disc((1320, 300), 190, mix(SEA, SUN, 0.25))
    canvas.disc((1320, 300), 140, SUN)
    for number in range(7):
        share = number / 6
        angle = math.radians(205 + share * 104)
        radius = 890 - 60 * math.sin(share * math.pi)
        centre = (700 + radius * math.cos(angle), 1160 + radius * math.sin(angle) * 0.92)
        size = 110 + 130 * share
        color = mix(mix(SEA, NIGHT, 0.2), PAPER, 0.25 + 0.75 * share)
        tilt = 34 - 62 * share
        written(canvas.sheet(centre, size, size * 1.32, color, angle=tilt, shadow=6 + 12 * share), NIGHT, CORAL)
    return canvas


def one_line() -> Canvas:
    """A page of pale lines, one of them under a lens and in color."""
    canvas = Canvas(CORAL, mix(CORAL, SUN, 0.55))
    canvas.disc((260, 820), 420, mix(CORAL, SUN, 0.25))
    canvas.disc((1480, 60), 300, mix(SUN, CORAL, 0.25))
    sheet = canvas.sheet((740, 520), 900, 920, PAPER, angle=-5, shadow=24)
    sheet.bar(90, 90, 420, 44, NIGHT)
    sheet.lines(90, 190, 720, 72, [1, 0.92, 0.97, 0.5, 0, 0.98, 1, 0.9, 0.6], mix(PAPER, MIST, 0.9))
    sheet.laid()
    turned = math.radians(38)
    handle = (1075 + 250 * math.cos(turned), 480 + 250 * math.sin(turned))
    end = (1075 + 470 * math.cos(turned), 480 + 470 * math.sin(turned))
    layer, draw = canvas.layer()
    draw.line([tuple(v * FINE for v in handle), tuple(v * FINE for v in end)], fill=NIGHT, width=58 * FINE)
    for tip in (handle, end):
        draw.ellipse(_box(tip, 29), fill=NIGHT)
    draw.ellipse(_box((1075, 480), 262), fill=NIGHT)
    draw.ellipse(_box((1075, 480), 226), fill="#fffdf7")
    for number, (width, color) in enumerate(((330, MIST), (370, SEA), (350, SEA), (190, MIST))):
        _bar(draw, 1075 - 185, 372 + number * 62, width, 26, color, None)
    canvas.put(layer, 18)
    return canvas


def _landscape(sheet: Sheet, sky: str, far: str, near: str) -> None:
    w, h = sheet.width, sheet.height
    edge = w * 0.045
    sheet.bar(edge, edge, w - 2 * edge, h - 2 * edge, sky, w * 0.02)
    sheet.disc(w * 0.68, h * 0.33, h * 0.13, SUN)
    low = h - edge
    sheet.shape([(edge, low), (edge, h * 0.72), (w * 0.3, h * 0.4), (w * 0.62, low)], far)
    sheet.shape([(w * 0.34, low), (w * 0.66, h * 0.52), (w - edge, h * 0.8), (w - edge, low)], near)
    sheet.laid()


def three_sizes() -> Canvas:
    """One landscape in three frames: large, middle, small."""
    canvas = Canvas(mix(MIST, PAPER, 0.35), mix(MIST, SEA, 0.35))
    canvas.disc((1330, 780), 380, mix(MIST, SEA, 0.28))
    canvas.disc((150, 120), 280, mix(MIST, PAPER, 0.75))
    far, near = mix(SEA, MIST, 0.25), NIGHT
    _landscape(canvas.sheet((610, 430), 820, 560, PAPER, angle=3, shadow=26), mix(MIST, PAPER, 0.2), far, near)
    _landscape(
        canvas.sheet((1130, 590), 500, 342, PAPER, angle=-5, shadow=22),
        mix(SUN, PAPER, 0.55),
        CORAL,
        mix(NIGHT, CORAL, 0.3),
    )
    _landscape(canvas.sheet((430, 715), 300, 206, PAPER, angle=-8, shadow=18), NIGHT, SEA, mix(NIGHT, SEA, 0.45))
    return canvas


def day_and_night() -> Canvas:
    """Three pages of one shape in three suits of colors, before a field that is half day and half night."""
    canvas = Canvas(mix(PAPER, SUN, 0.22), mix(PAPER, MIST, 0.5))
    canvas.shape([(930, 0), (1600, 0), (1600, 900), (670, 900)], NIGHT)
    canvas.disc((330, 230), 120, SUN)
    canvas.disc((1470, 130), 84, mix(NIGHT, PAPER, 0.9))
    canvas.disc((1508, 104), 76, NIGHT)
    suits = ((PAPER, NIGHT, SUN), (MIST, mix(NIGHT, SEA, 0.2), SEA), (mix(NIGHT, SEA, 0.3), PAPER, CORAL))
    for number, (paper, ink, accent) in enumerate(suits):
        sheet = canvas.sheet((400 + number * 400, 520 - (number == 1) * 30), 340, 600, paper, shadow=22)
        sheet.bar(0, 0, 340, 60, accent, 20).bar(0, 40, 340, 20, accent, 0)
        sheet.bar(34, 100, 190, 30, ink)
        for entry in range(3):
            top = 172 + entry * 140
            sheet.bar(34, top, 110, 84, mix(accent, paper, 0.2 + 0.2 * entry), 12)
            sheet.lines(164, top + 8, 142, 28, [1, 0.85, 0.55], mix(ink, paper, 0.55))
        sheet.laid()
    return canvas


def many_headers() -> Canvas:
    """A field of dots, one for each of many front matter, which swell where a pattern runs through them."""
    canvas = Canvas(mix(NIGHT, SEA, 0.15), NIGHT)
    layer, draw = canvas.layer()
    for row in range(12):
        for column in range(21):
            x, y = 40 + column * 80 - (row % 2) * 40, 10 + row * 80
            wave = math.sin(x / 260 + math.sin(y / 190) * 1.4) + math.cos(y / 230 - x / 520)
            strength = (wave + 2) / 4
            color = mix(SEA, MIST, strength * 2) if strength < 0.5 else mix(MIST, SUN, (strength - 0.5) * 2)
            if strength > 0.84:
                color = CORAL
            draw.ellipse(_box((x, y), 6 + 30 * strength**1.6), fill=color)
    canvas.put(layer)
    return canvas


def no_blank_line() -> Canvas:
    """Items that hang together, with one that steps in between lines of text."""
    canvas = Canvas(mix(SEA, NIGHT, 0.15), mix(SEA, MIST, 0.35))
    canvas.ring((1420, 760), 420, 70, mix(SEA, MIST, 0.2))
    canvas.ring((1420, 760), 290, 70, mix(SEA, MIST, 0.32))
    canvas.disc((180, 90), 210, mix(SEA, NIGHT, 0.3))
    sheet = canvas.sheet((800, 480), 1000, 700, PAPER, angle=2, shadow=24)
    sheet.lines(90, 84, 820, 58, [1, 0.86], mix(PAPER, NIGHT, 0.28))
    for number, (indent, width, color) in enumerate(
        ((0, 560, CORAL), (0, 640, SUN), (80, 480, SEA), (80, 400, SEA), (0, 590, NIGHT))
    ):
        top = 216 + number * 86
        sheet.disc(122 + indent, top + 22, 22, color)
        sheet.bar(176 + indent, top + 6, width, 32, mix(color, PAPER, 0.45))
    sheet.laid()
    return canvas


def renditions() -> Canvas:
    """The three cuts that are made of one image, each in its proportions: for the post, a card, a preview."""
    canvas = Canvas(PAPER, mix(PAPER, MIST, 0.45), 1200, 420)
    far, near = mix(SEA, MIST, 0.25), NIGHT
    sky = mix(MIST, PAPER, 0.2)
    for left, width, height in ((50, 410, 273), (510, 205, 115), (765, 384, 202)):
        _landscape(
            canvas.sheet((left + width / 2, 360 - height / 2), width, height, "#ffffff", shadow=8), sky, far, near
        )
    return canvas


def four_corners() -> Canvas:
    """Cards of four colors, one from each corner, which slide together to one with a face and lines in the middle."""
    canvas = Canvas(mix(PAPER, MIST, 0.55), mix(MIST, SEA, 0.3))
    for radius, share in ((520, 0.1), (400, 0.2), (280, 0.32)):
        canvas.disc((800, 450), radius, mix(mix(PAPER, MIST, 0.6), SUN, share))
    corners = ((330, 230, CORAL, 12), (1270, 230, SEA, -12), (330, 670, NIGHT, -12), (1270, 670, SUN, 12))
    for x, y, color, angle in corners:
        card = canvas.sheet((x, y), 460, 270, color, angle=angle, shadow=16)
        card.disc(90, 135, 50, mix(color, PAPER, 0.75))
        card.lines(170, 84, 240, 44, [1, 0.75, 0.9], mix(color, PAPER, 0.45)).laid()
    middle = canvas.sheet((800, 450), 640, 380, PAPER, shadow=26)
    middle.disc(150, 190, 92, mix(SUN, PAPER, 0.35)).disc(150, 168, 34, NIGHT)
    middle.bar(92, 214, 116, 60, NIGHT, 40)
    middle.bar(290, 96, 250, 40, NIGHT)
    middle.lines(290, 172, 290, 52, [1, 0.9, 0.6], mix(PAPER, NIGHT, 0.3))
    middle.laid()
    return canvas


def same_place() -> Canvas:
    """A row of doors that keeps its place, while the house behind it changes its color from left to right."""
    canvas = Canvas(mix(SUN, PAPER, 0.6), mix(CORAL, PAPER, 0.5))
    canvas.disc((1310, 210), 130, SUN)
    walls = [mix(NIGHT, SEA, 0.25), mix(NIGHT, SEA, 0.6), SEA, mix(SEA, MIST, 0.5), mix(MIST, PAPER, 0.35)]
    for number, color in enumerate(walls):
        left = 60 + number * 296
        canvas.sheet((left + 148, 640), 296, 640, color, shadow=10).laid()
        roof = [(left - 14, 340), (left + 148, 190 - (number % 2) * 40), (left + 310, 340)]
        canvas.shape(roof, mix(color, CORAL, 0.55))
        door = canvas.sheet((left + 148, 710), 140, 260, PAPER, shadow=8)
        door.bar(16, 18, 108, 224, CORAL if number % 2 else SUN, 10).disc(104, 140, 9, NIGHT)
        door.laid()
        canvas.bar(left + 98, 430, 100, 90, mix(color, SUN, 0.75), 14)
    canvas.shape([(0, 900), (0, 832), (1600, 832), (1600, 900)], NIGHT)
    return canvas


def all_channels() -> Canvas:
    """Arcs from one corner that reach a crowd of small squares, each of which lights up in its turn."""
    canvas = Canvas(NIGHT, mix(NIGHT, SEA, 0.55))
    for number in range(9):
        color = mix(mix(NIGHT, SEA, 0.6), SUN if number % 3 == 0 else MIST, 0.85 - number * 0.085)
        canvas.ring((130, 780), 240 + number * 165, 44, color, start=270, end=360)
    canvas.disc((130, 780), 130, CORAL, shadow=16)
    canvas.disc((130, 780), 62, PAPER)
    for row in range(5):
        for column in range(8):
            x, y = 520 + column * 140, 90 + row * 150
            far = math.hypot(x - 130, y - 780)
            lit = abs((far - 240) % 165) < 60
            color = PAPER if lit else mix(NIGHT, SEA, 0.9)
            tile = canvas.sheet((x, y), 74, 74, color, angle=(row * 7 + column * 5) % 11 - 5, shadow=8)
            tile.lines(16, 18, 42, 15, [1, 0.7, 0.9], SEA if lit else mix(NIGHT, SEA, 0.5)).laid()
    return canvas


def nine_seconds() -> Canvas:
    """Rows of small sheets, some with a colored corner, and the hand of a watch that has passed over them."""
    canvas = Canvas(mix(MIST, PAPER, 0.5), mix(MIST, SEA, 0.45))
    marks = {(0, 3): CORAL, (1, 6): SUN, (2, 1): SUN, (2, 4): CORAL, (3, 2): SUN, (1, 0): SUN, (3, 7): CORAL}
    for row in range(4):
        for column in range(9):
            x, y = 120 + column * 172, 120 + row * 220
            sheet = canvas.sheet((x, y), 128, 168, PAPER, angle=(row * 5 + column * 3) % 7 - 3, shadow=9)
            sheet.bar(16, 20, 62, 14, NIGHT)
            sheet.lines(16, 54, 96, 22, [1, 0.9, 0.96, 0.6], mix(PAPER, NIGHT, 0.22))
            if mark := marks.get((row, column)):
                sheet.shape([(78, 0), (128, 0), (128, 50)], mark)
            sheet.laid()
    canvas.disc((1180, 520), 268, NIGHT, shadow=26)
    canvas.disc((1180, 520), 234, PAPER)
    canvas.ring((1180, 520), 200, 34, mix(PAPER, SUN, 0.25))
    canvas.ring((1180, 520), 200, 34, SUN, start=270, end=324)
    for hour in range(12):
        turned = math.radians(hour * 30)
        canvas.disc((1180 + 140 * math.cos(turned), 520 + 140 * math.sin(turned)), 9, mix(PAPER, NIGHT, 0.6))
    tip = (1180 + 168 * math.cos(math.radians(324)), 520 + 168 * math.sin(math.radians(324)))
    canvas.shape([(1172, 508), tip, (1190, 532)], CORAL)
    canvas.disc((1180, 520), 26, NIGHT)
    return canvas


def in_a_chat() -> Canvas:
    """Bubbles of speech, and a card with an image and two lines that hangs from one of them."""
    canvas = Canvas(mix(CORAL, SUN, 0.35), mix(SUN, PAPER, 0.35))
    canvas.disc((1420, 120), 330, mix(SUN, PAPER, 0.3))
    canvas.disc((120, 840), 300, mix(CORAL, SUN, 0.15))
    for x, y, width, color, tail in (
        (330, 170, 420, PAPER, -1),
        (1240, 330, 400, NIGHT, 1),
        (300, 690, 330, PAPER, -1),
    ):
        foot = x + tail * (width / 2 - 40)
        canvas.shape([(foot - 34, y + 50), (foot + 34, y + 50), (foot + tail * 44, y + 112)], color, shadow=8)
        bubble = canvas.sheet((x, y), width, 140, color, shadow=12)
        bubble.lines(46, 40, width - 92, 38, [1, 0.6], mix(color, SEA if color == PAPER else MIST, 0.6)).laid()
    card = canvas.sheet((800, 500), 600, 640, PAPER, angle=-2, shadow=26)
    card.bar(28, 28, 544, 306, mix(MIST, PAPER, 0.2), 18)
    card.disc(410, 128, 52, SUN)
    card.shape([(28, 334), (28, 262), (200, 120), (380, 334)], mix(SEA, MIST, 0.25))
    card.shape([(230, 334), (410, 190), (572, 300), (572, 334)], NIGHT)
    card.bar(40, 376, 400, 46, NIGHT)
    card.lines(40, 458, 510, 54, [1, 0.72], mix(PAPER, NIGHT, 0.3))
    card.bar(40, 578, 170, 22, CORAL).laid()
    return canvas


def the_writers() -> Canvas:
    """A sheet with lines of writing, as small as a face beside a name."""
    canvas = Canvas(CORAL, mix(CORAL, SUN, 0.6), 400, 400)
    sheet = canvas.sheet((200, 210), 220, 270, PAPER, angle=-6, shadow=10)
    sheet.bar(28, 36, 110, 24, NIGHT)
    sheet.lines(28, 88, 164, 40, [1, 0.85, 0.95, 0.5], SEA)
    sheet.laid()
    return canvas


def the_engineers() -> Canvas:
    """A wheel with eight teeth, as small as a face beside a name."""
    canvas = Canvas(mix(NIGHT, SEA, 0.6), NIGHT, 400, 400)
    for turn in range(4):
        canvas.sheet((200, 200), 60, 290, MIST, angle=turn * 45, shadow=0).laid()
    canvas.disc((200, 200), 112, MIST)
    canvas.disc((200, 200), 62, SUN)
    canvas.disc((200, 200), 26, NIGHT)
    return canvas


PICTURES: dict[str, Callable[[], Canvas]] = {
    "covers/a-new-home.jpg": a_new_home,
    "covers/five-steps.jpg": five_steps,
    "covers/on-the-move.jpg": on_the_move,
    "covers/one-line.jpg": one_line,
    "covers/three-sizes.jpg": three_sizes,
    "covers/day-and-night.jpg": day_and_night,
    "covers/many-headers.jpg": many_headers,
    "covers/no-blank-line.jpg": no_blank_line,
    "covers/four-corners.jpg": four_corners,
    "covers/same-place.jpg": same_place,
    "covers/all-channels.jpg": all_channels,
    "covers/nine-seconds.jpg": nine_seconds,
    "covers/in-a-chat.jpg": in_a_chat,
    "pictures/renditions.jpg": renditions,
    "pictures/the-writers.jpg": the_writers,
    "pictures/the-engineers.jpg": the_engineers,
}

if __name__ == "__main__":
    for name, draw_image in PICTURES.items():
        draw_image().saved(BLOG / name)
