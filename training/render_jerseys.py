"""Renders jersey-number crops for training: the region of a person box in which a number may stand, as the app cuts it.

Nothing here is a photograph: torsos are shaded cylinders, numbers are fonts wrapped around them, and what makes reading hard
(yaw, folds, occlusion, stripes, blur, few pixels, compression) is drawn on top. Labels are class indices: 0..99, 100 = "00", 101 = nothing readable.
"""
import glob
import io
import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = 40            # what the net sees, pixels
CANVAS = 96          # what is drawn first
DOUBLE_ZERO = 100
NOTHING = 101
CLASSES = 102

FONTS = [f for f in sorted(glob.glob('/usr/share/fonts/**/*.ttf', recursive=True))
         if not any(word in f for word in ('Italic', 'Oblique', 'Symbol', 'Emoji', 'Math', 'Mono-Thin', 'Thin', 'Hairline', 'Cursive'))]
_font_cache = {}


def font(path, size):
    key = (path, size)
    if key not in _font_cache:
        _font_cache[key] = ImageFont.truetype(path, size)
    return _font_cache[key]


def text_of(label):
    return '00' if label == DOUBLE_ZERO else str(label)


def random_color(rng):
    return np.array([rng.random() ** 0.8 * 255 for _ in range(3)])


def jersey_and_ink(rng):
    """Two colours that a league would allow: apart in lightness or clearly apart in colour."""
    common = [(240, 240, 240), (15, 15, 18), (180, 20, 30), (20, 40, 120), (10, 90, 50), (250, 200, 20), (120, 120, 125), (90, 20, 40), (20, 120, 190), (240, 110, 20), (70, 30, 110)]
    while True:
        cloth = np.array(rng.choice(common), float) if rng.random() < 0.6 else random_color(rng)
        ink = np.array(rng.choice(common), float) if rng.random() < 0.75 else random_color(rng)
        cloth = np.clip(cloth + np.random.normal(0, 12, 3), 0, 255)
        ink = np.clip(ink + np.random.normal(0, 12, 3), 0, 255)
        luma = abs(float(np.dot(cloth - ink, (0.299, 0.587, 0.114))))
        if luma > 55 or np.linalg.norm(cloth - ink) > 140:
            return cloth, ink


def background(rng):
    base = np.array(rng.choice([(230, 236, 240), (205, 215, 225), (50, 130, 55), (80, 150, 70), (190, 150, 100), (60, 90, 140), (120, 120, 120), (40, 40, 45)]), float)
    base = np.clip(base + np.random.normal(0, 18, 3), 0, 255)
    gradient = np.linspace(-rng.random() * 25, rng.random() * 25, CANVAS)[:, None, None]
    image = Image.fromarray(np.clip(base + gradient + np.zeros((CANVAS, CANVAS, 3)), 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        x0, y0, x1, y1 = (rng.randint(-20, CANVAS + 20) for _ in range(4))
        draw.line((x0, y0, x1, y1), fill=tuple(int(v) for v in random_color(rng)), width=rng.randint(2, 14))
    return image


def torso(rng, image, cloth):
    """Draws body and sleeves; returns the cylinder (centre x, half width) the number is wrapped around."""
    draw = ImageDraw.Draw(image)
    centre = CANVAS * rng.uniform(0.38, 0.62)
    half = CANVAS * rng.uniform(0.26, 0.55)
    waist = half * rng.uniform(0.75, 1.05)
    top = CANVAS * rng.uniform(-0.4, 0.12)
    bottom = CANVAS * rng.uniform(0.78, 1.5)
    sleeve = cloth if rng.random() < 0.6 else random_color(rng)
    fill = tuple(int(v) for v in cloth)
    for side in (-1, 1):
        shoulder = (centre + side * half * 0.9, top + CANVAS * 0.15)
        elbow = (centre + side * half * rng.uniform(0.9, 1.6), top + CANVAS * rng.uniform(0.5, 0.9))
        hand = (elbow[0] + rng.uniform(-30, 30), elbow[1] + rng.uniform(-10, 40))
        width = int(half * rng.uniform(0.3, 0.5))
        draw.line((*shoulder, *elbow), fill=tuple(int(v) for v in sleeve), width=width)
        skin = sleeve if rng.random() < 0.5 else np.array(rng.choice([(224, 180, 150), (140, 90, 60), (80, 50, 40), (30, 30, 30)]))
        draw.line((*elbow, *hand), fill=tuple(int(v) for v in skin), width=max(3, int(width * 0.8)))
    draw.polygon([(centre - half, top), (centre + half, top), (centre + waist, bottom), (centre - waist, bottom)], fill=fill)
    if rng.random() < 0.5:  # head or collar
        r = half * rng.uniform(0.3, 0.5)
        head = tuple(int(v) for v in random_color(rng))
        draw.ellipse((centre - r, top - 2 * r, centre + r, top + r * rng.uniform(-0.3, 0.6)), fill=head)
    for _ in range(rng.choice([0, 0, 1, 1, 2])):  # waist and shoulder bands
        y = bottom - CANVAS * rng.uniform(0.02, 0.3) if rng.random() < 0.7 else top + CANVAS * rng.uniform(0, 0.2)
        draw.rectangle((centre - half, y, centre + half, y + rng.uniform(2, 10)), fill=tuple(int(v) for v in random_color(rng)))
    if rng.random() < 0.5:  # trousers
        trousers = tuple(int(v) for v in random_color(rng))
        draw.rectangle((centre - waist, bottom, centre + waist, CANVAS), fill=trousers)
    return centre, half


def shade(rng, pixels, centre, half):
    x = (np.arange(CANVAS) - centre) / half
    light = 1 - rng.uniform(0, 0.45) * np.clip(x + rng.uniform(-0.5, 0.5), -1.2, 1.2) ** 2
    fold = np.zeros((CANVAS, CANVAS))
    yy, xx = np.mgrid[0:CANVAS, 0:CANVAS] / CANVAS
    for _ in range(rng.randint(0, 4)):
        angle, frequency = rng.uniform(0, math.pi), rng.uniform(1, 5)
        fold += rng.uniform(0, 0.07) * np.sin(2 * math.pi * frequency * (xx * math.cos(angle) + yy * math.sin(angle)) + rng.uniform(0, 6))
    return pixels * np.clip(light[None, :] + fold, 0.3, 1.4)[:, :, None]


def number_texture(rng, text, ink, cloth):
    """RGBA picture of the text, tight, plus per-digit horizontal extents as fractions of its width."""
    path = rng.choice(FONTS)
    f = font(path, 56)
    spacing = rng.randint(-3, 8)
    widths = [f.getbbox(c)[2] for c in text]
    width = sum(widths) + spacing * (len(text) - 1) + 24
    layer = Image.new('RGBA', (max(8, width), 84), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    outline = rng.choice([0, 0, 0, 2, 3, 4])
    edge = tuple(int(v) for v in random_color(rng)) + (255,)
    bold = rng.choice([0, 0, 1, 2])
    x = 12
    extents = []
    for c, w in zip(text, widths):
        fill = tuple(int(v) for v in ink) + (255,)
        if outline:
            draw.text((x, 8), c, font=f, fill=edge, stroke_width=outline + bold, stroke_fill=edge)
        draw.text((x, 8), c, font=f, fill=fill, stroke_width=bold, stroke_fill=fill)
        extents.append((x, x + w))
        x += w + spacing
    box = layer.getbbox()
    if box is None:
        return None
    layer = layer.crop(box)
    return layer, [((a - box[0]) / layer.width, (b - box[0]) / layer.width) for a, b in extents]


def wrap(rng, pixels, texture, extents, centre, half, yaw, digits):
    """Wraps the texture around the cylinder. Returns the pixels, each digit's share of frontal width that is visible, and the drawn alpha."""
    height = CANVAS * rng.uniform(0.24, 0.62)
    width = min(height * rng.uniform(0.42, 1.15) * digits, half * 2.4)
    y0 = CANVAS * rng.uniform(0.12, 0.62) - height * 0.3
    offset = rng.uniform(-0.08, 0.08) * half
    texture = texture.resize((max(6, int(width)), max(6, int(height))), Image.BILINEAR)
    rgba = np.asarray(texture, float)
    th, tw = rgba.shape[:2]
    slant = rng.uniform(-0.12, 0.12)
    xs = np.arange(CANVAS)
    s = np.clip((xs - centre) / half, -0.999, 0.999)
    inside = np.abs((xs - centre) / half) < 1
    theta = np.arcsin(s) - yaw
    u = theta * half + width / 2 - offset
    out = pixels.copy()
    alpha = np.zeros((CANVAS, CANVAS))
    for y in range(max(0, int(y0)), min(CANVAS, int(y0 + th))):
        v = int(y - y0)
        uu = (u + slant * (v - th / 2)).astype(int)
        ok = inside & (uu >= 0) & (uu < tw)
        a = np.zeros(CANVAS)
        a[ok] = rgba[v, uu[ok], 3] / 255
        alpha[y] = a
        out[y, ok] = out[y, ok] * (1 - a[ok, None]) + rgba[v, uu[ok], :3] * a[ok, None]
    seen = []
    for a, b in extents:
        t = (np.linspace(a, b, 9) * width - width / 2 + offset) / half + yaw
        x = centre + half * np.sin(t)
        visible = (np.abs(t) < 1.35) & (x > 1) & (x < CANVAS - 1)
        seen.append(float(np.mean(np.where(visible, np.cos(np.clip(t, -1.57, 1.57)), 0))))
    vertical = (min(CANVAS, y0 + th) - max(0, y0)) / th
    return out, min(seen) * (1 if vertical > 0.85 else 0.2), alpha, height


def occlude(rng, image, alpha):
    """A stick, an arm or another player in front; returns the share of the number that it covers."""
    mask = Image.new('L', image.size, 0)
    draw = ImageDraw.Draw(mask)
    kind = rng.random()
    if kind < 0.45:
        a, b = rng.uniform(-10, CANVAS + 10), rng.uniform(-10, CANVAS + 10)
        draw.line((a, -5, b, CANVAS + 5) if rng.random() < 0.5 else (-5, a, CANVAS + 5, b), fill=255, width=rng.randint(2, 12))
    else:
        x = rng.uniform(-0.6, 1.2) * CANVAS
        draw.ellipse((x, rng.uniform(-0.3, 0.6) * CANVAS, x + rng.uniform(0.3, 0.9) * CANVAS, CANVAS * 1.6), fill=255)
    image.paste(Image.new('RGB', image.size, tuple(int(v) for v in random_color(rng))), (0, 0), mask)
    covered = float((alpha * (np.asarray(mask) > 0)).sum() / max(1.0, alpha.sum()))
    return image, covered


def degrade(rng, image, number_height):
    """Few source pixels, blur, compression. Returns the picture and the number's height in source pixels."""
    source = int(math.exp(rng.uniform(math.log(13), math.log(90))))
    angle = rng.uniform(-14, 14)
    image = image.rotate(angle, Image.BILINEAR, fillcolor=tuple(int(v) for v in np.asarray(image)[0, 0]))
    if rng.random() < 0.35:  # motion blur
        length = rng.randint(2, 9)
        kernel = np.ones(length) / length
        pixels = np.asarray(image, float)
        axis = 1 if rng.random() < 0.8 else 0
        image = Image.fromarray(np.apply_along_axis(lambda m: np.convolve(m, kernel, 'same'), axis, pixels).astype(np.uint8))
    aspect = rng.uniform(0.7, 1.25)
    image = image.resize((max(8, int(source * aspect)), source), Image.BOX if source < CANVAS else Image.BILINEAR)
    if rng.random() < 0.5:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.9)))
    if rng.random() < 0.75:
        buffer = io.BytesIO()
        image.save(buffer, 'JPEG', quality=rng.randint(25, 92))
        image = Image.open(buffer).convert('RGB')
    pixels = np.asarray(image.resize((SIZE, SIZE), Image.BILINEAR), float)
    pixels = (pixels - 128) * rng.uniform(0.7, 1.2) + 128 + rng.uniform(-25, 25) + np.random.normal(0, rng.uniform(0, 6), pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8), number_height * source / CANVAS


def distractor(rng, image, cloth):
    """Cloth without a number: stripes as referees wear, letters, logos, nothing."""
    draw = ImageDraw.Draw(image)
    kind = rng.random()
    color = lambda: tuple(int(v) for v in random_color(rng))
    if kind < 0.3:
        step, ink = rng.randint(6, 16), color() if rng.random() < 0.4 else (20, 20, 20)
        for x in range(rng.randint(0, step), CANVAS, step * 2):
            draw.rectangle((x, 0, x + step * rng.uniform(0.5, 1.2), CANVAS), fill=ink)
    elif kind < 0.4:
        for y in range(rng.randint(0, 20), CANVAS, rng.randint(12, 40)):
            draw.rectangle((0, y, CANVAS, y + rng.randint(3, 12)), fill=color())
    elif kind < 0.6:
        word = ''.join(rng.choice('ABCDEFGHJKLMNPRSTUVWXYZ') for _ in range(rng.randint(1, 8)))
        f = font(rng.choice(FONTS), rng.randint(12, 40))
        draw.text((rng.randint(-10, 40), rng.randint(0, 60)), word, font=f, fill=color())
    elif kind < 0.75:
        for _ in range(rng.randint(1, 3)):
            x, y, r = rng.randint(10, 80), rng.randint(10, 80), rng.randint(4, 28)
            draw.ellipse((x - r, y - r * rng.uniform(0.3, 1), x + r, y + r), fill=color())
    return image


def render(rng):
    """One crop: (SIZE × SIZE × 3 uint8, class index); None for the doubtful in between, which teach nothing."""
    image = background(rng)
    cloth, ink = jersey_and_ink(rng)
    if rng.random() < 0.03:
        return degrade(rng, distractor(rng, image, cloth), 0)[0], NOTHING
    centre, half = torso(rng, image, cloth)
    if rng.random() < 0.14:
        pixels = shade(rng, np.asarray(distractor(rng, image, cloth), float), centre, half)
        return degrade(rng, Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), 0)[0], NOTHING
    roll = rng.random()
    label = rng.randint(0, 9) if roll < 0.3 else (DOUBLE_ZERO if roll < 0.31 else rng.randint(10, 99))
    text = text_of(label)
    made = number_texture(rng, text, ink, cloth)
    if made is None:
        return None
    yaw = rng.gauss(0, 0.45) if rng.random() < 0.85 else rng.uniform(-2.2, 2.2)
    pixels, seen, alpha, height = wrap(rng, np.asarray(image, float), *made, centre, half, yaw, len(text))
    image = Image.fromarray(np.clip(shade(rng, pixels, centre, half), 0, 255).astype(np.uint8))
    covered = 0.0
    if rng.random() < 0.25:
        image, covered = occlude(rng, image, alpha)
    crop, source_height = degrade(rng, image, height)
    if seen < 0.22 or covered > 0.55 or source_height < 4.5:
        return crop, NOTHING
    if seen < 0.5 or covered > 0.25 or source_height < 7:
        return None
    return crop, label


def batch(rng, count):
    crops, labels = [], []
    while len(crops) < count:
        made = render(rng)
        if made is not None:
            crops.append(made[0])
            labels.append(made[1])
    return np.stack(crops), np.array(labels)


if __name__ == '__main__':
    rng = random.Random(3)
    np.random.seed(3)
    crops, labels = batch(rng, 160)
    sheet = Image.new('RGB', (16 * 62, 10 * 76))
    draw = ImageDraw.Draw(sheet)
    for i, (crop, label) in enumerate(zip(crops, labels)):
        x, y = (i % 16) * 62, (i // 16) * 76
        sheet.paste(Image.fromarray(crop).resize((60, 60)), (x, y))
        draw.text((x + 2, y + 61), '-' if label == NOTHING else text_of(label), fill='white')
    sheet.save('sheet.png')
