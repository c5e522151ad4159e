import { portalConformance } from "@vestibule/core/portal/conformance";
import { openFinger } from "./open_finger.ts";

// One question, one answer: nothing is hidden, no window has a size.
const cases = portalConformance(openFinger, { cannot: ["converse", "hide typing", "resize"] });

for (const { name, ignore, run } of cases) {
  Deno.test({ name: `finger ${name}`, ignore, fn: run });
}
