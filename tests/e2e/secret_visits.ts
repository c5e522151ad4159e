import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { recoveryCodesIn, TotpApp } from "../games/totp_app.ts";
import { StreamReader } from "../portals/observatory/stream_reader.ts";
import { SshPeer } from "../portals/ssh/ssh_peer.ts";
import { bytes } from "../portals/telnet/fake_peer.ts";
import { ResumingClient } from "../portals/web/resume/resuming_client.ts";
import type { RunningProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const { IAC, DO, SB, SE } = COMMAND;

/** What must be nowhere; each stands for one way in which a secret is told. */
export const SECRETS = {
  create: "created-9071",
  typo: "mistyped-9072",
  alone: "lonely|9073",
  wrong: "mistaken-9074",
  prompted: "prompted-9075",
  changed: "changed-9076",
  byCommand: "commanded-9077",
  gmcp: "claimed-by-gmcp-9078",
  byForm: "form-password-9083",
  byStaff: "staffed-9084",
  withoutSign: "signless-9085",
  forced: "forced-9086",
} as const;

/** Everything that can be read of a house: the stream, and what is recorded. */
export async function everythingOf(program: RunningProgram, stream: StreamReader): Promise<string> {
  await using later = await StreamReader.open(streamOf(program));
  const hello = JSON.stringify(await later.expect("hello"));
  const { recorded } = JSON.parse(hello);
  const last = recorded.at(-1).seq;
  const told: unknown[] = [];
  for (let seq = 0; seq < last;) {
    const events = await stream.expect("events");
    told.push(events);
    seq = events.at(-1).seq;
  }
  return hello + JSON.stringify(told);
}

/** Where everything that happens is told. */
export function streamOf({ webPort }: RunningProgram): string {
  return `http://localhost:${webPort}/observatory/stream`;
}

/** Tells a program that has just started secrets in every way that telnet has. */
export async function visitByTelnet({ telnetPort, claimCode }: RunningProgram): Promise<void> {
  const { create, typo, alone, wrong, changed, byCommand, prompted } = SECRETS;
  await using anna = await TelnetClient.connect(telnetPort);
  await anna.until(/Welcome to/);
  await anna.send(`conect Anna ${typo}`);
  await anna.until(/There is no command/);
  await anna.send(alone);
  await anna.until(/There is no command/);
  await anna.send(`create Anna ${create}`);
  await anna.until(/You are out of character/);
  await anna.send(`claim ${claimCode}`);
  await anna.until(/superuser/);
  await anna.send("password");
  await anna.until(/password now/);
  await anna.send(create);
  await anna.until(/new password/);
  await anna.send(changed);
  await anna.until(/[Aa]gain|once more/);
  await anna.send(changed);
  await anna.until(/was changed/);
  await anna.send(`password ${changed} = ${byCommand}`);
  await anna.until(/was changed/);
  await anna.send("logout");
  await anna.send(`connect Anna ${wrong}`);
  await anna.until(/Welcome to[^]*password/);
  await anna.send("create Berta");
  await anna.until(/password/i);
  await anna.send(prompted);
  await anna.until(/[Aa]gain|once more/);
  await anna.send(prompted);
  await anna.until(/You are out of character/);
  await anna.send("quit");
  await anna.ended();
}

/** What somebody who is asked for codes knows. */
interface KnownCodes {
  readonly code: string;
  /** The secret of the app. */
  readonly app: string;
  readonly recovery: Readonly<Record<string, string>>;
}

/** Turns codes on for Berta and logs in by a recovery code; returns what her app and she know. */
export async function visitWithCodes({ telnetPort }: RunningProgram): Promise<KnownCodes> {
  await using berta = await TelnetClient.connect(telnetPort);
  await berta.until(/Welcome to/);
  await berta.send(`connect Berta ${SECRETS.prompted}`);
  await berta.until(/You are out of character/);
  await berta.send("2fa on");
  const app = new TotpApp(await berta.until(/otpauth:\S+\s/));
  const code = app.codeAt(Date.now());
  await berta.send(code);
  const shown = await berta.until(/(?:[a-z2-7]{4}-){3}[a-z2-7]{4}\s+(?:\S+\s+){9}/);
  await berta.send(`2fa off ${app.secret}`);
  await berta.until(/you cannot change the account of another/);
  const [used = "", recovery = ""] = recoveryCodesIn(shown);
  await using again = await TelnetClient.connect(telnetPort);
  await again.until(/Welcome to/);
  await again.send(`connect Berta ${SECRETS.prompted}`);
  await again.until(/Code of your app/);
  await again.send(used);
  await again.until(/You are out of character/);
  return { code, app: app.secret, recovery: { used, recovery } };
}

/** Logs in by `Char.Login`, wrongly and rightly. */
export async function visitByGmcp({ telnetPort }: RunningProgram): Promise<void> {
  const { gmcp, byCommand } = SECRETS;
  await using anna = await TelnetClient.connect(telnetPort);
  const say = (message: string) => anna.write(bytes(IAC, SB, OPTION.GMCP, message, IAC, SE));
  await anna.write(bytes(IAC, DO, OPTION.GMCP));
  await anna.until(/Welcome to/);
  await say('Core.Supports.Set ["Char.Login 1"]');
  await say(`Char.Login.Credentials {"account":"${gmcp}","password":"${gmcp}"}`);
  await anna.untilReceived("Char.Login.Result", 1);
  await say(`Char.Login.Credentials {"account":"Anna","password":["${gmcp}"]}`);
  await say(`Char.Login.Credentials {"account":"Anna","password":"${byCommand}"}`);
  await anna.until(/You are out of character/);
}

/** Logs in by SSH, wrongly and rightly. */
export async function visitBySsh({ sshPort }: RunningProgram): Promise<void> {
  const refused = { port: sshPort, username: "Anna", password: SECRETS.wrong };
  const peer = await SshPeer.connect(refused);
  assert.equal(peer.isIn, false);
  await peer.ended();
  const anna = await SshPeer.connect({ ...refused, password: SECRETS.byCommand });
  await anna.until("You are out of character");
  anna.vanish();
  await anna.ended();
}

/** Returns the token of the session. */
export async function visitByWebsocket({ webPort }: RunningProgram): Promise<string> {
  using anna = await ResumingClient.start(webPort);
  await anna.send("client_options", []);
  await anna.send("text", [`connect Anna ${SECRETS.byCommand}`]);
  while (!JSON.stringify(await anna.next()).includes("You are out of character")) { /* on */ }
  return anna.token;
}

/** Signs in by the form, wrongly and rightly; returns what its browser holds then. */
export async function visitByForm(
  { webPort }: RunningProgram,
): Promise<Readonly<Record<string, string>>> {
  const origin = `http://localhost:${webPort}`;
  const shown = await fetch(`${origin}/login`);
  const seal = /name="seal" value="([^"]+)"/.exec(await shown.text())?.[1] ?? "";
  const cookie = shown.headers.get("set-cookie")?.split(";")[0] ?? "";
  const send = (password: string) =>
    fetch(`${origin}/login`, {
      ...{ method: "POST", redirect: "manual", headers: { origin, cookie } },
      body: new URLSearchParams({ seal, name: "Anna", password }),
    });
  const wrong = await send(SECRETS.byForm);
  assert.doesNotMatch(await wrong.text(), new RegExp(SECRETS.byForm));
  const right = await send(SECRETS.byCommand);
  assert.equal(right.status, 303);
  await right.body?.cancel();
  const token = right.headers.get("set-cookie")?.split(";")[0]?.split("=")[1] ?? "";
  assert.ok(token.length > 20);
  return { seal, sealCookie: cookie.split("=")[1] ?? "no cookie", token };
}

/** Gives another a password as staff, with the sign before it and without. */
export async function visitAsStaff({ telnetPort }: RunningProgram): Promise<void> {
  const { byCommand, byStaff, withoutSign } = SECRETS;
  await using anna = await TelnetClient.connect(telnetPort);
  await anna.until(/Welcome to/);
  await anna.send(`connect Anna ${byCommand}`);
  await anna.until(/You are out of character/);
  await anna.send(`userpassword Berta ${withoutSign}`);
  await anna.until(/no account/);
  await anna.send(`userpassword Berta = ${byStaff}`);
  await anna.until(/was changed/);
}

/** Lets the superuser make somebody type a password, where characters are made at once. */
export async function visitForced({ telnetPort }: RunningProgram): Promise<void> {
  const { byCommand, byStaff, forced } = SECRETS;
  await using carla = await TelnetClient.connect(telnetPort);
  await carla.until(/Welcome to/);
  await carla.send(`create Carla ${byStaff}`);
  await carla.until(/You are out of character/);
  for (const line of ["charcreate Carla", "ic Carla"]) await carla.send(line);
  await carla.until(/You become Carla/);
  await using anna = await TelnetClient.connect(telnetPort);
  await anna.until(/Welcome to/);
  await anna.send(`connect Anna ${byCommand}`);
  await anna.until(/You are out of character/);
  await anna.send(`force Carla = password ${byStaff} = ${forced}`);
  await carla.until(/makes you do: password[^]*was changed/);
}

/** Returns the names of the secrets that stand in a text, in whatever form. */
export function secretsIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).filter(([, secret]) =>
    [secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll("|", "||")]
      .some((form) => text.includes(form))
  ).map(([way]) => way);
}
