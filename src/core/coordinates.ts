// A place on earth.

/** Degrees (WGS 84, north and east positive), metres above sea level. */
export type Coordinates = { latitude: number; longitude: number; altitude?: number };
