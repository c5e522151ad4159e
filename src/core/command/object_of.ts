import { PUPPET } from "../cmdset/layers.ts";
import type { GameObject } from "../model.ts";
import { StoredObject } from "../object/game_object.ts";

/**
 * Returns the object whose cmdset a match came from; `null` when it is no object's.
 *
 * @param match What the match says of its owner.
 * @param session Whose match it is.
 */
export function objectOf(
  { owner }: { readonly owner?: object },
  { puppet }: { readonly puppet: GameObject | null },
): GameObject | null {
  if (owner === PUPPET) return puppet;
  return owner instanceof StoredObject ? owner : null;
}
