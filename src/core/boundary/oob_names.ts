import * as v from "valibot";

const variable = v.pipe(v.string(), v.maxLength(64));

/** Checks {@linkcode OobNames}. */
export const OobNamesSchema = v.pipe(
  v.array(v.strictObject({
    name: v.string(),
    key: v.string(),
    direction: v.picklist(["in", "out", "both"]),
    msdp: v.union([variable, v.pipe(v.record(v.string(), variable), v.readonly())]),
  })),
  v.maxLength(1000),
  v.readonly(),
);

/** What the Portal knows of declared messages: names and mappings, as data. */
export type OobNames = readonly OobName[];

/** What the Portal knows of one declared message. */
export interface OobName {
  /** Its name in GMCP. */
  readonly name: string;
  /** What the Server knows it by. */
  readonly key: string;
  /** Who says it. */
  readonly direction: "in" | "out" | "both";
  /** The MSDP variable of all its data, or those of its fields; an empty object for none. */
  readonly msdp: string | Readonly<Record<string, string>>;
}
