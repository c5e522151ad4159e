/** A bare wall: every line goes through a worker and back, as through the Server. */
import { acceptLines } from "./accept_lines.ts";

const worker = new Worker(new URL("./wall_worker.ts", import.meta.url), { type: "module" });
const clients = await acceptLines((_, id, text) => worker.postMessage([id, text]));
worker.onmessage = ({ data: [id, text] }: MessageEvent<readonly [number, string]>) =>
  clients.send(id, text);
console.log(clients.port);
