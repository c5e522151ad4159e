import assert from "node:assert/strict";
import type { LabPortal, LabServer, RealmLab } from "../realm_lab.ts";
import { LabPage } from "./lab_page.ts";

/** A realm with two Portals, and a page at the first of them. */
export interface LabVisit {
  readonly server: LabServer;
  readonly one: LabPortal;
  readonly two: LabPortal;
  readonly page: LabPage;
  readonly sessid: number;
}

/** Lets a page come to the first of two Portals. */
export async function visit(lab: RealmLab): Promise<LabVisit> {
  const server = await lab.server(1);
  const [one, two] = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const page = new LabPage();
  await lab.until(page.open(one.web));
  await lab.advance(300);
  const [sync] = one.sessions.syncs;
  assert.ok(sync !== undefined);
  return { server, one, two, page, sessid: sync.sessid };
}

/** Returns the numbers up to this one, as pages type them. */
export function upTo(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}
