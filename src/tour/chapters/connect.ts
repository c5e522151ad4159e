import type { Chapter } from "../chapter.ts";

/** A client connects. */
export const connect: Chapter = {
  number: 1,
  title: "Connect",
  seen: [
    "A client connects, and the Portal makes a PortalSession for it, with a number that is never " +
    "used again.",
    "The Portal tells the Server across the wall, and the Server makes a ServerSession of the same " +
    "number: two halves of one session.",
  ],
  async *script(stage) {
    yield "Anna's client connects.";
    await stage.connect("Anna");
    yield "Bert's client connects.";
    await stage.connect("Bert");
  },
  claims: (told) => [
    {
      says: "Each client has a number of its own: 1 and 2.",
      holds: told.of("portal:connect").map(({ sessid }) => sessid).join() === "1,2",
    },
    {
      says: "Each was told across the wall once, before the Server made its half.",
      holds: [1, 2].every((sessid) =>
        told.toServer("connect", sessid).length === 1 &&
        told.isBefore("wall:portal", "session:connect", sessid)
      ),
    },
    {
      says: "Both wait at the login screen, with no account.",
      holds: [1, 2].every((sessid) => {
        const sync = told.sync(sessid);
        return sync?.state === "unloggedin" && sync.uid === null;
      }),
    },
  ],
};
