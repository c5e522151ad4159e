import assert from "node:assert/strict";
import ssh2 from "ssh2";
import type { Authenticate } from "../../../src/core/boundary/authenticate_question.ts";
import { newHostKey, parseKey } from "../../../src/portals/ssh/ssh_library.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import type { Asks } from "../../../src/core/boundary/questions.ts";
import type { LoginTry } from "../../../src/portals/ssh/ssh_library.ts";
import { SshLogin } from "../../../src/portals/ssh/ssh_login.ts";
import { LIMITS, sshLab } from "./ssh_lab.ts";

const WRONG = { kind: "wrong" } as const;

Deno.test("1.1.7 SshLogin lets an account in by its password, which the session knows", async () => {
  const asked: Authenticate[] = [];
  await using lab = await sshLab({
    answer(question) {
      asked.push(question);
      return { kind: "ok", uid: 7 };
    },
  });
  await lab.connect({ username: "anna", answers: ["sesame"] });
  assert.equal((await lab.sink.session()).connection.uid, 7);
  const proof = { kind: "password", password: "sesame" } as const;
  const from = { address: "127.0.0.1", protocolKey: "ssh" };
  assert.deepEqual(asked, [{ name: "anna", proof, ...from }]);
});

Deno.test("SshLogin takes a password that is sent unasked, too", async () => {
  await using lab = await sshLab({ answer: () => ({ kind: "ok", uid: 7 }) });
  await lab.connect({ username: "anna", password: "sesame" });
  assert.equal((await lab.sink.session()).connection.uid, 7);
});

Deno.test("gate 9. SshLogin asks for the code behind a right password, however that came", async () => {
  const asked: Authenticate["proof"][] = [];
  await using lab = await sshLab({
    answer({ proof }) {
      asked.push(proof);
      if (proof.kind === "code") return proof.code === "123456" ? { kind: "ok", uid: 7 } : WRONG;
      return { kind: "code", uid: 7, passwordMark: "first" };
    },
  });
  const typed = await lab.connect({ username: "anna", answers: ["sesame"], code: "123456" });
  assert.equal((await lab.sink.session()).connection.uid, 7);
  const code = "Code of your app, or a recovery code: ";
  assert.deepEqual(typed.asked, ["Password, or Enter for the login screen: ", code]);
  const sent = await lab.connect({
    username: "anna",
    password: "sesame",
    answers: [],
    code: "123456",
  });
  assert.equal((await lab.sink.session()).connection.uid, 7);
  assert.deepEqual(sent.asked, [code]);
  const proof = { kind: "code", code: "123456", uid: 7, passwordMark: "first" } as const;
  const password = { kind: "password", password: "sesame" } as const;
  assert.deepEqual(asked, [password, proof, password, proof]);
});

Deno.test("gate 9. SshLogin lets nobody in by a wrong code, by none, or by the password once more", async () => {
  const asked: string[] = [];
  await using lab = await sshLab({
    limits: { passwordTries: 2 },
    answer({ proof }) {
      asked.push(proof.kind);
      return proof.kind === "code" ? WRONG : { kind: "code", uid: 7, passwordMark: "first" };
    },
  });
  for (const code of ["654321", "", "sesame"]) {
    const peer = await lab.connect({ username: "anna", answers: ["sesame"], code });
    assert.equal(peer.isIn, false);
    peer.vanish();
    await peer.ended();
  }
  assert.deepEqual(asked.slice(0, 2), ["password", "code"]);
});

for (const username of ["new", "Guest"]) {
  Deno.test(`SshLogin asks nothing of ${username}, who reaches the login screen`, async () => {
    await using lab = await sshLab();
    const peer = await lab.connect({ username, answers: [] });
    assert.equal((await lab.sink.session()).connection.uid, undefined);
    assert.deepEqual(peer.asked, []);
  });
}

Deno.test("SshLogin leads whoever types no password to the login screen, whatever the name", async () => {
  await using lab = await sshLab();
  const peer = await lab.connect({ username: "nobody-has-this", answers: [""] });
  assert.equal((await lab.sink.session()).connection.uid, undefined);
  assert.deepEqual(peer.asked, ["Password, or Enter for the login screen: "]);
});

Deno.test("SshLogin looks at a bounded number of passwords in one connection", async () => {
  let asked = 0;
  await using lab = await sshLab({
    limits: { passwordTries: 1 },
    answer() {
      asked++;
      return WRONG;
    },
  });
  const peer = await lab.connect({ username: "anna", answers: ["guess"], password: "guess" });
  await peer.ended();
  assert.equal(peer.isIn, false);
  assert.equal(asked, 1);
});

Deno.test("SshLogin looks at no more passwords when their answers are not waited for", async () => {
  const { login, asked, ended } = silentLogin();
  for (let count = 0; count < LIMITS.passwordTries + 2; count++) {
    void login.try({ ...TRY, method: "password", password: "guess" });
  }
  await ended;
  assert.equal(asked.length, LIMITS.passwordTries);
});

Deno.test("SshLogin refuses a new password that nobody asked for, and a key that is cut off", async () => {
  const { login, asked } = silentLogin();
  const refused: string[] = [];
  const attempt = { ...TRY, reject: () => refused.push("refused") };
  const password = { oldPassword: "sesame", newPassword: "open" };
  await login.try({ ...attempt, method: "password", password });
  await login.try({ ...attempt, method: "publickey", key: { algo: "ssh-rsa", data: undefined } });
  assert.deepEqual([refused, asked], [["refused", "refused"], []]);
});

const TRY = { username: "anna", accept() {}, reject() {} } satisfies Partial<LoginTry>;

/** A login with a Server that does not answer. */
function silentLogin() {
  const asked: string[] = [];
  const ended = Promise.withResolvers<void>();
  const questions: Asks = {
    ask(name) {
      asked.push(name);
      return new Promise(() => {});
    },
  };
  const login = new SshLogin({
    settings: { clock: new ManualClock(), limits: LIMITS, questions, serverName: "The Old House" },
    address: "127.0.0.1",
    signal: new AbortController().signal,
    letIn() {},
    giveUp: ended.resolve,
  });
  return { login, asked, ended: ended.promise };
}

Deno.test("SshLogin ends the connection of who is throttled or banned", async () => {
  for (
    const verdict of [
      { kind: "throttled", seconds: 90 },
      { kind: "banned", what: "name" },
    ] as const
  ) {
    await using lab = await sshLab({ answer: () => verdict });
    const peer = await lab.connect({ username: "anna", answers: ["guess"] });
    await peer.ended();
    assert.equal(peer.isIn, false);
  }
});

const KEYS: readonly (readonly [type: string, make: () => string])[] = [
  ["ed25519", newHostKey],
  ["rsa", () => ssh2.utils.generateKeyPairSync("rsa", { bits: 2048 }).private],
];

for (const [type, make] of KEYS) {
  Deno.test(`SshLogin lets an account in by its key: ${type}`, async () => {
    const privateKey = make();
    const key = Buffer.from(parseKey(privateKey)?.getPublicSSH() ?? []).toString("base64");
    await using lab = await sshLab({
      answer: ({ proof }) =>
        proof.kind === "key" && proof.key === key ? { kind: "ok", uid: 7 } : WRONG,
    });
    await lab.connect({ username: "anna", privateKey });
    assert.equal((await lab.sink.session()).connection.uid, 7);
  });
}

Deno.test("SshLogin lets nobody in by a key that the account has not got", async () => {
  await using lab = await sshLab();
  const peer = await lab.connect({ username: "anna", privateKey: newHostKey() });
  await peer.ended();
  assert.equal(peer.isIn, false);
});

Deno.test("sshPortal() hangs up on a client that does not log in in time", async () => {
  await using lab = await sshLab({ limits: { loginMs: 1000 } });
  using silent = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  const buffer = new Uint8Array(100);
  await silent.read(buffer);
  lab.clock.advance(1000);
  let count = await silent.read(buffer).catch(() => null);
  while (count !== null) count = await silent.read(buffer).catch(() => null);
  assert.equal(count, null);
});

Deno.test("sshPortal() has room for a bounded number of clients that are on their way in", async () => {
  await using lab = await sshLab({ limits: { pending: { inAll: 1, perAddress: 1 } } });
  using silent = await Deno.connect({ hostname: "127.0.0.1", port: lab.portal.port });
  await silent.read(new Uint8Array(100));
  const refused = await lab.connect();
  await refused.ended();
  assert.equal(refused.isIn, false);
});

Deno.test("sshPortal() shakes no hands with an address that is not welcome", async () => {
  await using lab = await sshLab({ isWelcome: () => false });
  const peer = await lab.connect();
  await peer.ended();
  assert.equal(peer.isIn, false);
});
