import type { OobNames } from "../../../core/boundary/oob_names.ts";
import type { Call } from "../../../core/boundary/messages.ts";
import { TokenBucket } from "../../../core/gate/token_bucket.ts";
import { readClient } from "../../client_name.ts";
import { inputFuncName } from "../../gmcp/names.ts";
import { toCall, toVariables } from "../../msdp/msdp_calls.ts";
import { MSDP_COMMANDS, MsdpReports, type Told } from "../../msdp/msdp_reports.ts";
import type { MsdpValue } from "../../msdp/msdp_value.ts";
import { type MsdpReadLimits, type MsdpVariable, readMsdp } from "../../msdp/read_msdp.ts";
import { writeMsdp } from "../../msdp/write_msdp.ts";
import type { Side } from "../option_state.ts";
import { OPTION } from "../telnet_bytes.ts";
import { type OptionFactory, type OptionHost, POLICY, type TelnetOption } from "./option.ts";

/** What a client may use up with MSDP. */
export interface MsdpLimits extends MsdpReadLimits {
  /** The longest payload, in bytes; a longer one is dropped. */
  readonly bytes: number;
  /** How many commands are obeyed in a second; 0 = no limit. */
  readonly perSecond: number;
}

/** What MSDP needs besides its connection. */
export interface MsdpParts {
  readonly limits: MsdpLimits;
  /** Returns what the Server declared of out-of-band messages. */
  readonly names: () => OobNames;
}

/** Makes the option that carries out-of-band messages as variables. */
export function createMsdp(parts: MsdpParts): OptionFactory {
  return (host) => new MsdpOption(host, parts);
}

/**
 * Carries out-of-band messages as variables (MSDP), for clients that have no GMCP: while GMCP is
 * on, nothing is said here, and nothing is heard.
 *
 * A client is told the variables that it asked to have reported, whenever they change. What it
 * asked for outlives a reload of the Server, as the connection does.
 */
class MsdpOption implements TelnetOption {
  readonly option = OPTION.MSDP;
  readonly policy = POLICY.offer;
  readonly payloadLimit: number;
  readonly #host: OptionHost;
  readonly #parts: MsdpParts;
  readonly #reports: MsdpReports;
  readonly #rate: TokenBucket;
  #isOn = false;

  constructor(host: OptionHost, parts: MsdpParts) {
    this.#host = host;
    this.#parts = parts;
    const { bytes, perSecond } = parts.limits;
    this.payloadLimit = bytes;
    this.#reports = new MsdpReports(parts.names);
    this.#rate = new TokenBucket({ perSecond, burst: perSecond }, host.clock.now());
  }

  /** A client that refuses MSDP may have GMCP; one that takes it takes out-of-band messages. */
  changed(side: Side, isOn: boolean): void {
    if (side !== "us") return;
    const wasOn = this.#isOn;
    this.#isOn = isOn;
    if (!isOn) this.#reports.obey("RESET", []);
    if (!isOn && !wasOn) return this.#host.setFlags({ msdp: false }, "client");
    this.#host.setFlags({ msdp: isOn, oob: isOn || this.#hasGmcp }, "client");
  }

  /** Obeys commands, and passes what the game has declared; anything else is counted. */
  subnegotiation(payload: Uint8Array): void {
    if (!this.#isOn || this.#hasGmcp) return this.#host.ignored("MSDP is not in use");
    const read = readMsdp(payload, this.#parts.limits);
    if (read.kind === "refused") return this.#host.ignored(read.why);
    for (const variable of read.variables) {
      if (this.#rate.take(this.#host.clock.now())) this.#take(variable);
      else this.#host.ignored("too often");
    }
  }

  /** Takes every call while MSDP is on; what has no variable is not said. */
  send(call: Call): boolean {
    if (!this.#isOn || this.#hasGmcp) return false;
    const { limits, names } = this.#parts;
    const key = inputFuncName(call[0]);
    const told = toVariables(call, names(), { key, depth: limits.depth });
    if (told === undefined) this.#host.unsent(call[0]);
    else this.#tell(this.#reports.note(told));
    return true;
  }

  get #hasGmcp(): boolean {
    return this.#host.isOn("us", OPTION.GMCP);
  }

  #take({ name, value }: MsdpVariable): void {
    if (MSDP_COMMANDS.includes(name)) return this.#tell(this.#reports.obey(name, namesIn(value)));
    if (name === "CLIENT_NAME" || name === "CLIENT_ID") return this.#greet(readClient(value, ""));
    if (name === "CLIENT_VERSION") return this.#greet(readClient("", value));
    const call = toCall(name, value, this.#parts.names());
    if (call === undefined) this.#host.ignored("an MSDP variable that is none");
    else this.#host.receiveCalls([call]);
  }

  #greet(told: ReturnType<typeof readClient>): void {
    if (Object.keys(told).length > 0) this.#host.setFlags(told, "gmcp");
  }

  #tell(told: readonly Told[]): void {
    for (const [name, value] of told) {
      this.#host.subnegotiate(this.option, writeMsdp(name, value), { replaces: `MSDP ${name}` });
    }
  }
}

/** Clients give one name or several, as repeated values or as a list. */
function namesIn(value: MsdpValue): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flat().filter((name) => typeof name === "string") : [];
}
