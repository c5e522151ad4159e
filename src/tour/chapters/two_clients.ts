import type { Preparation } from "../chapter.ts";
import { PASSWORD } from "../stage.ts";

/** What the second client is called. */
export const SECOND = "Anna's second client";

/** Two clients are logged in to one account. */
export const TWO_CLIENTS: Preparation = {
  says: "Anna has an account, and two clients that are logged in to it.",
  async run(stage) {
    const anna = await stage.connect("Anna");
    await anna.type(`create anna ${PASSWORD}`);
    const second = await stage.connect(SECOND);
    await second.type(`connect anna ${PASSWORD}`);
  },
};
