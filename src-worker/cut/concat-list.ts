/** The list that ffmpeg's concat demuxer reads. Pure. Lengths are told, since a container's own word is often rounded. */
export function concatList(parts: readonly { file: string; seconds: number }[]): string {
  return ['ffconcat version 1.0', ...parts.flatMap(({ file, seconds }) => [`file ${quoted(file)}`, `duration ${seconds.toFixed(6)}`])].join('\n') + '\n';
}

function quoted(file: string): string {
  return `'${file.replaceAll('\\', '/').replaceAll("'", `'\\''`)}'`;
}
