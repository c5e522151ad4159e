/** What asks for a websocket; the key is any, as nobody looks at the answer's. */
export const UPGRADE: string = [
  "GET /ws HTTP/1.1",
  "Host: 127.0.0.1",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Protocol: spans.vestibule",
  "",
  "",
].join("\r\n");

/** Makes a text frame of a client (RFC 6455, 5.2), masked with zeros: at most 65,535 bytes. */
export function clientFrame(text: string): Uint8Array {
  const payload = new TextEncoder().encode(text);
  const size = payload.length < 126
    ? [0x80 | payload.length]
    : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
  return new Uint8Array([0x81, ...size, 0, 0, 0, 0, ...payload]);
}
