import type { Chapter } from "../chapter.ts";

/** The screen before the login, and what can be typed there. */
export const loginScreen: Chapter = {
  number: 2,
  title: "The login screen",
  seen: [
    "A session that has no account yet has one command set, builtin/unloggedin, and the Server runs " +
    "a command by itself that shows the login screen.",
    "What is typed is looked up in that set alone: look shows the screen again, and say is no " +
    "command yet.",
  ],
  async *script(stage) {
    yield "Anna's client connects, and types nothing.";
    const anna = await stage.connect("Anna");
    yield "She types look.";
    await anna.type("look");
    yield "She types say hello, which is for characters. Before the login a line may hold a " +
      "password, so what follows its first word is shown to nobody.";
    await anna.type("say hello");
  },
  claims: (told) => [
    {
      says: "The session's one command set is builtin/unloggedin.",
      holds: told.cmdsets(1).at(-1)?.join() === "builtin/unloggedin",
    },
    {
      says: "The Server ran the login screen's command before anything was typed.",
      holds: told.isBefore("command:run", "client:input", 1),
    },
    {
      says: "look was found there, and say was not.",
      holds: told.of("command:match", 1).map(({ data }) => data.fate).join() === "one,none",
    },
    {
      says: "The client was shown the login screen.",
      holds: told.wasShown("Anna", "Welcome to"),
    },
  ],
};
