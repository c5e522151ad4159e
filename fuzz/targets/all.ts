import type { FuzzTarget } from "../fuzz_target.ts";
import { LOGIN_FORM, OBSERVATORY_ACTS, PLUGIN_HTTP } from "./http.ts";
import { IMPORT_FILE } from "./import_file.ts";
import { MANIFESTS } from "./manifests.ts";
import { MARKUP } from "./markup.ts";
import { ENVIRON_VARIABLES, GMCP, MSDP } from "./oob_messages.ts";
import { PROXY_HEADER } from "./proxy_header.ts";
import { RECORDINGS } from "./recordings.ts";
import { ROWS } from "./rows.ts";
import { ARGUMENTS, CONFIG } from "./settings.ts";
import { SSH_TERMINAL } from "./ssh_terminal.ts";
import { TELNET_CODEC } from "./telnet_codec.ts";
import { TELNET_CONNECTION } from "./telnet_connection.ts";
import { TELNET_OPTIONS } from "./telnet_options.ts";
import { WALL } from "./wall.ts";
import { WEB_HEADERS } from "./web_headers.ts";
import { WEBSOCKET } from "./websocket.ts";

/** Every decoder of what comes from outside. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  ...[TELNET_CODEC, TELNET_CONNECTION, TELNET_OPTIONS, GMCP, MSDP, ENVIRON_VARIABLES],
  ...[SSH_TERMINAL, PROXY_HEADER, WEBSOCKET, WEB_HEADERS, LOGIN_FORM, OBSERVATORY_ACTS],
  ...[PLUGIN_HTTP, MARKUP, ARGUMENTS, CONFIG, ROWS, IMPORT_FILE, MANIFESTS, WALL, RECORDINGS],
];
