import { encodeSubnegotiation } from "../encode.ts";
import { environParts } from "../options/environ.ts";
import { readMtts, wordsOfMtts } from "../options/terminal_type.ts";
import { CHARSET_CODE, ENVIRON_CODE, OPTION, TTYPE_CODE } from "../telnet_bytes.ts";
import type { Said } from "../../xray/exchange.ts";
import { hasSecretName, isSecretName } from "../../../core/text/secret_names.ts";
import { hexText, quoted, shortened } from "./shown_bytes.ts";
import { optionName } from "./telnet_names.ts";

const DECODER = new TextDecoder();
/** Of each name and value of a NEW-ENVIRON payload. */
const MOST_CHARACTERS = 200;
const ENVIRON_CODES = ["IS", "SEND", "INFO"];
/** What MSSP and MSDP put before names and values (codes 1 to 6). */
const TABLE_MARKS = ["", " ", "=", "{", "}", "[", "]"];
// deno-lint-ignore no-control-regex -- the codes of MSDP and MSSP
const TABLE_MARK = /[\x01-\x06]/g;
const NOT_SHOWN = "******** (a secret, or whom the client belongs to, is not shown)";
/** Who the user is, and where: a client may tell it unasked (RFC 1572). */
const PERSONAL = /^(?:USER|ACCT|IPADDRESS|DISPLAY|JOB|SYSTEMTYPE)$/i;

/** GMCP messages of credentials, and of what is being typed. */
const MAY_HOLD_SECRET = /^(?:Char\.Login(?:\.Credentials)?|Input\.Complete)$/i;

/** What a payload says; without words it may not be shown. */
type Words = string | null;

/** Says in words what a subnegotiation says, with secrets cut out of words and bytes. */
export function subnegotiationSaid(option: number, payload: Uint8Array): Said {
  const name = `SB ${optionName(option)}`;
  const words = payload.length === 0 ? "" : wordsOf(option, payload);
  if (words === null) return { words: `${name} ${NOT_SHOWN}`, hex: "" };
  const text = words === "" ? name : `${name} ${words}`;
  return { words: shortened(text), hex: hexText(encodeSubnegotiation(option, payload)) };
}

function wordsOf(option: number, payload: Uint8Array): Words {
  switch (option) {
    case OPTION.TTYPE:
      return terminalType(payload);
    case OPTION.NAWS:
      return windowSize(payload);
    case OPTION.NEW_ENVIRON:
      return environ(payload);
    case OPTION.GMCP:
      return gmcp(DECODER.decode(payload));
    case OPTION.MSDP:
    case OPTION.MSSP:
      return table(payload);
    case OPTION.CHARSET:
      return charset(payload);
    default:
      return quoted(payload);
  }
}

function terminalType(payload: Uint8Array): string {
  if (payload[0] === TTYPE_CODE.SEND) return "SEND";
  const name = payload.subarray(1);
  const mtts = readMtts(DECODER.decode(name));
  return `IS ${quoted(name)}${mtts === undefined ? "" : ` (${wordsOfMtts(mtts).join(", ")})`}`;
}

function charset(payload: Uint8Array): string {
  const [name] = Object.entries(CHARSET_CODE).find(([, code]) => code === payload[0]) ?? [];
  if (name === undefined) return quoted(payload);
  const words = name.replaceAll("_", "-");
  return payload.length === 1 ? words : `${words} ${quoted(payload.subarray(1))}`;
}

function windowSize(payload: Uint8Array): string {
  if (payload.length !== 4) return quoted(payload);
  const { buffer, byteOffset } = payload;
  const view = new DataView(buffer, byteOffset, 4);
  return `${view.getUint16(0)} columns, ${view.getUint16(2)} lines`;
}

function environ(payload: Uint8Array): Words {
  const words = [ENVIRON_CODES[payload[0] ?? 0] ?? ""];
  let name = "";
  for (const { code, text } of environParts(payload.subarray(1), MOST_CHARACTERS)) {
    const isValue = code === ENVIRON_CODE.VALUE;
    if (!isValue) name = text;
    else if (text !== "" && (PERSONAL.test(name) || isSecretName(name))) return null;
    const kind = code === ENVIRON_CODE.USERVAR ? "USERVAR" : "VAR";
    words.push(isValue ? `= "${text}"` : `${kind} ${text === "" ? "(all)" : text}`);
  }
  return words.join(" ");
}

function gmcp(message: string): Words {
  const [, name = "", body = ""] = /^(\S*)\s*([^]*)$/.exec(message) ?? [];
  if (body === "") return name;
  const isCredential = MAY_HOLD_SECRET.test(name) || isSecretName(name);
  return isCredential || mayHoldSecret(body) ? null : message;
}

/** JSON that cannot be read is shown unless it speaks of secrets. */
function mayHoldSecret(body: string): boolean {
  try {
    return hasSecretName(JSON.parse(body));
  } catch {
    return isSecretName(body);
  }
}

function table(payload: Uint8Array): Words {
  const text = DECODER.decode(payload);
  if (text.split(TABLE_MARK).some(isSecretName)) return null;
  return text.replace(TABLE_MARK, (mark) => TABLE_MARKS[mark.charCodeAt(0)] ?? "").trim();
}
