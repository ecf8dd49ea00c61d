import { expect, it } from 'vitest'
import { expectProblem } from './support/expectations'
import type { Answer } from './support/http'
import { describeInstances } from './support/instance'
import { cancel, fileHeaders, init, publish, sampleMp4, uploadIdOf } from './support/uploads'

const size = sampleMp4.length
const noOtherUser = 'the test user may not create users'

describeInstances('quota', (instance) => {
  it('counts the original files', async () => {
    const main = await instance().main()
    const before = await main.getJson('/users/me/video-quota-used')
    await publish(main, { name: 'Counted' })
    const after = await main.getJson('/users/me/video-quota-used')
    expect(Number(after['videoQuotaUsed']) - Number(before['videoQuotaUsed'])).toBe(size)
    expect(Number(after['videoQuotaUsedDaily']) - Number(before['videoQuotaUsedDaily'])).toBe(size)
  })

  it.for([{ videoQuota: 3 * size }, { videoQuotaDaily: 3 * size }])(
    'is full when it is reached: %o',
    async (quota, context) => {
      const other = await instance().otherUser(quota)
      if (other === null) return context.skip(noOtherUser)
      await publish(other, { name: 'First of quota' })
      expectProblem(instance(), await init(other, {}, fileHeaders(2 * size)), 413, 'quota_reached')
      const fits = await init(other, {}, fileHeaders(2 * size - 1))
      expect(fits.status).toBe(201)
      await cancel(other, uploadIdOf(fits))
    },
  )

  it('is looked at when an upload begins, and reserves nothing', async (context) => {
    const other = await instance().otherUser({ videoQuota: size + 1 })
    if (other === null) return context.skip(noOtherUser)
    const begun = [await init(other, { name: 'Open one' }), await init(other, { name: 'Open two' })]
    expect(begun.map(({ status }) => status)).toEqual([201, 201])
    for (const answer of begun) await cancel(other, uploadIdOf(answer))
  })

  it('is one thing, the size of a file another', async (context) => {
    const { demo } = instance()
    if (demo === null) return context.skip('needs an instance whose largest file can be set')
    demo.control.setConfig({ maxFileSizeBytes: 1000 })
    const answer = await init(await instance().main())
    demo.control.setConfig({ maxFileSizeBytes: null })
    expectProblem(instance(), answer, 413, 'max_file_size_reached')
  })
})

describeInstances(
  'rate limits',
  (instance) => {
    /** Requests of an address of its own: behind a proxy of loopback each has its own allowance. */
    const ask = (path: string, from: string, headers: Record<string, string> = {}): Promise<Answer> =>
      instance().api(path, { headers: { 'X-Forwarded-For': from, ...headers }, keeps429: true })

    const askTimes = async (count: number, once: () => Promise<Answer>): Promise<Answer[]> => {
      const answers: Answer[] = []
      for (let index = 0; index < count; index++) answers.push(await once())
      return answers
    }

    it('are told in the headers of every answer', async () => {
      const [first, second] = await askTimes(2, () => ask('/config', '203.0.113.1'))
      const headers = first?.headers ?? {}
      expect(Number(headers['x-ratelimit-limit'])).toBeGreaterThan(0)
      expect(Number(headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000 - 60)
      const left = [first, second].map((answer) => Number(answer?.headers['x-ratelimit-remaining']))
      expect((left[0] ?? 0) - (left[1] ?? 0)).toBe(1)
    })

    it('end in a plain text that says how long to wait', async (context) => {
      const limit = Number((await ask('/config', '203.0.113.2')).headers['x-ratelimit-limit'])
      context.skip(limit > 100, `the instance allows ${String(limit)} requests`)
      const answers = await askTimes(limit, () => ask('/config', '203.0.113.2'))
      const refused = answers.at(-1)
      expect([refused?.status, refused?.text]).toEqual([429, 'Too many requests, please try again later.'])
      expect(refused?.headers['content-type']).toMatch(/^text\/html/)
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    })

    it('let an administrator through', async (context) => {
      const { demo } = instance()
      if (demo === null) return context.skip('needs an administrator whose password is known')
      const root = await instance().logIn(demo.users.root)
      const answers = await askTimes(60, () => ask('/config', '203.0.113.3', root.authorization))
      expect(answers.map(({ status }) => status)).not.toContain(429)
    })

    it('are tighter for sign-in', async (context) => {
      const token = (): Promise<Answer> =>
        instance().api('/users/token', {
          method: 'POST',
          headers: { 'X-Forwarded-For': '203.0.113.4' },
          keeps429: true,
        })
      const limit = Number((await token()).headers['x-ratelimit-limit'])
      context.skip(limit > 40, `the instance allows ${String(limit)} sign-ins`)
      const answers = await askTimes(limit, token)
      expect(answers.at(-1)?.status).toBe(429)
      expect(answers.slice(0, -1).map(({ status }) => status)).not.toContain(429)
    })
  },
  { rateLimits: {} },
)
