/** Chapters as ffmpeg reads them (its metadata format). Pure. */
export function chapterMarks(chapters: readonly { seconds: number; title: string }[]): string {
  let start = 0;
  const blocks = chapters.map(({ seconds, title }) => {
    const block = ['[CHAPTER]', 'TIMEBASE=1/1000', `START=${Math.round(start * 1000)}`, `END=${Math.round((start + seconds) * 1000)}`, `title=${escaped(title)}`].join('\n');
    start += seconds;
    return block;
  });
  return [';FFMETADATA1', ...blocks, ''].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[=;#\\]/g, (char) => `\\${char}`);
}
