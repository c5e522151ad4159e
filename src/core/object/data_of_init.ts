import { jsonCopy } from "../json_copy.ts";
import type { ObjectInit, ObjectType } from "../model_values.ts";
import { type ObjectData, type ObjectHost, placeId } from "./game_object.ts";
import type { ObjectTypeDefinition } from "./object_type.ts";

const KINDS: Readonly<Record<ObjectType, ObjectTypeDefinition>> = {
  room: { base: "room" },
  exit: { base: "exit" },
  character: { base: "character" },
  thing: { base: "thing" },
};

/**
 * Makes what is kept of a new object; what is not given comes from its type.
 *
 * @throws {RangeError} When no plugin provides the type, or a place is not in the world.
 * @throws {TypeError} When neither gives a name.
 */
export function dataOfInit(init: ObjectInit, host: Pick<ObjectHost, "get" | "types">): ObjectData {
  const { type: wanted } = init;
  const type = isKind(wanted) ? KINDS[wanted] : typeOf(wanted, host);
  const { base, attributes = {} } = type;
  const name = init.name ?? type.name;
  if (name === undefined) {
    throw new TypeError(`Cannot create an object as its name must be given: "${wanted}" has none`);
  }
  return {
    type: base,
    ...isKind(wanted) ? {} : { typeName: wanted },
    name,
    aliases: init.aliases ?? type.aliases ?? [],
    desc: init.desc ?? type.desc ?? "",
    location: placeId(host, init.location ?? null),
    destination: placeId(host, init.destination ?? null),
    ownerId: init.ownerId ?? null,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, jsonCopy(value, name)]),
    ),
  };
}

function isKind(type: string): type is ObjectType {
  return Object.hasOwn(KINDS, type);
}

function typeOf(name: string, { types }: Pick<ObjectHost, "types">): ObjectTypeDefinition {
  if (types !== undefined) return types.wanted(name);
  throw new RangeError(
    `Cannot create an object as its type must be provided: current value is "${name}"`,
  );
}
