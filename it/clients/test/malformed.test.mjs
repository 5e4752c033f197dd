// Socket.IO packets that no client should send: each ends its connection, or is ignored, and never harms another.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { connect, settled } from "../lib/clients.mjs";
import { Polling, SEPARATOR, Socket } from "../lib/raw.mjs";
import { parleyOnly } from "../lib/server.mjs";
import { within } from "../lib/waiting.mjs";

const B = Buffer.from([1, 2, 3]);
const P = '{"_placeholder":true,"num":0}';

/** Packets (without the 4 of the engine; bytes are attachments) that end the connection. */
const CLOSED = {
  "an empty packet": [""],
  "an unknown type": ["9"],
  "a type that is a letter": ['x["echo"]'],
  "a negative type": ['-1["echo"]'],
  "an event whose payload is unfinished": ['2["echo"'],
  "an event with text after its payload": ['2["echo"]x'],
  "an event whose payload is an object": ['2{"echo":1}'],
  "an event whose payload is a text": ['2"echo"'],
  "an event whose payload is null": ["2null"],
  "an event without a name": ["2[]"],
  "an event whose name is null": ["2[null]"],
  "an event whose name is true": ["2[true]"],
  "an event whose name is an object": ['2[{"toString":"echo"}]'],
  "an event whose name is a list": ['2[["echo"]]'],
  "an event with single quotes": ["2['echo']"],
  "an event with a comma too many": ['2["echo",]'],
  "an event with a bare word": ['2["echo",undefined]'],
  "an event with not-a-number": ['2["echo",NaN]'],
  "an event with a hexadecimal number": ['2["echo",0x10]'],
  "an event with a leading zero": ['2["echo",01]'],
  "an event with a raw control character in a text": ['2["echo","\u0001"]'],
  "an event with a broken escape": ['2["echo","\\x41"]'],
  "an event with a half unicode escape": ['2["echo","\\u00"]'],
  "an event in a namespace that was not joined": ['2/one,["echo",1]'],
  "an event in an unknown namespace": ['2/nowhere,["echo",1]'],
  "an event in a namespace without comma": ['2/one["echo",1]'],
  "a second connect to the same namespace": ["0"],
  "a second connect with auth": ['0{"token":1}'],
  "a connect with a list as auth": ["0/one,[1]"],
  "a connect with a text as auth": ['0/one,"x"'],
  "a connect with unfinished auth": ['0/one,{"a":'],
  "a disconnect with a payload": ['1{"a":1}'],
  "a disconnect of a namespace that was not joined": ["1/one,"],
  "a disconnect of an unknown namespace": ["1/nowhere,"],
  "a disconnect of a namespace with a query": ["1/?a=b,"],
  "an ack whose payload is an object": ['31{"a":1}'],
  "an ack whose payload is unfinished": ["31["],
  "a connect error with a number": ["41/one,5"],
  "a binary event without dash": [`51["echo",${P}]`],
  "a binary event without a count": [`5-["echo",${P}]`],
  "a binary event with a count of zero": ['50-["echo"]'],
  "a binary event with a negative count": [`5-1-["echo",${P}]`],
  "a binary event with a fractional count": [`51.5-["echo",${P}]`],
  "a binary event with more than ten attachments": [`511-["echo",${P}]`],
  "a binary event with a count too long for a number": [`599999999999999999999-["echo",${P}]`],
  "a text packet while attachments are due": [`51-["echo",${P}]`, '2["echo"]'],
  "another binary event while attachments are due": [`51-["echo",${P}]`, `51-["echo",${P}]`],
  "an attachment without a packet": [B],
  "an attachment too many": [`51-["echo",${P}]`, B, B],
  "a placeholder whose number is too big": ['51-["echo",{"_placeholder":true,"num":1}]', B],
  "a placeholder whose number is negative": ['51-["echo",{"_placeholder":true,"num":-1}]', B],
  "a placeholder whose number is a text": ['51-["echo",{"_placeholder":true,"num":"0"}]', B],
  "a placeholder whose number is missing": ['51-["echo",{"_placeholder":true}]', B],
  "a placeholder whose number is a name of an object member": ['51-["echo",{"_placeholder":true,"num":"length"}]', B],
  "a binary event whose payload is an object": ['51-{"a":1}', B],
  "a binary event whose name is a placeholder": [`51-[${P}]`, B],
  "a binary ack whose payload is an object": ['61-1{"a":1}', B],
};

for (const name of ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"]) {
  CLOSED[`an event with the reserved name ${name}`] = [`2["${name}"]`];
}

/** Packets that are strange but end nothing: what follows is still answered. */
const IGNORED = {
  "an event that nobody listens to": ['2["nobody listens",1]'],
  "an event whose name is a number": ["2[5,1]"],
  "an event whose name is empty": ['2[""]'],
  "an ack that nobody waits for": ['399["x"]'],
  "an ack with an id that was answered": ['30["x"]', '30["x"]'],
  "a binary ack that nobody waits for": [`61-99[${P}]`, B],
  "a connect to an unknown namespace": ["0/nowhere,"],
  "an event with spaces around its values": ['2 [ "nobody" , { "a" : [ 1 ] } ] '],
  "an event with a double key": ['2["nobody",{"a":1,"a":2}]'],
  "an event with a key like an object member": ['2["nobody",{"__proto__":{"x":1},"constructor":1}]'],
  "an event with an escaped lone surrogate": ['2["nobody","\\ud800"]'],
  "a placeholder in an event without attachments": [`2["nobody",${P}]`],
  "two placeholders for one attachment": [`51-["nobody",${P},${P}]`, B],
};

/** Packets that the official server takes for something else by accident: closing is as good as ignoring. */
const EITHER = {
  "an ack without id": ['3["x"]'],
  "an event without payload": ["2"],
  "an event whose payload is a number": ["2 5"],
  "an event with a byte order mark before its payload": ['2\ufeff["echo"]'],
  "a connect with a number as auth": ["0/one,1"],
  "an ack without payload": ["31"],
};

/** "answered" if an event after the packets is answered, "closed" if the connection ends. Any other event fails. */
async function afterSending(packets) {
  const socket = await Socket.joined();
  socket.send(...packets.map((packet) => (typeof packet === "string" ? `4${packet}` : packet)));
  socket.send('42["echo","still here"]');
  const answered = (async () => {
    for (;;) {
      const packet = await socket.next();
      if (packet === '42["echo","still here"]') return "answered";
      if (packet.startsWith("42")) return `heard ${packet}`;
    }
  })();
  return within(Promise.race([answered.catch(() => "closed"), socket.closed.then(() => "closed")]), "an answer or the close");
}

suite("closes the connection:", () => {
  for (const [what, packets] of Object.entries(CLOSED)) {
    test(what, async () => {
      assert.equal(await afterSending(packets), "closed");
    });
  }
});

suite("ends nothing:", () => {
  for (const [what, packets] of Object.entries(IGNORED)) {
    test(what, async () => {
      assert.equal(await afterSending(packets), "answered");
    });
  }
});

suite("closes the connection or ends nothing, but calls no handler:", () => {
  for (const [what, packets] of Object.entries(EITHER)) {
    test(what, async () => {
      assert.match(await afterSending(packets), /^(closed|answered)$/);
    });
  }
});

suite("before any namespace is joined", () => {
  for (const [what, packet] of [
    ["an event", '42["echo",1]'], ["an ack", "431[1]"], ["an event in another namespace", '42/one,["echo",1]'], ["a disconnect", "41"],
  ]) {
    test(`${what} closes the connection`, async () => {
      const socket = await Socket.open();
      await socket.next();
      socket.send(packet);

      await socket.close();
    });
  }

  test("attachments close the connection", async () => {
    const socket = await Socket.open();
    await socket.next();
    socket.send(B);

    await socket.close();
  });
});

suite("after leaving a namespace", () => {
  test("an event of it closes the connection", async () => {
    const socket = await Socket.joined();
    socket.send("41", "40/one,");
    await socket.next();
    socket.send('42["echo",1]');

    await socket.close();
  });

  test("another connect joins it again", async () => {
    const socket = await Socket.joined();
    socket.send("41", "40/one,");
    await socket.next();
    socket.send("40");

    assert.match(await socket.next(), /^40\{/);
  });

  test("a connect right behind joins it again", parleyOnly("it takes the connect for a second one"), async () => {
    const socket = await Socket.joined();
    socket.send("41", "40");

    assert.match(await socket.next(), /^40\{/);
  });
});

suite("over polling", () => {
  for (const [what, body] of [
    ["base64 that is none", `451-["echo",${P}]${SEPARATOR}b***`], ["a malformed packet after good ones", `42["echo",1]${SEPARATOR}42[`],
    ["an attachment without a packet", "bAQID"],
  ]) {
    test(`${what} harms nobody else, and the server goes on`, async () => {
      const [bad, good] = await Promise.all([Polling.joined(), Polling.joined()]);
      await bad.post(body);
      await good.post('42["echo","fine"]');

      assert.deepEqual(await good.poll(), ['42["echo","fine"]']);
    });
  }
});

suite("limits of our own", parleyOnly("it has no such limits"), () => {
  for (const [what, packet] of [
    ["nesting of 600 levels", `42["echo",${"[".repeat(600)}${"]".repeat(600)}]`],
    ["a number of 2000 digits", `42["echo",${"9".repeat(2000)}]`],
    ["an event name of 2000 characters", `42["${"n".repeat(2000)}"]`],
    ["an ack id over 2^53", '429007199254740993["echo"]'],
  ]) {
    test(`${what} closes the connection`, async () => {
      const socket = await Socket.joined();
      socket.send(packet);

      await socket.close();
    });
  }

  test("nesting of 500 levels is fine", async () => {
    const socket = await Socket.joined();
    const packet = `42["echo",${"[".repeat(500)}${"]".repeat(500)}]`;
    socket.send(packet);

    assert.equal(await socket.next(), packet);
  });
});

test("after all this an official client is served as ever", async () => {
  await settled(await connect());
});
