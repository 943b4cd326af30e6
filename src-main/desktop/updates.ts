/**
 * Newer versions: when they are asked for, fetched and put in place. Never while a game is being analysed, never where the network is forbidden.
 * How a feed is read, a package fetched and its checksum compared is the updater's part (electron/release-updater.ts).
 */
import { toPlainError } from '../../src-shared/app-error.ts';
import type { UpdateState } from '../../src-shared/domain/update.ts';

export interface Release { version: string; notes: string }

export interface Updater {
  /** Whether the running app can be replaced by the one it fetches. */
  readonly canInstall: boolean;
  /** The newest release for this machine, null where there is none newer. A release is handed out in steps: a machine is told when its turn has come. */
  look(): Promise<Release | null>;
  /** @throws where the package does not come whole or is not the one that was announced. */
  fetch(onProgress: (fraction: number) => void, signal: AbortSignal): Promise<void>;
  /** Ends the app, puts the fetched one in its place and starts that. Only after `fetch`. */
  install(): void;
}

export interface UpdateFacts {
  /** This app's own. */
  version: string;
  /** Null: no feed is set. Called once, at the first question. */
  open: (() => Promise<Updater>) | null;
  forbidden(): boolean;
  /** Whether a game waits or is being analysed. */
  busy(): Promise<boolean>;
  changed(now: UpdateState): void;
}

const refusals = { 'not-set-up': 'No update feed is set, so the app never asks.', forbidden: 'You forbade any use of the network.', busy: 'A game is being analysed; updates wait until it is done.' } as const;

export class Updates {
  private readonly facts: UpdateFacts;
  private updater: Promise<Updater> | null = null;
  private fetching: AbortController | null = null;
  private now: UpdateState = { state: 'newest', version: null, fraction: null, canInstall: false, message: '' };

  constructor(facts: UpdateFacts) {
    this.facts = facts;
    if (facts.open === null) this.now = { ...this.now, state: 'not-set-up', message: refusals['not-set-up'] };
  }

  get(): UpdateState {
    return this.now;
  }

  /** Asks the feed. What is being fetched or lies ready is not asked for again. */
  async look(): Promise<UpdateState> {
    if (this.now.state === 'fetching' || this.now.state === 'ready') return this.now;
    return this.unlessRefused(async (updater) => {
      const release = await updater.look();
      if (release === null) return this.tell({ state: 'newest', version: null, message: `${this.facts.version} is the newest version for this computer.` });
      return this.tell({ state: 'available', version: release.version, canInstall: updater.canInstall, message: release.notes });
    });
  }

  /** Fetches what `look` found. A game that begins meanwhile does not wait for it. */
  async fetch(): Promise<UpdateState> {
    if (this.now.state !== 'available' || !this.now.canInstall) return this.now;
    const { version } = this.now;
    return this.unlessRefused(async (updater) => {
      this.fetching = new AbortController();
      this.tell({ state: 'fetching', version, fraction: 0, message: '' });
      await updater.fetch((fraction) => { if (this.now.state === 'fetching') this.tell({ ...this.now, fraction }); }, this.fetching.signal);
      return this.tell({ state: 'ready', version, fraction: null, message: '' });
    });
  }

  /** Leaves everything as it is while a game waits or is being analysed. */
  async install(): Promise<UpdateState> {
    if (this.now.state !== 'ready') return this.now;
    if (await this.facts.busy()) return { ...this.now, message: refusals.busy };
    (await this.opened())?.install();
    return this.now;
  }

  /** The user has just forbidden the network. */
  stop(): void {
    this.fetching?.abort();
  }

  private async unlessRefused(work: (updater: Updater) => Promise<UpdateState>): Promise<UpdateState> {
    const updater = await this.opened();
    if (updater === null) return this.refuse('not-set-up');
    if (this.facts.forbidden()) return this.refuse('forbidden');
    if (await this.facts.busy()) return this.refuse('busy');
    try {
      return await work(updater);
    } catch (error) {
      if (this.facts.forbidden()) return this.refuse('forbidden');
      return this.tell({ state: 'failed', version: this.now.version, fraction: null, message: `${toPlainError(error).message} Nothing was changed.` });
    } finally {
      this.fetching = null;
    }
  }

  private opened(): Promise<Updater | null> {
    if (this.facts.open === null) return Promise.resolve(null);
    return (this.updater ??= this.facts.open());
  }

  private refuse(state: keyof typeof refusals): UpdateState {
    return this.tell({ state, version: null, fraction: null, message: refusals[state] });
  }

  private tell(changes: Partial<UpdateState>): UpdateState {
    this.now = { ...this.now, ...changes };
    this.facts.changed(this.now);
    return this.now;
  }
}
