import { describe, expect, it } from 'vitest';
import { fileUrl } from './hand-off-list.ts';
import { readPassages } from './read-passages.ts';
import { escapeXml, unescapeXml } from './xml-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const llc = `{
  version: 1, // written by hand
  mediaFileName: 'Bears vs. Wolves.mp4',
  cutSegments: [
    { start: 1.5, end: 4, name: 'it\\'s #17', tags: {}, },
    { start: 10, name: "to the end" },
  ],
}`;
const xml = `<?xml version="1.0"?><file><ALL_INSTANCES><!-- <instance><start>0</start></instance> -->
  <instance><ID>1</ID><start>3.5</start><end>7.25</end><code>Shift &amp; goal</code><label><group>g</group><text>t</text></label></instance>
  <instance><ID>2</ID><start>9</start><end>12</end><code><![CDATA[a <b>]]></code></instance></ALL_INSTANCES></file>`;

describe('lists of other programs', () => {
  it.each([
    ['LosslessCut CSV', '1.5,4,"it\'s, #17"\n10,,\n,2,begin\n', [[1.5, 4, "it's, #17"], [10, null, ''], [0, 2, 'begin']]],
    ['CSV with a heading, in any order', '\ufeffname,end,start\r\na,4,1\r\n', [[1, 4, 'a']]],
    ['times with colons', '0:01:02.5,1:03,x', [[62.5, 63, 'x']]],
    ['a LosslessCut project', llc, [[1.5, 4, "it's #17"], [10, null, 'to the end']]],
    ['a project of version 2, whose markers are left out', '{"version":2,"cutSegments":[{"start":1},{"start":2,"end":3}]}', [[2, 3, '']]],
    ['Sportscode XML', xml, [[3.5, 7.25, 'Shift & goal'], [9, 12, 'a <b>']]],
  ])('%s', (_, text, passages) => {
    expect(readPassages(bytes(text), 'list').map(({ start, end, label }) => [start, end, label])).toEqual(passages);
  });

  it('UTF-16 with its mark is read', () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le'));
    expect(readPassages(utf16, 'list')).toHaveLength(2);
  });

  it.each([
    ['', 'list holds no passage'],
    ['hello', 'list line 1 must be start,end,name in seconds, found "hello"'],
    ['1,2\n3,x', 'list line 2: end must be seconds ≥ 0, found "x"'],
    ['-1,2', 'list line 1: start must be seconds ≥ 0, found "-1"'],
    ['1e3,2', 'list line 1: start must be seconds ≥ 0, found "1e3"'],
    ['5,5', 'list line 1: end must be after start 5, found 5'],
    ['{"a":1}', 'list must be a LosslessCut project with "cutSegments"'],
    ['{cutSegments: [{start: 5, end: 2}]}', 'list: cutSegments[0]: end must be after start 5, found 2'],
    ['{cutSegments: [,]}', 'list line 1: expected a value, found ",]}"'],
    ['{\n"a": \'', "list line 2: expected a closing ', found \"\""],
    ['<file/>', "list must be a timeline in Sportscode's XML with <ALL_INSTANCES>"],
    ['<ALL_INSTANCES><instance><start>1</start></instance></ALL_INSTANCES>', 'list: instance 1 must have <start> and <end>'],
    [`{cutSegments: ${'['.repeat(5000)}`, 'list line 1: expected less nesting, found'],
  ])('%j is refused in words', (text, message) => {
    expect(() => readPassages(bytes(text), 'list')).toThrow(message);
  });
});

it.each([['a & b < "c" \'d\' > \u0001x', 'a & b < "c" \'d\' > x'], ['\ud800lone', 'lone'], ['😀', '😀']])('%j survives XML', (text, kept) => expect(unescapeXml(escapeXml(text))).toBe(kept));
it.each([['&#x26;&#65;&nope;&lt;', '&A&nope;<'], ['&#0;', '&#0;'], ['&#xd800;', '&#xd800;'], ['&#1114112;', '&#1114112;']])('%j is read as %j', (text, plain) => expect(unescapeXml(text)).toBe(plain));

it.each([
  ['/games/14 Nov/a#1.mp4', 'file:///games/14%20Nov/a%231.mp4'],
  ['C:\\Games\\a b.mp4', 'file:///C:/Games/a%20b.mp4'],
  ['\\\\nas\\games\\a.mp4', 'file://nas/games/a.mp4'],
])('%s as an address', (path, url) => expect(fileUrl(path)).toBe(url));
