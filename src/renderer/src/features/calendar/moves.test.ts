import { AppError, type ErrorCode } from '@shared/errors'
import type { Envelope, MethodName } from '@shared/ipc/contract'
import type { CalendarItem } from '@shared/library/calendar'
import {
  listOutcomeSchema,
  type ListForm,
  type ListFormState,
  type ListOutcome,
} from '@shared/library/list-form'
import type { LiveDetails } from '@shared/live/live'
import { plainSettings } from '@shared/live/live-values'
import type { Problem } from '@shared/uploads/upload'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Moves } from './moves'

const ACCOUNT = '11111111-1111-4111-8111-111111111111'
const NOW = Date.UTC(2030, 0, 1)
const DAY = 86_400_000
const [MONDAY, TUESDAY, FRIDAY] = [NOW + 6 * DAY, NOW + 7 * DAY, NOW + 10 * DAY]
const PROBLEM: Problem = { field: 'schedule', code: 'not-offered', params: {} }

const VIDEO: CalendarItem = {
  accountId: ACCOUNT,
  uuid: 'video',
  name: 'Harbour at dawn',
  channelName: 'Harbour',
  kind: 'video',
  at: MONDAY,
  privacy: 1,
  state: 1,
  pending: null,
  hasTimePassed: false,
  isHeld: false,
}
const LIVE: CalendarItem = { ...VIDEO, uuid: 'live', kind: 'live', state: 4 }

function detailsWith(schedules: number[]): LiveDetails {
  return {
    settings: { ...plainSettings(), schedules },
    hasRtmp: true,
    hasRtmps: false,
    sessions: [],
    readAt: 0,
  }
}

const WAITING: ListFormState = { name: 'waiting', note: null, attempts: 0, retryAt: null }

function formWith(changes: ListForm['changes'], state = WAITING, target = 'live'): ListForm {
  return {
    id: '22222222-2222-4222-8222-222222222222',
    accountId: ACCOUNT,
    of: 'live',
    target,
    name: '',
    title: '',
    state,
    changes,
    base: {},
    deletes: null,
    supportForVideos: false,
    createdAt: 0,
    changedAt: 0,
  }
}

const value = (answer: unknown): Envelope => ({ ok: true, value: answer })
const refusal = (code: ErrorCode): Envelope => ({ ok: false, error: { code, message: code, details: {} } })

/** A main process with one live, which it knows from its copy, or from an instance where that answers. */
class CalendarMain {
  forms: ListForm[] = []
  copy: LiveDetails | null = detailsWith([MONDAY, FRIDAY])
  instance: LiveDetails | null | ErrorCode = detailsWith([MONDAY, FRIDAY])
  outcome: ListOutcome | ErrorCode = 'arrived'
  holdProblems: Problem[] = []
  saveProblems: Problem[] = []
  readonly asked: { name: MethodName; input: unknown }[] = []

  private readonly answers: Partial<Record<MethodName, (input: unknown) => Envelope>> = {
    'library.hold': () => value({ problems: this.holdProblems }),
    'library.save': () => value({ editId: null, problems: this.saveProblems }),
    'live.forms': () => value(this.forms),
    'live.details': (input) => {
      const found = (input as { refresh: boolean }).refresh ? this.instance : this.copy
      return typeof found === 'string' ? refusal(found) : value(found)
    },
    'live.save': () => {
      const parsed = listOutcomeSchema.safeParse(this.outcome)
      return parsed.success ? value({ outcome: parsed.data }) : refusal(this.outcome as ErrorCode)
    },
  }

  call(name: MethodName, input: unknown): Promise<Envelope> {
    this.asked.push({ name, input })
    return Promise.resolve(this.answers[name]?.(input) ?? refusal('internal'))
  }

  inputsOf(name: MethodName): unknown[] {
    return this.asked.flatMap((one) => (one.name === name ? [one.input] : []))
  }
}

let main: CalendarMain
let isOnline: boolean
let agrees: boolean
/** What the calendar showed, in its order. */
let shown: string[]
let moves: Moves

beforeEach(() => {
  main = new CalendarMain()
  vi.stubGlobal('window', { longshore: main })
  isOnline = true
  agrees = true
  shown = []
  moves = new Moves({
    words: {
      refused: (reason) => `refused: ${reason}`,
      problems: (problems) => problems.map(({ code }) => `problem: ${code}`).join(),
      conflict: () => 'conflict',
    },
    timeZone: () => 'Europe/Paris',
    isOnline: () => isOnline,
    now: () => NOW,
    saveHeldToo: ({ name }) => {
      shown.push(`asked about ${name}`)
      return Promise.resolve(agrees)
    },
    place: ({ uuid }, at) => {
      shown.push(`${uuid} at ${String((at - NOW) / DAY)}`)
      return { settle: () => shown.push(`${uuid} settled`) }
    },
    load: () => {
      shown.push('read')
      return Promise.resolve()
    },
  })
})

const scheduled = (at: number) => ({
  schedule: { updateAt: new Date(at).toISOString(), privacy: 1, timeZone: 'Europe/Paris' },
})

describe('moving a video', () => {
  it('holds its schedule over the one that was shown, and saves it', async () => {
    expect(await moves.move(VIDEO, TUESDAY)).toBe('')
    expect(main.asked).toEqual([
      {
        name: 'library.hold',
        input: {
          accountId: ACCOUNT,
          uuid: 'video',
          changes: scheduled(TUESDAY),
          base: scheduled(MONDAY),
        },
      },
      { name: 'library.save', input: { accountId: ACCOUNT, uuid: 'video' } },
    ])
    expect(shown).toEqual(['video at 7', 'read', 'video settled'])
  })

  it.each([
    ['held', 'holdProblems', ['library.hold', 'library.hold']],
    ['saved', 'saveProblems', ['library.hold', 'library.save', 'library.hold']],
  ] as const)('that is refused when it is %s leaves nothing behind', async (_, when, calls) => {
    main[when] = [PROBLEM]
    expect(await moves.move(VIDEO, TUESDAY)).toBe('problem: not-offered')
    expect(main.asked.map(({ name }) => name)).toEqual(calls)
    expect(main.inputsOf('library.hold').at(-1)).toMatchObject({
      changes: scheduled(MONDAY),
      base: scheduled(MONDAY),
    })
  })

  it.each([
    ['past', NOW - 1],
    ['present', NOW],
  ])('to the %s is refused before anything is asked', async (_, at) => {
    expect(await moves.move(VIDEO, at)).toBe('refused: past')
    expect([main.asked, shown]).toEqual([[], []])
  })

  it('with other typed changes goes on when the person agrees', async () => {
    expect(await moves.move({ ...VIDEO, isHeld: true }, TUESDAY)).toBe('')
    expect(shown[0]).toBe('asked about Harbour at dawn')
  })

  it('with other typed changes does nothing when the person thinks better of it', async () => {
    agrees = false
    expect(await moves.move({ ...VIDEO, isHeld: true }, TUESDAY)).toBeNull()
    expect([main.asked, shown]).toEqual([[], ['asked about Harbour at dawn']])
  })

  it('begins when the move before has ended, also when that one failed', async () => {
    main.outcome = 'live-started'
    const first = moves.move(LIVE, TUESDAY)
    const second = moves.move(VIDEO, TUESDAY)
    await expect(first).rejects.toMatchObject({ code: 'live-started' })
    expect(await second).toBe('')
    expect(main.asked.map(({ name }) => name)).toEqual([
      'live.forms',
      'live.details',
      'live.save',
      'library.hold',
      'library.save',
    ])
  })
})

describe('moving a live', () => {
  it('exchanges that time among those that the instance has', async () => {
    main.copy = detailsWith([MONDAY])
    expect(await moves.move(LIVE, TUESDAY)).toBe('')
    expect(main.inputsOf('live.details')).toMatchObject([{ refresh: true }])
    expect(main.inputsOf('live.save')).toEqual([
      {
        accountId: ACCOUNT,
        uuid: 'live',
        fields: { schedules: [TUESDAY, FRIDAY] },
        seen: { schedules: [MONDAY, FRIDAY] },
      },
    ])
    expect(shown).toEqual(['live at 7', 'read', 'live settled'])
  })

  it('without a network takes the copy, and asks nobody', async () => {
    isOnline = false
    main.copy = detailsWith([MONDAY])
    main.outcome = 'waits'
    expect(await moves.move(LIVE, TUESDAY)).toBe('')
    expect(main.inputsOf('live.details')).toMatchObject([{ refresh: false }])
    expect(main.inputsOf('live.save')).toMatchObject([{ fields: { schedules: [TUESDAY] } }])
  })

  it('of an instance that gives no answer takes the copy', async () => {
    main.instance = 'instance-unreachable'
    main.outcome = 'waits'
    expect(await moves.move(LIVE, TUESDAY)).toBe('')
    expect(main.inputsOf('live.details')).toMatchObject([{ refresh: true }, { refresh: false }])
  })

  it.each(['waiting', 'sending'] as const)('whose times are %s builds on them', async (name) => {
    const state: ListFormState = name === 'waiting' ? WAITING : { name, attempts: 0 }
    main.forms = [
      formWith({ schedules: [NOW + 30 * DAY] }, WAITING, 'other'),
      formWith({ schedules: [TUESDAY, FRIDAY] }, state),
    ]
    expect(await moves.move({ ...LIVE, at: TUESDAY }, MONDAY)).toBe('')
    expect(main.inputsOf('live.details')).toEqual([])
    expect(main.inputsOf('live.save')).toMatchObject([
      { fields: { schedules: [MONDAY, FRIDAY] }, seen: { schedules: [TUESDAY, FRIDAY] } },
    ])
  })

  it('whose other settings wait takes the times of the instance', async () => {
    main.forms = [formWith({ latency: 3 }, { name: 'conflict', fields: [] })]
    expect(await moves.move(LIVE, TUESDAY)).toBe('')
    expect(main.inputsOf('live.save')).toMatchObject([{ fields: { schedules: [TUESDAY, FRIDAY] } }])
  })

  it('whose times are in conflict stays until that is decided', async () => {
    main.forms = [formWith({ schedules: [TUESDAY] }, { name: 'conflict', fields: [] })]
    expect(await moves.move(LIVE, FRIDAY)).toBe('refused: liveWaits')
    expect(main.inputsOf('live.save')).toEqual([])
  })

  it('whose new times failed is moved from where the instance has it, in their place', async () => {
    const failure = { code: 'live-time-passed', reason: null, field: null, status: null, detail: '' } as const
    main.forms = [formWith({ schedules: [TUESDAY, FRIDAY] }, { name: 'failed', failure })]
    expect(await moves.move(LIVE, NOW + 8 * DAY)).toBe('')
    expect(main.inputsOf('live.save')).toMatchObject([
      { fields: { schedules: [NOW + 8 * DAY, FRIDAY] }, seen: { schedules: [MONDAY, FRIDAY] } },
    ])
  })

  it('that is no live any more says so', async () => {
    main.instance = null
    expect(await moves.move(LIVE, TUESDAY)).toBe('refused: liveGone')
  })

  it('that has other times by now says so', async () => {
    main.instance = detailsWith([FRIDAY])
    expect(await moves.move(LIVE, TUESDAY)).toBe('refused: liveChanged')
    expect(main.inputsOf('live.save')).toEqual([])
    expect(shown).toEqual(['live at 7', 'read', 'live settled'])
  })

  it('that conflicts says so', async () => {
    main.outcome = 'conflict'
    expect(await moves.move(LIVE, TUESDAY)).toBe('conflict')
  })

  it('that the instance refuses rejects with its words, and shows what the copy has', async () => {
    main.outcome = 'live-started'
    await expect(moves.move(LIVE, TUESDAY)).rejects.toBeInstanceOf(AppError)
    expect(shown).toEqual(['live at 7', 'read', 'live settled'])
  })

  it('that is on air is refused before anything is asked', async () => {
    expect(await moves.move({ ...LIVE, state: 1 }, TUESDAY)).toBe('refused: liveStarted')
    expect(main.asked).toEqual([])
  })

  it('saves nothing that is typed in the library, and does not ask about it', async () => {
    expect(await moves.move({ ...LIVE, isHeld: true }, TUESDAY)).toBe('')
    expect(shown[0]).toBe('live at 7')
    expect(main.inputsOf('library.save')).toEqual([])
  })
})
