// Many listeners in one process: node crowd.mjs PORT CROWD KIND COUNT ROOM SERVER-PORT...
// GET /heard says how many have heard since GET /again, and when the last of them did.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const bring = createRequire(`${process.env.PEERS}/package.json`);
const [port, crowd, kind, count, room, ...servers] = process.argv.slice(2);
let heard = 0;
let last = 0;
let open = 0;

function note() {
  heard += 1;
  last = performance.timeOrigin + performance.now();
}

// The limits per caller stay on, so that each forty of each crowd come from an address of their own.
const address = (number) => `127.9.${crowd}.${1 + Math.floor(number / 40)}`;

const join = {
  "socket.io": (url, localAddress) => {
    const { io } = bring("socket.io-client");
    const socket = io(`http://${url}`, { transports: ["websocket"], forceNew: true, localAddress });
    socket.on("connect", () => {
      open += 1;
      socket.emit("watch", room);
    });
    socket.on("changed", note);
  },
  ws: (url, localAddress) => {
    const WebSocket = bring("ws");
    const socket = new WebSocket(`ws://${url}`, { localAddress });
    socket.on("open", () => (open += 1));
    socket.on("message", note);
  },
};

for (let number = 0; number < Number(count); number += 1) {
  // A few at a time: nobody's waiting line of new connections is a thousand long.
  setTimeout(() => join[kind](`127.0.0.1:${servers[number % servers.length]}`, address(number)), number * 4);
}

createServer((request, response) => {
  if (request.url === "/again") {
    heard = 0;
  }
  response.end(JSON.stringify({ heard, last, open }));
}).listen(Number(port), "127.0.0.1");
