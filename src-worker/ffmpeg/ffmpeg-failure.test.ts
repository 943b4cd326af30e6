import { expect, it } from 'vitest';
import { failureOf } from './ffmpeg-failure.ts';

const end = { program: 'ffmpeg', path: '/bin/ffmpeg', code: null as number | null, killedBy: null as string | null, tail: '', command: 'ffmpeg' };

it.each([
  ['killed outright, as by a system short of memory', { killedBy: 'SIGKILL' }, 'ffmpeg-killed'],
  ['ended politely by somebody else, which it answers with 255', { code: 255 }, 'ffmpeg-killed'],
  ['ended before it could answer', { killedBy: 'SIGTERM' }, 'ffmpeg-killed'],
  ['left by its reader', { killedBy: 'SIGPIPE' }, 'ffmpeg-killed'],
  ['crashed over what it read', { killedBy: 'SIGSEGV' }, 'ffmpeg-failed'],
  ['refused by the system', { code: 255, tail: 'in.mp4: Operation not permitted' }, 'ffmpeg-failed'],
  ['out of words for a damaged file', { code: 183, tail: 'Invalid data found when processing input' }, 'ffmpeg-failed'],
  ['out of room, also when ended', { killedBy: 'SIGTERM', tail: 'No space left on device' }, 'disk-full'],
  ['not there, says the wrapper', { code: 127, tail: 'setpriv: failed to execute /bin/ffmpeg' }, 'tool-missing'],
] as const)('%s', (_, changes, code) => {
  expect(failureOf({ ...end, ...changes }).code).toBe(code);
});
