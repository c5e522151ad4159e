const DOCS = new URL("../../../docs/", import.meta.url);

/**
 * Returns what a page of docs says of a proxy, with places of this test instead of the page's.
 *
 * @param language How the snippet's block is marked.
 * @param places What stands on the page, and what takes its place; each has to be there.
 * @param page The page's file.
 */
export function snippetOf(
  language: string,
  places: Readonly<Record<string, string>>,
  page = "tls.md",
): string {
  const block = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m");
  let text = block.exec(Deno.readTextFileSync(new URL(page, DOCS)))?.[1];
  if (text === undefined) throw new Error(`Cannot find a snippet of ${language} in docs/${page}`);
  for (const [from, to] of Object.entries(places)) {
    if (!text.includes(from)) throw new Error(`Cannot find "${from}" in the snippet:\n${text}`);
    text = text.replaceAll(from, to);
  }
  return text;
}
