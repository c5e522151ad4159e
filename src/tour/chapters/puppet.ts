import type { Chapter } from "../chapter.ts";
import { withCharacter } from "./with_character.ts";

/** A session takes a character, and lets it go. */
export const puppet: Chapter = {
  number: 6,
  title: "Puppet a character",
  seen: [
    "With ic the session puppets a character: it takes the step puppet, and what it types is done " +
    "by the character, in a room of the world.",
    "With ooc it lets the character go again: the session goes on, and the character's commands are " +
    "gone from it.",
  ],
  before: {
    says: "Anna is logged in, and has a character of the same name, which rests.",
    async run(stage) {
      const anna = await withCharacter(stage);
      await anna.type("ooc");
    },
  },
  async *script(stage) {
    const anna = stage.visitor("Anna");
    yield "She types ic.";
    await anna.type("ic");
    yield "She types say hello.";
    await anna.type("say hello");
    yield "She types ooc.";
    await anna.type("ooc");
    yield "She types say hello once more.";
    await anna.type("say hello");
  },
  claims: (told) => [
    {
      says: "The session took the steps puppet and unpuppet.",
      holds: told.steps(1).join() === "puppet,unpuppet",
    },
    {
      says: "say was a command while there was a puppet, and not after.",
      holds: told.of("command:match", 1).map(({ data }) => data.fate).join() === "one,one,one,none",
    },
    {
      says: "The session is still logged in.",
      holds: told.sync(1)?.state === "loggedin" && told.sync(1)?.puid === null,
    },
    { says: "The character spoke.", holds: told.wasShown("Anna", 'You say, "hello"') },
  ],
};
