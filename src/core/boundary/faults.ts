import * as v from "valibot";

/** The most of a kind, of places and of a place that is told: whoever sent it may be hostile. */
const MAX_KIND = 30;
const MAX_PLACES = 5;
const MAX_PATH = 100;

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
  const places = issues.slice(0, MAX_PLACES).map((issue) => {
    const path = v.getDotPath(issue)?.slice(0, MAX_PATH) ?? "the message";
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
  return typeof kind === "string" ? `"${kind.slice(0, MAX_KIND)}"` : "a message of no kind";
}
