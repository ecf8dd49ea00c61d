import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const placeSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(480).max(20_000),
  height: z.int().min(360).max(20_000),
  maximized: z.boolean(),
})

export type WindowPlace = z.infer<typeof placeSchema>

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Null: never saved, unreadable, or on a screen that is gone. */
export function readPlace(file: string, screens: readonly Area[]): WindowPlace | null {
  try {
    const place = placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return screens.some((screen) => titleBarIsOn(place, screen)) ? place : null
  } catch {
    return null
  }
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
