import assert from "node:assert/strict";
import { join } from "node:path";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { KeyFolder } from "../../../src/portals/key_folder.ts";
import {
  CERTIFICATE_CHECK_MS,
  CertificateKeeper,
} from "../../../src/portals/tls/certificate_keeper.ts";
import { givenFiles, type PairSource, selfMade } from "../../../src/portals/tls/pair_source.ts";
import { selfSigned } from "../../../src/portals/tls/self_signed.ts";
import { tempFolder } from "../../cli/temp_folder.ts";

const START = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;

/** Opens a keeper, and notes what it tells. */
async function open(source: PairSource, clock = new ManualClock(START)) {
  const trace = new Trace();
  const told: string[] = [];
  let hear = () => {};
  trace.read(({ kind, data }) => {
    told.push(`${kind} ${JSON.stringify(data)}`);
    hear();
  });
  const keeper = await CertificateKeeper.open({ source, clock, trace });
  const next = () => new Promise<void>((resolve) => hear = resolve);
  return { keeper, clock, told, next };
}

async function givenPair(folder: string) {
  const paths = [join(folder, "own.pem"), join(folder, "own-key.pem")] as const;
  const write = async (until = START + 90 * DAY) => {
    const pair = await selfSigned({ names: ["moss.example.org"], from: START, until });
    await Deno.writeTextFile(paths[0], pair.certificate);
    await Deno.writeTextFile(paths[1], pair.key);
  };
  await write();
  return { source: givenFiles(...paths), paths, write };
}

Deno.test("CertificateKeeper keeps the certificate that it made for the next start", async () => {
  await using folder = await tempFolder();
  const source = selfMade(new KeyFolder(folder.path), ["localhost"]);
  using first = (await open(source)).keeper;
  using second = (await open(source)).keeper;
  assert.equal(second.facts.fingerprint, first.facts.fingerprint);
  assert.equal(first.facts.isSelfMade, true);
});

Deno.test("CertificateKeeper renews what it made six days before the end, while it runs", async () => {
  await using folder = await tempFolder();
  const source = selfMade(new KeyFolder(folder.path), ["localhost"]);
  const { keeper, clock, told, next } = await open(source);
  using _keeper = keeper;
  const { fingerprint, until } = keeper.facts;
  const { context } = keeper;
  clock.advance(until - 6 * DAY - CERTIFICATE_CHECK_MS - START);
  await keeper.check();
  assert.equal(keeper.facts.fingerprint, fingerprint);
  const renewed = next();
  clock.advance(CERTIFICATE_CHECK_MS);
  await renewed;
  assert.notEqual(keeper.facts.fingerprint, fingerprint);
  assert.notEqual(keeper.context, context);
  assert.ok(keeper.facts.until > until);
  assert.match(told[0] ?? "", /^tls:certificate_changed .*fingerprint/);
});

Deno.test("crash 14. CertificateKeeper goes on with what it has where a new one cannot be written", async () => {
  await using folder = await tempFolder();
  const keys = new KeyFolder(folder.path);
  const source = selfMade(keys, ["localhost"]);
  const { keeper, clock, told } = await open(source);
  using _keeper = keeper;
  const { fingerprint, until } = keeper.facts;
  const disk = fill(keys, "no space left on device");
  clock.advance(until - DAY - START);
  await keeper.check();
  await keeper.check();
  assert.equal(keeper.facts.fingerprint, fingerprint);
  assert.equal(told.length, 1);
  assert.match(told[0] ?? "", /^tls:certificate_refused .*no space left.*stays/);
  disk.empty();
  await keeper.check();
  assert.notEqual(keeper.facts.fingerprint, fingerprint);
});

/** Lets a folder take no file, as a full disk does, until `empty`. */
function fill(keys: KeyFolder, problem: string) {
  Object.defineProperty(keys, "write", {
    configurable: true,
    value: () => Promise.reject(new Error(problem)),
  });
  return { empty: () => Reflect.deleteProperty(keys, "write") };
}

Deno.test("CertificateKeeper makes another certificate for names that the old one lacks", async () => {
  await using folder = await tempFolder();
  const keys = new KeyFolder(folder.path);
  using old = (await open(selfMade(keys, ["localhost"]))).keeper;
  using now = (await open(selfMade(keys, ["localhost", "moss.example.org"]))).keeper;
  assert.notEqual(now.facts.fingerprint, old.facts.fingerprint);
  assert.deepEqual(now.facts.names, ["localhost", "moss.example.org"]);
});

Deno.test("CertificateKeeper makes another certificate where the kept one is damaged", async () => {
  await using folder = await tempFolder();
  const keys = new KeyFolder(folder.path);
  using old = (await open(selfMade(keys, ["localhost"]))).keeper;
  await keys.write("tls-key.pem", "nonsense");
  using now = (await open(selfMade(keys, ["localhost"]))).keeper;
  assert.notEqual(now.facts.fingerprint, old.facts.fingerprint);
});

Deno.test("CertificateKeeper takes files that have changed, within a minute", async () => {
  await using folder = await tempFolder();
  const { source, write } = await givenPair(folder.path);
  const { keeper, clock, told, next } = await open(source);
  using _keeper = keeper;
  const { fingerprint } = keeper.facts;
  await write();
  const changed = next();
  clock.advance(CERTIFICATE_CHECK_MS);
  await changed;
  assert.notEqual(keeper.facts.fingerprint, fingerprint);
  assert.match(told[0] ?? "", /^tls:certificate_changed/);
});

Deno.test("CertificateKeeper keeps the old certificate when the files are broken, and says so once", async () => {
  await using folder = await tempFolder();
  const { source, paths, write } = await givenPair(folder.path);
  const { keeper, told } = await open(source);
  using _keeper = keeper;
  const { fingerprint } = keeper.facts;
  const { certificate } = await selfSigned({ names: ["x"], from: START, until: START + DAY });
  await Deno.writeTextFile(paths[0], certificate);
  await keeper.check();
  await keeper.check();
  assert.equal(keeper.facts.fingerprint, fingerprint);
  assert.equal(told.length, 1);
  assert.match(
    told[0] ?? "",
    /^tls:certificate_refused .*own\.pem.*not that of the certificate.*stays/,
  );
  await Deno.remove(paths[1]);
  await keeper.check();
  assert.match(told[1] ?? "", /certificate_refused .*tlsKey.*read/);
  await write();
  await keeper.check();
  assert.match(told[2] ?? "", /^tls:certificate_changed/);
});

Deno.test("CertificateKeeper tells no key", async () => {
  await using folder = await tempFolder();
  const { source, paths, write } = await givenPair(folder.path);
  const { keeper, told } = await open(source);
  using _keeper = keeper;
  await write();
  await keeper.check();
  await Deno.writeTextFile(paths[0], await Deno.readTextFile(paths[1]));
  await keeper.check();
  assert.equal(told.length, 2);
  const [, secret = ""] = (await Deno.readTextFile(paths[1])).split("\n");
  assert.ok(secret.length > 20);
  assert.ok(told.every((text) => !text.includes(secret)));
});

Deno.test("CertificateKeeper warns once that a given certificate ends within a week", async () => {
  await using folder = await tempFolder();
  const { source, write } = await givenPair(folder.path);
  await write(START + 7 * DAY);
  const { keeper, told } = await open(source);
  using _keeper = keeper;
  await keeper.check();
  assert.deepEqual(told, ['tls:certificate_ends {"until":"2026-01-08T00:00:00.000Z"}']);
});

Deno.test("CertificateKeeper does not start with files that cannot be used", async () => {
  await using folder = await tempFolder();
  const source = givenFiles(join(folder.path, "none.pem"), join(folder.path, "none-key.pem"));
  await assert.rejects(open(source), /Cannot use setting "tlsCertificate" as it must name a file/);
});
