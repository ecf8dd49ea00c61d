import { readFileSync, renameSync, writeFileSync } from 'node:fs'

export interface WindowPlace {
  x: number
  y: number
  width: number
  height: number
  maximized: boolean
}

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Null: never saved, unreadable, or on a screen that is gone. */
export function readPlace(file: string, screens: readonly Area[]): WindowPlace | null {
  try {
    const place: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isPlace(place)) return null
    return screens.some((screen) => titleBarIsOn(place, screen)) ? place : null
  } catch {
    return null
  }
}

/** By hand: the schemas are loaded after the window, which this is for. */
function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height, maximized } = value as Record<string, unknown>
  return (
    Number.isSafeInteger(x) &&
    Number.isSafeInteger(y) &&
    isWithin(width, 480, 20_000) &&
    isWithin(height, 360, 20_000) &&
    typeof maximized === 'boolean'
  )
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
}

/** Enough of the title bar to take hold of it. */
function titleBarIsOn(place: WindowPlace, screen: Area): boolean {
  const overlap = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x)
  return overlap >= 100 && place.y >= screen.y && place.y < screen.y + screen.height - 40
}

/** Losing this file costs nobody anything, so a failure to write it is no error. */
export function savePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place))
    renameSync(`${file}.new`, file)
  } catch {
    // a full disk has worse to tell than where the window stood
  }
}
