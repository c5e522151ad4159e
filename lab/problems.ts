import { problemsOfMssp, readMssp } from "./mssp.ts";
import type { Persona } from "./personas/persona.ts";
import type { Recording } from "./recording.ts";
import { OPTION } from "./telnet_bytes.ts";

/** More verbs than this in one short visit are a storm. */
const MOST_VERBS = 60;
const LF = 10;
const CR = 13;

/** Returns what a server did wrong, as one client met it. */
export function problemsOf(persona: Persona, recording: Recording): readonly string[] {
  return [
    ...recording.failures,
    ...storms(recording),
    ...repeats(recording),
    ...early(persona, recording),
    ...prompts(recording),
    ...echo(recording),
    ...compression(recording),
    ...controls(recording),
    ...recording.payloads(OPTION.MSSP).flatMap((payload) => problemsOfMssp(readMssp(payload))),
  ];
}

function storms({ verbs, verbsSent }: Recording): readonly string[] {
  if (verbs.length <= MOST_VERBS) return [];
  return [`a storm: ${verbs.length} verbs came, ${verbsSent} were sent`];
}

/** An option is said once; again only after the opposite was said. ECHO is free to repeat. */
function repeats({ verbs }: Recording): readonly string[] {
  const last = new Map<string, string>();
  const problems = new Set<string>();
  for (const { verb, option } of verbs) {
    if (option === OPTION.ECHO) continue;
    const side = `${verb === "will" || verb === "wont" ? "us" : "you"} ${option}`;
    if (last.get(side) === verb) problems.add(`said ${verb} ${option} twice`);
    last.set(side, verb);
  }
  return [...problems];
}

/** A server that asks for the terminal's type should wait for what follows from it. */
function early({ terminalTypes }: Persona, recording: Recording): readonly string[] {
  if (terminalTypes === undefined || !recording.hasVerb("do", OPTION.TTYPE)) return [];
  const told = recording.typesBeforeText ?? 0;
  return told > 0 ? [] : ["text came before the terminal's type was known"];
}

function prompts({ marks, typed }: Recording): readonly string[] {
  const empty = marks.filter(({ prompt }) => prompt === "").length;
  const isMarked = marks.length > 0;
  const unmarked = typed.filter((one) => isMarked && one.unmarked !== "").length;
  const names = new Set(marks.map(({ name }) => name));
  return [
    ...empty > 0 ? [`${empty} marks without a prompt`] : [],
    ...unmarked > 0 ? [`${unmarked} prompts without a mark`] : [],
    ...names.size > 1 ? ["prompts are marked in two ways"] : [],
  ];
}

function echo({ isHidden, typed }: Recording): readonly string[] {
  const open = typed.filter((one) => !one.isSecret && one.isHidden).length;
  return [
    ...open > 0 ? [`${open} lines that are no secret were hidden`] : [],
    ...isHidden ? ["typing stayed hidden at the end"] : [],
  ];
}

function compression({ compression }: Recording): readonly string[] {
  if (compression === "broken") return ["the compressed stream was broken"];
  return compression === "on" ? ["the compressed stream was not ended"] : [];
}

function controls({ text }: Recording): readonly string[] {
  const lone =
    text.filter((byte, at) =>
      byte === LF && text[at - 1] !== CR || byte === CR && text[at + 1] !== LF
    ).length;
  const odd = text.filter((byte) => byte < 32 && ![7, 9, LF, CR, 27].includes(byte)).length;
  return [
    ...lone > 0 ? [`${lone} line ends that are not CR LF`] : [],
    ...odd > 0 ? [`${odd} control bytes`] : [],
  ];
}
