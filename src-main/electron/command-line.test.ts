import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line.ts';

const nothing = { videos: [], gameFiles: [], openJobId: null, screenshot: null, exitAfterScreenshot: false };
const jobId = '0123456789abcdefghijklmnop';

describe('the command line', () => {
  it.each([
    ['of Chromium is left alone', ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'], nothing],
    ['names videos, made absolute', ['game.mp4', '/films/b.mov'], { ...nothing, videos: ['/home/me/game.mp4', '/films/b.mov'] }],
    ['names games of another machine', ['game.shiftclipper'], { ...nothing, gameFiles: ['/home/me/game.shiftclipper'] }],
    ['names a game to open', ['--open-job', jobId], { ...nothing, openJobId: jobId }],
    ['takes values after an equals sign too', [`--open-job=${jobId}`, '--screenshot=a.png', '--exit-after-screenshot'], { ...nothing, openJobId: jobId, screenshot: '/home/me/a.png', exitAfterScreenshot: true }],
    ['ignores an id that is none', ['--open-job', '../../etc'], nothing],
    ['ends before a value', ['--screenshot'], nothing],
  ])('%s', (_, args, expected) => {
    expect(readCommandLine(args, '/home/me')).toEqual(expected);
  });
});
