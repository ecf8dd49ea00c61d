const SYSTEM_NAMES = new Set([
  '.ds_store',
  '.localized',
  '.spotlight-v100',
  '.trashes',
  '.fseventsd',
  '.temporaryitems',
  '.documentrevisions-v100',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
])

/** What an operating system or a file server leaves in folders for itself: nobody dropped it on purpose. */
export function isSystemName(name: string): boolean {
  return SYSTEM_NAMES.has(name.toLowerCase()) || name.startsWith('._')
}

/** Hidden by its name; in a walked folder it is told, not taken: it may be an editor's half-written copy. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.')
}
