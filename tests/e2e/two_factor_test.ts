import assert from "node:assert/strict";
import { PERIOD_MS, recoveryCodesIn, TotpApp } from "../games/totp_app.ts";
import { SshPeer } from "../portals/ssh/ssh_peer.ts";
import { ResumingClient } from "../portals/web/resume/resuming_client.ts";
import { measured } from "../reliability/measured.ts";
import { assertAccessible } from "./axe.ts";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { clientTest } from "./clients/client_test_case.ts";
import { visitBy } from "./clients/openssh.ts";
import { Terminal } from "./clients/terminal.ts";
import { logIn, PASSWORD, register } from "./players.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import { fillIn } from "./sign_in_page.ts";

/** What every step past a code shows. */
const IN = /You are out of character/;

/** What is shown to who comes in, and to who does not. */
const IN_OR_OUT = /You are out of character|That code is wrong|nothing was changed/;

/** Makes Anna's account, which asks for codes, and returns its app and its recovery codes. */
async function annaWithCodes({ telnetPort }: RunningProgram) {
  await using anna = await register(telnetPort, "Anna");
  await anna.send("2fa on");
  const app = new TotpApp(await anna.until(/otpauth:\S+\s/));
  await anna.until(/The code that your app shows/);
  await anna.send(app.codeAt(Date.now()));
  const codes = recoveryCodesIn(await anna.until(/(?:[a-z2-7]{4}-){3}[a-z2-7]{4}\s+(?:\S+\s+){9}/));
  assert.equal(codes.length, 10);
  return { app, codes };
}

Deno.test("gate 9. a stolen password lets nobody in over telnet, websocket, SSH and /login; with a code it does, once", async () => {
  // More is wrong here than one address may do.
  await using program = await startProgram({
    args: [...AT_ONCE, "--set", "loginThrottleLimit=0"],
  });
  const { app, codes } = await annaWithCodes(program);
  const ways = [byTelnet, byWebsocket, bySsh, byForm];
  const refused: boolean[] = [];
  const letIn: boolean[] = [];
  for (const [at, comesIn] of ways.entries()) {
    const code = codes[at] ?? "";
    for (const guess of [PASSWORD, app.wrongAt(Date.now()), ""]) {
      refused.push(!await comesIn(program, guess));
    }
    letIn.push(await comesIn(program, code));
    for (const again of ways) refused.push(!await again(program, code));
  }
  assert.deepEqual([...refused, ...letIn].filter((isRight) => !isRight), []);
  const counts = `${refused.length} without a good code refused, ${letIn.length} with one let in`;
  measured("gate 9", `the right password by ${ways.length} ways in: ${counts}`);
});

/** Types the password by telnet, then the code; tells whether that lets in. */
async function byTelnet({ telnetPort }: RunningProgram, code: string): Promise<boolean> {
  await using anna = await logIn(telnetPort, "Anna");
  await anna.until(/Code of your app/);
  await anna.send(code);
  return IN.test(await anna.until(IN_OR_OUT));
}

async function byWebsocket({ webPort }: RunningProgram, code: string): Promise<boolean> {
  using anna = await ResumingClient.start(webPort);
  const until = async (pattern: RegExp) => {
    for (;;) {
      const said = JSON.stringify(await anna.next());
      if (pattern.test(said)) return said;
    }
  };
  await anna.send("client_options", []);
  await anna.send("text", [`connect Anna "${PASSWORD}"`]);
  await until(/Code of your app/);
  await anna.send("text", [code]);
  return IN.test(await until(IN_OR_OUT));
}

async function bySsh({ sshPort: port }: RunningProgram, code: string): Promise<boolean> {
  const anna = await SshPeer.connect({ port, username: "Anna", answers: [PASSWORD], code });
  if (anna.isIn) await anna.until("You are out of character");
  anna.vanish();
  await anna.ended();
  return anna.isIn;
}

/** Signs in by the form, both steps of it. */
async function byForm({ webPort }: RunningProgram, code: string): Promise<boolean> {
  const origin = `http://localhost:${webPort}`;
  const shown = await fetch(`${origin}/login`);
  const cookie = shown.headers.get("set-cookie")?.split(";")[0] ?? "";
  const seal = /name="seal" value="([^"]+)"/.exec(await shown.text())?.[1] ?? "";
  const send = (fields: Readonly<Record<string, string>>) =>
    fetch(`${origin}/login`, {
      ...{ method: "POST", redirect: "manual", headers: { origin, cookie } },
      body: new URLSearchParams({ seal, ...fields }),
    });
  const asked = await send({ name: "Anna", password: PASSWORD });
  assert.doesNotMatch(asked.headers.get("set-cookie") ?? "", /vestibule=/);
  const codeTicket = /name="codeTicket" value="([^"]+)"/.exec(await asked.text())?.[1] ?? "";
  const answer = await send({ codeTicket, code });
  await answer.body?.cancel();
  assert.ok([303, 403].includes(answer.status));
  return answer.status === 303;
}

clientTest(
  "gate 9. OpenSSH is asked for the code of the app: the right one lets in, a wrong or used one does not",
  ["script", "ssh"],
  async (script = "", ssh = "") => {
    await using program = await startProgram();
    const { app } = await annaWithCodes(program);
    const command = visitBy(ssh, program.sshPort, "Anna@127.0.0.1");
    const answer = async (terminal: Terminal, code: string) => {
      await terminal.until(/Password, or Enter for the login screen:/);
      await terminal.type(PASSWORD);
      await terminal.until(/Code of your app, or a recovery code:/);
      await terminal.type(code);
    };
    // The code of this half minute turned codes on, and is used up.
    const code = app.codeAt(Date.now() + PERIOD_MS);
    await using anna = new Terminal(script, command);
    await answer(anna, code);
    await anna.until(IN);
    await anna.type("quit");
    await anna.until(/exit status 0/);

    await using thief = new Terminal(script, command);
    for (const guess of [app.wrongAt(Date.now()), code, ""]) await answer(thief, guess);
    await thief.until(/exit status 255/);
    assert.doesNotMatch(thief.screen, IN);
    for (const { screen } of [anna, thief]) assert.ok(!screen.includes(code));
  },
);

browserTest("gate 9. /login asks for the code in a second step", async ({ context }) => {
  await using program = await startProgram();
  const { codes: [first = ""] } = await annaWithCodes(program);
  const visitor = await BrowserPage.open(context, program.webPort);
  const { page } = visitor;
  const origin = `http://127.0.0.1:${program.webPort}`;
  await page.goto(`${origin}/login`);
  await fillIn(page, "Anna");
  const field = page.getByLabel("Code of your app");
  await field.waitFor();
  await assertAccessible(page, "the code");
  await visitor.shoot("code");
  await field.fill("000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("That code is wrong").waitFor();
  await assertAccessible(page, "a wrong code");
  await page.emulateMedia({ colorScheme: "dark" });
  await visitor.shoot("code_wrong_dark");
  await field.fill(first);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/`);
  await page.getByText("You are out of character, as the account Anna.").waitFor();
  await visitor.send("2fa off");
  await visitor.until("Your password, or a code");
  await visitor.send(PASSWORD);
  await visitor.until("not asked for codes any more");
  await visitor.send("2fa on");
  await visitor.until("As an address");
});
