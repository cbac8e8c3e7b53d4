// A server that tells a room: node teller.mjs KIND PORT. GET /tell sends one hint to everybody.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const bring = createRequire(`${process.env.PEERS}/package.json`);
const [kind, port] = process.argv.slice(2);
const hint = { room: "consultation:everybody", version: 2, part: "comments" };
let tell = () => {};

const server = createServer((request, response) => {
  if (request.url === "/tell") {
    tell();
  }
  response.end("told");
});

if (kind === "socket.io") {
  const io = new (bring("socket.io").Server)(server);
  io.on("connection", (socket) => socket.on("watch", (room) => socket.join(room)));
  tell = () => io.to("everybody").emit("changed", hint);
} else {
  const sockets = new (bring("ws").WebSocketServer)({ server });
  const message = JSON.stringify(hint);
  tell = () => sockets.clients.forEach((socket) => socket.send(message));
}

server.listen(Number(port), "127.0.0.1");
