/** Every format that is a function of the list alone. MOT is not: it needs the observations (mot.ts). */
import { writeCsv } from './csv.ts';
import { writeEdl } from './edl.ts';
import { writeFcpxml } from './fcpxml.ts';
import type { HandOffFormat, HandOffList } from './hand-off-list.ts';
import { writeJsonList } from './json-list.ts';
import { writeOtio } from './otio.ts';
import { writeSportscodeXml } from './sportscode-xml.ts';
import { writeWebVtt } from './web-vtt.ts';
import { writeYoutubeChapters } from './youtube-chapters.ts';

export type ListFormat = Exclude<HandOffFormat, 'mot'>;

const writers: Record<ListFormat, (list: HandOffList) => string> = {
  csv: writeCsv, json: writeJsonList, youtube: writeYoutubeChapters, edl: writeEdl, fcpxml: writeFcpxml, otio: writeOtio, sportscode: writeSportscodeXml, webvtt: writeWebVtt,
};

/** The file's text. @throws AppError `invalid-input` where a format can not hold the list. */
export function writeHandOff(format: ListFormat, list: HandOffList): string {
  return writers[format](list);
}
