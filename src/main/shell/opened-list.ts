import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const OPTION = '--opened-list='
const FOLDER_PREFIX = 'longshore-opened-'

/**
 * What a second start tells the first goes through a message of 32 KiB that holds its command line too. A longer one
 * loses the files, and one that is far longer ends the first start with all its uploads.
 */
const LONGEST_MESSAGE_BYTES = 16 * 1024

const bytesOf = (words: readonly string[]): number =>
  words.reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0)

/** Whether a start with these words, which hands over these paths, has to write them down in a list. */
export function needsList(words: readonly string[], paths: readonly string[]): boolean {
  return bytesOf(words) + bytesOf(paths) > LONGEST_MESSAGE_BYTES
}

/** A file with the paths, in a folder that nobody else can read. */
export function writeList(paths: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), FOLDER_PREFIX)), 'paths.json')
  writeFileSync(file, JSON.stringify(paths), { mode: 0o600 })
  return file
}

/** The word that names a list on the command line. */
export const listWord = (file: string): string => OPTION + file

/** The list that a command line names; null: none. */
export function listOf(words: readonly string[]): string | null {
  const word = words.find((one) => one.startsWith(OPTION))
  return word === undefined ? null : word.slice(OPTION.length)
}

/** The paths of a list, which is gone afterwards. None when it is no list of ours. */
export function takeList(file: string): string[] {
  const folder = dirname(file)
  if (!folder.startsWith(join(tmpdir(), FOLDER_PREFIX))) return []
  try {
    const paths: unknown = JSON.parse(readFileSync(file, 'utf8'))
    rmSync(folder, { recursive: true, force: true })
    return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === 'string') : []
  } catch {
    return [] // taken before
  }
}
