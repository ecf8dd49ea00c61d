import { MemoryVault } from '../../src/main/accounts'
import type { Machine } from '../../src/main/machine'
import { systemClock } from '../../src/main/system/clock'
import { hasherInPlace } from '../../src/main/uploads/hasher'

const nobody = (): Promise<never> => Promise.reject(new Error('nobody is here to answer'))
const closed = (): Promise<null> => Promise.resolve(null)
const nothing = (): undefined => undefined

/** A machine without a screen and a person: every dialog is closed at once. `own` is laid over it. */
export function headlessMachine(own: Pick<Machine, 'folder' | 'publisher'> & Partial<Machine>): Machine {
  return {
    version: '0.0.0',
    userAgent: 'Longshore/0.0.0 (tests)',
    vault: new MemoryVault(),
    clock: systemClock,
    connectivity: { online: true, onChange: () => nothing },
    hasher: hasherInPlace,
    log: { info: nothing, warn: nothing, error: nothing, tail: () => [] },
    openExternalLogin: nobody,
    startDemo: nobody,
    pickVideos: closed,
    pickFile: closed,
    pickCaptions: closed,
    pickFolder: closed,
    downloadsFolder: () => own.folder,
    formatsLocale: () => 'en',
    locateFile: closed,
    saveFile: closed,
    copyText: nothing,
    onPublished: nothing,
    onNeedsAttention: nothing,
    onWorkEnded: nothing,
    ...own,
  }
}
