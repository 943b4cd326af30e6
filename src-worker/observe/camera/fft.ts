/** In-place radix-2 Fourier transform of strided data. The smallest that phase correlation needs. */

export type Transform = (re: Float32Array, im: Float32Array, offset: number, stride: number, inverse: boolean) => void;

/** @param size a power of two. The inverse is not scaled by 1 / size. */
export function fourier(size: number): Transform {
  const cos = Float32Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float32Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const bits = Math.log2(size);
  const reversed = Uint16Array.from({ length: size }, (_, i) => {
    let result = 0;
    for (let bit = 0; bit < bits; bit += 1) if ((i >> bit) & 1) result |= 1 << (bits - 1 - bit);
    return result;
  });
  return (re, im, offset, stride, inverse) => {
    for (let i = 0; i < size; i += 1) {
      const j = reversed[i]!;
      if (j > i) swap(re, im, offset + i * stride, offset + j * stride);
    }
    for (let half = 1, step = size / 2; half < size; half <<= 1, step >>= 1) {
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0, turn = 0; k < half; k += 1, turn += step) {
          const wr = cos[turn]!;
          const wi = inverse ? -sin[turn]! : sin[turn]!;
          const a = offset + (start + k) * stride;
          const b = a + half * stride;
          const xr = re[b]! * wr - im[b]! * wi;
          const xi = re[b]! * wi + im[b]! * wr;
          re[b] = re[a]! - xr;
          im[b] = im[a]! - xi;
          re[a]! += xr;
          im[a]! += xi;
        }
      }
    }
  };
}

function swap(re: Float32Array, im: Float32Array, a: number, b: number): void {
  const r = re[a]!;
  re[a] = re[b]!;
  re[b] = r;
  const i = im[a]!;
  im[a] = im[b]!;
  im[b] = i;
}
