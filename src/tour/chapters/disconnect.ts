import type { Chapter } from "../chapter.ts";
import { withCharacter } from "./with_character.ts";

/** Two sessions end: one by quit, one because its client is gone. */
export const disconnect: Chapter = {
  number: 10,
  title: "Disconnect",
  seen: [
    "A session may end from the Server's side, when its user quits, or from the client's, when the " +
    "network is gone: either half tells the other.",
    "Its puppet is let go first and rests, the account stays stored, and of the session itself " +
    "nothing is left: its number is never used again.",
  ],
  before: {
    says: "Anna and Bert are in the world, in one room.",
    async run(stage) {
      await withCharacter(stage);
      await withCharacter(stage, "Bert");
    },
  },
  async *script(stage) {
    yield "Bert types quit.";
    await stage.visitor("Bert").type("quit");
    yield "Anna's client vanishes.";
    await stage.visitor("Anna").vanish();
    yield "Somebody else connects.";
    await stage.connect("Carl");
  },
  claims: (told) => [
    {
      says: "The Server ended Bert's session and told the Portal; with Anna's it was told.",
      holds: told.toPortal("disconnect", 2)[0]?.reason === "quit" &&
        told.toPortal("disconnect", 1).length === 0 &&
        told.toServer("disconnect", 1)[0]?.reason === "client_closed",
    },
    {
      says: "Each let its puppet go before it was closed.",
      holds: [1, 2].every((sessid) => told.steps(sessid).join() === "unpuppet,disconnect"),
    },
    {
      says: "Anna saw that Bert was gone.",
      holds: told.wasShown("Anna", "Bert has left the game."),
    },
    {
      says: "Of both sessions nothing is left, and the next has a new number.",
      holds: told.sync(1) === undefined && told.sync(2) === undefined &&
        told.sync(3)?.state === "unloggedin",
    },
  ],
};
