/** Names of the two channels between page and main. Apart from api.ts so that the sandboxed preload script stays a few lines. */
export const CALL_CHANNEL = 'shiftclipper:call';
export const EVENT_CHANNEL = 'shiftclipper:event';

/**
 * The app's own origin, all read-only, all answering Range:
 * `/` the page · `/video/<jobId>` the original · `/artifact/<jobId>/<path inside the job folder>`.
 */
export const APP_SCHEME = 'shiftclipper';
export const APP_ORIGIN = `${APP_SCHEME}://app`;
