/**
 * What happens first in a step: somebody arrives, types a line, types one that the screen must
 * hide, or a superuser types one somewhere else.
 */
export type Act =
  | { readonly kind: "arrive" }
  | { readonly kind: "type" | "typeHidden" | "elsewhere"; readonly line: string };

/** One act of a visit, and what the visitor is shown for it. */
export interface Step {
  readonly act: Act;
  /** As lines, `{protocol}` standing for the visitor's protocol key. */
  readonly shown: string;
}

const MARKS = { type: "> ", typeHidden: ">* ", elsewhere: "! " } as const;
const SHOWN = "< ";

/**
 * Reads a transcript: `> typed`, `>* typed and hidden`, `! typed by a superuser elsewhere`,
 * `< shown`; lines that begin with `#` and empty ones are for the reader.
 *
 * @throws {Error} At the first line that is none of these.
 */
export function parseTranscript(text: string): readonly Step[] {
  const steps: { act: Act; shown: string[] }[] = [{ act: { kind: "arrive" }, shown: [] }];
  for (const line of text.split(/\r?\n/)) {
    const act = parseAct(line);
    if (act !== undefined) steps.push({ act, shown: [] });
    else if (line.startsWith("<")) steps.at(-1)?.shown.push(line.slice(SHOWN.length));
    else if (line !== "" && !line.startsWith("#")) throw new Error(`Cannot read line: ${line}`);
  }
  return steps.map(({ act, shown }) => ({ act, shown: shown.join("\n") }));
}

/** Writes a transcript that {@linkcode parseTranscript} reads. */
export function formatTranscript(steps: readonly Step[]): string {
  return steps.map(({ act, shown }) => {
    const typed = act.kind === "arrive" ? [] : [`${MARKS[act.kind]}${act.line}`.trimEnd()];
    const lines = shown.split("\n").map((line) => `${SHOWN}${line}`.trimEnd());
    return [...typed, ...shown === "" ? [] : lines, ""].join("\n");
  }).join("\n");
}

/** Takes out what cannot be seen: blanks at the end of a line, empty lines at either end. */
export function tidyScreen(text: string): string {
  return text.replace(/[ \t]+$/gm, "").replace(/^\n+|\n+$/g, "");
}

function parseAct(line: string): Act | undefined {
  for (const kind of ["typeHidden", "type", "elsewhere"] as const) {
    const mark = MARKS[kind];
    if (line.startsWith(mark)) return { kind, line: line.slice(mark.length) };
    // An empty line was typed: editors take blanks from the end of a line.
    if (line === mark.trimEnd()) return { kind, line: "" };
  }
  return undefined;
}
