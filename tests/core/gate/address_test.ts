import assert from "node:assert/strict";
import { isLoopback } from "../../../src/core/gate/address.ts";

Deno.test("isLoopback() knows this machine by each of its names", () => {
  const own = [
    "127.0.0.1",
    "127.9.8.7",
    "::1",
    "::ffff:127.0.0.1",
    "::FFFF:127.0.0.1",
    "localhost",
  ];
  assert.deepEqual(own.filter(isLoopback), own);
});

Deno.test("isLoopback() takes nobody else for this machine", () => {
  const others = [
    "",
    "128.0.0.1",
    "192.0.2.127",
    "127.0.0.1.example.org",
    "127.example.org",
    "::127.0.0.1",
    "::11",
    "2001:db8::1",
    "localhost.example.org",
  ];
  assert.deepEqual(others.filter(isLoopback), []);
});
