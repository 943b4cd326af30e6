/** Draws the app's icon, two passages on a line, as a PNG of 1024 × 1024. The same bytes each time; electron-builder makes the other forms of it. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { resources } from '../lib/paths.mjs';

const SIZE = 1024;
/** The logo of the page is drawn on 28 × 28; each shape is a rounded box there: x, y, width, height, radius, colour. */
const SHAPES = /** @type {const} */ ([
  [0, 0, 28, 28, 7, [27, 33, 40, 255]],
  [5, 13.4, 18, 1.2, 0.6, [122, 134, 148, 255]],
  [6, 11.5, 7, 5, 1.6, [255, 180, 60, 255]],
  [15.5, 11.5, 4.5, 5, 1.6, [255, 180, 60, 255]],
]);

/** Nothing is done when it is there already. */
export function drawIcon() {
  const file = path.join(resources, 'icons', 'icon.png');
  if (!fs.existsSync(file)) fs.writeFileSync(file, iconPng(SIZE));
}

/** @param {number} size of both sides in pixels @returns {Buffer} a PNG */
export function iconPng(size) {
  const rows = Buffer.alloc((size * 4 + 1) * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows.set(pixel(((x + 0.5) * 28) / size, ((y + 0.5) * 28) / size, 28 / size), y * (size * 4 + 1) + 1 + x * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, red green blue alpha
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** @param {number} x @param {number} y @param {number} softness width of an edge, in the logo's units @returns {number[]} */
function pixel(x, y, softness) {
  let under = [0, 0, 0, 0];
  for (const [left, top, width, height, radius, colour] of SHAPES) {
    const dx = Math.max(left + radius - x, x - (left + width - radius), 0);
    const dy = Math.max(top + radius - y, y - (top + height - radius), 0);
    const cover = Math.max(0, Math.min(1, (radius - Math.hypot(dx, dy)) / softness + 0.5));
    if (cover > 0) under = colour.map((value, channel) => Math.round(channel === 3 ? Math.max(under[3] ?? 0, value * cover) : value * cover + (under[channel] ?? 0) * (1 - cover) * ((under[3] ?? 0) > 0 ? 1 : 0) + (under[3] === 0 ? value * (1 - cover) : 0)));
  }
  return under;
}

/** @param {string} name @param {Buffer} body @returns {Buffer} */
function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const framed = Buffer.alloc(8);
  framed.writeUInt32BE(body.length, 0);
  framed.writeUInt32BE(zlib.crc32(named), 4);
  return Buffer.concat([framed.subarray(0, 4), named, framed.subarray(4)]);
}
