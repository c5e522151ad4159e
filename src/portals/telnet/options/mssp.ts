import { OPTION } from "../telnet_bytes.ts";
import { type OptionFactory, POLICY } from "./option.ts";

/** What a game tells of itself to the lists of games: names, each with one value or several. */
export type MsspFacts = Readonly<Record<string, string | readonly string[]>>;

const CODE = { VAR: 1, VAL: 2 } as const;
/** What neither a name nor a value may hold: it would end it. */
const FORBIDDEN = /\p{Cc}/gu;

/** Makes the option that answers the crawlers of game lists (MSSP), once and at once. */
export function createMssp(facts: () => MsspFacts): OptionFactory {
  return (host) => {
    let hasAnswered = false;
    return {
      option: OPTION.MSSP,
      policy: POLICY.offer,
      payloadLimit: 0,
      changed(side, isOn) {
        if (side !== "us" || !isOn || hasAnswered) return;
        hasAnswered = true;
        host.subnegotiate(OPTION.MSSP, encodeMssp(facts()));
      },
    };
  };
}

/** Encodes facts as the payload of a subnegotiation. */
export function encodeMssp(facts: MsspFacts): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = Object.entries(facts).flatMap(([name, value]) => [
    ...[CODE.VAR, ...encoder.encode(clean(name))],
    ...[value].flat().flatMap((one) => [CODE.VAL, ...encoder.encode(clean(one))]),
  ]);
  return Uint8Array.from(bytes);
}

/** Writes facts as the answer to a first line of `MSSP-REQUEST`. */
export function msspReply(facts: MsspFacts): string {
  const lines = Object.entries(facts).map(([name, value]) =>
    [name, ...[value].flat()].map(clean).join("\t")
  );
  return ["", "MSSP-REPLY-START", ...lines, "MSSP-REPLY-END", ""].join("\n");
}

function clean(text: string): string {
  return text.replace(FORBIDDEN, "");
}
