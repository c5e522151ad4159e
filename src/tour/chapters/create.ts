import type { Chapter } from "../chapter.ts";
import { PASSWORD } from "../stage.ts";

/** An account is made. */
export const create: Chapter = {
  number: 3,
  title: "Create an account",
  seen: [
    "The command create asks for a password, and the Portal tells the client to hide what is typed: " +
    "no log and no tour ever holds it.",
    "Then the account is stored, and the session logs in: it takes the step login.",
  ],
  before: {
    says: "Anna's client is at the login screen.",
    run: async (stage) => void await stage.connect("Anna"),
  },
  async *script(stage) {
    const anna = stage.visitor("Anna");
    yield "She types create anna.";
    await anna.type("create anna");
    yield "She types a password, which is hidden.";
    await anna.type(PASSWORD);
    yield "She types it again, so that it is right.";
    await anna.type(PASSWORD);
  },
  claims: (told) => [
    {
      says: "The client hid what was typed twice, and then showed it again.",
      holds: told.of("client:mode", 1).map(({ data }) => data.mode).join() ===
        "secret,normal,secret,normal",
    },
    {
      says: "The account was made before the session took the step login.",
      holds: told.of("account:create").length === 1 && told.steps(1).join() === "login",
    },
    { says: "The password is nowhere in what happened.", holds: !told.mentions(PASSWORD) },
    {
      says: "Both halves of the session know the account.",
      holds: told.sync(1)?.uname === "anna" && told.sync(1)?.state === "loggedin",
    },
  ],
};
