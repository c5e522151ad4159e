import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { StoreWait } from "../../../src/core/store/store_wait.ts";
import { settle } from "./scripted_store.ts";

/** A Store that answers when it is there, and how often it was asked. */
class Lab {
  isThere = true;
  takesChanges = true;
  asked = 0;
  readonly clock = new ManualClock();
  readonly wait = new StoreWait({
    journal: this,
    clock: this.clock,
    store: {
      ranLines: () => {
        this.asked++;
        return this.isThere ? Promise.resolve([]) : Promise.reject(new Error("refused"));
      },
    },
  });
  readonly told: string[] = [];

  /** Waits until the Store is well, under a name. */
  async await(name: string): Promise<void> {
    void this.wait.well().then(() => this.told.push(name));
    await settle();
  }

  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await settle();
  }
}

Deno.test("a Store is well that answers, unless changes are refused", async () => {
  const lab = new Lab();
  assert.equal(await lab.wait.isWell(), true);
  lab.takesChanges = false;
  assert.equal(await lab.wait.isWell(), false);
  assert.equal(lab.asked, 1, "what cannot be kept need not be asked for");
  lab.takesChanges = true;
  lab.isThere = false;
  assert.equal(await lab.wait.isWell(), false);
});

Deno.test("whoever waits for a Store hears when it is well; it is asked once for all, each time later", async () => {
  const lab = new Lab();
  lab.isThere = false;
  await lab.await("Anna");
  await lab.await("Bert");
  assert.equal(lab.asked, 1);
  await lab.pass(50);
  assert.equal(lab.asked, 2);
  await lab.pass(54);
  assert.equal(lab.asked, 2);
  await lab.pass(2);
  assert.equal(lab.asked, 3);
  assert.deepEqual(lab.told, []);
  lab.isThere = true;
  await lab.pass(61);
  assert.deepEqual(lab.told, ["Anna", "Bert"]);
  lab.isThere = false;
  await lab.await("Cyd");
  assert.equal(lab.asked, 5);
  await lab.pass(50);
  assert.equal(lab.asked, 6, "from the start again");
});

Deno.test("a Store that was long away is asked every ten seconds", async () => {
  const lab = new Lab();
  lab.isThere = false;
  await lab.await("Anna");
  for (let times = 0; times < 100; times++) await lab.pass(10_000);
  const { asked } = lab;
  await lab.pass(9_999);
  assert.equal(lab.asked, asked);
  await lab.pass(1);
  assert.equal(lab.asked, asked + 1);
});

Deno.test("a Store that somebody has found well is asked at once", async () => {
  const lab = new Lab();
  lab.takesChanges = false;
  await lab.await("Anna");
  lab.takesChanges = true;
  lab.wait.hurry();
  for (let times = 0; times < 3; times++) await settle();
  assert.deepEqual([lab.told, lab.asked], [["Anna"], 1]);
  await lab.pass(10_000);
  assert.equal(lab.asked, 1, "no timer is left");
});

Deno.test("whoever waits for a Store hears nothing when the waiting has ended", async () => {
  const lab = new Lab();
  lab.isThere = false;
  await lab.await("Anna");
  lab.wait[Symbol.dispose]();
  lab.isThere = true;
  await lab.pass(10_000);
  lab.wait.hurry();
  await settle();
  assert.deepEqual([lab.told, lab.asked], [[], 1]);
});
