import { expect, test } from './support/app.ts';

test.describe('the page @security', () => {
  test('has three functions of ours and nothing of Node', async ({ app }) => {
    const seen = await app.page.evaluate(() => ({
      bridge: Object.keys((window as unknown as Record<string, object>)['shiftclipper'] ?? {}).sort(),
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ bridge: ['call', 'onEvent', 'pathForFile'], node: [] });
  });

  test('runs in the sandbox, isolated, without Node integration', async ({ app }) => {
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
    });
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true });
  });

  test('can not reach the network, load foreign scripts, open windows or leave its origin', async ({ app }) => {
    const outcome = await app.page.evaluate(async () => {
      const fetched = await fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused');
      const opened = window.open('https://example.com/') === null ? 'refused' : 'opened';
      const script = await new Promise<string>((resolve) => {
        const element = document.createElement('script');
        element.textContent = 'window.__inline = true';
        document.head.append(element);
        resolve('__inline' in window ? 'ran' : 'refused');
      });
      return { fetched, opened, script };
    });
    expect(outcome).toEqual({ fetched: 'refused', opened: 'refused', script: 'refused' });
    await app.page.evaluate(() => { location.href = 'https://example.com/'; });
    await expect.poll(() => app.page.url()).toMatch(/^shiftclipper:\/\/app\//);
  });

  test('gets no permissions', async ({ app }) => {
    const states = await app.page.evaluate(async () => Promise.all(['geolocation', 'camera', 'microphone', 'notifications'].map(
      async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)));
    expect(new Set(states)).toEqual(new Set(['denied']));
  });

  test('is refused hostile calls, each with a reason', async ({ app }) => {
    const calls = {
      'an unknown call': { name: 'deleteEverything', input: {} },
      'a call named like a prototype member': { name: 'constructor', input: {} },
      'a job id that is a path': { name: 'getJob', input: { jobId: '../../../etc/passwd' } },
      'an unknown field': { name: 'listJobs', input: { surprise: true } },
      'a number where text must be': { name: 'createJob', input: { videoPath: 7 } },
      'a path with a NUL byte': { name: 'createJob', input: { videoPath: 'a\0b' } },
    };
    const answers = await app.page.evaluate(async (all) => {
      const { call } = (window as unknown as { shiftclipper: { call(name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string; message: string } }> } }).shiftclipper;
      const outcomes: Record<string, string> = {};
      for (const [what, { name, input }] of Object.entries(all)) {
        const { ok, error } = await call(name, input);
        outcomes[what] = `${ok ? 'taken' : 'refused'}: ${error?.code ?? ''}${(error?.message ?? '').length > 10 ? ' with a reason' : ''}`;
      }
      return outcomes;
    }, calls);
    expect(answers).toEqual(Object.fromEntries(Object.keys(calls).map((what) => [what, 'refused: invalid-input with a reason'])));
  });

  test('gets no file outside the page and the job folders', async ({ app }) => {
    const paths = ['/artifact/x/../../job.json', '/artifact/%2e%2e/%2e%2e/etc/passwd', '/video/../../etc/passwd', '/..%2f..%2fpackage.json', '/artifact/0123456789abcdefghijklmnop/job.json%00.png'];
    const texts = await app.page.evaluate(async (urls) => Promise.all(urls.map(async (url) => (await fetch(url)).text())), paths);
    expect(texts.filter((text) => /root:|"dependencies"|schemaVersion/.test(text))).toEqual([]);
  });
});
