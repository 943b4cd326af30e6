/** `serve`: the services without a window, answering HTTP on this machine until Ctrl-C. The same jobs, queue and workers as the app's. */
import { once } from 'node:events';
import { AppError } from '../../../src-shared/app-error.ts';
import { readAppConfig, readPort } from '../../app-config.ts';
import { findRunningApp } from '../../http/control-record.ts';
import { openDoors } from '../../http/open-doors.ts';
import { withSession } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { readOptions } from '../read-options.ts';

const usualPort = '4150';

export async function serve(args: readonly string[]): Promise<number> {
  const read = readOptions(args, { port: 'value', listen: 'value', 'tls-cert': 'value', 'tls-key': 'value', name: 'list', json: 'switch' });
  if (read.positional.length > 0) throw new AppError('invalid-input', `serve takes no "${read.positional[0]}"`);
  const said = { SHIFTCLIPPER_LISTEN: read.values['listen'], SHIFTCLIPPER_TLS_CERT: read.values['tls-cert'], SHIFTCLIPPER_TLS_KEY: read.values['tls-key'], SHIFTCLIPPER_HTTP_NAMES: read.lists['name']?.join(',') };
  const config = readAppConfig({ ...process.env, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) });
  const httpPort = readPort(read.values['port'], '--port') ?? config.httpPort ?? Number(usualPort);
  if ((await findRunningApp(config.dataDir, config.jobsDir)) !== null) throw new AppError('job-owned-elsewhere', 'ShiftClipper is already running with this data folder');
  return withSession(async (session) => {
    const doors = await openDoors(session, session.config, session.log);
    try {
      const told = { url: doors.http?.url, tokenFile: doors.http?.tokenFile, ...(doors.fleet === null ? {} : { fleet: doors.fleet }) };
      process.stdout.write(read.switches.has('json') ? `${JSON.stringify(told)}\n` : `Listening at ${told.url}; the token is in ${told.tokenFile}.${doors.fleet === null ? '' : ` Workers of other machines: SHIFTCLIPPER_HOST=${doors.fleet.url}, their token is in ${doors.fleet.workerTokenFile}.`} Ctrl-C ends.\n`);
      if (!session.interrupted.aborted) await once(session.interrupted, 'abort');
    } finally {
      await doors.close();
    }
    return exitCodes.found;
  }, { httpPort, listen: config.listen, effort: config.effort }, ['long', 'short'], { lasting: true });
}
