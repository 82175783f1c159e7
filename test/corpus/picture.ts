/** What a page looks like, and whether it looks otherwise than before to an eye. */
import type { Page } from '@playwright/test';

/**
 * Steps of 255 that a colour may be away from what it was: where Chromium paints the rounded corner of a button that was
 * pressed anew, on a fraction of a pixel, it comes out up to 10 steps away, and nobody sees that.
 */
const UNSEEN_STEPS = 16;

/** What the page looks like, without what is marked: a mark is no answer. */
export async function picture(page: Page): Promise<string> {
  await page.evaluate(() => getSelection()?.removeAllRanges()).catch(() => {});
  return (await page.screenshot({ type: 'jpeg', quality: 50, scale: 'css', caret: 'hide' })).toString('base64');
}

/** Whether an eye could tell two pictures apart. `page` is any page that draws them. */
export async function looksOther(page: Page, one = '', other = ''): Promise<boolean> {
  if (one === other) return false;
  return page.evaluate(
    async ({ pictures, unseen }) => {
      const [before, after] = await Promise.all(
        pictures.map(async (jpeg) => {
          const image = new Image();
          image.src = `data:image/jpeg;base64,${jpeg}`;
          await image.decode();
          const { width, height } = image;
          const pen = new OffscreenCanvas(width, height).getContext('2d');
          pen?.drawImage(image, 0, 0);
          return pen?.getImageData(0, 0, width, height).data;
        }),
      );
      if (!before || !after || before.length !== after.length) return true;
      return before.some((value, i) => Math.abs(value - (after[i] ?? 0)) > unseen);
    },
    { pictures: [one, other], unseen: UNSEEN_STEPS },
  );
}
