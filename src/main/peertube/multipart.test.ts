import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeMultipart, formFields } from './multipart'

describe('formFields', () => {
  it.each([
    [
      { name: 'A & B', n: 3, yes: true },
      [
        ['name', 'A & B'],
        ['n', '3'],
        ['yes', 'true'],
      ],
    ],
    [
      { tags: ['one', 'two'] },
      [
        ['tags[0]', 'one'],
        ['tags[1]', 'two'],
      ],
    ],
    [{ tags: [] }, [['tags', 'null']]],
    [{ category: null }, [['category', 'null']]],
    [
      { scheduleUpdate: { updateAt: '2027-01-01T10:00:00.000Z', privacy: 1 } },
      [
        ['scheduleUpdate[updateAt]', '2027-01-01T10:00:00.000Z'],
        ['scheduleUpdate[privacy]', '1'],
      ],
    ],
    [
      { tasks: [{ name: 'cut', options: { start: 1 } }] },
      [
        ['tasks[0][name]', 'cut'],
        ['tasks[0][options][start]', '1'],
      ],
    ],
  ])('%j', (fields, expected) => {
    expect(formFields(fields)).toEqual(expected)
  })
})

describe('encodeMultipart', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-multipart-'))
    writeFileSync(join(folder, 'a.jpg'), Buffer.from([0xff, 0xd8, 0, 13, 10]))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('puts the texts first, then the files, each with its type', async () => {
    // The engine's files know their size too; it must not be taken for the content.
    const file = { path: join(folder, 'a.jpg'), name: 'ta"lk\r\n é.jpg', bytes: 5 }
    const { headers, body } = await encodeMultipart({ name: 'Über' }, [
      { name: 'thumbnailfile', file },
      { name: 'previewfile', file },
    ])
    const boundary = /boundary=(.+)$/.exec(headers['Content-Type'] ?? '')?.[1] ?? ''
    const part = (name: string): string =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="ta%22lk%0A é.jpg"\r\n` +
      'Content-Type: image/jpeg\r\n\r\n'
    const bytes = Buffer.from([0xff, 0xd8, 0, 13, 10])
    const expected = Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\nÜber\r\n`),
      Buffer.from(part('thumbnailfile')),
      bytes,
      Buffer.from(`\r\n${part('previewfile')}`),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    expect(Buffer.from(body).equals(expected)).toBe(true)
  })

  it('tells which file it can not read, without its path', async () => {
    const missing = { path: join(folder, 'gone.jpg'), name: 'gone.jpg' }
    const attempt = encodeMultipart({}, [{ name: 'thumbnailfile', file: missing }])
    await expect(attempt).rejects.toMatchObject({
      code: 'file-unreadable',
      details: { name: 'gone.jpg', systemCode: 'ENOENT' },
    })
    await expect(attempt).rejects.not.toThrow(folder)
  })
})
