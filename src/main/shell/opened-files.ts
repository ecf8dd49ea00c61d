import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Where the files of a command line stand in it. The first word is the program itself; in development the first one that
 * is no option is the folder of the app, wherever options stand.
 */
function placesOfFiles(words: readonly string[], isPackaged: boolean): number[] {
  const end = words.indexOf('--')
  const isOption = (word: string, index: number): boolean =>
    word.startsWith('-') && (end === -1 || index <= end)
  return words
    .flatMap((word, index) => (index > 0 && word !== '' && !isOption(word, index) ? [index] : []))
    .slice(isPackaged ? 0 : 1)
}

/** The files and folders of a command line: what is no option and exists. */
export function pathsOfCommandLine(
  words: readonly string[],
  isPackaged: boolean,
  workingFolder: string,
): string[] {
  return placesOfFiles(words, isPackaged)
    .map((index) => resolve(workingFolder, words[index] ?? ''))
    .filter((path) => existsSync(path))
}

/** The rest of a command line, without the program: what another start of the same kind is called with. */
export function wordsWithoutPaths(words: readonly string[], isPackaged: boolean): string[] {
  const files = new Set(placesOfFiles(words, isPackaged))
  return words.filter((word, index) => index > 0 && word !== '--' && !files.has(index))
}
