// Runs after all other files (see `vitest.config.mts`): what they asked of the demo instances is everything that the
// app asks of a PeerTube of that version.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operations } from '../../src/main/peertube/operations'
import type { Operation } from '../../src/main/peertube/operations/define'
import { isAtLeast } from '../../src/main/peertube/version'
import { keptCalls, type Calls } from './support/calls'
import { DEMO_VERSIONS } from './support/instance'

const calls = keptCalls()

/** Test files that open an instance of each version. */
const files = readdirSync(import.meta.dirname).filter(
  (name) =>
    name.endsWith('.test.ts') &&
    /^describeInstances\(/m.test(readFileSync(join(import.meta.dirname, name), 'utf8')),
)
const missing = files.filter((name) => !calls.some(({ file }) => file === name))

const parameters = ({ path }: Operation): number => path.split('{').length

/** A path that names its parts is meant before one that takes any. */
const bySpecificity = [...operations].sort((one, other) => parameters(one) - parameters(other))

function operationOf(route: string): string | undefined {
  return bySpecificity.find(({ method, path }) => {
    const pattern = path.replace(/[.]/g, '\\.').replace(/\{[^}]*\}/g, '[^/]+')
    return new RegExp(`^${method} ${pattern}$`).test(route)
  })?.id
}

const called = (of: readonly Calls[]): Set<string | undefined> =>
  new Set(of.flatMap(({ routes }) => routes.map(operationOf)))

describe('the contract suite', () => {
  it.for(DEMO_VERSIONS)('calls each operation that %s has', (version, context) => {
    context.skip(missing.length > 0, `these did not run: ${missing.join(', ')}`)
    const known = called(calls.filter((one) => one.version === version))
    const has = ({ since, until }: Operation): boolean =>
      isAtLeast(version, since) && (until === null || !isAtLeast(version, until))
    const uncalled = operations.filter((operation) => has(operation) && !known.has(operation.id))
    expect(uncalled.map(({ id }) => id)).toEqual([])
  })
})
