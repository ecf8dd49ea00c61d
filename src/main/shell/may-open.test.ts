import { expect, it } from 'vitest'
import { mayOpen } from './may-open'

const instances = ['https://tube.example', 'http://tube.lan:9000']

it.each([
  'https://elsewhere.example/w/1',
  'http://127.0.0.1:9000/w/1',
  'http://localhost/w/1',
  'http://[::1]:9000/',
  'http://tube.lan:9000/w/1',
])('%s may be opened', (url) => {
  expect(mayOpen(url, instances)?.href).toBe(url)
})

it.each([
  'http://elsewhere.example/',
  'http://tube.example/w/1',
  'http://tube.lan/w/1',
  'http://tube.lan.evil.example:9000/',
  'https://tube.example@evil.example/',
  'https://me:secret@tube.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://127.0.0.1/share',
])('%s may not', (url) => {
  expect(mayOpen(url, instances)).toBeNull()
})
