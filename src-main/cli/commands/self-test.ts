/** `self-test`: a job from a tiny clip made here goes the whole way; each step is asserted. Proves the wiring of this installation. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../src-shared/app-error.ts';
import { Setup } from '../../../src-shared/domain/job.ts';
import { findTool } from '../../../src-node/find-tool.ts';
import { untilEnded, withSession } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { readOptions } from '../read-options.ts';

export async function selfTest(args: readonly string[]): Promise<number> {
  readOptions(args, {});
  const folder = await mkdtemp(join(tmpdir(), 'shiftclipper-self-test-'));
  const passed: string[] = [];
  const expectThat = (claim: string, holds: boolean): void => {
    process.stderr.write(`${holds ? 'ok  ' : 'FAIL'} ${claim}\n`);
    if (!holds) throw new AppError('internal', `self-test: not so: ${claim}`);
    passed.push(claim);
  };
  try {
    return await withSession(async (session) => {
      const { handlers, config } = session;
      const video = join(folder, 'self test.mp4');
      await makeClip((await findTool(config.resourcesDir, 'ffmpeg')).path, video);
      const seen = new Set<string>();
      session.onEvent((event) => { if (event.type === 'job-changed') seen.add(event.job.status.status); });
      const { record } = await handlers.createJob({ videoPath: video });
      expectThat('a generated clip becomes a job', record.lifecycle.phase === 'created');
      await handlers.setupJob({ jobId: record.id, setup: Setup.parse({ target: { jerseyNumber: '1' }, settings: { verifyOnly: config.verifyOnly } }) });
      await handlers.runJob({ jobId: record.id });
      const { status, queueState, error } = await untilEnded(session, record.id);
      expectThat('it was seen queued', seen.has('queued'));
      expectThat('it was seen running', seen.has('running'));
      expectThat(`it ended well (${error?.message ?? status})`, status === 'done' || status === 'done-no-segments');
      expectThat('the queue is empty', queueState === 'missing');
      await handlers.deleteJob({ jobId: record.id });
      expectThat('it is gone when deleted', (await handlers.listJobs({})).length === 0);
      process.stderr.write(`self-test passed: ${passed.length} claims\n`);
      return exitCodes.found;
    }, { jobsDir: join(folder, 'jobs') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function makeClip(ffmpeg: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30:duration=2', '-pix_fmt', 'yuv420p', '-y', path], { stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new AppError('ffmpeg-failed', `the test clip could not be made (ffmpeg ended with ${code})`))));
  });
}
