/** Takes out of a text what says who the user is and what he films: paths, names, addresses, passwords. Facts about the app stay readable. */

/** `words`: names that are known and are to go, such as those of games; longer ones first so that parts of them do not survive. */
export function redact(text: string, words: readonly string[]): string {
  const known = [...new Set(words.filter((word) => word.length >= 3))].sort((a, b) => b.length - a.length);
  let result = text;
  for (const word of known) {
    for (const form of new Set([word, JSON.stringify(word).slice(1, -1), encodeURIComponent(word)])) result = result.replaceAll(form, '‹name›');
  }
  return result
    .replace(/\b(rediss?|https?):\/\/[^\s"'/]*@/gi, '$1://‹password›@')
    .replace(/("?(?:password|token|secret|authorization)"?\s*[:=]\s*"?)[^\s",}]+/gi, '$1‹secret›')
    .replace(/(?<![\w.~])(?:[A-Za-z]:)?(?:[/\\]+[^\s"'<>|:*?,;()[\]{}/\\]+){2,}[/\\]*/g, pathWords)
    .replace(/\b(?!127\.)(\d{1,3}\.){3}\d{1,3}\b(?!-)/g, '‹address›')
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '‹address›');
}

/** The kind of file is worth knowing, its name is not. Our own files may be named. */
function pathWords(path: string): string {
  const own = /(?:app\.asar[^\s"']*|dist[/\\](?:main|worker|renderer)[/\\][^\s"']*|node_modules[/\\][^\s"']*|bin[/\\][^\s"']*)$/.exec(path);
  if (own !== null) return `‹app›/${own[0]}`;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(path);
  return `‹path›${ending?.[0] ?? ''}`;
}
