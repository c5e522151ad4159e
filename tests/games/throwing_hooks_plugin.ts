import type { Plugin } from "../../src/plugins/api.ts";
import { atEveryMoment } from "./at_every_moment.ts";

/** Throws at every moment of a session's life. */
const thrower: Plugin = atEveryMoment("thrower", () => {
  throw new Error("on purpose");
});

export default thrower;
