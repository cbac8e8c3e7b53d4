"""Supercluster in Node: the clusters of a map worked out in memory, without tile or network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import numpy as np

from bench.peers import node_peers, program
from bench.processes import free_port, listens, running
from geo.rules.tiles import Tile

PROGRAM = """
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const [, , folder, points, port] = process.argv;
const found = await import(createRequire(folder + "/").resolve("supercluster"));
const Supercluster = found.default.default ?? found.default;
const raw = readFileSync(points);
const at = new Float64Array(raw.buffer, raw.byteOffset, raw.length / 8);
const features = [];
for (let i = 0; i < at.length; i += 2) features.push({
  type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [at[i], at[i + 1]] },
});
const index = new Supercluster({ radius: 60, extent: 256, maxZoom: 16 }).load(features);
const isWithin = (at) => at.every((one) => one >= 0 && one < 256);
createServer((request, answer) => {
  const [z, x, y, times] = request.url.slice(1).split("/").map(Number);
  const begun = performance.now();
  let tile;
  for (let i = 0; i < times; i++) tile = index.getTile(z, x, y);
  const ms = (performance.now() - begun) / times;
  // It answers with what lies a little outside as well.
  const inside = (tile?.features ?? []).filter(({ geometry: [at] }) => isWithin(at));
  const points = inside.reduce((all, each) => all + (each.tags.point_count ?? 1), 0);
  answer.end(JSON.stringify({ ms, features: tile?.features.length ?? 0, points }));
}).listen(Number(port), "127.0.0.1");
"""


@dataclass(frozen=True, slots=True)
class Clusters:
    """A Node that holds all points."""

    port: int

    def ask(self, tile: Tile, times: int) -> dict[str, float]:
        """Return milliseconds of one ``getTile``, its features, and the points in them."""
        address = f"http://127.0.0.1:{self.port}/{tile.z}/{tile.x}/{tile.y}/{times}"
        with urlopen(address, timeout=60) as answer:
            said: dict[str, float] = json.load(answer)
        return said


@contextmanager
def clusters(folder: Path, places: np.ndarray) -> Iterator[Clusters]:
    """Load *places*, rows of longitude and latitude, into a Node of their own."""
    points, script = folder / "points.bin", folder / "clusters.mjs"
    points.write_bytes(np.ascontiguousarray(places, dtype="<f8").tobytes())
    script.write_text(PROGRAM)
    port = free_port()
    command = [program("node"), "--max-old-space-size=4096", script, node_peers(), points, port]
    with running([str(each) for each in command], listens(port), folder / "clusters.log"):
        yield Clusters(port)
