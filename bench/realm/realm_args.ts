import { OF_ROOM } from "./measure.ts";

/** What `deno task bench:realm` is asked to do. */
export interface RealmArgs {
  readonly sessions: number;
  readonly ms: number;
  readonly rounds: number;
  /** Where the result goes, as JSON. */
  readonly out: string | undefined;
}

/** What is measured unless the arguments say something else. */
const USUAL = { "--sessions": 300, "--ms": 2000, "--rounds": 3 };

/** Reads the arguments; a text says what is wrong with them. */
export function readRealmArgs(argv: readonly string[]): RealmArgs | string {
  const values = new Map<string, number>(Object.entries(USUAL));
  let out: string | undefined;
  for (let at = 0; at < argv.length; at += 2) {
    const [name = "", value = ""] = argv.slice(at);
    if (name === "--out" && value !== "") out = value;
    else if (!values.has(name)) return `Cannot measure as there is no option "${name}"`;
    else if (!/^[1-9]\d{0,6}$/.test(value)) {
      return `Cannot measure as ${name} must be a whole number from 1 on: it is "${value}"`;
    } else values.set(name, Number(value));
  }
  const read = (name: keyof typeof USUAL) => values.get(name) ?? USUAL[name];
  const sessions = read("--sessions");
  if (sessions % OF_ROOM !== 0) {
    return `Cannot measure as --sessions must fill rooms of ${OF_ROOM}: it is ${sessions}`;
  }
  return { sessions, ms: read("--ms"), rounds: read("--rounds"), out };
}
