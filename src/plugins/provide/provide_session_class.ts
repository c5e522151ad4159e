import type { SessionClass } from "../../core/contributions.ts";
import type { Provide } from "../define_plugin.ts";
import type { Intake } from "./intake.ts";

/** What the Server calls of a session class. */
const SESSION_METHODS = ["atSync", "atLogin", "atDisconnect", "dataIn", "dataOut", "msg"] as const;

/**
 * Adds session classes. A plugin may have a copy of ServerSession of its own, so that `instanceof`
 * says nothing.
 */
export function provideSessionClass(
  intake: Intake,
  kept: Map<string, SessionClass>,
): Provide["sessionClass"] {
  return (name, cls) => {
    const lacks = SESSION_METHODS.filter((method) => typeof cls.prototype?.[method] !== "function");
    const what = { kind: "session class", name };
    if (lacks.length === 0) return intake.takeNamed(what, kept, cls);
    const methods = lacks.map((method) => `${method}()`).join(", ");
    return intake.take(what, () => `as it must extend ServerSession: it has no ${methods}`);
  };
}
