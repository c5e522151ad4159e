import assert from "node:assert/strict";
import { browserTest } from "./browser.ts";
import { BrowserPage } from "./browser_page.ts";
import { startProgram } from "./program.ts";

browserTest(
  "the page over https: a browser comes by http, is sent to https, and plays by wss",
  async ({ browser }) => {
    await using program = await startProgram({ args: ["--set", "webTls=true"] });
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const sockets: string[] = [];
    context.on("page", (page) => page.on("websocket", (socket) => sockets.push(socket.url())));
    const visitor = await BrowserPage.open(context, program.webPort);
    assert.equal(visitor.page.url(), `https://127.0.0.1:${program.webPort}/`);
    await visitor.until("leave");
    for (const line of ["create anna tall-clock-ticks", "option"]) await visitor.send(line);
    await visitor.until("secure");
    assert.deepEqual(sockets, [`wss://127.0.0.1:${program.webPort}/ws`]);
    assert.deepEqual(visitor.complaints, []);
    const answer = await visitor.page.reload();
    assert.equal((await answer?.securityDetails())?.protocol, "TLS 1.3");
  },
);

browserTest(
  "the page over https: a browser that was not told to trust the certificate shows no page",
  async ({ context }) => {
    await using program = await startProgram({ args: ["--set", "webTls=true"] });
    const page = await context.newPage();
    await assert.rejects(
      page.goto(`https://127.0.0.1:${program.webPort}/`),
      /ERR_CERT_AUTHORITY_INVALID/,
    );
  },
);
