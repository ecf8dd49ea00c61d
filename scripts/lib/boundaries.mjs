// Who may import whom. One table, read by the lint rule `longshore/boundaries` (eslint.config.mjs) and by
// `scripts/check-boundaries.mjs`, which no comment in the code can switch off.

import { isBuiltin } from 'node:module'
import path from 'node:path'

/** True for a file at or under one of the folders (both relative to the project's root, with slashes). */
const within = (file, folders) => folders.some((folder) => file === folder || file.startsWith(`${folder}/`))

export const isTest = (file) =>
  /\.(test|e2e)\.ts$/.test(file) || within(file, ['test', 'e2e', 'bench', 'scripts'])

const ELECTRON_SIDE = ['src/main/shell', 'src/main/ipc', 'src/main/index.ts', 'src/preload']
const DEMO_STARTERS = ['src/main/demo-process.ts', 'src/main/demo']

/**
 * Each area of the code: `at` is where it lies, `may` what else of the project it imports, `packages` the packages
 * it is held to (all when absent), `without` those it may not know, `node` whether Node's modules are allowed. The first that fits a file counts.
 */
const AREAS = [
  { at: ['src/shared'], may: [], packages: ['zod'], node: false },
  { at: ['src/demo-instance'], may: [], node: true },
  { at: ['src/preload'], may: ['src/shared'], node: false },
  { at: ['src/renderer'], may: ['src/shared'], mayTypes: ['src/preload'], node: false },
  {
    at: ['src/main/uploads'],
    may: ['src/shared', 'src/main'],
    never: ['src/main/storage', 'src/main/peertube', 'src/main/shell', 'src/main/ipc'],
    node: true,
  },
  {
    at: ['src/main/peertube'],
    may: ['src/shared', 'src/main'],
    never: ['src/main/storage', 'src/main/shell', 'src/main/ipc'],
    node: true,
  },
  {
    // What a call does, and what puts the app together: both run in plain Node too.
    at: [
      'src/main/longshore.ts',
      'src/main/machine.ts',
      'src/main/compose',
      'src/main/ipc/handlers',
      'src/main/ipc/handlers.ts',
    ],
    may: ['src/shared', 'src/main'],
    never: ['src/main/shell', 'src/main/index.ts'],
    without: ['electron'],
    node: true,
  },
  { at: ELECTRON_SIDE, may: ['src/shared', 'src/main'], node: true },
  { at: DEMO_STARTERS, may: ['src/shared', 'src/main', 'src/demo-instance'], node: true },
  {
    at: ['src/main'],
    may: ['src/shared', 'src/main'],
    never: ['src/main/shell', 'src/main/ipc'],
    node: true,
  },
]

/** Packages that one area alone knows. */
const PACKAGE_HOMES = [
  { packages: ['electron'], homes: ELECTRON_SIDE },
  { packages: ['libsql'], homes: ['src/main/storage'] },
  { packages: ['keytar'], homes: ['src/main/accounts'] },
  { packages: ['tus-js-client'], homes: ['src/main/uploads'] },
  { packages: ['express', 'multer', 'socket.io', '@uploadx/core'], homes: ['src/demo-instance'] },
  { packages: ['socket.io-client'], homes: ['src/main/peertube'] },
  {
    packages: ['hls.js'],
    homes: ['src/renderer/src/features/live', 'src/renderer/src/composables/use-played-video.ts'],
  },
]

const FEATURE = /^src\/renderer\/src\/features\/([^/]+)(?:\/(.*))?$/

/** The name of the package in a bare specifier: `zod/v4` is `zod`, `@a/b/c` is `@a/b`. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The file or folder of the project that a specifier names, relative to the root, or undefined for a package. */
export function projectTarget(file, specifier) {
  if (specifier.startsWith('@shared/')) return `src/shared/${specifier.slice('@shared/'.length)}`
  if (!specifier.startsWith('.')) return undefined
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier.split('?')[0]))
}

function againstFeatures(file, target) {
  const own = FEATURE.exec(file)?.[1]
  const [, other, inside] = FEATURE.exec(target) ?? []
  if (!own || !other || own === other) return undefined
  if (inside === undefined || /^index(\.ts)?$/.test(inside)) return undefined
  return `the feature "${own}" may not reach inside the feature "${other}"`
}

function againstAreas(file, area, target, typeOnly) {
  const allowed = [...area.at, ...area.may, ...(typeOnly ? (area.mayTypes ?? []) : [])]
  if (!within(target, allowed)) return `${area.at[0]} may not import ${target}`
  if (within(target, area.never ?? [])) return `${area.at[0]} may not import ${target}`
  return file.startsWith('src/renderer/') ? againstFeatures(file, target) : undefined
}

function againstPackages(file, area, specifier) {
  if (isBuiltin(specifier)) return area.node ? undefined : `${area.at[0]} may not use Node`
  const name = packageOf(specifier)
  if (area.packages && !area.packages.includes(name))
    return `${area.at[0]} may not import the package ${name}`
  if (area.without?.includes(name)) return `${area.at[0]} may not import the package ${name}`
  const home = PACKAGE_HOMES.find((entry) => entry.packages.includes(name))
  if (home && !within(file, home.homes)) return `${name} is known to ${home.homes.join(', ')} alone`
  return undefined
}

/**
 * Why `file` may not import `specifier`, or undefined when it may.
 * Tests and scripts may import what they like: they look at all sides.
 */
export function violation(file, specifier, { typeOnly = false } = {}) {
  if (isTest(file)) return undefined
  const area = AREAS.find((candidate) => within(file, candidate.at))
  if (!area || specifier.startsWith('virtual:')) return undefined
  const target = projectTarget(file, specifier)
  return target === undefined
    ? againstPackages(file, area, specifier)
    : againstAreas(file, area, target, typeOnly)
}
