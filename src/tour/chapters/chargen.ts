import type { Chapter } from "../chapter.ts";
import { SECOND, TWO_CLIENTS } from "./two_clients.ts";

/** A character is made on one session, while another plays on. */
export const chargen: Chapter = {
  number: 8,
  title: "Make a character, on one session",
  seen: [
    "The plugin chargen asks Anna's first session what her character shall be: where she is in the " +
    "questions is in that session's carry, and the menu's command set is on that session alone.",
    "Her second session shares the account and not the questions: whatever it types is a command as " +
    "ever.",
  ],
  before: TWO_CLIENTS,
  async *script(stage) {
    const anna = stage.visitor("Anna");
    yield "She types charcreate Tess.";
    await anna.type("charcreate Tess");
    yield "She answers the first question with scholar.";
    await anna.type("scholar");
    yield "Her second client types scholar too.";
    await stage.visitor(SECOND).type("scholar");
    yield "She leaves the rest to the plugin, and says yes.";
    await anna.type("done", "yes");
  },
  claims: (told) => [
    {
      says: "The first session carried where it was in the questions.",
      holds: told.toPortal("sync", 1).some((message) =>
        JSON.stringify(message).includes("chargen/making")
      ),
    },
    {
      says: "The menu's command set came onto the first session, and went when it was done.",
      holds: told.cmdsets(1).length > 1 && told.cmdsets(1).at(-1)?.length === 0,
    },
    {
      says: "The second session carried nothing and had no set: scholar was no command there.",
      holds: told.cmdsets(2).length === 0 && Object.keys(told.sync(2)?.carry ?? {}).length === 0 &&
        told.of("command:match", 2)[0]?.data.fate === "none",
    },
    {
      says: "At the end the first session puppets the new character.",
      holds: told.steps(1).join() === "puppet" && told.wasShown("Anna", "You become Tess."),
    },
  ],
};
