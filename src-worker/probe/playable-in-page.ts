/** Whether Chromium plays a file itself. What it cannot play raises no error there (HEVC shows nothing), so it has to be known before. Pure. */
export interface Playable {
  container: string;
  videoCodec: string;
  pixelFormat: string;
}

const CONTAINERS = ['mp4', 'mov', 'matroska', 'webm'];
const CODECS = ['h264', 'vp8', 'vp9', 'av1'];
const PIXEL_FORMATS = ['yuv420p', 'yuvj420p', 'yuv420p10le'];

/** Sound that Chromium does not know is left silent by it and does not stop the picture. */
export function playableInPage(file: Playable): boolean {
  const containers = file.container.split(',');
  return CONTAINERS.some((c) => containers.includes(c)) && CODECS.includes(file.videoCodec) && PIXEL_FORMATS.includes(file.pixelFormat);
}
