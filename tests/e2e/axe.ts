import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** What is told of a rule that a page breaks. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Run in the page as a script: its policy forbids to add one to the document. */
const RUN =
  `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)`;

/** Lets nothing be half faded in when colours are looked at. */
const FINISH = "for (const animation of document.getAnimations()) " +
  "{ try { animation.finish(); } catch { animation.cancel(); } }";

/**
 * Asserts that axe finds nothing to complain of in a page as it stands, in light and in dark.
 *
 * @param page The page, in the state that is looked at.
 * @param what Names that state in the failure.
 */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violationsOf(page), [], `${what}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Returns a text for each place of a page where it breaks a rule of axe. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(FINISH);
  await page.evaluate(axe.source);
  const violations = await page.evaluate<readonly Violation[]>(RUN);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`)
  );
}
