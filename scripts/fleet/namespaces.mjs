/** Hosts for tests: network namespaces of this machine on a bridge of their own, each with an address. Linux and root alone; everything is taken away again. */
import { spawnSync } from 'node:child_process';

/**
 * @typedef {object} Host
 * @property {string} address
 * @property {string[]} enter program and arguments to put before a command line that runs there
 * @property {() => void} cut its link is dead from now on
 * @property {() => void} mend
 */

const subnet = '10.213.7';

/** Why this machine can not have such hosts; null when it can. @returns {string | null} */
export function whyNoNamespaces() {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux alone';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = `sc-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', probe], { encoding: 'utf8' });
  if (made.status !== 0) return `"ip netns add" failed: ${(made.stderr ?? String(made.error)).trim()}`;
  spawnSync('ip', ['netns', 'del', probe]);
  return null;
}

/** @param {readonly string[]} names @returns {{ hosts: Host[], remove: () => void }} */
export function createHosts(names) {
  const bridge = `scbr${process.pid % 100_000}`;
  const spaces = names.map((name, index) => ({ space: `sc-${process.pid}-${name}`, outer: `sc${process.pid % 100_000}o${index}`, inner: `sc${process.pid % 100_000}i${index}`, address: `${subnet}.${index + 2}` }));
  const remove = () => {
    for (const { space, outer } of spaces) {
      spawnSync('ip', ['link', 'del', outer]);
      spawnSync('ip', ['netns', 'del', space]);
    }
    spawnSync('ip', ['link', 'del', bridge]);
  };
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('addr', 'add', `${subnet}.1/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    for (const { space, outer, inner, address } of spaces) {
      ip('netns', 'add', space);
      ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner);
      ip('link', 'set', inner, 'netns', space);
      ip('link', 'set', outer, 'master', bridge);
      ip('link', 'set', outer, 'up');
      ip('-n', space, 'addr', 'add', `${address}/24`, 'dev', inner);
      ip('-n', space, 'link', 'set', inner, 'up');
      ip('-n', space, 'link', 'set', 'lo', 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    hosts: spaces.map(({ space, outer, address }) => ({
      address,
      enter: ['ip', 'netns', 'exec', space],
      cut: () => ip('link', 'set', outer, 'down'),
      mend: () => ip('link', 'set', outer, 'up'),
    })),
    remove,
  };
}

/** @param {string[]} words */
function ip(...words) {
  const { status, stderr, error } = spawnSync('ip', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${(stderr ?? String(error)).trim()}`);
}
