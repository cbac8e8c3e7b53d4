// Which pins and groups stand on the map, and what a group opens.
//
// Supercluster sets a group down at the middle of what it holds, which may lie on its neighbour; two that overlap
// are hard to hit with a finger (WCAG 2.5.8), so they are made one.
export const CLOSEST = 18;
const REACH = 64; // pixels: the largest group, and a pin that stands below it, are then apart

// items: what supercluster found; project: [lat, lon] → {x, y} in pixels.
// Answers [{place: [lat, lon], count, items}…], no two of them nearer to each other than REACH.
export function apart(items, project) {
  const spots = [];
  for (const item of items) settle(spots, { place: placeOf(item), count: item.properties.count ?? 1, items: [item] }, project);
  return spots;
}

// The zoom at which a group comes apart, beyond CLOSEST if it never does. What only came too near to another one
// does so a step closer.
export function opensAt(items, index, zoom) {
  if (items.length > 1) return zoom + 1;
  const { cluster_id: id } = items[0].properties;
  return id === undefined ? Math.min(zoom + 2, CLOSEST) : index.getClusterExpansionZoom(id);
}

// Everything that is in a group.
export function inside(items, index) {
  return items.flatMap(({ properties }) => {
    const { cluster_id: id } = properties;
    return id === undefined ? [properties] : index.getLeaves(id, Infinity).map((leaf) => leaf.properties);
  });
}

function settle(spots, spot, project) {
  const near = spots.findIndex((other) => distance(project(other.place), project(spot.place)) < REACH);
  if (near < 0) spots.push(spot);
  else settle(spots, together(spots.splice(near, 1)[0], spot), project);
}

function together(one, other) {
  const count = one.count + other.count;
  const middle = (axis) => (one.place[axis] * one.count + other.place[axis] * other.count) / count;
  return { place: [middle(0), middle(1)], count, items: [...one.items, ...other.items] };
}

const placeOf = ({ geometry: { coordinates: [lon, lat] } }) => [lat, lon];
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
