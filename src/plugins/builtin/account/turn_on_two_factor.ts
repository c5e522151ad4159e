import { escapeMarkup, type Session, type TwoFactorProposal } from "../../api.ts";
import { duration } from "../duration.ts";
import { commandLink } from "../markup.ts";
import { RECOVERY_TITLE, tellRecoveryCodes } from "./recovery_codes.ts";
import type { TwoFactorContext } from "./two_factor_context.ts";

/** How often a code may be mistyped before the secret is thrown away. */
const TRIES = 3;

/** What a client has that did not say how large its window is. */
const USUAL = { width: 80, height: 24 };

/** Shows a new secret, and turns codes on once a code shows that an app has it. */
export async function turnOnTwoFactor(context: TwoFactorContext): Promise<void> {
  const { account, game: { accounts: { twoFactor } }, session, msg, ask } = context;
  if (twoFactor.isOn(account)) {
    return msg(
      `You are asked for a code already. Type ${commandLink("2fa")} to see how it stands.`,
    );
  }
  const proposal = await twoFactor.propose(account);
  tellSecret(context, proposal);
  for (let left = TRIES; left > 0; left--) {
    const code = await ask("The code that your app shows: ", { secret: true });
    if (code === "" || twoFactor.isOn(account)) break;
    const given = { code, address: session.address };
    const result = await twoFactor.turnOn(account, proposal.secret, given);
    if (result.kind === "on") {
      msg(`From now on you are asked for a code beside your password. ${RECOVERY_TITLE}`);
      return tellRecoveryCodes(context, result.recoveryCodes);
    }
    if (result.kind === "throttled") {
      return msg(`Too many codes were wrong. Try again in ${duration(result.seconds * 1000)}.`);
    }
    msg("That is not the code of this secret. Is the clock of your device right?");
  }
  msg("Nothing was changed: you are asked for no code. Remove what your app has of this.");
}

function tellSecret({ msg, session }: TwoFactorContext, proposal: TwoFactorProposal): void {
  const { secret, uri, qr } = proposal;
  const drawing = qr.map((line) => `|=z|[=a${line}|n`);
  const lines = [
    `Give your app this secret: |w${grouped(secret)}|n`,
    `As an address: ${escapeMarkup(uri)}`,
    // Last, as what stands below it, but for the prompt, would push its top off the screen.
    ...(showsQr(session, qr) ? ["Or let it read this:", ...drawing] : []),
  ];
  msg({ text: lines.join("\n"), type: "secret" });
}

/** Light blocks on a dark ground, whole, seen, and without gaps between the lines, as pages have. */
function showsQr(
  { protocolFlags, protocolKey }: Pick<Session, "protocolFlags" | "protocolKey">,
  qr: readonly string[],
): boolean {
  if (protocolKey === "websocket") return false;
  const { screenReader, noColor, ansi, xterm256, encoding = "utf-8" } = protocolFlags;
  const { screenWidth = USUAL.width, screenHeight = USUAL.height } = protocolFlags;
  const isSeen = screenReader !== true && noColor !== true && (ansi || xterm256) === true;
  const isWhole = screenWidth >= (qr[0]?.length ?? 0) && screenHeight > qr.length;
  return isSeen && isWhole && encoding === "utf-8";
}

function grouped(secret: string): string {
  return secret.replace(/(.{4})(?!$)/g, "$1 ");
}
