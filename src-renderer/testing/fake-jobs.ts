/** Games in every state, as main would describe them. Data for the harness and tests. */
import type { AppInfo } from '../../src-shared/contract/api.ts';
import { errorAdvice } from '../../src-shared/app-error.ts';
import { Setup, type JobStatus, type JobView, type Lifecycle, type SetupInput } from '../../src-shared/domain/job.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';

export type SceneName = 'busy' | 'empty' | 'waiting' | 'redis-lost';

export const fakeId = (n: number): string => `01hzy${String(n).padStart(21, '0')}`;
const runId = fakeId(900);
const at = '2026-03-07T18:20:00.000Z';

const red17: SetupInput = { target: { jerseyNumber: '17', jerseyColor: '#b3131f', numberColor: '#ffffff', opponentColor: '#f2f3f5', clicks: [{ timeSeconds: 3.7, x: 0.107, y: 0.6, kind: 'him' }] } };

type Shape = { n: number; name: string; file: string; setup?: SetupInput; lifecycle: Lifecycle; status: Partial<JobStatus>; hasResults?: boolean };

export function fakeJob({ n, name, file, setup, lifecycle, status, hasResults = false }: Shape): JobView {
  const id = fakeId(n);
  return {
    record: {
      schemaVersion: 1, id, name, createdAt: at, updatedAt: at, videoPath: `/home/sam/Videos/${file}`,
      fingerprint: { bytes: 3_625_602, modifiedMs: 1_772_900_000_000, headTailHash: '00' },
      setup: setup === undefined ? null : Setup.parse(setup), lifecycle, position: n, owner: null,
    },
    status: { id, status: 'created', stage: null, progress: 0, message: '', error: null, queueState: 'missing', verified: false, updatedAt: at, etaSeconds: null, ...status },
    hasResults,
    hasProxy: false,
  };
}

const requested: Lifecycle = { phase: 'requested', runId, requestedAt: at };
const ended = (outcome: 'done' | 'done-no-segments' | 'failed' | 'cancelled'): Lifecycle => ({ phase: 'ended', runId, endedAt: at, outcome, verified: outcome === 'done', error: null });

export function fakeJobs(scene: SceneName): JobView[] {
  if (scene === 'empty') return [];
  const missing = { code: 'video-missing', message: 'The video /media/usb/semi-final.mkv is not there any more.', next: errorAdvice['video-missing'].next };
  const running: JobView = fakeJob({ n: 1, name: 'Wolves – Falcons, 7 March', file: 'wolves-falcons.mp4', setup: red17, lifecycle: requested, status: { status: 'running', stage: 'observe', progress: 0.34, message: 'Watching part 5 of 12', queueState: 'active', etaSeconds: 1260 } });
  const queued = fakeJob({ n: 2, name: 'Wolves – Bears, 14 March', file: 'wolves-bears.mp4', setup: red17, lifecycle: requested, status: { status: 'queued', message: 'Waits for the game before it', queueState: 'waiting' } });
  if (scene === 'waiting') return [queued];
  return [
    running,
    queued,
    fakeJob({ n: 3, name: 'Rink demo', file: 'rink-demo.mp4', setup: red17, lifecycle: ended('done'), hasResults: true, status: { status: 'done', stage: 'finish', progress: 1, message: '3 segments, 13.2 s on screen, 3 clips', verified: true, queueState: 'completed' } }),
    fakeJob({ n: 4, name: 'Training, second half', file: 'VID_20260301_174512.mov', lifecycle: { phase: 'created' }, status: { message: 'Say whom to look for' } }),
    fakeJob({ n: 5, name: 'Semi-final', file: 'semi-final.mkv', setup: { target: { clicks: red17.target!.clicks! } }, lifecycle: ended('failed'), status: { status: 'failed', stage: 'observe', progress: 0.61, message: 'The video is missing', error: missing, queueState: 'failed' } }),
    fakeJob({ n: 6, name: 'Away game at Northside', file: 'northside.mp4', setup: { target: { jerseyNumber: '8', jerseyColor: '#1c3f94' } }, lifecycle: ended('done-no-segments'), hasResults: true, status: { status: 'done-no-segments', stage: 'finish', progress: 1, message: 'Number 8 was read once in 24 s; that is not enough to be sure.', verified: true } }),
    fakeJob({ n: 7, name: 'Friendly', file: 'friendly.mp4', setup: red17, lifecycle: { phase: 'paused', runId }, status: { status: 'paused', stage: 'observe', progress: 0.12, message: 'Paused; finished parts are kept' } }),
    fakeJob({ n: 8, name: 'Cup, group stage', file: 'cup.mp4', setup: red17, lifecycle: ended('cancelled'), status: { status: 'cancelled', stage: 'observe', progress: 0.4, message: 'Cancelled; finished parts are kept' } }),
  ];
}

export function fakeInfo(scene: SceneName): AppInfo {
  const report = { workerId: 'long-1', pid: 4711, redis: 'unix:///tmp/shiftclipper-redis/redis.sock db 0', queue: 'jobs', jobsDir: '/home/sam/.config/ShiftClipper/jobs', versions: { node: '20.18.1', onnxruntime: '1.30.0', ffmpeg: '5.1.6', bullmq: '6.7.0' }, device: 'cpu', provider: 'cpu', warnings: ['No GPU was found; the CPU is used.'] };
  return {
    version: '0.1.0', platform: 'linux x64', versions: { electron: '45.4.1', chrome: '140.0', node: '20.19.4', redis: '7.0.15' },
    redis: report.redis, redisState: scene === 'redis-lost' ? 'lost' : 'ready', queue: 'jobs', jobsDir: report.jobsDir,
    workers: [
      { lane: 'long', state: scene === 'waiting' ? 'restarting' : 'ready', restarts: scene === 'waiting' ? 2 : 0, message: scene === 'waiting' ? 'The worker ended with code 9; next start in 4 s.' : '' },
      { lane: 'short', state: 'ready', restarts: 0, message: '' },
    ],
    reports: [report, { ...report, workerId: 'short-1', pid: 4712, provider: null, warnings: [] }],
    warnings: [],
  };
}

export function fakeMedia(playableInPage: boolean, durationSeconds = 24): MediaInfo {
  const count = 12;
  const length = durationSeconds / count;
  return {
    schemaVersion: 1, startSeconds: 0, durationSeconds, width: 1280, height: 720, rotationDegrees: 0, frameRate: { numerator: 30, denominator: 1 }, variableFrameRate: false, interlaced: false,
    container: 'mp4', videoCodec: 'h264', pixelFormat: 'yuv420p', bitDepth: 8, audioCodec: null, bytes: 3_625_602, playableInPage,
    chunks: Array.from({ length: count }, (_, index) => ({ index, start: index * length, end: (index + 1) * length, observeStart: index * length, observeEnd: (index + 1) * length })),
  };
}
