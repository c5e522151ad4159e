import type { CommandContext, MuxArgs } from "../../api.ts";

/** What the parts of `2fa` are run with. */
export type TwoFactorContext = CommandContext<"account", MuxArgs<never>>;
