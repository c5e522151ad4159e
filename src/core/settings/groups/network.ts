import * as z from "zod";
import { addressProblem } from "../../store/postgres/postgres_url.ts";

const port = z.int().min(0).max(65535);
const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text);

const path = z.string().max(200).regex(/^\/(?!\/)[\w./-]*$/);

/** Where the server listens and keeps its files. */
export const network = {
  serverName: z.string().min(1).max(80).default("Vestibule")
    .describe("What the server calls itself."),
  telnetEnabled: z.boolean().default(true)
    .describe("Listen for telnet."),
  telnetPort: port.default(4000)
    .describe("Telnet's port; 0 takes any free one."),
  webEnabled: z.boolean().default(true)
    .describe("Serve the web client and the websocket."),
  webPort: port.default(4001)
    .describe("The web's port; 0 takes any free one."),
  webOrigins: z.array(origin).max(200).default([])
    .meta({ shape: "a list of origins without a path, such as https://play.example.org" })
    .describe("Origins of other sites whose pages may open the websocket."),
  webRedirects: z.record(path, path).default({})
    .meta({ shape: 'an object of paths by path, such as { "/news": "/plugins/news" }' })
    .describe("Paths of the web port that lead to another path of it."),
  host: z.string().max(255).default("127.0.0.1")
    .describe("The address to listen on; empty for all interfaces."),
  dataFolder: z.string().min(1).default("data")
    .describe("The folder that holds the world."),
  database: z.string().max(500).refine((text) => text === "" || addressProblem(text) === null)
    .default("")
    .meta({ shape: "an address like postgres://USER@HOST/NAME, or an empty one", isSecret: true })
    .describe("The PostgreSQL database that keeps the world; empty for a file in dataFolder."),
};
