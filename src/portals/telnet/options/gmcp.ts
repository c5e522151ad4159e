import type { Call } from "../../../core/boundary/messages.ts";
import { TokenBucket } from "../../../core/gate/token_bucket.ts";
import { readClient } from "../../client_name.ts";
import { gmcpName, inputFuncName } from "../../gmcp/names.ts";
import { type GmcpMessage, readGmcp } from "../../gmcp/read_message.ts";
import { SupportedPackages } from "../../gmcp/supported_packages.ts";
import { wholeTold } from "../../gmcp/whole_told.ts";
import { writeGmcp } from "../../gmcp/write_message.ts";
import type { Side } from "../option_state.ts";
import { OPTION } from "../telnet_bytes.ts";
import { type OptionFactory, type OptionHost, POLICY, type TelnetOption } from "./option.ts";

/** What a client may use up with GMCP. */
export interface GmcpLimits {
  /** The longest message, in bytes; a longer one is dropped. */
  readonly bytes: number;
  /** How deep a message's arrays and objects may be nested. */
  readonly depth: number;
  /** How many packages a client may say it supports. */
  readonly packages: number;
  /** How many messages about the client itself are obeyed in a second; 0 = no limit. */
  readonly perSecond: number;
}

type Received = Extract<GmcpMessage, { readonly kind: "message" }>;

/** What is said in other ways, or is kept for the game's own use (behaviour 10.1.4). */
const RESERVED: ReadonlySet<string> = new Set(["text", "prompt", "options"]);
const ALIVE: Call = ["idle", [], {}];
const PONG: Call = ["ping", [], {}];

/** Makes the option that carries out-of-band messages as JSON. */
export function createGmcp(limits: GmcpLimits): OptionFactory {
  return (host) => new GmcpOption(host, limits);
}

/**
 * Carries out-of-band messages as `Package.Name json` (behaviour 10.3).
 *
 * What a client says of itself (`Core.Hello`, `Core.Supports`, `Core.Ping`, `Core.KeepAlive`) is
 * obeyed here; everything else is a call of the inputfunc with that name.
 */
class GmcpOption implements TelnetOption {
  readonly option = OPTION.GMCP;
  // Mudlet says nothing of itself when it is agreed with, only when it is asked.
  readonly policy = POLICY.offer;
  readonly payloadLimit: number;
  readonly #host: OptionHost;
  readonly #limits: GmcpLimits;
  readonly #supported: SupportedPackages;
  readonly #rate: TokenBucket;
  #isAnswered = false;
  #isOn = false;

  constructor(host: OptionHost, limits: GmcpLimits) {
    this.#host = host;
    this.#limits = limits;
    this.payloadLimit = limits.bytes;
    this.#supported = new SupportedPackages({ most: limits.packages });
    const { perSecond } = limits;
    this.#rate = new TokenBucket({ perSecond, burst: perSecond }, host.clock.now());
  }

  /** Whatever the client answers, it is known now whether it takes out-of-band messages. */
  changed(side: Side, isOn: boolean): void {
    if (side !== "us") return;
    this.#isAnswered = true;
    this.#isOn = isOn;
    const hasMsdp = this.#host.isOn("us", OPTION.MSDP);
    this.#host.setFlags({ gmcp: isOn, oob: isOn || hasMsdp }, "client");
  }

  /** Tells whether the client has agreed or refused. */
  isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** Reads one message. */
  subnegotiation(payload: Uint8Array): void {
    const message = readGmcp(payload, this.#limits);
    if (message.kind === "refused") return this.#host.ignored(message.why);
    const obey = this.#ownMessage(message);
    if (obey === undefined) return this.#pass(message);
    if (this.#rate.take(this.#host.clock.now())) obey();
    else this.#host.ignored("too often");
  }

  /** Takes every call while GMCP is on, also one that the client does not support. */
  send(call: Call): boolean {
    if (!this.#isOn) return false;
    const name = gmcpName(call[0]);
    if (name !== undefined && !this.#supported.includes(name)) return true;
    const payload = name === undefined ? undefined : writeGmcp(name, call);
    if (payload === undefined) this.#host.unsent(call[0]);
    else this.#host.subnegotiate(this.option, payload, { replaces: wholeTold(name, call) });
    return true;
  }

  /** What to do about a message that is for the portal itself. */
  #ownMessage({ name, args, kwargs }: Received): (() => void) | undefined {
    switch (name.toLowerCase()) {
      case "core.hello":
        return () => this.#greet(kwargs);
      case "core.supports.set":
        return () => this.#support(() => this.#supported.set(args));
      case "core.supports.add":
        return () => this.#support(() => this.#supported.add(args));
      case "core.supports.remove":
        return () => this.#supported.remove(args);
      case "core.ping":
        return () => void this.send(PONG);
      case "core.keepalive":
        return () => this.#host.receiveCalls([ALIVE]);
    }
  }

  #pass({ name, args, kwargs }: Received): void {
    const inputFunc = inputFuncName(name);
    if (RESERVED.has(inputFunc)) this.#host.ignored("reserved name");
    else this.#host.receiveCalls([[inputFunc, args, kwargs]]);
  }

  /** The game tells again what the client did not want before. */
  #support(change: () => void): void {
    change();
    this.#host.receiveCalls([["supports", this.#supported.names, {}]]);
  }

  #greet({ client, version }: Received["kwargs"]): void {
    const told = readClient(client, version);
    if (Object.keys(told).length > 0) this.#host.setFlags(told, "gmcp");
  }
}
