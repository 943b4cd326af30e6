/** FCPXML 1.9 for Final Cut Pro and DaVinci Resolve: a project that shows the passages, cut from the original. */
import { framesOf } from './edl.ts';
import { frameOf, rationalSeconds, usesDropFrame } from './frame-clock.ts';
import { fileNameOf, fileUrl, type HandOffEntry, type HandOffList } from './hand-off-list.ts';
import { escapeXml } from './xml-text.ts';

export function writeFcpxml({ entries, frameRate, game, player, videoPath, durationSeconds, width, height, hasAudio }: HandOffList): string {
  const tcFormat = usesDropFrame(frameRate) ? 'DF' : 'NDF';
  const time = (frame: number): string => rationalSeconds(frame, frameRate);
  const spans = entries.map((entry) => framesOf(entry, frameRate));
  const total = spans.reduce((sum, [first, end]) => sum + end - first, 0);
  let offset = 0;
  const clips = entries.map((entry, index) => {
    const [first, end] = spans[index]!;
    const open = `            <asset-clip ref="r2" name="${escapeXml(entry.label)}" offset="${time(offset)}" start="${time(first)}" duration="${time(end - first)}" tcFormat="${tcFormat}">`;
    offset += end - first;
    const note = entry.note === '' ? '' : `\n              <note>${escapeXml(entry.note)}</note>`;
    return `${open}${note}\n              <keyword start="${time(first)}" duration="${time(end - first)}" value="${escapeXml(keywordsOf(entry, player))}"/>\n            </asset-clip>`;
  });
  const audio = hasAudio ? ' hasAudio="1" audioSources="1" audioChannels="2"' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="${time(1)}" width="${width}" height="${height}"/>
    <asset id="r2" name="${escapeXml(fileNameOf(videoPath))}" start="0s" duration="${time(frameOf(durationSeconds, frameRate))}" hasVideo="1"${audio} format="r1">
      <media-rep kind="original-media" src="${escapeXml(fileUrl(videoPath))}"/>
    </asset>
  </resources>
  <library>
    <event name="${escapeXml(game)}">
      <project name="${escapeXml(`${game} ${player}`)}">
        <sequence format="r1" tcStart="0s" tcFormat="${tcFormat}" duration="${time(total)}">
          <spine>
${clips.join('\n')}
          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`;
}

function keywordsOf({ verdict, tags, stars }: HandOffEntry, player: string): string {
  return [player, verdict, ...tags, ...(stars > 0 ? [`${stars} stars`] : [])].join(', ');
}
