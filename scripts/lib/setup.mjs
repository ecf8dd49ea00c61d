import { ensureElectronRuntime } from '../electron-runtime.mjs'
import { ensureBuild } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { NEEDS, ensureSystem } from './system.mjs'

/**
 * Everything a run needs, from a fresh clone on: packages, Electron, the system's libraries (`needs` is a key of
 * NEEDS in system.mjs), the build. What is there is left alone, and nothing then asks the network.
 * Resolves to the path of the Electron executable.
 */
export async function setUp(needs) {
  await ensureDependencies()
  await ensureSystem(NEEDS[needs])
  const electron = ensureElectronRuntime()
  await ensureBuild()
  return electron
}

/** Runs a script's main function; an error ends it with its message alone and the exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
