import type { Chapter } from "../chapter.ts";
import { PASSWORD } from "../stage.ts";

/** Somebody who has an account comes back. */
export const logIn: Chapter = {
  number: 4,
  title: "Log in",
  seen: [
    "A wrong password changes nothing; the right one gives the session its account, and takes it " +
    "from unloggedin to loggedin.",
    "The set of the login screen goes and the account's commands come, and then the hooks of a login " +
    "run: plugins watch them to greet whoever came.",
  ],
  before: {
    says: "Anna has made an account, and left.",
    async run(stage) {
      const anna = await stage.connect("Anna, earlier");
      await anna.type(`create anna ${PASSWORD}`);
      await anna.vanish();
    },
  },
  async *script(stage) {
    yield "Anna's client connects.";
    const anna = await stage.connect("Anna");
    yield "She types connect anna and a wrong password.";
    await anna.type("connect anna not-this-one");
    yield "She types connect anna and the right password.";
    await anna.type(`connect anna ${PASSWORD}`);
  },
  claims: (told) => [
    {
      says: "The wrong password was refused, and the right one was not.",
      holds: told.of("account:fail").length === 1 && told.of("session:login").length === 1,
    },
    {
      says: "The session went from unloggedin to loggedin.",
      holds: told.steps(2).join() === "settle,login" && told.sync(2)?.state === "loggedin",
    },
    {
      says: "The set builtin/unloggedin was taken away.",
      holds: told.cmdsets(2).at(-1)?.length === 0,
    },
    {
      says: "The hook session:login was called when the session had its account.",
      holds: told.hooks(2).includes("session:login") &&
        told.isBefore("session:login", "hook:begin", 2),
    },
    {
      says: "Neither password is anywhere in what happened.",
      holds: !told.mentions(PASSWORD) && !told.mentions("not-this-one"),
    },
  ],
};
