/** The page's own calls to main, for looking behind what is shown. What a user does goes through the window instead. */
import type { Page } from '@playwright/test';
import type { Answer, Bridge, CallerInputOf, CallName, OutputOf } from '../../src-shared/contract/api.ts';

/** What main answered, refusals too. */
export function answerOf<Call extends CallName>(page: Page, name: Call, input: CallerInputOf<Call>): Promise<Answer<OutputOf<Call>>> {
  return page.evaluate(({ name, input }) => (window as unknown as { shiftclipper: Bridge }).shiftclipper.call(name, input as never), { name, input }) as Promise<Answer<OutputOf<Call>>>;
}

export async function call<Call extends CallName>(page: Page, name: Call, input: CallerInputOf<Call>): Promise<OutputOf<Call>> {
  const answer = await answerOf(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  return answer.value;
}

/** Process of the worker of a lane, as it reported itself. */
export async function workerPid(page: Page, lane: 'long' | 'short'): Promise<number> {
  const { reports } = await call(page, 'appInfo', {});
  const report = reports.find(({ workerId }) => workerId.startsWith(`${lane}-`));
  if (report === undefined) throw new Error(`no ${lane} worker has reported`);
  return report.pid;
}
