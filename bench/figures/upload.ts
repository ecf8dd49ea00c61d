import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { UploadResult } from '../programs/upload'
import { freshFolder, removeFolder, type BenchContext } from '../support/context'
import { signInByHand, startDemo, uploadByCurl, type BenchDemo } from '../support/demo'
import { atLeast, atMost, type Figure } from '../support/figure'
import { median, MIB } from '../support/numbers'
import { outputOf } from '../support/processes'
import { makeSource } from '../support/source-file'

const ROUNDS = 5
const GIB = 1024 * MIB

async function uploadByApp(
  context: BenchContext,
  demo: BenchDemo,
  checksums: 'on' | 'off',
  file: string,
): Promise<UploadResult> {
  const profile = freshFolder(context, 'profile')
  const args = [join(context.programs, 'upload.cjs'), profile, demo.url, checksums, file]
  const result = JSON.parse(await outputOf(process.execPath, args)) as UploadResult
  removeFolder(profile)
  return result
}

interface Round {
  curlMs: number
  /** With a checksum: what the instance alone needs to check one. */
  curlCheckedMs: number
  off: UploadResult
  on: UploadResult
  large: UploadResult
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return `sha-256=${hash.digest('base64')}`
}

const grownMiB = ({ idleBytes, peakBytes }: UploadResult): number => (peakBytes - idleBytes) / MIB

function describe(round: Round): string {
  const speed = (ms: number): string => `${((1024 / ms) * 1000).toFixed(0)} MiB/s`
  const memory = (result: UploadResult): string => `+${grownMiB(result).toFixed(1)} MiB`
  return [
    `curl ${speed(round.curlMs)}, with a checksum ${speed(round.curlCheckedMs)}`,
    `checksums off ${speed(round.off.ms)} ${memory(round.off)}`,
    `on ${speed(round.on.ms)} ${memory(round.on)}`,
    `4 GiB ${speed(round.large.ms / 4)} ${memory(round.large)}`,
  ].join(', ')
}

/** The engine against `curl -T`, and what it needs of memory. Each upload of ours is a process of its own. */
export async function uploadFigures(context: BenchContext): Promise<Figure[]> {
  const demo = await startDemo(context)
  const session = await signInByHand(demo)
  const small = makeSource(context, 'one gibibyte.mp4', GIB)
  const large = makeSource(context, 'four gibibytes.mp4', 4 * GIB)
  // The first upload of the instance's life is slower for everyone.
  await uploadByCurl(demo, session, small)
  const digest = await digestOf(small)
  const rounds: Round[] = []
  while (rounds.length < ROUNDS) {
    const round = {
      curlMs: await uploadByCurl(demo, session, small),
      curlCheckedMs: await uploadByCurl(demo, session, small, digest),
      off: await uploadByApp(context, demo, 'off', small),
      on: await uploadByApp(context, demo, 'on', small),
      large: await uploadByApp(context, demo, 'on', large),
    }
    rounds.push(round)
    context.say(`upload ${rounds.length}/${ROUNDS}: ${describe(round)}`)
  }
  await demo.stop()
  const grown = median(rounds.map(({ on }) => grownMiB(on)))
  const grownLarge = median(rounds.map((round) => grownMiB(round.large)))
  return [
    atLeast(
      'upload 1 GiB, checksums off',
      median(rounds.map((r) => r.curlMs / r.off.ms)),
      'of curl -T',
      0.85,
    ),
    atLeast('upload 1 GiB, checksums on', median(rounds.map((r) => r.curlMs / r.on.ms)), 'of curl -T', 0.7),
    atMost('memory above idle, 1 GiB', grown, 'MiB', 64),
    atMost('memory above idle, 4 GiB', grownLarge, 'MiB', 64),
    atMost('memory above idle, 4 GiB against 1 GiB', grownLarge / grown, 'times', 1.1),
  ]
}
