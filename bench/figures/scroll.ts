import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SyncStatus } from '@shared/library/library'
import { freshFolder, removeFolder, type BenchContext } from '../support/context'
import { startDemo } from '../support/demo'
import { HookedElectron } from '../support/electron'
import { atMost, type Figure } from '../support/figure'
import { median } from '../support/numbers'
import { makeProfile } from '../support/profile'

const VIDEOS = 100_000
const TURNS = 5
const LOOK_EVERY_MS = 500
const SAMPLE = 'lighthouse_tour.mp4'

interface Scrolled {
  /** From the click on the place to the first row on the screen. */
  firstRowMs: number
  frames: number
  /** Frames that came later than 20 ms after the one before. */
  late: number
  /** Frames in which a row on the screen had nothing in it yet. */
  blank: number
  /** From a jump to the middle, and one to the end, until no row on the screen is empty. */
  jumpsMs: number[]
}

/** In the page: opens the library anew, scrolls it for some three seconds, 2,400 pixels in each, and jumps twice. */
const SCROLL = `new Promise((resolve, reject) => {
  const start = performance.now()
  location.hash = '#/library'
  const firstRow = () => {
    const row = document.querySelector('[data-video]:not([aria-busy=true])')
    if (row === null) return requestAnimationFrame(firstRow)
    requestAnimationFrame(() => scroll(performance.now() - start))
  }
  const scroll = (firstRowMs) => {
    const list = document.querySelector('[role=grid]')
    const isBlank = () => list.querySelector('[data-video][aria-busy=true]') !== null
    const result = { firstRowMs, frames: 0, late: 0, blank: 0, jumpsMs: [] }
    const jumps = [0.5, 1]
    const jump = () => {
      const share = jumps.shift()
      if (share === undefined) { location.hash = '#/uploads'; return resolve(result) }
      const jumped = performance.now()
      list.scrollTop = share * (list.scrollHeight - list.clientHeight)
      // The rows of the new place are there in the next frame at the earliest.
      const look = () => {
        if (isBlank()) return requestAnimationFrame(look)
        result.jumpsMs.push(performance.now() - jumped)
        jump()
      }
      requestAnimationFrame(() => requestAnimationFrame(look))
    }
    const began = performance.now()
    let last = began
    const frame = (now) => {
      result.frames += 1
      if (now - last > 20) result.late += 1
      if (isBlank()) result.blank += 1
      list.scrollTop += 2.4 * (now - last)
      last = now
      if (now - began < 3000) requestAnimationFrame(frame)
      else jump()
    }
    requestAnimationFrame(frame)
  }
  firstRow()
})`

async function untilCopied(electron: HookedElectron): Promise<void> {
  await electron.call('library.sync', { accountId: null })
  for (;;) {
    const [status] = await electron.call<SyncStatus[]>('library.status', {})
    if (status?.state === 'failed') throw new Error(`the sync failed: ${String(status.error)}`)
    if (status?.state === 'done' && status.read === VIDEOS) return
    await wait(LOOK_EVERY_MS)
  }
}

/** The Library page of the real app with 100,000 videos: its first row, and frames while it scrolls. */
export async function scrollFigures(context: BenchContext): Promise<Figure[]> {
  const demo = await startDemo(context, ['--control', '--fill', String(VIDEOS)])
  const { folder } = await makeProfile(context, demo.url, [join(context.root, 'samples', SAMPLE)])
  const bare = await bareFrames(context)
  const electron = await HookedElectron.open(context, 'app', folder)
  const turns: Scrolled[] = []
  try {
    await untilCopied(electron)
    while (turns.length < TURNS) {
      const turn = await electron.ask<Scrolled>({ kind: 'page', code: SCROLL })
      turns.push(turn)
      context.say(
        `library of ${String(VIDEOS)}, scrolled ${String(turns.length)}/${String(TURNS)}: first row after ` +
          `${turn.firstRowMs.toFixed(0)} ms; of ${String(turn.frames)} frames ${String(turn.late)} late, ${String(turn.blank)} blank; ` +
          `rows after ${turn.jumpsMs.map((ms) => ms.toFixed(0)).join(' and ')} ms when jumping to middle and end`,
      )
    }
  } finally {
    await electron.close()
    await demo.stop()
    removeFolder(folder)
  }
  context.say(`an empty page on this machine: ${(bare * 100).toFixed(1)} % of its frames are late`)
  return figuresOf(turns, bare)
}

function figuresOf(turns: readonly Scrolled[], bare: number): Figure[] {
  const late = median(turns.map((turn) => turn.late / turn.frames))
  const [first, ...others] = turns.map(({ firstRowMs }) => firstRowMs)
  const blank = Math.max(...turns.map((turn) => turn.blank / turn.frames))
  return [
    atMost('first row of 100,000 videos, first time', first ?? Number.NaN, 'ms', 1000),
    atMost('first row of 100,000 videos', median(others), 'ms', 500),
    atMost('frames over 20 ms while 100,000 scroll, above an empty page', late - bare, 'share', 0.05),
    atMost('frames with an empty row, worst turn', blank, 'share', 0),
    atMost(
      'rows after a jump to the middle or the end, worst turn',
      Math.max(...turns.flatMap(({ jumpsMs }) => jumpsMs)),
      'ms',
      200,
    ),
  ]
}

/** What this machine's drawing is late by when nothing is to be drawn. */
async function bareFrames(context: BenchContext): Promise<number> {
  const folder = freshFolder(context, 'bare')
  const electron = await HookedElectron.open(context, 'bare', folder)
  const code = `new Promise((resolve) => {
    let [frames, late, last] = [0, 0, performance.now()]
    const began = last
    const frame = (now) => {
      frames += 1
      if (now - last > 20) late += 1
      last = now
      if (now - began < 3000) requestAnimationFrame(frame)
      else resolve(late / frames)
    }
    requestAnimationFrame(frame)
  })`
  const share = await electron.ask<number>({ kind: 'page', code })
  await electron.close()
  removeFolder(folder)
  return share
}
