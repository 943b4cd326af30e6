/** redis.conf as we want it: nothing evicted, every change on disk within a second, nobody else listening. */

export type Listening = { socket: string } | { port: number; password: string };

export function settingsFile({ listening, folder, keepOnDisk }: { listening: Listening; folder: string; keepOnDisk: boolean }): string {
  return [
    ...('socket' in listening
      ? ['port 0', `unixsocket ${quoted(listening.socket)}`, 'unixsocketperm 700']
      : ['bind 127.0.0.1', `port ${listening.port}`, 'protected-mode yes', `requirepass ${quoted(listening.password)}`]),
    `dir ${quoted(folder)}`,
    `appendonly ${keepOnDisk ? 'yes' : 'no'}`,
    'appendfsync everysec',
    'aof-load-truncated yes', // a kill in the middle of a write must not keep the app from starting
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'databases 16',
    'loglevel notice',
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
