import type { Chapter, Claim } from "../chapter.ts";
import { PASSWORD, type Stage } from "../stage.ts";
import type { Told } from "../told.ts";
import { withCharacter } from "./with_character.ts";

/** Somebody logs in twice. */
export const secondSession: Chapter = {
  number: 7,
  title: "A second session",
  seen: [
    "Anna's second client logs in to her account while the first is still there, and wants her " +
    "character.",
    "What becomes of the two sessions is the setting multisessionMode: 0 keeps one, 1 lets them " +
    "share a puppet, 2 gives each a puppet of its own, and 3 allows both.",
  ],
  modes: [0, 1, 2, 3],
  modeSays: {
    0: "An account has one session: the newer ends the older.",
    1: "An account may have several sessions, and they share a puppet.",
    2: "An account may have several sessions, and each has a puppet of its own.",
    3: "An account may have several sessions, each with a puppet of its own or a shared one.",
  },
  before: {
    says: "Anna is in the world, as her character Anna.",
    run: async (stage) => void await withCharacter(stage),
  },
  async *script(stage) {
    yield "Her second client connects.";
    const second = await stage.connect("Anna's second client");
    yield "It logs in to the same account.";
    await second.type(`connect anna ${PASSWORD}`);
    if (stage.mode === 0) return;
    yield "It types ic Anna.";
    await second.type("ic Anna");
    yield "The first client types look.";
    await stage.visitor("Anna").type("look");
    if (stage.mode !== 3) return;
    yield "The second client makes another character, and becomes Ada.";
    await second.type("ooc", "charcreate Ada", "done", "yes");
  },
  claims: (told, stage) => CLAIMS[stage.mode](told),
};

const CLAIMS: Readonly<Record<Stage["mode"], (told: Told) => readonly Claim[]>> = {
  0: (told) => [
    {
      says: "The first session ended: its user logged in from somewhere else.",
      holds: told.of("session:disconnect", 1)[0]?.data.reason === "logged_in_elsewhere",
    },
    {
      says: "The second has the account and the character.",
      holds: told.sync(1) === undefined && told.sync(2)?.state === "puppeting",
    },
  ],
  1: (told) => [
    {
      says: "Both sessions live, and puppet the same character.",
      holds: isShared(told),
    },
    {
      says: "The first was never let go of it.",
      holds: told.of("session:unpuppet", 1).length === 0,
    },
  ],
  2: (told) => [
    {
      says: "The second took the character over, and the first let it go.",
      holds: told.steps(1).join() === "unpuppet" && told.sync(2)?.state === "puppeting",
    },
    {
      says: "The first session lives on, with its account and without a puppet.",
      holds: told.sync(1)?.state === "loggedin" && told.sync(1)?.uname === "anna",
    },
  ],
  3: (told) => [
    {
      says: "At first both sessions puppeted the same character.",
      holds: told.wasShown("Anna's second client", "You share Anna with another session"),
    },
    {
      says: "Then each had a puppet of its own.",
      holds: told.sync(1)?.state === "puppeting" && told.sync(2)?.state === "puppeting" &&
        !isShared(told),
    },
  ],
};

function isShared(told: Told): boolean {
  const [first, second] = [told.sync(1)?.puid, told.sync(2)?.puid];
  return typeof first === "number" && first === second;
}
