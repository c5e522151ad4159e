import type { KV } from "@nats-io/kv";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../../../core/clock.ts";
import { messageOf } from "../../../core/trace/error_text.ts";
import { type LeaseEntry, readEntry, type SeenEntry } from "./lease_entry.ts";
import { NatsConnectError } from "../nats/nats_connect_error.ts";

/** The bucket of all realms, a key for each. */
const BUCKET = "vestibule_lease";
/** How many servers of a cluster keep the bucket: one of them may fail. */
const REPLICAS = 3;
/** What NATS answers when it has not so many, or not now. */
const TOO_FEW_SERVERS: readonly unknown[] = [10005, 10023, 10074];
/** What NATS answers when something else was written meanwhile. */
const WRONG_LAST_SEQUENCE: readonly unknown[] = [10071, 10164];

/** What became of a writing. */
export type Written =
  | { readonly kind: "stored"; readonly revision: number }
  /** Something else was written before it. */
  | { readonly kind: "refused" }
  /** Nobody knows, and why: there was no answer, or none that says. */
  | { readonly kind: "unknown"; readonly reason: string };

/** What NATS answers when it has lost the bucket, as one does that kept nothing. */
const NO_BUCKET = 10059;

/** What a bucket is opened with. */
export interface LeaseBucketOptions {
  readonly connection: NatsConnection;
  readonly realm: string;
  readonly clock: Clock;
  /** How long an answer may take, in milliseconds. */
  readonly patience: number;
}

/** Where NATS keeps who has the place of a realm. */
export class LeaseBucket {
  #kv: KV;
  readonly #options: LeaseBucketOptions;

  private constructor(kv: KV, options: LeaseBucketOptions) {
    this.#kv = kv;
    this.#options = options;
  }

  /**
   * Opens the bucket, and makes it where there is none.
   *
   * In a cluster of NATS it is kept by three servers, as soon as there are so many when it is opened.
   *
   * @throws {NatsConnectError} When NATS has no JetStream, or a bucket that loses what is in it.
   * @throws {Error} When NATS does not answer now.
   */
  static async open(options: LeaseBucketOptions): Promise<LeaseBucket> {
    return new LeaseBucket(await openKv(options), options);
  }

  /** Returns what is there; `undefined` when there is no answer in time. */
  async read(): Promise<SeenEntry | undefined> {
    const { realm, patience, clock } = this.#options;
    const late = Promise.withResolvers<undefined>();
    using _timer = clock.timer(patience, () => late.resolve(undefined));
    const seen = this.#kv.get(realm).then((found): SeenEntry => ({
      revision: found?.revision ?? 0,
      entry: found?.operation === "PUT" ? readEntry(found.string()) : undefined,
    }));
    return await Promise.race([seen, late.promise]).catch((error) => this.#failed(error));
  }

  /** A bucket that is lost is made anew, so that the next look finds it empty. */
  async #failed(error: unknown): Promise<undefined> {
    if (codeOf(error) !== NO_BUCKET) return;
    const { patience, clock } = this.#options;
    const made = openKv(this.#options).then((kv) => void (this.#kv = kv)).catch(() => {});
    const late = Promise.withResolvers<void>();
    using _timer = clock.timer(patience, late.resolve);
    await Promise.race([made, late.promise]);
  }

  /**
   * Writes an entry, unless something else was written meanwhile.
   *
   * @param entry What is to be there.
   * @param revision What was written last, as far as we know; 0 for nothing.
   */
  async write(entry: LeaseEntry, revision: number): Promise<Written> {
    const { realm, patience: timeout } = this.#options;
    try {
      const options = { previousSeq: revision, timeout };
      const stored = await this.#kv.put(realm, JSON.stringify(entry), options);
      return { kind: "stored", revision: stored };
    } catch (error) {
      if (WRONG_LAST_SEQUENCE.includes(codeOf(error))) return { kind: "refused" };
      return { kind: "unknown", reason: messageOf(error) };
    }
  }

  /**
   * Hears that something may have been written just now; it is no more than a hint to read.
   *
   * @returns What ends it.
   */
  onWritten(hear: () => void): Disposable {
    const { connection, realm } = this.#options;
    const subscription = connection.subscribe(`$KV.${BUCKET}.${realm}`, { callback: hear });
    return { [Symbol.dispose]: () => subscription.unsubscribe() };
  }
}

async function openKv({ connection, patience }: LeaseBucketOptions): Promise<KV> {
  const replicas = connection.info?.cluster === undefined ? 1 : REPLICAS;
  try {
    const kv = await createKv(connection, replicas);
    const { config } = (await kv.status()).streamInfo;
    if (config.storage !== "file") throw unfit(connection, "in memory alone");
    if (config.max_age > 0) throw unfit(connection, "for a while only");
    if (config.num_replicas < replicas) {
      const wanted = JSON.stringify({ ...config, num_replicas: replicas });
      const subject = `$JS.API.STREAM.UPDATE.${config.name}`;
      // Where that is not to be had now, whoever opens it next tries again.
      await connection.request(subject, wanted, { timeout: patience }).catch(() => {});
    }
    return kv;
  } catch (error) {
    throw isWithoutJetStream(error) ? withoutJetStream(connection, error) : error;
  }
}

async function createKv(connection: NatsConnection, replicas: number): Promise<KV> {
  // Only who has several processes loads it.
  const { Kvm } = await import("@nats-io/kv");
  try {
    // What is read must be the newest, and not what another server of NATS has not heard of yet.
    const options = { history: 1, allow_direct: false, replicas };
    return await new Kvm(connection).create(BUCKET, options);
  } catch (error) {
    if (replicas === 1 || !TOO_FEW_SERVERS.includes(codeOf(error))) throw error;
    return await createKv(connection, 1);
  }
}

/** The package's own class of errors is not at hand here. */
function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

function isWithoutJetStream(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The second is said of an account without it.
  return error.name === "JetStreamNotEnabled" || codeOf(error) === 10039;
}

function withoutJetStream(connection: NatsConnection, cause: unknown): NatsConnectError {
  return new NatsConnectError({
    place: connection.getServer(),
    needed: "it must have JetStream",
    state: messageOf(cause),
    remedy: "start nats-server with --jetstream and a folder as --store_dir",
  }, { cause });
}

function unfit(connection: NatsConnection, how: string): NatsConnectError {
  return new NatsConnectError({
    place: connection.getServer(),
    needed: `its bucket "${BUCKET}" must keep what is in it`,
    state: `it keeps it ${how}`,
    remedy: `stop all Servers and delete the bucket as \`nats kv del ${BUCKET}\` does: ` +
      "it is made anew",
  });
}
