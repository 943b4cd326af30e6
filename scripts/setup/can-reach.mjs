/** Whether a server answers at all, so that a machine behind a wall falls back in seconds and not after long retries. */

/**
 * @param {string} url
 * @param {number} [limitSeconds]
 * @returns {Promise<boolean>}
 */
export async function canReach(url, limitSeconds = 6) {
  if (process.env['HTTPS_PROXY'] || process.env['https_proxy']) return true; // fetch knows no proxies; the installers do and find out themselves
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(limitSeconds * 1000) });
    return true;
  } catch {
    return false;
  }
}
