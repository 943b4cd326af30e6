/** The command line: the same services as the window, one answer on standard output, everything else on standard error. */
import { AppError, errorAdvice, toPlainError } from '../../src-shared/app-error.ts';
import { analyse } from './commands/analyse.ts';
import { ask } from './commands/ask.ts';
import { exportFiles, importList } from './commands/export.ts';
import { jobs } from './commands/jobs.ts';
import { roster } from './commands/roster.ts';
import { serve } from './commands/serve.ts';
import { selfTest } from './commands/self-test.ts';
import { worker } from './commands/worker.ts';
import { workers } from './commands/workers.ts';
import { exitCodeOf } from './exit-codes.ts';
import { help } from './help.ts';

export type Command = (args: readonly string[]) => Promise<number>;

const commands: Record<string, Command> = { analyse, ask, roster, export: exportFiles, import: importList, jobs, serve, 'self-test': selfTest, worker, workers };

process.exitCode = await run(process.argv.slice(2));
// The queue's timers would keep the process for another second (an `ask` of 2.4 s is one of 1.3 s); what was written to a pipe must leave first.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve));
process.exit();

async function run([name = 'help', ...args]: string[]): Promise<number> {
  try {
    if (['help', '--help', '-h'].includes(name) || args.includes('--help')) {
      process.stderr.write(help);
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new AppError('invalid-input', `"${name}" is no command; the commands are ${Object.keys(commands).join(', ')}`);
    return await command(args);
  } catch (thrown) {
    const { code, message } = toPlainError(thrown);
    process.stderr.write(`${message}\n${errorAdvice[code].next}\n`);
    if (code === 'internal' && thrown instanceof Error && process.env['SHIFTCLIPPER_LOG_LEVEL'] === 'debug') process.stderr.write(`${thrown.stack}\n`);
    return exitCodeOf(code);
  }
}
