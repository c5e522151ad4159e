import { People } from "./people.js";
import { Room } from "./room.js";
import { Typing } from "./typing.js";
import { Vitals } from "./vitals.js";

/**
 * Shows what the game tells of one's character and of what is around it.
 *
 * @param {{ panels: import("./panels.js").Panels, calls: import("./calls.js").Calls,
 *   entry: import("./entry.js").Entry, connection: import("./connection.js").Connection,
 *   settings: import("./settings.js").Settings }} parts
 * @returns {() => void} What forgets it all.
 */
export function attachWorld({ panels, calls, entry, connection, settings }) {
  const typing = new Typing({ entry, calls, connection, settings });
  const left = (name) => typing.left(name);
  const run = (command) => entry.run(command);
  const parts = [
    new Vitals({ panels, calls }),
    new Room({ panels, calls, run }),
    new People({ panels, calls, left }),
    typing,
  ];
  const forget = () => {
    for (const part of parts) part.forget();
  };
  calls.on("char_status", (_args, { name }) => name === "" && forget(), { keep: "none" });
  return forget;
}
