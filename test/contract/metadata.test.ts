import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { json } from './support/http'
import { describeInstances } from './support/instance'
import { cancel, init, uploadIdOf } from './support/uploads'

const text = (length: number): string => 'x'.repeat(length)
/** One character for PeerTube, two for JavaScript. */
const octopus = (length: number): string => '\u{1F419}'.repeat(length)
const future = '2099-05-05T00:00:00.000Z'

/** Field, values that pass, values that do not. */
const limits: [field: string, good: unknown[], bad: unknown[]][] = [
  ['name', [text(3), text(120), octopus(120)], [text(2), text(121), octopus(2), '', null]],
  ['description', [null, text(3), text(10_000), octopus(10_000)], ['', text(2), octopus(2), text(10_001)]],
  ['support', [null, text(3), text(1000)], ['', text(2), text(1001)]],
  [
    'tags',
    [[], ['ab'], ['t1', 't2', 't3', 't4', 't5'], [text(30)], [octopus(30)]],
    [['x'], [octopus(1)], ['t1', 't2', 't3', 't4', 't5', 't6'], [text(31)], 'ab'],
  ],
  ['privacy', [1, 2, 3, 4], [0, 77, 'public']],
  ['category', [1, 18, null], [99_999, 'music']],
  ['licence', [1, 7, null], [99_999]],
  ['language', ['en', 'fr', null], [text(11)]],
  ['nsfw', [true, false], [null]],
  ['downloadEnabled', [true, false], [null]],
  ['waitTranscoding', [true, false], [null]],
  ['originallyPublishedAt', ['2020-01-02T03:04:05.000Z', null], ['yesterday']],
]

const goodCases = limits.flatMap(([field, good]) => good.map((value) => [field, value] as const))
const badCases = limits.flatMap(([field, , bad]) => bad.map((value) => [field, value] as const))

function shown(value: unknown): string {
  const shortened = JSON.stringify(value)
  return shortened.length > 40 ? `${shortened.slice(0, 30)}… (${String(shortened.length)})` : shortened
}

const named = (cases: (readonly [string, unknown])[]): [title: string, field: string, value: unknown][] =>
  cases.map(([field, value]) => [`${field} ${shown(value)}`, field, value])

describeInstances('metadata of a first request', (instance) => {
  it.each(named(goodCases))('takes %s', async (_title, field, value) => {
    const main = await instance().main()
    const answer = await init(main, { [field]: value })
    expect([answer.status, answer.text]).toEqual([201, ''])
    await cancel(main, uploadIdOf(answer))
  })

  it.each(named(badCases))('refuses %s', async (_title, field, value) => {
    const main = await instance().main()
    expectInvalid(instance(), await init(main, { [field]: value }), field)
  })

  it.each(['name', 'channelId', 'filename'])('needs %s', async (field) => {
    const main = await instance().main()
    expectInvalid(instance(), await init(main, { [field]: undefined }), field)
  })

  it('names all wrong fields at once', async () => {
    const main = await instance().main()
    const answer = await init(main, { name: 'ab', privacy: 77, category: 99_999 })
    expectInvalid(instance(), answer, 'name', 'privacy', 'category')
    expect(json(answer)).toMatchObject({ instance: '/api/v1/videos/upload-resumable' })
  })

  it('takes comment policies from 6.2 on, commentsEnabled up to 7.x', async () => {
    const main = await instance().main()
    const policy = await init(main, { commentsPolicy: 9 })
    if (instance().since('6.2')) expectInvalid(instance(), policy, 'commentsPolicy')
    else expect(policy.status).toBe(201)
    const enabled = await init(main, { commentsEnabled: null })
    if (instance().since('8.0')) expect(enabled.status).toBe(201)
    else expectInvalid(instance(), enabled, 'commentsEnabled')
  })

  it.each([1, 2, 4])('takes a plan to publish with privacy %d', async (privacy) => {
    const main = await instance().main()
    expect((await init(main, { scheduleUpdate: { updateAt: future, privacy } })).status).toBe(201)
  })

  it('refuses plans without a date, with a bad one, or to make it private', async () => {
    const main = await instance().main()
    expectProblem(instance(), await init(main, { scheduleUpdate: { privacy: 1 } }), 400)
    const badDate = await init(main, { scheduleUpdate: { updateAt: 'soon', privacy: 1 } })
    expectInvalid(instance(), badDate, 'scheduleUpdate.updateAt')
    const toPrivate = await init(main, { scheduleUpdate: { updateAt: future, privacy: 3 } })
    expectInvalid(instance(), toPrivate, 'scheduleUpdate.privacy')
    const toNothing = await init(main, { scheduleUpdate: { updateAt: future, privacy: null } })
    expectInvalid(instance(), toNothing, 'scheduleUpdate.privacy')
  })

  it('needs passwords for a protected video', async (context) => {
    context.skip(!instance().since('6.0'), 'passwords came with 6.0')
    const main = await instance().main()
    // Its own words allow 100 characters; the server does not.
    for (const videoPasswords of [undefined, [], ['x'], ['same', 'same'], [text(100)], [1234]]) {
      expectProblem(instance(), await init(main, { privacy: 5, videoPasswords }), 400)
    }
    for (const videoPasswords of [null, 'secret']) {
      expectInvalid(instance(), await init(main, { privacy: 5, videoPasswords }), 'videoPasswords')
      expectInvalid(instance(), await init(main, { privacy: 1, videoPasswords }), 'videoPasswords')
    }
    expect((await init(main, { privacy: 5, videoPasswords: ['secret', text(99)] })).status).toBe(201)
  })

  it('takes NSFW flags with nsfw only', async (context) => {
    context.skip(!instance().since('7.2'), 'NSFW flags came with 7.2')
    const main = await instance().main()
    expectProblem(instance(), await init(main, { nsfwFlags: 1 }), 400)
    expectProblem(instance(), await init(main, { nsfwSummary: 'Some words' }), 400)
    expect((await init(main, { nsfw: true, nsfwFlags: 3, nsfwSummary: 'Some words' })).status).toBe(201)
    expectInvalid(instance(), await init(main, { nsfw: true, nsfwSummary: text(251) }), 'nsfwSummary')
  })
})
