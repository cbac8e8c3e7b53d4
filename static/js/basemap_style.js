// How a Protomaps basemap is drawn: quiet, so that the comments are what one sees.
//
// Works with the v4 layers of Protomaps (earth, water, landuse, buildings, roads, places).
const GREEN = new Set(["park", "garden", "grass", "forest", "wood", "nature_reserve", "recreation_ground", "cemetery", "allotments"]);
const MAJOR = new Set(["highway", "major_road"]);

const isMajor = (_, feature) => MAJOR.has(feature.props.kind);
const isMinor = (_, feature) => !MAJOR.has(feature.props.kind) && feature.props.kind !== "rail";
const isRail = (_, feature) => feature.props.kind === "rail";
const isGreen = (_, feature) => GREEN.has(feature.props.kind);
const width = (small, large) => (zoom) => (zoom < 14 ? small : large + (zoom - 15) * (large / 2));

export function paintRules(P) {
  const fill = (colour) => new P.PolygonSymbolizer({ fill: colour });
  const line = (color, wide, more = {}) => new P.LineSymbolizer({ color, width: wide, ...more });
  return [
    { dataLayer: "earth", symbolizer: fill("#f3f1ec") },
    { dataLayer: "landuse", symbolizer: fill("#d3e6c8"), filter: isGreen },
    { dataLayer: "water", symbolizer: fill("#a9cfe2") },
    { dataLayer: "roads", symbolizer: line("#8f8a82", 2, { dash: [6, 4] }), filter: isRail },
    { dataLayer: "buildings", minzoom: 14, symbolizer: new P.PolygonSymbolizer({ fill: "#e0dad0", stroke: "#c3baac", width: 0.6 }) },
    { dataLayer: "roads", symbolizer: line("#c9c2b6", width(2, 9)), filter: isMinor },
    { dataLayer: "roads", symbolizer: line("#b8a984", width(4, 13)), filter: isMajor },
    { dataLayer: "roads", symbolizer: line("#ffffff", width(1.2, 7)), filter: isMinor },
    { dataLayer: "roads", symbolizer: line("#fbe9b7", width(2.6, 11)), filter: isMajor },
  ];
}

export function labelRules(P) {
  const font = '600 13px "Source Sans 3", Arial, sans-serif';
  const text = { labelProps: ["name"], stroke: "#fff", width: 2, font };
  return [
    { dataLayer: "roads", minzoom: 14, symbolizer: new P.LineLabelSymbolizer({ ...text, fill: "#3a3a3a" }), filter: (zoom, feature) => !isRail(zoom, feature) },
    { dataLayer: "places", symbolizer: new P.CenteredTextSymbolizer({ ...text, fill: "#3a3a3a" }) },
  ];
}
