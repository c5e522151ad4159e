import type { World } from "../model.ts";
import type { Journal } from "../store/journal.ts";

/**
 * Fills a world that is still empty: with everything, or, when one of those who fill it throws,
 * with nothing, so that the next start fills it again (behaviour 1.8.3).
 *
 * @param world The world.
 * @param fills What plugins put there.
 * @param journal Takes back what was half done.
 */
export function fillWorld(
  world: World,
  fills: readonly ((world: World) => void)[],
  journal: Pick<Journal<unknown>, "inScope" | "undoScope">,
): void {
  if (world.size > 0) return;
  const scope = {};
  try {
    journal.inScope(scope, () => fills.forEach((fill) => fill(world)));
  } catch (error) {
    journal.undoScope(scope);
    throw error;
  }
}
