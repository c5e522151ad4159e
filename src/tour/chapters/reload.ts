import type { Chapter } from "../chapter.ts";
import { messageOf } from "../message_of.ts";
import { BINOCULARS } from "../plugin/binoculars.ts";
import { NOTE } from "../plugin/jot.ts";
import { withCharacter } from "./with_character.ts";

/** The Server starts again, and everybody stays. */
export const reload: Chapter = {
  number: 9,
  title: "Reload",
  seen: [
    "The Server ends and a new one takes its place while every client stays connected: the Portal " +
    "holds what is typed, and tells the new Server of each session.",
    "The account, the puppet, the command sets and what is in carry survive; what is in ndb does " +
    "not.",
  ],
  before: {
    says: "Anna is in the world, as her character Anna, and looks through the binoculars.",
    async run(stage) {
      const anna = await withCharacter(stage);
      await anna.type("binoculars");
    },
  },
  async *script(stage) {
    const anna = stage.visitor("Anna");
    yield "She types jot milk: the session keeps the note in ndb and in carry.";
    await anna.type("jot milk");
    yield "The Server is reloaded, and she types notes while none listens.";
    await stage.reload(() => anna.typeAhead("notes"));
    yield "She types look: she is where she was.";
    await anna.type("look");
  },
  claims: (told) => [
    {
      says: "A new Server took over.",
      holds: told.of("server:ready").map(({ data }) => data.mode).join() === "reload",
    },
    {
      says: "The client stayed connected, and its session kept its number, account and puppet.",
      holds: told.of("portal:disconnect").length === 0 && told.sync(1)?.uname === "anna" &&
        told.sync(1)?.state === "puppeting",
    },
    {
      says: "The command set of the binoculars is still on the session.",
      holds: told.sync(1)?.cmdsets.includes(BINOCULARS) ?? false,
    },
    {
      says: "The line typed meanwhile was answered by the new Server.",
      holds: told.of("wall:portal", 1).filter((event) => messageOf(event).kind === "input")
        .map(({ data }) => data.epoch).join() === "1,2,2",
    },
    {
      says: "The note in carry survived, and the one in ndb did not.",
      holds: told.sync(1)?.carry[NOTE] === "milk" &&
        told.wasShown("Anna", "In ndb: nothing. In carry: milk."),
    },
  ],
};
