/** What is chosen in the export panel; kept while the app runs, so that the next game begins with it. */
import { create } from 'zustand';
import { changesPictures, ExportOptions } from '../../src-shared/contract/export-options.ts';

interface ExportDraft {
  options: ExportOptions;
  /** Null: beside the video. */
  folder: string | null;
}

export const usualOptions: ExportOptions = ExportOptions.parse({});

export const useExportDraft = create<ExportDraft>()(() => ({ options: usualOptions, folder: null }));

/** A changed look needs exact cutting and a share page MP4: these follow by themselves. */
export function changeOptions(change: Partial<ExportOptions>): void {
  useExportDraft.setState(({ options }) => ({ options: fitting({ ...options, ...change }) }));
}

export function changeLook(change: Partial<ExportOptions['look']>): void {
  useExportDraft.setState(({ options }) => ({ options: fitting({ ...options, look: { ...options.look, ...change } }) }));
}

export function fitting(options: ExportOptions): ExportOptions {
  return { ...options, mode: changesPictures(options) ? 'exact' : options.mode, container: options.shareBundle ? 'mp4' : options.container };
}
