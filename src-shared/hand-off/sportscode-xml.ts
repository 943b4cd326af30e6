/** Timeline XML as Sportscode and its kin exchange it: one row a player, one instance a passage. Times in seconds from the first picture. */
import type { HandOffEntry, HandOffList } from './hand-off-list.ts';
import { escapeXml } from './xml-text.ts';

export function writeSportscodeXml({ entries, player }: HandOffList): string {
  const code = escapeXml(player);
  return `<?xml version="1.0" encoding="UTF-8"?>
<file>
  <SORT_INFO><sort_type>sequence</sort_type></SORT_INFO>
  <ALL_INSTANCES>
${entries.map((entry, index) => instance(entry, index + 1, code)).join('\n')}
  </ALL_INSTANCES>
  <ROWS>
    <row><sort_order>1</sort_order><code>${code}</code><R>46003</R><G>4883</G><B>7967</B></row>
  </ROWS>
</file>
`;
}

function instance(entry: HandOffEntry, id: number, code: string): string {
  const stars = entry.stars > 0 ? [String(entry.stars)] : [];
  const labels = Object.entries({ Passage: [entry.label], Verdict: [entry.verdict], Stars: stars, Tag: entry.tags }).flatMap(([group, texts]) => texts.map((text) => [group, text] as const));
  const note = entry.note === '' ? '' : `\n      <free_text>${escapeXml(entry.note)}</free_text>`;
  return `    <instance>
      <ID>${id}</ID>
      <start>${entry.start.toFixed(3)}</start>
      <end>${entry.end.toFixed(3)}</end>
      <code>${code}</code>${note}
${labels.map(([group, text]) => `      <label><group>${group}</group><text>${escapeXml(text)}</text></label>`).join('\n')}
    </instance>`;
}
