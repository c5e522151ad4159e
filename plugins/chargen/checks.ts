import * as v from "valibot";

/** Words that mean something on every step, which nothing to choose can be called. */
export const RESERVED: readonly string[] = [
  ...["back", "done", "look", "l", "help", "h", "quit", "q", "exit", "cancel"],
  ...["yes", "undo", "clear", "name", "kind", "points", "description"],
];

/** A number of any size. */
export function number(): v.GenericSchema<number> {
  return v.number((issue) => `must be a number: it is ${issue.received}`);
}

/** At least so much. */
export function atLeast(least: number): v.GenericValidation<number> {
  return v.minValue(least, (issue) => `must be at least ${least}: it is ${issue.received}`);
}

/** A whole number, at least so much. */
export function wholeNumber(least: number): v.GenericSchema<number> {
  return v.pipe(
    number(),
    v.safeInteger((issue) => `must be a whole number: it is ${issue.received}`),
    atLeast(least),
  );
}

/** A text. */
export function text(): v.GenericSchema<string> {
  return v.string((issue) => `must be a text: it is ${issue.received}`);
}

/** What a player types to choose something. */
export function keyed(): v.GenericSchema<string> {
  return v.pipe(
    text(),
    v.regex(
      /^\p{L}[\p{L}\p{M} '-]{0,29}$/u,
      (issue) => `must be 1 to 30 letters, spaces, ' and -: it is ${issue.received}`,
    ),
    v.check(
      (key) => key.trim() === key && !RESERVED.includes(key.toLowerCase()),
      (issue) =>
        `must be another word, since this one means something else: it is ${issue.received}`,
    ),
  );
}

/** A list of things whose keys differ, whatever their case. */
export function list<Item extends { readonly key: string }>(
  item: v.GenericSchema<unknown, Item>,
): v.GenericSchema<unknown, readonly Item[]> {
  return v.pipe(
    v.array(item, (issue) => `must be a list: it is ${issue.received}`),
    v.check((items) => {
      return new Set(items.map(({ key }) => key.toLowerCase())).size === items.length;
    }, "must name each thing once: two have the same key"),
  );
}

/** Says of a setting that there is none of its name which ones there are. */
export function known(
  entries: Readonly<Record<string, unknown>>,
): (issue: v.StrictObjectIssue) => string {
  const names = Object.keys(entries).join(", ");
  return ({ expected, received }) => {
    if (expected === "never") return `must be one of ${names}`;
    if (expected === "Object") return `must be an object of ${names}: it is ${received}`;
    return `must be given: it is ${received}`;
  };
}
