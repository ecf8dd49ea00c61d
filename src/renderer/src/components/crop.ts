/** Choosing a part of a picture with a fixed shape: pure, in pixels of the picture. */

export interface Size {
  width: number
  height: number
}

export interface Crop {
  /** The middle of the part. */
  x: number
  y: number
  /** From 1: the largest part of this shape that there is. */
  zoom: number
}

export const MOST_ZOOM = 8

export function partOf(picture: Size, shape: Size, crop: Crop): Size & { left: number; top: number } {
  const scale = Math.min(picture.width / shape.width, picture.height / shape.height) / crop.zoom
  const [width, height] = [shape.width * scale, shape.height * scale]
  return { width, height, left: crop.x - width / 2, top: crop.y - height / 2 }
}

/** Never beyond the edges of the picture. */
export function withinPicture(picture: Size, shape: Size, crop: Crop): Crop {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, crop.zoom))
  const { width, height } = partOf(picture, shape, { ...crop, zoom })
  const clamp = (value: number, part: number, whole: number): number =>
    Math.min(whole - part / 2, Math.max(part / 2, value))
  return { zoom, x: clamp(crop.x, width, picture.width), y: clamp(crop.y, height, picture.height) }
}

export function wholeCrop(picture: Size): Crop {
  return { x: picture.width / 2, y: picture.height / 2, zoom: 1 }
}

/** What comes out: as large as the server keeps it, never larger than the part itself. */
export function outputSize(part: Size, wanted: Size): Size {
  const scale = Math.min(1, part.width / wanted.width)
  return {
    width: Math.max(1, Math.round(wanted.width * scale)),
    height: Math.max(1, Math.round(wanted.height * scale)),
  }
}

const STEP = 0.05

/** What a key does to the part; null: the key is none of ours. */
export function cropForKey(key: string, picture: Size, shape: Size, crop: Crop): Crop | null {
  const { width, height } = partOf(picture, shape, crop)
  const moves: Record<string, Partial<Crop>> = {
    ArrowLeft: { x: crop.x - width * STEP },
    ArrowRight: { x: crop.x + width * STEP },
    ArrowUp: { y: crop.y - height * STEP },
    ArrowDown: { y: crop.y + height * STEP },
    '+': { zoom: crop.zoom * 1.1 },
    '=': { zoom: crop.zoom * 1.1 },
    '-': { zoom: crop.zoom / 1.1 },
    Home: wholeCrop(picture),
  }
  const change = moves[key]
  return change === undefined ? null : withinPicture(picture, shape, { ...crop, ...change })
}
