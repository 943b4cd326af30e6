/** What axe finds serious or critical on the screen as it is, in the dark and in the light. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { root } from './paths.ts';

const axe = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

interface AxeAnswer { violations: Array<{ id: string; impact: string | null; nodes: Array<{ target: unknown[] }> }> }

export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const serious = (): Promise<string[]> => page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: { run(): Promise<AxeAnswer> } }).axe.run();
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')}`);
    });
    // Colours change a moment after the scheme does; axe would measure what is between.
    await expect.poll(serious, { message: `${screen}, ${colorScheme}`, timeout: 20_000 }).toEqual([]);
  }
}
