import * as z from "zod";
import { network } from "./network_type.ts";

const name = z.string().regex(/^[A-Za-z0-9.:*_-]{1,253}$/);

/** Encryption, and who stands between the clients and the server. */
export const tls = {
  tlsEnabled: z.boolean().default(true)
    .describe("Listen for telnet over TLS."),
  tlsPort: z.int().min(0).max(65535).default(4003)
    .describe("The port of telnet over TLS; 0 takes any free one."),
  tlsCertificate: z.string().max(4096).default("")
    .describe("A file with the certificate and its chain, as PEM; empty makes one."),
  tlsKey: z.string().max(4096).default("")
    .describe("A file with the private key of tlsCertificate, as PEM."),
  tlsNames: z.array(name).max(50).default([])
    .meta({ shape: "a list of host names or addresses" })
    .describe("Further host names that the certificate that is made is for."),
  webTls: z.boolean().default(false)
    .describe("Serve the web over TLS (https), with the same certificate."),
  trustedProxies: z.array(network).max(200).default([])
    .meta({ shape: "a list of addresses or networks, such as 10.0.0.0/8" })
    .describe("Addresses or networks of proxies that tell who their clients are."),
};
