import { type PermissionDefinition, PERMISSIONS } from "../../core/command/permission.ts";
import type { Provide } from "../define_plugin.ts";
import type { Intake } from "./intake.ts";

/** Adds permissions beside the levels. */
export function providePermission(
  intake: Intake,
  kept: Map<string, PermissionDefinition>,
): Provide["permission"] {
  return (name, definition) => {
    const what = { kind: "permission", name };
    const { least } = definition;
    if (PERMISSIONS.includes(least)) {
      return intake.takeNamed(what, kept, Object.freeze({ ...definition }));
    }
    return intake.take(
      what,
      () => `as its least level must be one of ${PERMISSIONS.join(", ")}: it is "${least}"`,
    );
  };
}
