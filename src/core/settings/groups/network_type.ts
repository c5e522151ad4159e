import * as z from "zod";
import { parseNetwork } from "../../gate/network.ts";

/** An address or a network in CIDR notation. */
export const network = z.string().refine((text) => parseNetwork(text) !== undefined);
