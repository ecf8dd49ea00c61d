import { expect, it } from 'vitest'
import { completed, systemOf } from './complete-lock.mjs'

it.each([
  ['@a/b-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
  ['@a/b-win32-x64-msvc', { cpu: ['x64'], os: ['win32'] }],
  ['@a/b-linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
  ['@a/b-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
  ['@a/b-wasm32-wasi', { cpu: ['wasm32'] }],
])('%s', (name, system) => {
  expect(systemOf(name)).toEqual(system)
})

it('adds a binary that is missing, and none that is found anywhere up the tree', () => {
  const packages = {
    '': {},
    'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { 'a-darwin-x64': '1.0.0' } },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/b/node_modules/c': {
      version: '1.0.0',
      optionalDependencies: { 'c-linux-x64': '2.0.0', 'd-linux-x64': '2.0.0', fsevents: '^2.0.0' },
    },
    'node_modules/b/node_modules/c-linux-x64': { version: '2.0.0' },
    'node_modules/d-linux-x64': { version: '2.0.0' },
  }
  const result = completed(packages)
  expect(result['node_modules/a-darwin-x64']).toEqual({
    version: '1.0.0',
    cpu: ['x64'],
    os: ['darwin'],
    dev: true,
    optional: true,
  })
  expect(Object.keys(result)).toHaveLength(Object.keys(packages).length + 1)
  expect(completed(result)).toEqual(result)
})
