import assert from "node:assert/strict";
import * as fc from "fast-check";
import { crossAnother, Receiver, WALLS, type Word, word } from "./walls.ts";

for (const wall of WALLS) {
  const options = { ignore: wall.isMissing ?? false };

  Deno.test(
    `2.1.3 ${wall.name} carries what is sent in one turn as one batch, in order`,
    options,
    async () => {
      using ends = await wall.open();
      const server = new Receiver(ends.server);

      ends.portal.send(word("one"));
      ends.portal.send(word("two"));
      ends.portal.send(word("three"));
      await server.count(3);

      assert.deepEqual(server.batches, [[word("one"), word("two"), word("three")]]);
    },
  );

  Deno.test(
    `2.1.3 ${wall.name} gathers what is sent while a batch is on its way`,
    options,
    async () => {
      using ends = await wall.open();
      const server = new Receiver(ends.server);

      ends.portal.send(word("first"));
      await Promise.resolve();
      ends.portal.send(word("second"));
      await Promise.resolve();
      ends.portal.send(word("third"));
      await server.count(3);

      assert.deepEqual(server.batches, [[word("first")], [word("second"), word("third")]]);
    },
  );

  Deno.test(
    `2.1.1 ${wall.name} keeps the order of all sessions under random sends both ways`,
    options,
    async () => {
      const step = fc.record({
        from: fc.constantFrom("portal", "server"),
        sessid: fc.integer({ min: 1, max: 4 }),
        pause: fc.constantFrom("none", "microtask", "answer"),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          using ends = await wall.open();
          const receivers = {
            portal: new Receiver(ends.portal),
            server: new Receiver(ends.server),
          };
          const sent: { portal: Word[]; server: Word[] } = { portal: [], server: [] };
          for (const [index, { from, sessid, pause }] of steps.entries()) {
            const [own, other] = from === "portal" ? ENDS : ENDS.toReversed();
            const message = word(index, sessid);
            sent[own].push(message);
            ends[own].send(message);
            if (pause === "microtask") await Promise.resolve();
            if (pause === "answer") await receivers[other].count(sent[own].length);
          }
          await receivers.server.count(sent.portal.length);
          await receivers.portal.count(sent.server.length);
          assert.deepEqual(receivers.server.batches.flat(), sent.portal);
          assert.deepEqual(receivers.portal.batches.flat(), sent.server);
        }),
        { numRuns: 50 },
      );
    },
  );

  Deno.test(`2.1.1 ${wall.name} carries nothing by reference`, options, async () => {
    using ends = await wall.open();
    const server = new Receiver(ends.server);
    const inventory = { items: ["lamp"] };

    ends.portal.send(word(inventory));
    await server.count(1);
    inventory.items.push("sword");

    assert.deepEqual(server.said, [{ items: ["lamp"] }]);
  });

  Deno.test(`2.1.2 ${wall.name} carries a message of any size in one piece`, options, async () => {
    using ends = await wall.open();
    const server = new Receiver(ends.server);
    const book = "It was a dark and stormy night. 👋\n".repeat(200_000);

    ends.portal.send(word(book));
    ends.portal.send(word("short"));
    await server.count(2);

    assert.deepEqual(server.batches.map(({ length }) => length), [2]);
    assert.ok(server.said[0] === book, "the whole book, which is too long to be shown here");
    assert.equal(server.said[1], "short");
  });

  Deno.test(`2.1.1 ${wall.name} keeps batches that come before onBatch()`, options, async () => {
    using ends = await wall.open();
    const portal = new Receiver(ends.portal);
    ends.portal.send(word("one"));
    ends.portal.send(word("two"));
    ends.server.send(word("the wall is open"));
    await portal.count(1);

    const server = new Receiver(ends.server);
    await server.count(2);

    assert.deepEqual(server.said, ["one", "two"]);
  });

  Deno.test(
    `2.1.5 ${wall.name} drops what does not fit the schema, tells, and goes on`,
    options,
    async () => {
      using ends = await wall.open();
      const server = new Receiver(ends.server);
      const faults: string[] = [];
      ends.server.onFault((error) => faults.push(error.message));
      const misfit = { kind: "word", sessid: "sesame-street", said: 1 };

      ends.portal.send(word("before"));
      ends.portal.send(misfit as unknown as Word); // the compiler would refuse it
      ends.portal.send(word("after"));
      await server.count(2);
      ends.portal.send(word("later"));
      await server.count(3);

      assert.deepEqual(server.said, ["before", "after", "later"]);
      assert.deepEqual(faults, [
        'Cannot receive "word" as a message must fit its schema: sessid should be number',
      ]);
    },
  );

  Deno.test(
    `${wall.name} drops what cannot be cloned, tells the sender, and goes on`,
    options,
    async () => {
      using ends = await wall.open();
      const server = new Receiver(ends.server);
      const faults: string[] = [];
      ends.portal.onFault((error) => faults.push(error.message));

      ends.portal.send(word("before"));
      ends.portal.send(word(() => "sesame-street"));
      ends.portal.send(word("after"));
      await server.count(2);
      ends.portal.send(word(Symbol("alone in its batch")));
      await Promise.resolve();
      ends.portal.send(word("later"));
      await server.count(3);

      assert.deepEqual(server.said, ["before", "after", "later"]);
      const fault = 'Cannot send "word" as a message must be plain data: it holds something that ' +
        "cannot be cloned";
      assert.deepEqual(faults, [fault, fault]);
    },
  );

  Deno.test(
    `${wall.name} lets nobody overlook a fault that nobody listens to`,
    options,
    async () => {
      using ends = await wall.open();
      const uncaught = Promise.withResolvers<string>();
      const listener = (event: ErrorEvent) => {
        event.preventDefault();
        uncaught.resolve(event.message);
      };
      addEventListener("error", listener);
      ends.portal.send(word(() => "not plain data"));
      assert.match(await uncaught.promise, /Cannot send "word"/);
      removeEventListener("error", listener);
    },
  );

  Deno.test(`2.1.7 ${wall.name} drops what is sent after close()`, options, async () => {
    using ends = await wall.open();
    const server = new Receiver(ends.server);
    ends.portal.send(word("one"));
    await server.count(1);

    ends.portal.send(word("still waiting when the end closes"));
    ends.portal.close();
    ends.portal.send(word("too late"));
    ends.server.send(word("nobody listens"));
    await crossAnother(wall);

    assert.deepEqual(server.said, ["one"]);
  });

  Deno.test(`${wall.name} delivers nothing early once it is closed`, options, async () => {
    using ends = await wall.open();
    const portal = new Receiver(ends.portal);
    ends.portal.send(word("early"));
    ends.server.send(word("the wall is open"));
    await portal.count(1);

    ends.server.close();
    const server = new Receiver(ends.server);

    assert.deepEqual(server.said, []);
  });

  Deno.test(
    `${wall.name} stops delivering early batches when the receiver closes it`,
    options,
    async () => {
      using ends = await wall.open();
      const portal = new Receiver(ends.portal);
      for (const said of ["one", "two"]) {
        ends.portal.send(word(said));
        ends.server.send(word("echo"));
        await portal.count(portal.said.length + 1);
      }

      const said: unknown[] = [];
      ends.server.onBatch(({ messages }) => {
        said.push(...messages.map((message) => message.said));
        ends.server.close();
      });

      assert.deepEqual(said, ["one"]);
    },
  );
}

const ENDS: readonly ["portal", "server"] = ["portal", "server"];
