import * as v from "valibot";
import type { ActOutcome, HouseControl } from "./house_control.ts";

/** The longest delay of a connection, in milliseconds: more looks like one that is dead. */
const MOST_DELAY_MS = 10_000;

const house = v.string();
const sessid = v.pipe(v.number(), v.integer(), v.minValue(1));
const delay = v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_DELAY_MS));
const one = { house, sessid };
const some = { house, sessid: v.nullable(sessid) };

/** Checks what somebody wants to do to a house. */
export const ActSchema = v.variant("act", [
  v.strictObject({ act: v.literal("hold"), ...some }),
  v.strictObject({ act: v.literal("step"), ...some }),
  v.strictObject({ act: v.literal("release"), ...some }),
  v.strictObject({ act: v.literal("reload"), house }),
  v.strictObject({ act: v.literal("reset"), house }),
  v.strictObject({ act: v.literal("crash"), house }),
  v.strictObject({ act: v.literal("drop"), ...one }),
  v.strictObject({ act: v.literal("delay"), ...one, ms: delay }),
  v.strictObject({ act: v.literal("split"), ...one, on: v.boolean() }),
]);

/** Something that somebody wants to do to a house. */
export type Act = v.InferOutput<typeof ActSchema>;

/** Says what somebody does, for the audit log; a step of many is not worth telling. */
export function actText(act: Act): string | undefined {
  switch (act.act) {
    case "step":
      return undefined;
    case "hold":
    case "release":
      return `${act.act} ${act.sessid === null ? "all" : `#${act.sessid}`}`;
    case "drop":
      return `drop #${act.sessid}`;
    case "delay":
      return `delay #${act.sessid} by ${act.ms} ms`;
    case "split":
      return `split #${act.sessid} ${act.on ? "on" : "off"}`;
    default:
      return act.act;
  }
}

/** Does what somebody wants to do to a house. */
export function actOn(
  control: HouseControl,
  act: Act,
): ActOutcome | Promise<ActOutcome> {
  switch (act.act) {
    case "hold":
      return control.hold(act.sessid);
    case "step":
      return control.step(act.sessid);
    case "release":
      return control.release(act.sessid);
    case "reload":
      return control.reload();
    case "reset":
      return control.reset();
    case "crash":
      return control.crash();
    case "drop":
      return control.drop(act.sessid);
    case "delay":
      return control.delay(act.sessid, act.ms);
    case "split":
      return control.split(act.sessid, { on: act.on });
  }
}
