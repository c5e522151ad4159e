import * as v from "valibot";
import type { ActOutcome } from "./house_control.ts";
import type { TourOutcome, Tours } from "./tours.ts";

const house = v.string();
const pace = v.picklist(["step", "play"]);

/** Checks what somebody wants of the tour: a chapter, its next step, or another pace. */
export const TourSchema = v.union([
  v.strictObject({
    chapter: v.pipe(v.number(), v.integer()),
    mode: v.optional(v.picklist([0, 1, 2, 3])),
    pace: v.optional(pace, "play"),
  }),
  v.strictObject({ house, next: v.literal(true) }),
  v.strictObject({ house, pace }),
]);

/** Does what somebody wants of the tour. */
export function actOnTour(
  tours: Tours,
  request: v.InferOutput<typeof TourSchema>,
): ActOutcome | Promise<TourOutcome> {
  if ("chapter" in request) return tours.start(request);
  if ("next" in request) return tours.next(request.house);
  return tours.setPace(request.house, request.pace);
}
