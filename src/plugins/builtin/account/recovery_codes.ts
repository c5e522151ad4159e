import type { TwoFactorContext } from "./two_factor_context.ts";

/** What stands above recovery codes. */
export const RECOVERY_TITLE =
  "These are your recovery codes. Each lets you in once when you have not got your app: write them " +
  "down now, as they are not shown again.";

/** Shows recovery codes, to nobody else. */
export function tellRecoveryCodes({ msg }: TwoFactorContext, codes: readonly string[]): void {
  msg({ text: codes.map((code) => `  ${code}`).join("\n"), type: "secret" });
}
