/** Names that the app needs before its window stands. Apart from the schemas, which take their time to load. */

export const DEFAULT_QUEUE = 'jobs';

/** Ids are made by us: 26 characters, sortable by time of creation, safe as a folder name everywhere. */
export const idPattern = /^[0-9a-z]{26}$/;

export const stageNames = ['probe', 'proxy', 'observe', 'link', 'identify', 'segment', 'cut', 'overlay', 'finish'] as const;

/** In the user's folder, where an export keeps what is not finished; of each export its own. */
export const exportPartsName = (exportId: string): string => `.shiftclipper-part-${exportId}`;

/** Names inside a job's folder. */
export const jobFiles = {
  record: 'job.json',
  review: 'review.json',
  media: 'media.json',
  proxy: 'proxy.mp4',
  /** Why there is no preview copy, in words. */
  proxyProblem: 'proxy-problem.txt',
  observations: 'observations',
  tracks: 'tracks.arrow',
  runs: 'runs',
  current: 'current',
  exports: 'exports',
  frames: 'frames',
  waveform: 'waveform.json',
  log: 'log.jsonl',
} as const;
