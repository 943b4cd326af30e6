/** `workers`: who works for a queue, read from its Redis alone. */
import { AppError } from '../../../src-shared/app-error.ts';
import type { WorkerPresence } from '../../../src-shared/contract/fleet.ts';
import { describeRedis } from '../../../src-shared/redis-endpoint.ts';
import { readAppConfig } from '../../app-config.ts';
import { FleetDirectory } from '../../fleet/fleet-directory.ts';
import { exitCodes } from '../exit-codes.ts';
import { readOptions } from '../read-options.ts';

export async function workers(args: readonly string[]): Promise<number> {
  const read = readOptions(args, { json: 'switch' });
  const config = readAppConfig(process.env);
  if (config.redisUrl === null) throw new AppError('invalid-input', 'REDIS_URL must be set: workers of other machines can not reach the built-in Redis');
  const directory = new FleetDirectory(config.redisUrl, config);
  const { redisUrl } = config;
  try {
    const found = await directory.workers().catch((cause: unknown) => { throw new AppError('redis-unavailable', `Redis does not answer at ${describeRedis(redisUrl)}`, { cause }); });
    if (read.switches.has('json')) process.stdout.write(`${JSON.stringify(found)}\n`);
    else process.stdout.write(found.length === 0 ? `No worker of another machine listens to the queue "${config.queue}".\n` : `${found.map(line).join('\n')}\n`);
    return exitCodes.found;
  } finally {
    directory.close();
  }
}

function line(worker: WorkerPresence): string {
  const doing = worker.current === null ? worker.state : `chunk ${worker.current.chunkIndex} of ${worker.current.jobId}, ${Math.round(worker.current.fraction * 100)} %`;
  const speed = worker.framesPerSecond === null ? '' : `, ${worker.framesPerSecond.toFixed(1)} frames/s`;
  return `${worker.machine} (process ${worker.pid}, ${worker.version}, ${worker.provider ?? worker.device}, ${worker.files}): ${doing}${speed}; ${worker.done} done, ${worker.failed} failed`;
}
