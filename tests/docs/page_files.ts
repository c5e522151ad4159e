/** A file that a page of documentation shows whole. */
export interface ShownFile {
  /** Its path from `docs/examples/`. */
  readonly path: string;
  /** What the page shows. */
  readonly text: string;
}

const SHOWN = /^<!-- file: (\S+) -->\n(?:\n```ts ignore\n([\s\S]*?\n)```\n)?/gm;

/**
 * Returns the files that a page shows: each stands in a fence after a comment that names it.
 *
 * @param page The page's text.
 */
export function shownFiles(page: string): readonly ShownFile[] {
  return [...page.matchAll(SHOWN)].map(([, path = "", text = ""]) => ({ path, text }));
}

/**
 * Returns a page that shows its files as they are now.
 *
 * @param page The page's text.
 * @param read Gives a file's text, by its path from `docs/examples/`.
 */
export function withFiles(page: string, read: (path: string) => string): string {
  return page.replace(SHOWN, (_, path) => {
    return `<!-- file: ${path} -->\n\n\`\`\`ts ignore\n${read(path)}\`\`\`\n`;
  });
}
