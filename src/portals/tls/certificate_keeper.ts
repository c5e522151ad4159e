import type { SecureContext } from "node:tls";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/trace/error_text.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { Certificate, CertificateFacts } from "./certificate.ts";
import type { Found, PairSource } from "./pair_source.ts";

/** How often a look is taken at whether the certificate has changed, in milliseconds. */
export const CERTIFICATE_CHECK_MS = 60_000;
/** How long before the end of a certificate that others make its owner is warned. */
const WARNED_MS = 7 * 24 * 60 * 60 * 1000;

/** What a keeper is opened with. */
export interface CertificateKeeperOptions {
  readonly source: PairSource;
  readonly clock: Clock;
  readonly trace: Trace;
}

/**
 * Holds the certificate that new connections are made with. A changed one takes the place of the
 * old one while every connection stays; a broken one does not.
 */
export class CertificateKeeper implements Disposable {
  readonly #options: CertificateKeeperOptions;
  #current: Certificate;
  #complaint = "";
  #isWarned = false;
  #timer: Disposable | undefined;
  #checking: Promise<void> | undefined;
  #isOver = false;

  private constructor(options: CertificateKeeperOptions, current: Certificate) {
    this.#options = options;
    this.#current = current;
    this.#warnOfEnd();
    this.#wait();
  }

  /**
   * Finds the certificate.
   *
   * @throws {Error} When there is none that can be used, with what to do.
   */
  static async open(options: CertificateKeeperOptions): Promise<CertificateKeeper> {
    const found = await options.source.find(options.clock.now());
    if (found.kind === "broken") throw new Error(found.problem);
    return new CertificateKeeper(options, found.certificate);
  }

  /** What the next handshake is made with. */
  get context(): SecureContext {
    return this.#current.context;
  }

  /** What a person is told of the certificate. */
  get facts(): CertificateFacts & { readonly isSelfMade: boolean } {
    const { fingerprint, from, until, names } = this.#current;
    return { fingerprint, from, until, names, isSelfMade: this.#options.source.isSelfMade };
  }

  /** Looks whether there is another certificate; who asks during a look waits for its end. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
      this.#wait();
    });
    return this.#checking;
  }

  async #check(): Promise<void> {
    const found = await this.#find();
    if (this.#isOver) return;
    if (found.kind === "broken") return this.#complain(found.problem);
    this.#complaint = "";
    if (found.certificate.fingerprint !== this.#current.fingerprint) {
      this.#change(found.certificate);
    }
    this.#warnOfEnd();
  }

  /** Takes no further look. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#timer?.[Symbol.dispose]();
  }

  async #find(): Promise<Found> {
    try {
      return await this.#options.source.find(this.#options.clock.now());
    } catch (error) {
      return { kind: "broken", problem: messageOf(error) };
    }
  }

  #change(certificate: Certificate): void {
    this.#current = certificate;
    this.#isWarned = false;
    const { fingerprint, until } = certificate;
    const data = { fingerprint, until: new Date(until).toISOString() };
    this.#options.trace.emit("tls:certificate_changed", { data });
  }

  /** The same complaint is not made again and again. */
  #complain(problem: string): void {
    if (problem === this.#complaint) return;
    this.#complaint = problem;
    const text = `${problem}. The certificate in use stays`;
    this.#options.trace.emit("tls:certificate_refused", { level: "error", data: { text } });
  }

  #warnOfEnd(): void {
    const { clock, source, trace } = this.#options;
    const { until } = this.#current;
    if (source.isSelfMade || this.#isWarned || clock.now() < until - WARNED_MS) return;
    this.#isWarned = true;
    const data = { until: new Date(until).toISOString() };
    trace.emit("tls:certificate_ends", { level: "warn", data });
  }

  #wait(): void {
    this.#timer?.[Symbol.dispose]();
    if (this.#isOver) return;
    this.#timer = this.#options.clock.timer(CERTIFICATE_CHECK_MS, () => void this.check());
  }
}
