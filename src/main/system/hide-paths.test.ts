import { describe, expect, it } from 'vitest'
import { hidePaths } from './hide-paths'

describe('hidePaths', () => {
  it.each([
    [
      "EACCES: permission denied, open '/home/ada/My films/pier.mp4'",
      "EACCES: permission denied, open '…/pier.mp4'",
    ],
    ['at run (/opt/longshore/out/main/index.js:12:3)', 'at run (…/index.js:12:3)'],
    ['open "C:\\Users\\Ada\\Videos\\pier.mp4"', 'open "…\\pier.mp4"'],
    ['at C:\\Program Files\\Longshore\\app.js:1:2', 'at …\\app.js:1:2'],
    [
      'PUT https://tube.example/api/v1/videos/upload-resumable: 503',
      'PUT https://tube.example/api/v1/videos/upload-resumable: 503',
    ],
    ['GET /api/v1/users/me: 401', 'GET /api/v1/users/me: 401'],
    ['50/50, and/or, 1/2/3', '50/50, and/or, 1/2/3'],
    ['"fileName": "pier.mp4"', '"fileName": "pier.mp4"'],
  ])('%s', (text, expected) => {
    expect(hidePaths(text)).toBe(expected)
  })
})
