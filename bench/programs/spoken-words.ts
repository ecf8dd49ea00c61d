// What the search looks through besides titles: in a real copy it comes with each video's details, over hours.

import { databaseFileIn, inTransaction, openDatabase } from '../../src/main/storage/database'

/** One video in so many has captions, of so many words: a talk of two minutes. */
const CAPTIONED = 4
const WORDS = 300
const AT_ONCE = 500

const SYLLABLES = 'ba,de,fi,go,ku,la,me,ni,po,ru,sa,te,vi,zo,har,lig,mar,nor,son,tid'.split(',')
const SAID = 'and,the,of,sea,music,harbour,lighthouse,we,then,tour,bridge,a,tide,to,ferry,in'.split(',')

/** Numbers that look like chance and are the same every time. */
function dice(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function spoken(seed: number): string {
  const roll = dice(seed)
  const one = (words: readonly string[]): string => words[roll(words.length)] ?? ''
  const word = (): string =>
    roll(2) === 0 ? one(SAID) : `${one(SYLLABLES)}${one(SYLLABLES)}${one(SYLLABLES)}`
  return Array.from({ length: WORDS }, word).join(' ')
}

/** Gives each video of the copy in this profile a file's name, and every fourth what is said in it. */
export function writeSpokenWords(profile: string): void {
  const database = openDatabase(databaseFileIn(profile))
  const rows = database.prepare('SELECT id, name FROM library_texts ORDER BY id').all() as {
    id: number
    name: string
  }[]
  const write = database.prepare('UPDATE library_texts SET file_name = ?, captions = ? WHERE id = ?')
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    inTransaction(database, () => {
      for (const { id, name } of rows.slice(at, at + AT_ONCE)) {
        write.run(
          `${name.toLowerCase().replace(/[ ,]+/g, '-')}.mp4`,
          id % CAPTIONED === 0 ? spoken(id) : '',
          id,
        )
      }
    })
  }
  database.close()
}
