import type { Plugin } from "../../src/plugins/api.ts";
import { atEveryMoment } from "./at_every_moment.ts";

/** Loops at every moment of a session's life. */
const looper: Plugin = atEveryMoment("looper", () => {
  for (;;);
});

export default looper;
