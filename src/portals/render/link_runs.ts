import { stripControls } from "../../core/text/controls.ts";
import { isSafeLink } from "../../core/text/links.ts";
import type { Link, Span, Style } from "../../core/text/spans.ts";
import { sameLink } from "../../core/text/style.ts";

/** Neighbouring spans that are the label of one link, or of none. */
export interface LinkRun {
  readonly link: Link | undefined;
  readonly parts: readonly StyledText[];
}

/** Text that may be shown, and its look. */
export interface StyledText {
  readonly text: string;
  readonly style: Style;
}

/**
 * Groups spans by link, so that a label in several styles is shown as one link.
 *
 * Every renderer starts here: spans need not come from the parser, so control characters and
 * links that may not be followed are taken out once more.
 */
export function linkRuns(spans: readonly Span[]): readonly LinkRun[] {
  const runs: { link: Link | undefined; parts: StyledText[] }[] = [];
  for (const span of spans) {
    const link = span.link !== undefined && isSafeLink(span.link) ? span.link : undefined;
    const part = { text: stripControls(span.text), style: span };
    const last = runs.at(-1);
    if (last !== undefined && sameLink(last.link, link)) last.parts.push(part);
    else runs.push({ link, parts: [part] });
  }
  return runs;
}
