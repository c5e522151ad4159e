/** A bare server: says every line back to whoever sent it. */
import { acceptLines } from "./accept_lines.ts";

const { port } = await acceptLines((clients, id, text) => clients.send(id, text));
console.log(port);
