import * as v from "valibot";

/**
 * Says that a message is not plain data. What it holds is not repeated: it may be a secret.
 *
 * @param message The message.
 * @param cause What the runtime said.
 */
export function cannotCross(message: unknown, cause: unknown): Error {
  return new Error(
    `Cannot send ${kindOf(message)} as a message must be plain data: it holds something that ` +
      "cannot be cloned",
    { cause },
  );
}

/**
 * Says where a message does not fit its schema. What is there is not repeated: it may be a secret.
 *
 * @param message The message.
 * @param issues What the schema found.
 */
export function doesNotFit(message: unknown, issues: readonly v.BaseIssue<unknown>[]): Error {
  const places = issues.map((issue) => {
    const path = v.getDotPath(issue) ?? "the message";
    return issue.expected === null ? path : `${path} should be ${issue.expected}`;
  });
  return new Error(
    `Cannot receive ${kindOf(message)} as a message must fit its schema: ${places.join("; ")}`,
  );
}

function kindOf(message: unknown): string {
  const kind = typeof message === "object" && message !== null && "kind" in message
    ? message.kind
    : undefined;
  return typeof kind === "string" ? `"${kind}"` : "a message of no kind";
}
