/** A worker process, read from top to bottom. It takes its configuration from main's first message and its work from the queue. */
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, type LogSink } from '../src-shared/logger.ts';
import { toPlainError } from '../src-shared/app-error.ts';
import type { WorkerConfig } from '../src-shared/contract/worker-messages.ts';
import { consumeJobs, type Consumers } from './consume-jobs.ts';
import { findTools } from './control/find-tools.ts';
import { openMainLink, type MainLink } from './control/main-link.ts';
import { startReport } from './control/start-report.ts';
import { closeInference } from './inference/inference-client.ts';
import { runPipeline } from './pipeline/run-pipeline.ts';

const heartbeatMs = 1000;
/** A process that ends while its inference thread runs a model is aborted by the system; harmless, but it looks like a crash. */
const inferenceEndsWithinMs = 2000;

const link = openMainLink();
if (link === null) {
  process.stderr.write('This is a part of ShiftClipper that the app starts by itself; on another machine start headless.mjs.\n');
  process.exitCode = 2;
} else {
  waitForStart(link);
}

function waitForStart(link: MainLink): void {
  let consumers: Consumers | null = null;
  link.onOrphaned(() => process.exit(1));
  link.onMessage((message) => {
    switch (message.type) {
      case 'start':
        consumers ??= start(link, message.config);
        break;
      case 'cancel':
        consumers?.cancelJob(message.jobId);
        break;
      case 'shut-down':
        void stop(link, consumers);
        break;
    }
  });
}

function start(link: MainLink, config: WorkerConfig): Consumers {
  yieldToTheUser(config);
  const toMain: LogSink = (entry) => link.send({ type: 'log', entry });
  const log = createLogger(config.workerId, config.logLevel, toMain);
  const tools = remember(() => findTools(config.resourcesDir, process.env));
  const known = { warnings: [] as string[], provider: null as string | null };
  const report = (): void => link.send({ type: 'ready', report: startReport(config, known) });
  const ranOn = (provider: string): void => {
    if (known.provider === provider) return;
    known.provider = provider;
    report();
  };
  const consumers = consumeJobs({ config, log, tools, run: runPipeline, ranOn });
  setInterval(() => link.send({ type: 'heartbeat', workingOn: consumers.workingOn() }), heartbeatMs);
  const tell = (warnings: string[]): void => {
    known.warnings = warnings;
    report();
  };
  tools().then(() => tell([]), (error: unknown) => tell([toPlainError(error).message]));
  return consumers;
}

/** Watching a game takes what nobody else wants; its ffmpeg inherits that. What must answer at once keeps its rank. */
function yieldToTheUser({ effort, lanes }: WorkerConfig): void {
  if (effort === 'all-cores' || lanes.includes('short')) return;
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch { /* a system that does not allow it */ }
}

async function stop(link: MainLink, consumers: Consumers | null): Promise<void> {
  await consumers?.close().catch(() => undefined);
  await Promise.race([closeInference().catch(() => undefined), sleep(inferenceEndsWithinMs)]);
  link.send({ type: 'stopped' });
  setTimeout(() => process.exit(0), 20); // the message leaves first
}

/** Done once; a failure is tried again, for the user may have mended it meanwhile. */
function remember<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => { made = null; throw error; });
    return made;
  };
}
