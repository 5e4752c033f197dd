// Events and acknowledgements.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { MODES, ask, connect, connectBy, connected, settled } from "../lib/clients.mjs";
import { parleyOnly } from "../lib/server.mjs";
import { bytes } from "../lib/values.mjs";
import { next, record, within } from "../lib/waiting.mjs";

for (const mode of Object.keys(MODES)) {
  suite(`acknowledgements over ${mode}`, () => {
    test("the server answers with any number of values", async () => {
      const socket = await connectBy(mode);

      const answers = await within(new Promise((done) => socket.emit("echo", 1, "é", null, (...all) => done(all))), "it");

      assert.deepEqual(answers, [1, "é", null]);
    });

    test("the server answers once, however often the handler tries", async () => {
      const socket = await connectBy(mode);
      const answers = [];
      socket.emit("ack-twice", (answer) => answers.push(answer));
      await settled(socket);

      assert.deepEqual(answers, ["first"]);
    });

    test("many at once each get their own answer", async () => {
      const socket = await connectBy(mode);

      const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask(socket, "echo", i)));

      assert.deepEqual(answers, Array.from({ length: 100 }, (_, i) => i));
    });

    test("answers may come in another order than the questions", async () => {
      const socket = await connectBy(mode);
      const order = [];
      const slow = ask(socket, "slow-answer", 700, "slow").then((value) => order.push(value));
      const fast = ask(socket, "echo", "fast").then((value) => order.push(value));
      await Promise.all([slow, fast]);

      assert.deepEqual(order, ["fast", "slow"]);
    });

    test("the client answers the server", async () => {
      const socket = await connectBy(mode);
      socket.on("question", (a, b, answer) => answer(a + b, "and more"));

      assert.deepEqual(await ask(socket, "ask", 0, "question", [1, 2]), { answers: [3, "and more"] });
      assert.deepEqual(await ask(socket, "ask", 2000, "question", [3, 4]), { answers: [7, "and more"] });
    });

    test("the client answers the server with binary", async () => {
      const socket = await connectBy(mode);
      socket.on("question", (binary, answer) => answer({ got: binary, list: [bytes(3)] }));

      const { answers } = await ask(socket, "ask", 2000, "question", [bytes(100)]);

      assert.deepEqual(answers, [{ got: bytes(100), list: [bytes(3)] }]);
    });

    test("the server stops waiting for the client after its timeout", async () => {
      const socket = await connectBy(mode);
      const heard = record(socket, "question");

      const result = await ask(socket, "ask", 100, "question", ["x"]);

      assert.equal(result.error, "operation has timed out");
      assert.equal(heard.length, 1);
    });
  });
}

suite("acknowledgements", () => {
  test("an answer that comes after the server's timeout changes nothing", async () => {
    const socket = await connect();
    let answerLate;
    socket.on("question", (answer) => {
      answerLate = answer;
    });

    const result = await ask(socket, "ask", 50, "question", []);
    answerLate("too late");

    assert.equal(result.error, "operation has timed out");
    await settled(socket);
  });

  test("a client's timeout ends its wait for a handler that never answers", async () => {
    const socket = await connect();

    await assert.rejects(socket.timeout(80).emitWithAck("no-answer", 1), /operation has timed out/);
    await settled(socket);
  });

  test("emitWithAck gives the answer within the timeout", async () => {
    const socket = await connect();

    assert.equal(await socket.timeout(3000).emitWithAck("echo", "x"), "x");
  });

  test("waiting ones fail at the client when it disconnects", async () => {
    const socket = await connect();
    const waiting = socket.emitWithAck("no-answer");
    const timed = socket.timeout(5000).emitWithAck("no-answer");
    const failures = Promise.all([waiting, timed].map((answer) => answer.catch((error) => error.message)));
    await settled(socket);
    socket.disconnect();

    assert.deepEqual(await within(failures, "the failures"), Array(2).fill("socket has been disconnected"));
  });

  test("an event without handler and with ack is simply not answered", async () => {
    const socket = await connect();

    await assert.rejects(socket.timeout(80).emitWithAck("nobody listens"), /timed out/);
    await settled(socket);
  });

  test("an ack asked for by the client is independent in each namespace", async () => {
    const one = await connect("default", "/one");
    const two = one.io.socket("/two");
    await connected(two);

    assert.deepEqual(await Promise.all([ask(one, "echo", 1), ask(two, "echo", 2)]), [1, 2]);
  });

  test("retries of the client send until the answer comes, each event once in order", async () => {
    const socket = await connect("default", "/", { retries: 3, ackTimeout: 2000 });
    const answers = await within(
      Promise.all([1, 2, 3].map((n) => new Promise((done) => socket.emit("echo", n, (error, value) => done(value))))), "all");

    assert.deepEqual(answers, [1, 2, 3]);
  });
});

suite("listeners", () => {
  test("once hears one event", async () => {
    const socket = await connect();
    const heard = record(socket, "heard");
    await ask(socket, "listen", "once", "news");
    socket.emit("news", 1).emit("news", 2);
    await settled(socket);

    assert.deepEqual(heard, [["news", 1]]);
  });

  test("several listeners of one event all hear it", async () => {
    const socket = await connect();
    const heard = record(socket, "heard");
    await ask(socket, "listen", "on", "news");
    await ask(socket, "listen", "on", "news");
    socket.emit("news", 1);
    await settled(socket);

    assert.deepEqual(heard, [["news", 1], ["news", 1]]);
  });

  test("off removes one listener", async () => {
    const socket = await connect();
    const heard = record(socket, "heard");
    await ask(socket, "listen", "on", "news");
    await ask(socket, "listen", "on", "news");
    await ask(socket, "listen", "off", "news");
    socket.emit("news", 1);
    await settled(socket);

    assert.deepEqual(heard, [["news", 1]]);
  });

  test("removing all listeners of a name leaves other names alone", async () => {
    const socket = await connect();
    const heard = record(socket, "heard");
    await ask(socket, "listen", "on", "news");
    await ask(socket, "listen", "on", "weather");
    await ask(socket, "listen", "off-all", "news");
    socket.emit("news", 1).emit("weather", 2);
    await settled(socket);

    assert.deepEqual(heard, [["weather", 2]]);
  });

  test("catch-all listeners hear all events, incoming and outgoing, but no acks", async () => {
    const socket = await connect();
    await ask(socket, "watch-any");
    socket.emit("nobody listens", 1);
    socket.emit("number", 5);
    await ask(socket, "echo", "answered");

    const watched = await ask(socket, "watched");

    assert.deepEqual(watched, { incoming: ["nobody listens", "number", "echo", "watched"], outgoing: ["number"] });
  });

  test("outgoing catch-all listeners hear broadcasts", async () => {
    const [socket, other] = await Promise.all([connect(), connect()]);
    await ask(socket, "watch-any");
    await ask(other, "say", { from: "namespace", to: [socket.id] }, "news", [1]);
    await settled(socket);

    assert.deepEqual((await ask(socket, "watched")).outgoing, ["news"]);
  });

  test("names of object members are just names", async () => {
    const socket = await connect();
    const heard = record(socket, "heard");
    for (const name of ["toString", "__proto__", "constructor", "hasOwnProperty"]) {
      await ask(socket, "listen", "on", name);
      socket.emit(name, name);
    }
    await settled(socket);

    assert.deepEqual(heard.map(([name]) => name), ["toString", "__proto__", "constructor", "hasOwnProperty"]);
  });
});

suite("socket middleware", () => {
  test("refuses an event, tells the error listener, and lets others pass", async () => {
    const socket = await connect();
    const error = next(socket, "server-error");
    const heard = record(socket, "heard");
    await ask(socket, "listen", "on", "forbidden");
    socket.emit("forbidden", 1);

    assert.deepEqual(await error, ["forbidden event"]);
    await settled(socket);
    assert.deepEqual(heard, []);
  });
});

suite("reserved names", () => {
  for (const name of ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"]) {
    test(`the server does not emit ${name}`, async () => {
      const socket = await connect();

      assert.equal(await ask(socket, "emit-reserved", name), `"${name}" is a reserved event name`);
    });
  }

  test("the server may emit connection", async () => {
    const socket = await connect();
    const connection = next(socket, "connection");

    assert.equal(await ask(socket, "emit-reserved", "connection"), null);
    await connection;
  });
});

suite("compress", () => {
  test("changes nothing that the client sees", async () => {
    const socket = await connect("deflate", "/", MODES.websocket);
    for (const compress of [true, false]) {
      const news = next(socket, "news");
      socket.emit("say", { from: "socket", compress }, "news", ["x".repeat(3000), bytes(2000)]);
      assert.deepEqual(await news, ["x".repeat(3000), bytes(2000)]);
    }
    socket.compress(false).emit("echo", "y".repeat(3000));
    assert.deepEqual(await next(socket, "echo"), ["y".repeat(3000)]);
  });

  test("a broadcast reaches clients that compress and clients that do not", async () => {
    const room = `mixed ${Math.random()}`;
    const clients = await Promise.all([
      connect("deflate", "/", MODES.websocket), connect("deflate", "/", { ...MODES.websocket, perMessageDeflate: false }),
      connect("deflate", "/", MODES.polling), connect("deflate", "/", MODES.websocket)]);
    assert.notEqual(clients[0].io.engine.transport.ws.extensions, "");
    assert.equal(clients[1].io.engine.transport.ws.extensions, "");
    await Promise.all(clients.map((socket) => ask(socket, "join", room)));
    for (const size of [10, 5000]) {
      const news = clients.map((socket) => next(socket, "news"));
      await ask(clients[0], "say", { from: "namespace", to: [room] }, "news", ["x".repeat(size), bytes(size)]);
      for (const heard of await Promise.all(news)) {
        assert.deepEqual(heard, ["x".repeat(size), bytes(size)]);
      }
    }
  });

  const costOf = async (compress) => {
    const socket = await connect("deflate", "/", MODES.websocket);
    const tcp = socket.io.engine.transport.ws._socket;
    const start = tcp.bytesRead;
    const news = next(socket, "news");
    socket.emit("say", { from: "socket", compress }, "news", ["x".repeat(50_000)]);
    await news;
    return tcp.bytesRead - start;
  };

  test("a big message takes few bytes on a websocket that compresses", async () => {
    assert.ok(await costOf(true) < 5_000);
  });

  test("switched off for one message, it is sent as it is", parleyOnly("its websockets ignore the flag"), async () => {
    assert.ok(await costOf(false) > 50_000);
  });
});

suite("volatile", () => {
  for (const mode of ["websocket", "upgrade"]) {
    test(`an event to a client that can take it arrives over ${mode}`, async () => {
      const socket = await connectBy(mode);
      const tick = next(socket, "tick");
      socket.emit("say", { from: "socket", volatile: true }, "tick", [1]);

      assert.deepEqual(await tick, [1]);
    });
  }

  test("a broadcast reaches the clients that can take it, with acks still working", async () => {
    const [one, two] = await Promise.all([connect(), connect()]);
    const tick = next(two, "tick");
    await ask(one, "say", { from: "socket", broadcast: true, volatile: true }, "tick", [bytes(3)]);

    assert.deepEqual(await tick, [bytes(3)]);
  });

  test("normal events are never dropped next to volatile ones", async () => {
    const socket = await connect();
    const news = record(socket, "news");
    for (let i = 0; i < 50; i++) {
      socket.emit("say", { from: "socket", volatile: i % 2 === 1 }, i % 2 === 1 ? "tick" : "news", [i]);
    }
    await settled(socket);

    assert.deepEqual(news.map(([i]) => i), Array.from({ length: 25 }, (_, i) => 2 * i));
  });
});
