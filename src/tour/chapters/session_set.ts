import type { Chapter } from "../chapter.ts";
import { BINOCULARS } from "../plugin/binoculars.ts";
import { SECOND, TWO_CLIENTS } from "./two_clients.ts";

/** A command set comes onto one session, and goes again. */
export const sessionSet: Chapter = {
  number: 5,
  title: "The command sets of a session",
  seen: [
    "What a session can type is merged from layers: its own sets, its account's, its puppet's and " +
    "those of the place around it.",
    "The binoculars lay a set on Anna's first session alone: scan is a command there until she " +
    "lowers them, and her second session never has it.",
  ],
  before: TWO_CLIENTS,
  async *script(stage) {
    const anna = stage.visitor("Anna");
    yield "She types scan, which is no command yet.";
    await anna.type("scan");
    yield "She types binoculars: a command set is laid on this session.";
    await anna.type("binoculars");
    yield "She types scan again, and it is found.";
    await anna.type("scan");
    yield "Her second client types scan.";
    await stage.visitor(SECOND).type("scan");
    yield "She types lower: the set goes, and scan with it.";
    await anna.type("lower", "scan");
  },
  claims: (told) => [
    {
      says: "The set came onto the first session and went again.",
      holds: told.cmdsets(1).map((names) => names.includes(BINOCULARS)).join() === "true,false",
    },
    {
      says: "scan was a command while it was there, and neither before nor after.",
      holds: told.of("command:match", 1).map(({ data }) => data.fate).join() ===
        "none,one,one,one,none",
    },
    {
      says: "The second session never had it.",
      holds: told.cmdsets(2).length === 0 && told.of("command:match", 2)[0]?.data.fate === "none",
    },
    {
      says: "The commands were merged from layers, the binoculars among them.",
      holds: told.of("cmdset:merge", 1).some(({ data }) =>
        JSON.stringify(data.layers).includes("Binoculars")
      ),
    },
  ],
};
