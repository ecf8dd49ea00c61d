import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { json } from './support/http'
import { describeInstances, unique } from './support/instance'
import { picture } from './support/uploads'

const newName = (): string => `channel_${String(unique())}`

describeInstances('channels', (instance) => {
  it('are made, changed, listed and deleted', async () => {
    const main = await instance().main()
    const name = newName()
    const made = await main.postJson('/video-channels', {
      name,
      displayName: 'Mine',
      description: 'Described',
      support: 'help',
    })
    expect([made.status, json(made)]).toEqual([
      200,
      { videoChannel: expect.objectContaining({ id: expect.any(Number) as number }) as object },
    ])
    const path = `/video-channels/${name}`
    expect(await main.getJson(path)).toMatchObject({
      name,
      displayName: 'Mine',
      description: 'Described',
      support: 'help',
      isLocal: true,
    })
    const change = { displayName: 'Changed', description: null, support: null }
    expect((await main.putJson(path, change)).status).toBe(204)
    expect(await main.getJson(path)).toMatchObject(change)
    const list = await main.getJson(`/accounts/${main.accountName}/video-channels?count=100`)
    expect((list['data'] as { name: string }[]).map((row) => row.name)).toContain(name)
    expect((await main.delete(path)).status).toBe(204)
    expectProblem(instance(), await main.get(path), 404)
  })

  it('have names that nobody else has', async () => {
    const main = await instance().main()
    const taken = await main.postJson('/video-channels', { name: main.accountName, displayName: 'Taken' })
    expectProblem(instance(), taken, 409)
  })

  it('have names and display names within limits', async () => {
    const main = await instance().main()
    const wrong = await main.postJson('/video-channels', { name: 'Bad Name!', displayName: '' })
    expectInvalid(instance(), wrong, 'name', 'displayName')
    const long = {
      name: newName(),
      displayName: 'x'.repeat(121),
      description: 'xx',
      support: 'x'.repeat(1001),
    }
    expectInvalid(
      instance(),
      await main.postJson('/video-channels', long),
      'displayName',
      'description',
      'support',
    )
  })

  it('are not to be changed by others', async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    const main = await instance().main()
    const [channel] = main.me['videoChannels'] as { name: string }[]
    const path = `/video-channels/${String(channel?.name)}`
    expectProblem(instance(), await other.putJson(path, { displayName: 'Not mine' }), 403)
    expectProblem(instance(), await other.delete('/video-channels/no_such_channel'), 404)
  })

  it('have a picture in several sizes', async () => {
    const main = await instance().main()
    const name = newName()
    await main.postJson('/video-channels', { name, displayName: 'With a picture' })
    const answer = await main.sendMultipart('POST', `/video-channels/${name}/avatar/pick`, [
      ['avatarfile', picture],
    ])
    expect(answer.status).toBe(200)
    const { avatars } = json(answer) as { avatars: { width: number; path?: string; fileUrl?: string }[] }
    expect(avatars.length).toBeGreaterThan(1)
    expect(avatars[0]).toHaveProperty(instance().since('7.1') ? 'fileUrl' : 'path')
    expect((await main.delete(`/video-channels/${name}/avatar`)).status).toBe(204)
    expect((await main.getJson(`/video-channels/${name}`))['avatars']).toEqual([])
    await main.delete(`/video-channels/${name}`)
  })
})
