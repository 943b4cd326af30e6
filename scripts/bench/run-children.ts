/** Starts one child an order, lets them warm up, tells all to go at once, and gathers what they answer. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import type { AnswerOf, FromChild, Order } from './orders.ts';
import { busySeconds, endedChildrenSeconds, ownSeconds } from './usage.ts';

export interface Together<Kind extends Order['kind']> {
  answers: AnswerOf[Kind][];
  wallSeconds: number;
  /** Cores that other processes kept busy meanwhile; null where unknown. */
  foreignCores: number | null;
}

/** @throws Error with a child's own words when one fails. */
export async function runChildren<Kind extends Order['kind']>(orders: readonly Extract<Order, { kind: Kind }>[], signal: AbortSignal): Promise<Together<Kind>> {
  const children = orders.map((order) => child(order, signal));
  // What warming up used is counted by ended children only later, so the foreign share is taken over the whole life.
  const before = { busy: busySeconds(), ours: ours(), at: performance.now() };
  try {
    await Promise.all(children.map(({ ready }) => ready));
    const began = performance.now();
    for (const { go } of children) go();
    const answers = await Promise.all(children.map(({ done }) => done));
    const wallSeconds = (performance.now() - began) / 1000;
    await Promise.all(children.map(({ gone }) => gone));
    const after = { busy: busySeconds(), ours: ours(), at: performance.now() };
    const life = (after.at - before.at) / 1000;
    const foreignCores = before.busy === null || after.busy === null ? null : Math.max(0, (after.busy - before.busy - (after.ours - before.ours)) / life);
    return { answers: answers as AnswerOf[Kind][], wallSeconds, foreignCores };
  } finally {
    for (const { end } of children) end();
  }
}

function ours(): number {
  return ownSeconds() + (endedChildrenSeconds() ?? 0);
}

function child(order: Order, signal: AbortSignal) {
  const running = spawn(process.execPath, [process.argv[1]!, '--child'], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let tail = '';
  running.stderr!.setEncoding('utf8').on('data', (text: string) => { tail = (tail + text).slice(-2000); });
  let becomeReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => { becomeReady = resolve; });
  const gone = new Promise<void>((resolve) => running.once('close', () => resolve()));
  const done = new Promise<AnswerOf[Order['kind']]>((resolve, reject) => {
    running.on('message', (message: FromChild) => {
      if (message.kind === 'ready') becomeReady();
      else if (message.kind === 'done') resolve(message.answer);
      else reject(new Error(message.message));
    });
    running.once('close', (code, killedBy) => reject(new Error(`a process of the bench ended early (${killedBy ?? code}): ${tail}`)));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  done.catch(() => becomeReady()); // told through `done`
  running.send(order);
  return { ready, done, gone, go: () => { if (running.connected) running.send({ kind: 'go' }); }, end: () => { running.kill('SIGKILL'); } };
}
