import { describe, expect, it } from 'vitest'
import { cropForKey, MOST_ZOOM, outputSize, partOf, wholeCrop, withinPicture } from './crop'

const WIDE = { width: 2000, height: 1000 }
const SQUARE = { width: 100, height: 100 }

describe('a crop', () => {
  it('begins with the largest part of its shape, in the middle', () => {
    expect(partOf(WIDE, SQUARE, wholeCrop(WIDE))).toEqual({ width: 1000, height: 1000, left: 500, top: 0 })
  })

  it('stays within the picture', () => {
    const crop = withinPicture(WIDE, SQUARE, { x: -50, y: 5000, zoom: 2 })
    expect(partOf(WIDE, SQUARE, crop)).toEqual({ width: 500, height: 500, left: 0, top: 500 })
    expect(withinPicture(WIDE, SQUARE, { ...crop, zoom: 99 }).zoom).toBe(MOST_ZOOM)
    expect(withinPicture(WIDE, SQUARE, { ...crop, zoom: 0.1 }).zoom).toBe(1)
  })

  it('is moved and zoomed by keys', () => {
    const whole = wholeCrop(WIDE)
    expect(cropForKey('ArrowRight', WIDE, SQUARE, whole)).toEqual({ x: 1050, y: 500, zoom: 1 })
    expect(cropForKey('ArrowDown', WIDE, SQUARE, whole)).toEqual(whole)
    expect(cropForKey('+', WIDE, SQUARE, whole)?.zoom).toBeCloseTo(1.1)
    expect(cropForKey('Tab', WIDE, SQUARE, whole)).toBeNull()
  })

  it('comes out no larger than it is, and than the server keeps it', () => {
    const avatar = { width: 1500, height: 1500 }
    expect(outputSize({ width: 300, height: 300 }, avatar)).toEqual({ width: 300, height: 300 })
    expect(outputSize({ width: 3000, height: 3000 }, avatar)).toEqual(avatar)
  })
})
