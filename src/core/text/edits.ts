import type { Span } from "./spans.ts";
import { joinSpans } from "./style.ts";

/** A stretch of text to be replaced, in UTF-16 code units from the start of all spans. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Replaces stretches of text under the spans; what is put in looks like what stood at its start.
 *
 * @param spans The text to edit.
 * @param edits In the order of their places, none overlapping another.
 */
export function applyEdits(spans: readonly Span[], edits: readonly Edit[]): readonly Span[] {
  const edited: Span[] = [];
  let from = 0;
  let nth = 0;
  let done = 0;
  for (const span of spans) {
    const end = from + span.text.length;
    let text = "";
    for (let edit = edits[nth]; edit !== undefined && edit.start < end; edit = edits[++nth]) {
      text += span.text.slice(Math.max(0, done - from), edit.start - from) + edit.text;
      done = edit.end;
    }
    text += span.text.slice(Math.max(0, done - from));
    edited.push({ ...span, text });
    done = Math.max(done, end);
    from = end;
  }
  return joinSpans(edited);
}
