/** The line of a long log that says what went wrong. @param {string} text @returns {string} */
export function firstFault(text) {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const fault = lines.find((line) => /⨯|\bError:|ENOTFOUND|ECONNREFUSED|cannot|failed/i.test(line)) ?? lines.at(-1) ?? 'no reason was given';
  return fault.replace(/^[^\w]*⨯\s*/, '').slice(0, 300);
}
