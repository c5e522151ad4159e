import type { ObjectTypeDefinition } from "../../core/object/object_type.ts";
import type { Provide } from "../define_plugin.ts";
import type { Intake } from "./intake.ts";

const BASES: readonly string[] = ["room", "exit", "character", "thing"];

/** Adds types of objects. */
export function provideObjectType(
  intake: Intake,
  kept: Map<string, ObjectTypeDefinition>,
): Provide["objectType"] {
  return (name, definition) => {
    const what = { kind: "object type", name };
    if (BASES.includes(definition.base)) {
      return intake.takeNamed(what, kept, Object.freeze({ ...definition }));
    }
    return intake.take(
      what,
      () => `as its base must be one of ${BASES.join(", ")}: it is "${definition.base}"`,
    );
  };
}
