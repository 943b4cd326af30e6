import { describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/app-error.ts';
import { testContext } from '../testing/test-tools.ts';
import { chooseEncoder, type VideoEncoder } from './choose-encoder.ts';

const working = (...encoders: VideoEncoder[]) => {
  const tried: VideoEncoder[] = [];
  const tryEncoder = (encoder: VideoEncoder): Promise<void> => {
    tried.push(encoder);
    return encoders.includes(encoder) ? Promise.resolve() : Promise.reject(new AppError('ffmpeg-failed', `${encoder}: no device`));
  };
  return { tried, tryEncoder };
};

describe('the encoder', () => {
  it.each<[NodeJS.Platform, VideoEncoder[], VideoEncoder, VideoEncoder[]]>([
    ['linux', ['h264_nvenc', 'h264_vaapi'], 'h264_nvenc', ['h264_nvenc']],
    ['linux', ['h264_vaapi'], 'h264_vaapi', ['h264_nvenc', 'h264_qsv', 'h264_vaapi']],
    ['linux', [], 'libx264', ['h264_nvenc', 'h264_qsv', 'h264_vaapi']],
    ['win32', ['h264_amf'], 'h264_amf', ['h264_nvenc', 'h264_qsv', 'h264_amf']],
    ['darwin', ['h264_videotoolbox'], 'h264_videotoolbox', ['h264_videotoolbox']],
    ['freebsd', ['h264_nvenc'], 'libx264', []],
  ])('on %s where %j work is %s', async (platform, works, chosen, tried) => {
    const fake = working(...works);
    expect(await chooseEncoder(testContext(), fake.tryEncoder, platform)).toBe(chosen);
    expect(fake.tried).toEqual(tried);
  });

  it('a cancelled trial is no answer', async () => {
    const cancelled = (): Promise<void> => Promise.reject(new AppError('cancelled', 'stopped'));
    await expect(chooseEncoder(testContext(), cancelled, 'linux')).rejects.toMatchObject({ code: 'cancelled' });
  });
});
