/** Drops files on the window as a user does: the page gets real File objects that know their path. */
import type { Page } from '@playwright/test';

export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    element.type = 'file';
    element.multiple = true;
    return document.body.appendChild(element);
  });
  await input.asElement()!.setInputFiles([...paths]);
  await input.evaluate((element) => {
    const data = new DataTransfer();
    for (const file of (element as HTMLInputElement).files ?? []) data.items.add(file);
    element.remove();
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  });
}
