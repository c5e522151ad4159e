import type { Encodings } from "../../encodings/encodings.ts";
import type { CharacterModePolicy } from "../typing_mode.ts";
import { createCharset } from "./charset.ts";
import { EOR } from "./eor.ts";
import { createGmcp, type GmcpLimits } from "./gmcp.ts";
import { type CompressedSessions, createMccp2 } from "./mccp2.ts";
import { createMsdp, type MsdpParts } from "./msdp.ts";
import { createMssp, type MsspFacts } from "./mssp.ts";
import { MxpOption } from "./mxp.ts";
import { NawsOption } from "./naws.ts";
import { NewEnvironOption } from "./new_environ.ts";
import type { OptionFactory, OptionHost } from "./option.ts";
import { createSga } from "./sga.ts";
import { createTimingMark } from "./timing_mark.ts";
import { TtypeOption } from "./ttype.ts";

/** What options are made with. */
export interface OptionParts {
  /** The encodings that are offered. */
  readonly encodings?: Encodings | undefined;
  /** What a client may use up with its out-of-band messages. */
  readonly limits: { readonly gmcp: GmcpLimits };
  readonly characterMode?: CharacterModePolicy | undefined;
  readonly compressed?: CompressedSessions | undefined;
  readonly mssp?: (() => MsspFacts) | undefined;
  readonly msdp?: MsdpParts | undefined;
  readonly mxp?: boolean | undefined;
}

/** The options, besides ECHO, of a client that may not know telnet. */
export const FIRST_OPTIONS: readonly OptionFactory[] = [(host) => new TtypeOption(host)];

/**
 * Returns the further options of a client that knows telnet, in the order in which they are offered.
 *
 * Of those that carry out-of-band messages the first that is on takes them all (behaviour 10.3.5).
 */
export function laterOptions(
  { encodings, limits, characterMode, compressed, msdp, mssp, mxp }: OptionParts,
): readonly OptionFactory[] {
  return [
    (host) => new NawsOption(host),
    () => EOR,
    createCharset(encodings?.fallbacks ?? []),
    (host) => new NewEnvironOption(host),
    createGmcp(limits.gmcp),
    ...(mssp === undefined ? [] : [createMssp(mssp)]),
    ...(msdp === undefined ? [] : [createMsdp(msdp)]),
    ...(mxp === true ? [(host: OptionHost) => new MxpOption(host)] : []),
    createSga(characterMode ?? "off"),
    createTimingMark,
    ...(compressed === undefined ? [] : [createMccp2(compressed)]),
  ];
}
