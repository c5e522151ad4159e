import type { AccountHost } from "../src/core/account/account.ts";

/** The host of an account that nobody is logged in to. */
export const ACCOUNT_HOST: AccountHost = {
  changing: () => {},
  onAccess: () => {},
  leastFor: () => undefined,
  sessionsOf: () => [],
  charactersOf: () => [],
  objectAt: () => undefined,
  stackOptions: () => ({}),
  output: () => {},
};
