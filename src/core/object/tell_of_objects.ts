import type { Hooks } from "../hooks.ts";
import type { Game } from "../model.ts";
import type { WorldOptions } from "./world.ts";

/**
 * Lets those who watch hear of objects; who changes them goes on at once.
 *
 * @param hooks Calls those who watch.
 * @param game The game, which is made later.
 */
export function tellOfObjects(
  hooks: Pick<Hooks, "tell">,
  game: () => Game,
): Required<Pick<WorldOptions, "onCreate" | "onOwner">> {
  return {
    onCreate: (object) => void hooks.tell("object:create", { game: game(), object }),
    onOwner(character, { from, to }) {
      if (from !== null) {
        void hooks.tell("account:loseCharacter", { game: game(), account: from, character });
      }
      if (to !== null) {
        void hooks.tell("account:gainCharacter", { game: game(), account: to, character });
      }
    },
  };
}
