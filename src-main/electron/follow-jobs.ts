/** What the desktop shows of the work: progress on the taskbar or dock, a note when a game is done, and a machine that stays awake meanwhile. */
import { app, BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { AppEvent } from '../../src-shared/contract/api.ts';
import type { JobView } from '../../src-shared/domain/job.ts';
import type { PreferencesStore } from '../desktop/preferences-store.ts';
import { endWords, overallProgress } from '../desktop/work-at-a-glance.ts';

export class JobFollower {
  private readonly preferences: PreferencesStore;
  private readonly openJob: (jobId: string) => void;
  private readonly jobs = new Map<string, JobView>();
  private blocker: number | null = null;
  private readonly shown = new Set<Notification>();

  constructor(preferences: PreferencesStore, openJob: (jobId: string) => void) {
    this.preferences = preferences;
    this.openJob = openJob;
    preferences.onChange(() => this.show());
  }

  hear(event: AppEvent): void {
    if (event.type === 'job-removed') this.jobs.delete(event.jobId);
    if (event.type !== 'job-changed' && event.type !== 'job-removed') return;
    if (event.type === 'job-changed') {
      const before = this.jobs.get(event.job.record.id);
      this.jobs.set(event.job.record.id, event.job);
      const words = endWords(before?.status ?? null, event.job);
      if (words !== null) this.notify(words, event.job.record.id);
    }
    this.show();
  }

  private show(): void {
    const progress = overallProgress([...this.jobs.values()]);
    for (const window of BrowserWindow.getAllWindows()) if (!window.isDestroyed()) window.setProgressBar(progress ?? -1);
    const awake = progress !== null && this.preferences.get().keepAwake;
    if (awake && this.blocker === null) this.blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!awake && this.blocker !== null) {
      powerSaveBlocker.stop(this.blocker);
      this.blocker = null;
    }
  }

  /** Who looks at the window sees it there. */
  private notify({ title, body }: { title: string; body: string }, jobId: string): void {
    if (!this.preferences.get().notifyWhenDone || BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
    const note = new Notification({ title, body });
    this.shown.add(note); // else it is collected, and its click with it
    note.on('click', () => {
      BrowserWindow.getAllWindows()[0]?.focus();
      this.openJob(jobId);
    });
    note.on('close', () => this.shown.delete(note));
    note.show();
    if (process.platform === 'darwin') app.dock?.bounce('informational');
  }
}
