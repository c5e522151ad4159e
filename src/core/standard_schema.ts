/**
 * A schema of whatever library the author likes: zod, valibot, ArkType and others offer one, as
 * the Standard Schema specification, version 1, asks.
 *
 * @typeParam Output What it makes of what it is given.
 */
export interface StandardSchema<Output = unknown> {
  /** What the library offers under the name the specification chose. */
  readonly "~standard": {
    /** The version of the specification. */
    readonly version: 1;
    /** The library's name. */
    readonly vendor: string;
    /** Checks a value, which it may change or complete. */
    readonly validate: (value: unknown) => SchemaOutcome<Output> | Promise<SchemaOutcome<Output>>;
    /** The types that the schema stands for; there is nothing here at run time. */
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What became of a value: what the schema made of it, or what is wrong with it. */
export type SchemaOutcome<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** One thing that is wrong with a value. */
export interface SchemaIssue {
  /** What is wrong, in the library's words; it may quote the value. */
  readonly message: string;
  /** Where in the value it is wrong, from the outside in; the value itself unless given. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a schema makes of what it is given. */
export type OutputOf<Schema extends StandardSchema> = NonNullable<
  Schema["~standard"]["types"]
>["output"];

/** What a schema wants to be given. */
export type InputOf<Schema extends StandardSchema> = NonNullable<
  Schema["~standard"]["types"]
>["input"];
