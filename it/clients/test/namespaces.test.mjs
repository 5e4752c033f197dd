// Several namespaces on one connection, and dynamic ones.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { MODES, ask, connect, connected, manager, refused, settled, socketOf, upgraded } from "../lib/clients.mjs";
import { Control } from "../lib/control.mjs";
import { referenceOnly } from "../lib/server.mjs";
import { bytes } from "../lib/values.mjs";
import { next, record, until } from "../lib/waiting.mjs";

let control;
before(async () => {
  control = await Control.of();
});

for (const mode of Object.keys(MODES)) {
  suite(`several namespaces on one connection over ${mode}`, () => {
    const three = async () => {
      const shared = manager("default", MODES[mode]);
      const sockets = await Promise.all(["/", "/one", "/two"].map((name) => connected(shared.socket(name))));
      if (mode === "upgrade") {
        await upgraded(sockets[0]);
      }
      return sockets;
    };

    test("share it, and their events do not mix", async () => {
      const sockets = await three();
      const heard = sockets.map((socket) => record(socket, "echo"));
      sockets.forEach((socket, i) => socket.emit("echo", i, bytes(i)));
      await settled(...sockets);

      assert.equal(new Set(sockets.map((socket) => socket.io.engine.id)).size, 1);
      assert.deepEqual(heard, [[[0, bytes(0)]], [[1, bytes(1)]], [[2, bytes(2)]]]);
    });

    test("binary events of several namespaces keep their attachments", async () => {
      const sockets = await three();
      const answers = [];
      for (let i = 0; i < 30; i++) {
        answers.push(ask(sockets[i % 3], "echo", { i, list: [bytes(i), "é", bytes(i + 1)] }));
      }

      assert.deepEqual(
        await Promise.all(answers), Array.from({ length: 30 }, (_, i) => ({ i, list: [bytes(i), "é", bytes(i + 1)] })));
    });

    test("the client may leave one, keep the others, and come back", async () => {
      const [root, one, two] = await three();
      const { id } = one;
      one.disconnect();
      await control.entry({ what: "disconnect", id, reason: "client namespace disconnect" });
      await settled(root, two);

      await connected(one);

      assert.notEqual(one.id, id);
      await settled(root, one, two);
    });

    test("the server may end one and keep the others", async () => {
      const [root, one, two] = await three();
      const ended = next(one, "disconnect");
      one.emit("leave-namespace");

      assert.equal((await ended)[0], "io server disconnect");
      await settled(root, two);
    });

    test("the server may end all", async () => {
      const sockets = await three();
      const ended = sockets.map((socket) => next(socket, "disconnect"));
      sockets[1].emit("leave-server");

      assert.deepEqual((await Promise.all(ended)).map(([reason]) => reason), Array(3).fill("io server disconnect"));
    });
  });
}

suite("namespace names", () => {
  test("an unknown one is refused while the others of the connection work", async () => {
    const shared = manager();
    const [good, bad] = [shared.socket("/one"), shared.socket("/unknown")];
    const [, error] = await Promise.all([connected(good), refused(bad)]);

    assert.equal(error.message, "Invalid namespace");
    await settled(good);
  });

  test("names are compared exactly", async () => {
    for (const name of ["/One", "/one/", "/on", "/one2", "/one?a=b"]) {
      assert.equal((await refused(socketOf("default", name))).message, "Invalid namespace");
    }
  });

  test("names of object members are unknown like all others", async () => {
    for (const name of ["/__proto__", "/constructor", "/toString"]) {
      assert.equal((await refused(socketOf("default", name))).message, "Invalid namespace");
    }
  });
});

suite("dynamic namespaces", () => {
  const number = () => Math.floor(Math.random() * 1e12);

  test("exist for names that match the pattern, each on its own", async () => {
    const [a, b] = await Promise.all([connect("default", `/dynamic-${number()}`), connect("default", `/dynamic-${number()}`)]);
    const heard = record(b, "news");
    await ask(a, "say", { from: "namespace" }, "news", [1]);
    await settled(b);

    assert.deepEqual(heard, []);
  });

  test("are refused for names that do not match", async () => {
    for (const name of ["/dynamic-", "/dynamic-x", "/dynamic-1x", "/a/dynamic-1", "/tenant-x"]) {
      assert.equal((await refused(socketOf("default", name))).message, "Invalid namespace");
    }
  });

  test("clients with the same name meet in the same one", async () => {
    const name = `/dynamic-${number()}`;
    const [a, b] = await Promise.all([connect("default", name), connect("default", name)]);
    const news = next(b, "news");
    await ask(a, "say", { from: "socket", broadcast: true }, "news", ["hi"]);

    assert.deepEqual(await news, ["hi"]);
  });

  test("are announced once, when the first client comes", async () => {
    const name = `/dynamic-${number()}`;
    await connect("default", name);
    await connect("default", name);
    await control.entry({ what: "new_namespace", nsp: name });

    assert.equal(control.entries({ what: "new_namespace", nsp: name }).length, 1);
  });

  test("may depend on the auth of the client", async () => {
    const socket = await connect("default", "/tenant-acme", { auth: { key: "acme" } });

    await settled(socket);
    assert.equal((await refused(socketOf("default", "/tenant-globex", { auth: { key: "wrong" } }))).message, "Invalid namespace");
  });

  test("an emit of the parent reaches the clients of all its children", async () => {
    const sockets = await Promise.all([1, 2].map(() => connect("default", `/dynamic-${number()}`)));
    const tenant = await connect("default", "/tenant-one", { auth: { key: "one" } });
    const other = record(tenant, "news");
    const news = sockets.map((socket) => next(socket, "news"));
    await control.ask("parent-emit", "pattern", "news", ["for all", 7]);

    assert.deepEqual(await Promise.all(news), [["for all", 7], ["for all", 7]]);
    await settled(tenant);
    assert.deepEqual(other, []);
  });

  test("stay when they are empty, by default", referenceOnly("by default they are removed"), async () => {
    const name = `/dynamic-${number()}`;
    const socket = await connect("default", name);
    const { id } = socket;
    socket.disconnect();
    await control.entry({ what: "disconnect", id });

    assert.ok((await control.ask("namespaces")).includes(name));
  });

  test("are removed when they are empty, if so configured, and made anew", async () => {
    const name = `/dynamic-${number()}`;
    const cleaning = await Control.of("cleanup");
    const socket = await connect("cleanup", name);
    assert.ok((await cleaning.ask("namespaces")).includes(name));
    socket.disconnect();
    await until(async () => !(await cleaning.ask("namespaces")).includes(name), `${name} is removed`);

    await settled(await connect("cleanup", name));
    await settled(await connect("cleanup", "/one"));
  });
});
