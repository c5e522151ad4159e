import { createHash } from "node:crypto";
import { bundleModules } from "../web/bundle_modules.ts";

/** What the page is made of. */
export interface PageParts {
  readonly page: string;
  readonly styles: readonly string[];
  /** The modules by name; `observatory.js` is the one that starts. */
  readonly scripts: Readonly<Record<string, string>>;
}

/**
 * Makes one file of the page that needs no server: its style and script stand in it, and its
 * policy allows them alone, by their hashes, and no request to anywhere.
 *
 * The recording belongs in its element `trace`, which stands before everything that runs.
 */
export function replayPage({ page, styles, scripts }: PageParts): string {
  const style = styles.join("\n");
  const script = bundleModules(scripts, "observatory.js").replaceAll("</script", "<\\/script");
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = [
    `<meta http-equiv="content-security-policy" content="${policy}">`,
    '<script type="application/json" id="trace"></script>',
    `<style>${style}</style>`,
    `<script type="module">${script}</script>`,
  ].join("\n");
  const bare = page.replace(/^ *<(?:link|script)\b.*\n/gm, "");
  return bare.replace("</title>", () => `</title>\n${head}`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
