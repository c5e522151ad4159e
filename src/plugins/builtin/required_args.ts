import {
  type MuxArgs,
  muxArgs,
  type MuxOptions,
  type SchemaOutcome,
  type StandardSchema,
} from "../api.ts";

/** What of args in the manner of MUX must not be empty. */
export interface RequiredArgs<Switch extends string> extends MuxOptions<Switch> {
  /** The left side alone, or both sides. */
  readonly sides: "left" | "both";
}

/**
 * Makes a schema for args in the manner of MUX of which something must not be empty.
 *
 * @param question What is asked when it is: plain text.
 * @param options Which sides must be there, and the switches.
 */
export function requiredArgs<const Switch extends string = never>(
  question: string,
  options: RequiredArgs<Switch>,
): StandardSchema<MuxArgs<Switch>> {
  const schema = muxArgs(options);
  const check = (outcome: SchemaOutcome<MuxArgs<Switch>>): SchemaOutcome<MuxArgs<Switch>> => {
    if (outcome.issues !== undefined) return outcome;
    const { lhs, rhs } = outcome.value;
    const isThere = lhs !== "" && (options.sides === "left" || (rhs ?? "") !== "");
    return isThere ? outcome : { issues: [{ message: question }] };
  };
  return {
    "~standard": {
      version: 1,
      vendor: "vestibule",
      validate(value) {
        const outcome = schema["~standard"].validate(value);
        return outcome instanceof Promise ? outcome.then(check) : check(outcome);
      },
    },
  };
}
