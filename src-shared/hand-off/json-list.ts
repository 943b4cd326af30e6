/** Everything about the passages as JSON. Not the run's own results.json: times count from the first picture and hold the user's judgement. */
import { fileNameOf, type HandOffList } from './hand-off-list.ts';

export function writeJsonList({ videoPath, ...list }: HandOffList): string {
  return `${JSON.stringify({ format: 'shiftclipper-passages', version: 1, video: fileNameOf(videoPath), ...list }, null, 2)}\n`;
}
