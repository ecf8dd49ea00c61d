/** A column as the index has it: folded where folding changes it. */
const column = (row: 'old' | 'new', name: string): string =>
  `iif(${row}.folded IS NULL, ${row}.${name}, coalesce(${row}.folded ->> '$.${name}', ${row}.${name}))`
const NAMES = ['name', 'description', 'tags', 'channel', 'file_name', 'captions']
const columns = (row: 'old' | 'new'): string => NAMES.map((name) => column(row, name)).join(', ')
const STORED = NAMES.map((name) => `iif(folded IS NULL, ${name}, coalesce(folded ->> '$.${name}', ${name}))`)
const FORGET = `INSERT INTO library_search (library_search, rowid, ${NAMES.join(', ')}) VALUES ('delete', old.id, ${columns('old')});`
const KNOW = `INSERT INTO library_search (rowid, ${NAMES.join(', ')}) VALUES (new.id, ${columns('new')});`

/**
 * Migration: the index of the search knows folded texts. What was indexed before stays as it is until
 * `LibrarySearchTexts` has folded it, in small parts and after the start: nearly all of it needs no folding. The index
 * is not what `library_texts` holds any more: FTS5's own "rebuild" would lose the folding.
 */
export const LIBRARY_SEARCH_SCHEMA = `
  -- JSON: the texts that folding changes, by column; null: none
  ALTER TABLE library_texts ADD COLUMN folded TEXT;
  DROP TRIGGER library_texts_inserted;
  DROP TRIGGER library_texts_deleted;
  DROP TRIGGER library_texts_updated;
  CREATE TRIGGER library_texts_inserted AFTER INSERT ON library_texts BEGIN ${KNOW} END;
  CREATE TRIGGER library_texts_deleted AFTER DELETE ON library_texts BEGIN ${FORGET} END;
  CREATE TRIGGER library_texts_updated
  AFTER UPDATE OF ${NAMES.join(', ')}, folded ON library_texts
  WHEN ${[...NAMES, 'folded'].map((name) => `old.${name} IS NOT new.${name}`).join(' OR ')}
  BEGIN ${FORGET} ${KNOW} END;
`

/**
 * Migration 23: the index knows what begins with one letter, too. Without it, FTS5 merges every word of that letter
 * for the first letter of each word that is typed (docs/benchmarks.md). The index is built anew from the texts as they
 * are folded by now; the triggers stay, they know it by its name.
 */
export const LIBRARY_LETTERS_SCHEMA = `
  DROP TABLE library_search;
  CREATE VIRTUAL TABLE library_search USING fts5 (
    ${NAMES.join(', ')},
    content = 'library_texts', content_rowid = 'id',
    prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO library_search (rowid, ${NAMES.join(', ')}) SELECT id, ${STORED.join(', ')} FROM library_texts;
`
