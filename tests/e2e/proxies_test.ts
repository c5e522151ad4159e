import assert from "node:assert/strict";
import { once } from "node:events";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { clientTest } from "./clients/client_test_case.ts";
import { freePort, startDaemon } from "./proxies/daemon.ts";
import { type ProxiedServer, startProxiedServer } from "./proxies/proxied_server.ts";
import { snippetOf } from "./proxies/snippets.ts";
import { soon } from "./soon.ts";

/** The clients are somewhere else than the proxy, which is on 127.0.0.1. */
const CLIENT = "127.0.0.2";

clientTest("HAProxy, as docs/tls.md has it, tells whose telnet and SSH it passes on", [
  "haproxy",
], async (haproxy) => {
  await using proxied = await startProxiedServer();
  const { server, folder, certificate, key } = proxied;
  const pem = join(folder, "play.pem");
  await Deno.writeTextFile(
    pem,
    await Deno.readTextFile(certificate) + await Deno.readTextFile(key),
  );
  const [tls, ssh] = [freePort(), freePort()];
  const config = snippetOf("haproxy", {
    ":4443 ": `127.0.0.1:${tls} `,
    ":4022": `127.0.0.1:${ssh}`,
    "127.0.0.1:4000": `127.0.0.1:${server.telnetPort}`,
    "127.0.0.1:4004": `127.0.0.1:${server.sshPort}`,
    "/etc/haproxy/play.pem": pem,
  });
  using _haproxy = await startHaproxy(haproxy, folder, config);

  const telnet = await secureClient(tls, proxied);
  assert.deepEqual(await proxied.arrival(), {
    protocolKey: "telnet",
    address: CLIENT,
    isSecure: true,
  });
  telnet.write("quit\r\n");
  assert.match(await allOf(telnet), /Welcome to Vestibule\.[^]*Goodbye\./);

  const shell = connectPlain({ host: "127.0.0.1", port: ssh, localAddress: CLIENT });
  const [greeting] = await soon(once(shell, "data"), () => "SSH does not greet");
  assert.match(String(greeting), /^SSH-2\.0-Vestibule\r\n/);
  shell.destroy();
});

clientTest("HAProxy passes TLS on to the TLS port, and tells whose it is", [
  "haproxy",
], async (haproxy) => {
  await using proxied = await startProxiedServer();
  const { server, folder } = proxied;
  const tls = freePort();
  const config = snippetOf("haproxy", {
    ":4443 ssl crt /etc/haproxy/play.pem": `127.0.0.1:${tls}`,
    ":4022": `127.0.0.1:${freePort()}`,
    "127.0.0.1:4000 send-proxy-v2-ssl": `127.0.0.1:${server.tlsPort} send-proxy-v2`,
  });
  using _haproxy = await startHaproxy(haproxy, folder, config);
  const client = await secureClient(tls, proxied);
  assert.deepEqual(await proxied.arrival(), {
    protocolKey: "telnet",
    address: CLIENT,
    isSecure: true,
  });
  client.destroy();
});

clientTest("nginx, as docs/tls.md has it, tells who comes to the page and its websocket", [
  "nginx",
], async (nginx) => {
  await using proxied = await startProxiedServer();
  const { server, folder, certificate, key } = proxied;
  const port = freePort();
  const config = snippetOf("nginx", {
    "listen 443 ssl": `listen 127.0.0.1:${port} ssl`,
    "/etc/nginx/play.pem": certificate,
    "/etc/nginx/play.key": key,
    "127.0.0.1:4001": `127.0.0.1:${server.webPort}`,
  });
  using _nginx = await startNginx(nginx, folder, config);

  const page = await secureClient(port, proxied);
  page.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  assert.match(await allOf(page), /^HTTP\/1\.1 200 OK\r\n[^]*<title>/);

  const websocket = await secureClient(port, proxied);
  websocket.write(
    [
      "GET /ws HTTP/1.1",
      `Host: localhost:${port}`,
      `Origin: https://localhost:${port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      // Whoever writes this is not believed.
      "X-Forwarded-For: 203.0.113.9",
      "\r\n",
    ].join("\r\n"),
  );
  assert.deepEqual(await proxied.arrival(), {
    protocolKey: "websocket",
    address: CLIENT,
    isSecure: true,
  });
  websocket.destroy();
});

async function startHaproxy(
  haproxy: string | undefined,
  folder: string,
  config: string,
): Promise<Disposable> {
  const [file, pidFile] = [join(folder, "haproxy.cfg"), join(folder, "haproxy.pid")];
  await Deno.writeTextFile(file, config);
  return await startDaemon([haproxy ?? "", "-D", "-f", file, "-p", pidFile], pidFile);
}

async function startNginx(
  nginx: string | undefined,
  folder: string,
  config: string,
): Promise<Disposable> {
  const [file, pidFile] = [join(folder, "nginx.conf"), join(folder, "nginx.pid")];
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/nginx-${name};`);
  const http = ["access_log off;", ...temporary, config].join("\n");
  await Deno.writeTextFile(file, `pid ${pidFile};\nevents {}\nhttp {\n${http}}\n`);
  const errors = join(folder, "nginx.log");
  return await startDaemon([nginx ?? "", "-c", file, "-e", errors], pidFile);
}

/** Connects from the client's address. */
async function secureClient(port: number, { certificate }: ProxiedServer): Promise<Duplex> {
  const client = connectTls({
    ...{ host: "127.0.0.1", port, localAddress: CLIENT, servername: "localhost" },
    ca: await Deno.readTextFile(certificate),
  });
  await soon(once(client, "secureConnect"), () => `Nobody speaks TLS on port ${port}`);
  return client;
}

async function allOf(client: Duplex): Promise<string> {
  let text = "";
  client.on("data", (bytes) => text += bytes);
  client.on("error", () => {});
  await soon(once(client, "close"), () => `The connection stays open after:\n${text}`);
  return text;
}
