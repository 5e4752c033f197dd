// A proxy of the bad old kind: requests pass, and so does what a websocket says to the server; nothing ever comes back on it.
import { connect, createServer } from "node:net";

/** Starts it in front of url, and returns its own. */
export function silentWebSockets(url) {
  const target = new URL(url);
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    const quietly = () => {};
    client.on("error", quietly);
    server.on("error", quietly);
    client.once("data", (head) => {
      server.write(head);
      client.pipe(server);
      if (head.includes("/websocket/")) {
        server.resume();
        server.on("close", () => client.destroy());
      } else {
        server.pipe(client);
      }
    });
  });
  return new Promise((resolve) => {
    proxy.listen(0, target.hostname, () => resolve(`http://${target.hostname}:${proxy.address().port}`));
  });
}
