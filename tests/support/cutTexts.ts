import { type Locator } from 'playwright-core';

interface Place {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** An element around a text: where it is, and what it does with what stands out of it. */
interface Box extends Place {
  across: string;
  down: string;
  ellipsis: boolean;
}

interface Line extends Place {
  text: string;
  /** From the nearest to the element that is looked at. */
  boxes: Box[];
}

/** For rounded sizes, and for the leading of a line. */
const slack = 2;
const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';

/**
 * Whether a part of a line is out of sight for good: it stands out of the outermost box, or of one that hides what
 * stands out of it. Where a box scrolls, the rest can be reached; where it ends text with an ellipsis, it is cut by
 * design. Text for screen readers only, in a box of a pixel, is not to be seen.
 */
function isCut({ left, right, top, bottom, boxes }: Line): boolean {
  let across = true;
  let down = true;
  for (const [i, box] of boxes.entries()) {
    const outermost = i === boxes.length - 1;
    if (box.ellipsis || box.right - box.left <= 1) {
      return false;
    }
    const acrossCut = left < box.left - slack || right > box.right + slack;
    const downCut = top < box.top - slack || bottom > box.bottom + slack;
    if (across && acrossCut && ((outermost && !scrolls(box.across)) || hides(box.across))) {
      return true;
    }
    if (down && downCut && ((outermost && !scrolls(box.down)) || hides(box.down))) {
      return true;
    }
    across &&= !scrolls(box.across);
    down &&= !scrolls(box.down);
  }
  return false;
}

/** Every line of text below an element with the boxes around it. */
async function linesOf(part: Locator): Promise<Line[]> {
  const json = await part.evaluate((root) => {
    const lines: Line[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      if (!text || !node.parentElement?.checkVisibility({ checkVisibilityCSS: true })) {
        continue;
      }
      const boxes: Box[] = [];
      for (let box: Element | null = node.parentElement; box; box = box === root ? null : box.parentElement) {
        const { display, overflowX, overflowY, textOverflow } = getComputedStyle(box);
        if (display !== 'inline' && display !== 'contents') {
          const { left, right, top, bottom } = box.getBoundingClientRect();
          const ellipsis = textOverflow === 'ellipsis';
          boxes.push({ left, right, top, bottom, across: overflowX, down: overflowY, ellipsis });
        }
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        lines.push({ text, left, right, top, bottom, boxes });
      }
    }
    // As text: Playwright takes longer for thousands of small objects than all the rest.
    return JSON.stringify(lines);
  });
  return JSON.parse(json);
}

/** Texts below an element that cannot be read in full. */
export const cutTexts = async (part: Locator): Promise<string[]> => [
  ...new Set((await linesOf(part)).filter(isCut).map(({ text }) => text)),
];
