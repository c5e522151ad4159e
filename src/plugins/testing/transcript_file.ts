import { lineDiff } from "./line_diff.ts";
import { formatTranscript, parseTranscript, type Step } from "./transcript.ts";

/** Whose transcript is compared. */
export interface TranscriptOf {
  readonly protocolKey: string;
  readonly session: number;
}

/** The name of what to set to `1` so that transcripts are written. */
const UPDATE = "VESTIBULE_UPDATE";

/** How to have a transcript written, for whoever has to. */
const HOW = `To write it, run the tests with ${UPDATE}=1 or with deno test -- --update, ` +
  "and read it before you keep it.";

/**
 * Compares a visit with a transcript in a file, or writes the file when the tests are run for that.
 *
 * @param file The file.
 * @param steps The visit.
 * @param of Whose visit it is.
 * @throws {Error} When the file is missing or says something else.
 */
export async function matchTranscriptFile(
  file: string | URL,
  steps: readonly Step[],
  { protocolKey, session }: TranscriptOf,
): Promise<void> {
  const actual = formatTranscript(steps.map(({ act, shown }) => ({
    act,
    shown: withPlaceholder(shown, protocolKey),
  })));
  const found = await readIfThere(file);
  if (isUpdating()) return await Deno.writeTextFile(file, comment(found) + actual);
  if (found === undefined) {
    throw new Error(`Cannot compare the visit with ${file} as it must be there: it is not. ${HOW}`);
  }
  const expected = formatTranscript(parseTranscript(found));
  if (expected === actual) return;
  throw new Error(
    `Cannot match the visit of session ${session} with ${file}: - is the file, + is the visit. ` +
      `${HOW}\n${lineDiff(expected, actual)}`,
  );
}

/** What the reader wrote before the visit begins is kept. */
function comment(text: string | undefined): string {
  const lines = /^(?:#.*\r?\n)*/.exec(text ?? "")?.[0] ?? "";
  return lines === "" ? "" : `${lines}\n`;
}

/** A visit by another portal shows the same but for the portal's name. */
function withPlaceholder(shown: string, protocolKey: string): string {
  return shown.replace(new RegExp(`\\b${RegExp.escape(protocolKey)}\\b`, "g"), "{protocol}");
}

/** Asks for no permission that the tests were not given. */
function isUpdating(): boolean {
  if (Deno.args.includes("--update")) return true;
  const { state } = Deno.permissions.querySync({ name: "env", variable: UPDATE });
  return state === "granted" && Deno.env.get(UPDATE) === "1";
}

async function readIfThere(file: string | URL): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
