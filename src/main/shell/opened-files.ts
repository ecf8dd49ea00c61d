import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The files and folders of a command line: what is no option and exists. The first words are the program itself and,
 * in development, the folder of the app.
 */
export function pathsOfCommandLine(
  words: readonly string[],
  isPackaged: boolean,
  workingFolder: string,
): string[] {
  const own = words.slice(isPackaged ? 1 : 2)
  const end = own.indexOf('--')
  const isOption = (word: string, index: number): boolean =>
    word.startsWith('-') && (end === -1 || index <= end)
  return own
    .filter((word, index) => word !== '' && !isOption(word, index))
    .map((word) => resolve(workingFolder, word))
    .filter((path) => existsSync(path))
}
