import { createHash } from 'node:crypto'
import type { DemoContext } from './context'
import { LIVE_STATES } from './live/live-records'
import type { ChannelRecord, UserRecord, VideoRecord } from './records'

const SUBJECTS =
  'Harbour,Tide mill,Lighthouse,Old bridge,Night train,Market,Orchard,Workshop,Observatory,Ferry,Windmill,Archive,' +
  'Glacier,Café,Bookbinder,Beekeeping,Piano lesson,Kite,Repair café,Mountain hut,Allotment,Print shop,Tram depot,Überfahrt'
const KINDS =
  'walk,interview,timelapse,restoration,lecture,concert,field recording,tutorial,documentary,rehearsal,tour,discussion'
const PLACES = 'Brest,Göteborg,Lisboa,Trieste,Rīga,Bergen,Gdańsk,Málaga,Aberdeen,Tallinn,Marseille,Reykjavík'
const TAGS =
  'sea,craft,music,nature,history,science,howto,travel,street,museum,engineering,garden,winter,archive,interview,radio'

const subjects = SUBJECTS.split(',')
const kinds = KINDS.split(',')
const places = PLACES.split(',')
const tags = TAGS.split(',')
const languages = ['en', 'fr', 'de', null]
const PRIVACIES = [1, 1, 1, 1, 1, 2, 3, 4]
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const LAST_MS = Date.UTC(2026, 0, 1)
const LONGEST_SPAN_MS = 10 * 365 * DAY_MS
const LONGEST_STEP_MS = 3 * DAY_MS

/** Numbers that look like chance and are the same every time. */
function dice(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function pick<Value>(values: readonly Value[], roll: (below: number) => number): Value {
  const value = values[roll(values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

function uuidOf(user: UserRecord, index: number): string {
  const hex = createHash('sha1')
    .update(`${user.username} ${String(index)}`)
    .digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`]
  return [...parts, hex.slice(20, 32)].join('-')
}

/**
 * Gives a user so many plausible videos without files, spread over the user's channels; the same ones every time. They
 * are gone when the instance ends.
 */
export function fillVideos(context: DemoContext, user: UserRecord, count: number): void {
  const { state } = context.store
  const channels = state.channels.filter(({ accountId }) => accountId === user.accountId)
  const already = state.videos.filter(({ isFilling }) => isFilling === true)
  const stepMs = Math.min(LONGEST_STEP_MS, Math.floor(LONGEST_SPAN_MS / Math.max(1, count)))
  const last = already.at(-1)
  const firstMs = last === undefined ? LAST_MS - count * stepMs : Date.parse(last.createdAt)
  const added: VideoRecord[] = []
  for (let index = 0; index < count; index++) {
    const createdMs = firstMs + (index + 1) * stepMs
    added.push(makeVideo(context, user, channels, { index: already.length + index, createdMs }))
  }
  state.videos = [...state.videos, ...added]
  context.store.changes += 1
}

function makeVideo(
  context: DemoContext,
  user: UserRecord,
  channels: readonly ChannelRecord[],
  { index, createdMs }: { index: number; createdMs: number },
): VideoRecord {
  const roll = dice(index + 1)
  const subject = pick(subjects, roll)
  const kind = pick(kinds, roll)
  const place = pick(places, roll)
  const createdAt = new Date(createdMs).toISOString()
  const durationSeconds = 20 + roll(7200)
  const isScheduled = roll(200) === 0
  const chosenTags = new Set([pick(tags, roll), pick(tags, roll), pick(tags, roll)].slice(0, roll(4)))
  const video: VideoRecord = {
    id: context.store.nextId('video'),
    uuid: uuidOf(user, index),
    channelId: pick(channels, roll).id,
    name: `${subject} ${kind}, ${place} ${String(index + 1)}`,
    category: roll(3) === 0 ? null : 1 + roll(18),
    licence: roll(2) === 0 ? null : 1 + roll(7),
    language: pick(languages, roll),
    privacy: isScheduled ? 3 : pick(PRIVACIES, roll),
    description: descriptionOf(subject, kind, place, roll),
    support: null,
    tags: [...chosenTags],
    commentsPolicy: 1,
    downloadEnabled: true,
    nsfw: false,
    nsfwFlags: 0,
    nsfwSummary: null,
    waitTranscoding: true,
    originallyPublishedAt: null,
    scheduleUpdate: isScheduled
      ? { updateAt: new Date(context.now() + (1 + roll(60)) * DAY_MS).toISOString(), privacy: 1 }
      : null,
    state: 1,
    processedAtMs: 0,
    createdAt,
    updatedAt: createdAt,
    publishedAt: new Date(createdMs + roll(HOUR_MS)).toISOString(),
    durationSeconds,
    source: {
      inputFilename: `${place.toLowerCase()}-${kind.replaceAll(' ', '-')}-${String(index + 1)}.mp4`,
      fileName: null,
      fileId: index + 1,
      size: durationSeconds * (400_000 + roll(600_000)),
      createdAt,
    },
    inputFileUpdatedAt: null,
    thumbnail: null,
    preview: null,
    passwords: [],
    captions: [],
    chapters: [],
    views: Math.floor(roll(1000) ** 2 / (1 + roll(500))),
    likes: roll(40),
    isLive: roll(300) === 0,
    blacklisted: roll(500) === 0,
    isFilling: true,
  }
  return video.isLive === true ? { ...video, state: LIVE_STATES.ended } : video
}

/** Some are longer than what lists show. */
function descriptionOf(
  subject: string,
  kind: string,
  place: string,
  roll: (below: number) => number,
): string | null {
  if (roll(5) === 0) return null
  const sentences = [
    `${/^[aeiou]/.test(kind) ? 'An' : 'A'} ${kind} about the ${subject.toLowerCase()} of ${place}.`,
    'Filmed with two cameras and edited in the evening.',
    `Thanks to everybody in ${place} who opened a door, told a story or lent us a ladder.`,
    'Music and sound were recorded on the spot; the full list is on the channel page.',
    'Corrections are welcome in the comments.',
  ]
  return sentences.slice(0, 1 + roll(5)).join(' ')
}
